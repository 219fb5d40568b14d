using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Engine.Tests;

public sealed class StorageFailureTests
{
    private static readonly Orchestration<string, string> Main = new("Main");
    private static readonly Activity<string, string> Step = new("Step");

    [Fact]
    public async Task Commit_DiskFull_CallersAreToldAndNothingIsHalfDone()
    {
        FullDisk? disk = null;
        await using var engine = new TestEngine { Wrap = file => disk = new(file) };
        engine.AddOrchestration(Main, (context, _) => context.WaitForExternalEvent<string>("Go"));
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");

        disk!.IsFull = true;
        await Assert.ThrowsAsync<StorageException>(() => engine.Client.RaiseEventAsync("one", "Go", "lost"));
        await Assert.ThrowsAsync<StorageException>(() => engine.Client.StartAsync(Main, "x", "two"));
        disk.IsFull = false;

        Assert.Null(await engine.Client.GetInstanceAsync("two"));
        Assert.Equal(RuntimeStatus.Running, (await engine.Client.GetInstanceAsync("one"))!.RuntimeStatus);
        Assert.Equal(ManageResult.Accepted, await engine.Client.RaiseEventAsync("one", "Go", "kept"));
        Assert.Equal("\"kept\"", (await engine.EndOf("one")).SerializedOutput);
        Assert.True((await engine.Client.StartAsync(Main, "x", "two")).Created);
    }

    [Fact]
    public async Task Purge_AgainAfterTheLogCouldNotBeEmptied_EmptiesItThen()
    {
        BusyLog? file = null;
        await using var engine = new TestEngine { Wrap = inner => file = new(inner) };
        engine.AddOrchestration(Main, (_, input) => Task.FromResult(input));
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "somebody-to-erase", "one");
        await engine.EndOf("one");

        await Assert.ThrowsAsync<StorageException>(() => engine.Client.PurgeInstanceAsync("one"));
        Assert.Equal(0, await engine.Client.PurgeInstanceAsync("one"));
        Assert.Equal(0, await engine.Client.PurgeInstancesAsync(new PurgeFilter()));

        Assert.Equal([1, 0, 0], file!.Asked);
    }

    [Fact]
    public async Task Commit_DiskFullWhenAResultComes_ResultIsKeptAndStoredLater()
    {
        FullDisk? disk = null;
        var runs = 0;
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = new FakeTimeProvider();
        using var log = new ListLoggerFactory();
        await using var engine = new TestEngine { Wrap = file => disk = new(file), Clock = clock, LoggerFactory = log };
        engine.AddOrchestration(Main, async (context, input) => await context.CallActivityAsync(Step, await context.CallActivityAsync(Step, input)));
        engine.AddActivity(Step, async (_, input, _) =>
        {
            runs++;
            await leave.Task;
            return input + "!";
        });
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        disk!.IsFull = true;
        leave.SetResult();
        while (disk.Failures < 3)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        disk.IsFull = false;
        var end = engine.EndOf("one");
        while (!end.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(("\"x!!\"", 2), ((await end).SerializedOutput, runs));
        Assert.Contains(log.Messages, message => message.Contains("was not stored", StringComparison.Ordinal) && message.Contains("The disk is full.", StringComparison.Ordinal));
    }

    /// <summary>Fails every write while it is full.</summary>
    /// <summary>Its log cannot be emptied the first time; remembers after how many deleted rows it was to be.</summary>
    private sealed class BusyLog(IEngineFile inner) : IEngineFile
    {
        public List<int> Asked { get; } = [];

        public int QueueLength => inner.QueueLength;

        public void Enqueue(ISqliteWrite write) => inner.Enqueue(write);

        public Task<T> WriteAsync<T>(Func<SqliteSession, T> work) => inner.WriteAsync(work);

        public T Read<T>(Func<SqliteSession, T> read) => inner.Read(read);

        public Task EmptyLogAfterAsync(int erased)
        {
            Asked.Add(erased);
            return Asked.Count == 1 ? Task.FromException(new StorageException("Something reads the file.")) : Task.CompletedTask;
        }

        public void Dispose() => inner.Dispose();
    }

    private sealed class FullDisk(IEngineFile inner) : IEngineFile
    {
        private volatile int _failures;

        public int Failures => _failures;

        public bool IsFull { get; set; }

        public int QueueLength => inner.QueueLength;

        public void Enqueue(ISqliteWrite write)
        {
            if (!IsFull)
            {
                inner.Enqueue(write);
                return;
            }

            _failures++;
            write.Failed(new StorageException("The disk is full."));
        }

        public Task<T> WriteAsync<T>(Func<SqliteSession, T> work) => inner.WriteAsync(work);

        public T Read<T>(Func<SqliteSession, T> read) => inner.Read(read);

        public void Dispose() => inner.Dispose();
    }
}
