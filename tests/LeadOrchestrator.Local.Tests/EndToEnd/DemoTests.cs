using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.EndToEnd;

public sealed class DemoTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Demo_Exit_ShowsOutcomesRefusalsAndMeasuredSavingAndSaysWhatIsSimulated()
    {
        var (code, output, error) = await LeadProcess.RunAsync(_folder.Path, "demo", "--exit", "--urls", "http://127.0.0.1:0", "--step-latency", "20");

        Assert.True(code == ExitCodes.Success, output + error);
        Assert.All(
            ["is listening on", "Follow-up", "refused", "$.", "In order, because", "At once, because", "critical path", "Simulated:", "effects at once", "measured", "predicted", "Overhead"],
            words => Assert.Contains(words, output, StringComparison.Ordinal));
        Assert.Empty(error);
        Assert.True(Directory.Exists(Path.Combine(_folder.Path, ".data", "demo")));
    }

    [Fact]
    public async Task Demo_Twice_SaysThatTheLeadsAreThereAndShowsThemAgain()
    {
        _folder.Write("few.json", """[{"id":"few-1","email":"f1@example.com"},{"id":"few-2","email":"f2@example.com"}]""");
        string[] arguments = ["demo", "--exit", "--urls", "http://127.0.0.1:0", "--step-latency", "0", "--leads", "few.json"];
        await LeadProcess.RunAsync(_folder.Path, arguments);

        var (code, output, _) = await LeadProcess.RunAsync(_folder.Path, arguments);

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("2 of them were there already", output, StringComparison.Ordinal);
        Assert.Contains("few-1", output, StringComparison.Ordinal);
        Assert.Contains("nothing simulated", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_WithoutExit_LeavesTheHostRunning()
    {
        _folder.Write("one.json", """{"id":"one-1","email":"o1@example.com"}""");
        await using var demo = LeadProcess.Start(_folder.Path, null, "demo", "--urls", "http://127.0.0.1:0", "--leads", "one.json");
        var url = await demo.WaitForHostAsync();
        await demo.WaitForLineAsync(line => line.Contains("Ctrl+C stops it.", StringComparison.Ordinal));

        Assert.Equal(ExitCodes.Success, (await LeadProcess.RunAsync(_folder.Path, "status", "one-1", "--url", url)).Code);
        Assert.Equal(ExitCodes.Success, await demo.TerminateAsync());
    }
}
