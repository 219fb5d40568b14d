using System.Text.Json;
using System.Xml.Linq;
using LeadOrchestrator.Local.CommandLine;
using LeadOrchestrator.Local.Tests.EndToEnd;

namespace LeadOrchestrator.Local.Tests.Processes;

public sealed class ProcessAnalyzeTests : IDisposable
{
    private const string SixEqual = """
        name: Six equal steps
        today: sequence
        steps:
          - { id: a, duration: 100ms }
          - { id: b, duration: 100ms, needs: a }
          - { id: c, duration: 100ms, needs: b }
          - { id: x, duration: 100ms, needs: c }
          - { id: y, duration: 100ms, needs: c }
          - { id: z, duration: 100ms, needs: c }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Analyze_SixEqualSteps_SaysWhatIsSavedAndWhatItTakesToSaveMore()
    {
        var (code, output, error) = await RunAsync(SixEqual);

        Assert.True(code == ExitCodes.Success, error);
        Assert.All(
            [
                "Saved today: 0.0% of the 600 ms", "Best possible: 33.3%", "Still to gain: 200 ms, 33.3% of today's 600 ms", "66.7% of the work is in order", "1.5 times as fast",
                "for 40%, 40 ms of its work must run beside the rest", "save 33%", "40% with 3 branches of 1.5 times the weight", "2 waits that nothing needs", "3 hands are enough",
            ],
            words => Assert.Contains(words, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Analyze_TwoHands_SaysWhatTheyCost()
    {
        var (_, output, _) = await RunAsync(SixEqual, "--hands", "2");

        Assert.Contains("With 2 hands the best order takes 500 ms, 100 ms longer", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_Json_IsTheWholeAnalysis()
    {
        var (_, output, _) = await RunAsync(SixEqual, "--format", "json");

        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal((600, 400), (root.GetProperty("sumMs").GetDouble(), root.GetProperty("bestMs").GetDouble()));
        Assert.Equal(100, root.GetProperty("toReach")[1].GetProperty("toMoveMs").GetDouble(), 6);
    }

    [Theory]
    [InlineData("flow.svg")]
    [InlineData("flow.mmd")]
    [InlineData("flow.json")]
    [InlineData("flow.txt")]
    public async Task Analyze_Output_TakesItsFormFromTheName(string name)
    {
        var path = Path.Combine(_folder.Path, name);

        var (code, output, error) = await RunAsync(SixEqual, "--output", path);

        Assert.True(code == ExitCodes.Success, error);
        Assert.Empty(output);
        var text = await File.ReadAllTextAsync(path);
        switch (Path.GetExtension(name))
        {
            case ".svg": Assert.Equal("svg", XDocument.Parse(text).Root!.Name.LocalName); break;
            case ".mmd": Assert.StartsWith("flowchart", text, StringComparison.Ordinal); break;
            case ".json": Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(text).RootElement.ValueKind); break;
            default: Assert.Contains("Critical path", text, StringComparison.Ordinal); break;
        }
    }

    [Fact]
    public async Task Analyze_OutputInNoFolder_SaysSo()
    {
        var (code, _, error) = await RunAsync(SixEqual, "--output", Path.Combine(_folder.Path, "none", "flow.svg"));

        Assert.Equal(ExitCodes.Storage, code);
        Assert.Contains("there is no folder", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ id: a, duration: 1, needs: b }, { id: b, duration: 1, needs: c }, { id: c, duration: 1, needs: a }", "circle: a needs b, b needs c, c needs a.")]
    [InlineData("{ id: score, duration: 1 }, { id: b, duration: 1, needs: scor }", "did you mean 'score'?")]
    [InlineData("{ id: a, duration: 1, needs: a }", "'a' needs itself")]
    public async Task Analyze_UnsoundMap_NamesLineAndStepsAndEndsWith2(string steps, string expected)
    {
        var (code, output, error) = await RunAsync($"name: n\nsteps: [{steps}]\n");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Empty(output);
        Assert.Contains("line 2, $.steps[", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_ManySteps_ShowsTheMostCritical()
    {
        var map = $"name: wide\nsteps:\n{string.Concat(Enumerable.Range(1, 300).Select(i => $"  - {{ id: s{i}, duration: {i} }}\n"))}";

        var (code, output, _) = await RunAsync(map);

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("… and 200 more steps", output, StringComparison.Ordinal);
        Assert.Contains("s300", output, StringComparison.Ordinal);
        Assert.DoesNotContain(" s5 ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("process.yaml")]
    [InlineData("lead-path.yaml")]
    public async Task Analyze_Samples_AreSound(string name)
    {
        var path = Path.Combine(LeadProcess.Samples, name);

        Assert.Equal(ExitCodes.Success, (await InvokeAsync("process", "analyze", path)).Code);
    }

    [Fact]
    public async Task Analyze_DurationsFromListedLeads_ReplaceTheMaps()
    {
        var durations = _folder.Write("leads.json", Listed(("a", 100), ("b", 300)));

        var (code, output, error) = await RunAsync(SixEqual, "--durations", durations);

        Assert.True(code == ExitCodes.Success, error);
        Assert.Contains("Durations measured in 1 lead.", output, StringComparison.Ordinal);
        Assert.Contains("Not recorded, so as the map has them: c, x, y, z", output, StringComparison.Ordinal);
        Assert.Contains("of the 800 ms", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_DurationsOfOtherSteps_NamesThoseThatAreRecorded()
    {
        var durations = _folder.Write("leads.json", Listed(("ScoreLead", 100)));

        var (code, _, error) = await RunAsync(SixEqual, "--durations", durations);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("recorded are: ScoreLead", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "leads": [] }""", "holds no completed lead")]
    [InlineData("""{ "leads": 3 }""", "holds no leads as")]
    [InlineData("nonsense", "holds no leads as")]
    public async Task Analyze_DurationsThatAreNone_SaysWhatIsExpected(string text, string expected)
    {
        var (code, _, error) = await RunAsync(SixEqual, "--durations", _folder.Write("leads.json", text));

        Assert.NotEqual(ExitCodes.Success, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static string Listed(params (string Step, int Ms)[] steps)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        List<string> written = [];
        foreach (var (step, ms) in steps)
        {
            var end = start.AddMilliseconds(ms);
            written.Add($$"""{"name":"{{step}}","needs":[],"scheduledAt":"{{start:O}}","startedAt":"{{start:O}}","endedAt":"{{end:O}}","attempts":1,"succeeded":true}""");
        }

        var ended = start.AddMilliseconds(steps.Max(step => step.Ms));
        return $$"""
            { "leads": [
              { "id": "l", "status": "Completed", "outcome": { "timeline": { "startedAt": "{{start:O}}", "endedAt": "{{ended:O}}", "steps": [ {{string.Join(',', written)}} ] } } },
              { "id": "r", "status": "Running" } ] }
            """;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string map, params string[] arguments) =>
        InvokeAsync(["process", "analyze", _folder.Write("map.yaml", map), .. arguments]);

    private static async Task<(int Code, string Output, string Error)> InvokeAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await LeadCommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
