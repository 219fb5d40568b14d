using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;

namespace LeadOrchestrator.Orchestration.Tests.Recorded;

/// <summary>
/// Leads in flight survive an upgrade: instances that an earlier version left at every point of their paths go on with
/// this version's code. A change that fails here needs a new name or a version check in the orchestration
/// (docs/azure-upgrade.md).
/// </summary>
public sealed class RecordedHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recorded-").FullName;

    /// <summary>The recordings of versions that are in use somewhere. A release adds one, and none is changed.</summary>
    public static TheoryData<string> Recordings => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Recorded"), "*.db").Select(file => Path.GetFileName(file)!)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Recording_OfAnEarlierVersion_GoesOnToTheEnd(string recording)
    {
        await using var engine = await Recording.StartAsync(CopyOf(recording));

        await AssertAllCompleteAsync(engine);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Recording_WithOtherSteps_IsHeldAndNothingIsLost(string recording)
    {
        var file = CopyOf(recording);
        await using (var changed = await Recording.StartAsync(
            file, new Recording.Stops(), (context, run) => LeadOrchestration.RunAsync(context, run with { Targets = [Given.Chat] })))
        {
            await changed.Client.RaiseEventAsync("parallel:UpdateCrm", "Look", "");
            await changed.Client.RaiseEventAsync("parked:nowhere", "Look", "");
            foreach (var id in (string[])["parallel:UpdateCrm", "parked:nowhere"])
                Assert.Equal(RuntimeStatus.Suspended, (await changed.Client.GetInstanceAsync(id))!.RuntimeStatus);
        }

        await using var engine = await Recording.StartAsync(file);
        foreach (var id in Recording.Instances) await engine.Client.ResumeInstanceAsync(id);
        await AssertAllCompleteAsync(engine);
    }

    [Fact]
    public async Task Recording_OfThisVersion_GoesOnToTheEnd()
    {
        var file = Path.Combine(_folder, "engine.db");
        await Recording.MakeAsync(file);
        if (Environment.GetEnvironmentVariable("LEAD_RECORD_TO") is { } keep) File.Copy(file, keep);

        await using var engine = await Recording.StartAsync(file);
        await AssertAllCompleteAsync(engine);
    }

    private static async Task AssertAllCompleteAsync(EmbeddedEngine engine)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var id in Recording.Instances)
        {
            await Recording.SendOnAsync(engine.Client, id);
            var ended = await engine.Client.WaitForInstanceCompletionAsync(id, patience.Token);
            Assert.Equal((id, RuntimeStatus.Completed), (id, ended!.RuntimeStatus));
        }
    }

    private string CopyOf(string recording)
    {
        var copy = Path.Combine(_folder, recording);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Recorded", recording), copy);
        return copy;
    }
}
