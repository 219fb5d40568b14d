using System.Text;
using CsCheck;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.History;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Tests.Crashes;

public sealed class CrashTests
{
    private static readonly Flow Sample = new("seq", 0, 0, [
        new("act", 1, 1, []),
        new("par", 2, 0, [new("act", 3, 0, []), new("sub", 4, 0, [new("seq", 5, 0, [new("act", 6, 0, []), new("timer", 7, 0, [])])]), new("timer", 8, 0, [])]),
        new("act", 9, 2, []),
    ]);

    private static readonly Flow Nested = new("sub", 0, 0, [new("sub", 1, 0, [new("act", 2, 0, [])])]);

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    public async Task Crash_AtEveryWriteInTurn_LosesNothingAndRepeatsNothingRecorded(bool nested, bool afterCommit, bool replayEveryTurn)
    {
        for (var crashAt = 1; await RunWithCrashesAsync(nested ? Nested : Sample, [crashAt], afterCommit, replayEveryTurn); crashAt++)
        {
            Assert.True(crashAt < 200, "The flow never ends without a crash.");
        }
    }

    [Fact]
    public void Crash_AtRandomWritesOfRandomFlows_ReplayEqualsTheFirstRun()
    {
        var id = 0;
        var flow = Gen.Recursive<Flow>((depth, inner) => depth > 3
            ? Gen.Int[0, 2].Select(failures => new Flow("act", Interlocked.Increment(ref id), failures, []))
            : Gen.Frequency(
                (4, Gen.Int[0, 2].Select(failures => new Flow("act", Interlocked.Increment(ref id), failures, []))),
                (1, Gen.Const(0).Select(_ => new Flow("timer", Interlocked.Increment(ref id), 0, []))),
                (2, inner.Array[1, 3].Select(parts => new Flow("seq", Interlocked.Increment(ref id), 0, parts))),
                (2, inner.Array[1, 3].Select(parts => new Flow("par", Interlocked.Increment(ref id), 0, parts))),
                (1, inner.Select(part => new Flow("sub", Interlocked.Increment(ref id), 0, [part])))));
        Gen.Select(flow, Gen.Int[1, 12].Array[1, 4], Gen.Bool, Gen.Bool)
            .Sample((root, crashes, after, replay) => { RunWithCrashesAsync(root, crashes, after, replay).GetAwaiter().GetResult(); }, iter: 40, threads: 1);
    }

    /// <summary>Runs a flow, with a crash in each of several lives of the process, and one life more.</summary>
    /// <returns>Whether it crashed at all.</returns>
    private static async Task<bool> RunWithCrashesAsync(Flow flow, int[] crashes, bool afterCommit, bool replayEveryTurn)
    {
        var program = new FlowProgram();
        await using var engine = new TestEngine { Options = { ReplayEveryTurn = replayEveryTurn } };
        program.Register(engine.Registry);
        var crashed = false;
        foreach (var crashAt in crashes)
        {
            CrashingFile? file = null;
            engine.Wrap = inner => file = new(inner, crashAt, afterCommit);
            var recorded = Recorded(engine);
            var before = recorded.ToDictionary(id => id, id => program.Successes[id]);
            await engine.StartAsync();
            var end = StartAndEndAsync(engine, flow);
            if (await Task.WhenAny(end, file!.Crashed) == file.Crashed) crashed = true;
            await engine.KillAsync();
            Assert.All(recorded, id => Assert.Equal(before[id], program.Successes[id]));
        }

        var kept = Recorded(engine);
        var counts = kept.ToDictionary(id => id, id => program.Successes[id]);
        engine.Wrap = file => file;
        await engine.StartAsync();
        var last = await StartAndEndAsync(engine, flow);
        Assert.True(last.Failure is null, last.Failure?.ToString());
        Assert.Equal((RuntimeStatus.Completed, $"\"{flow.Expected}\""), (last.RuntimeStatus, last.SerializedOutput));
        Assert.All(kept, id => Assert.Equal(counts[id], program.Successes[id]));
        Assert.All(flow.Activities, id => Assert.InRange(program.Successes[id], 1, crashes.Length + 1));
        return crashed;
    }

    private static async Task<OrchestrationMetadata> StartAndEndAsync(TestEngine engine, Flow flow)
    {
        await engine.Client.StartAsync(FlowProgram.Run, flow, "flow");
        return await engine.EndOf("flow");
    }

    /// <summary>The activities whose results are on disk.</summary>
    private static List<int> Recorded(TestEngine engine)
    {
        if (!File.Exists(engine.Options.DatabasePath)) return [];
        using var database = SqliteDatabase.Open(new(engine.Options.DatabasePath, Schema.Sql));
        return database.Read(session => session
            .Query("SELECT seq, events FROM history", reader => BatchReader.Read(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)))
            .SelectMany(batch => batch.Records)
            .Where(record => record.Kind == HistoryKind.TaskCompleted)
            .Select(record => int.Parse(Encoding.UTF8.GetString(record.Payload!).Trim('"')[1..], System.Globalization.CultureInfo.InvariantCulture))
            .ToList());
    }
}
