using CsCheck;
using LeadOrchestrator.Leads.Processes;

namespace LeadOrchestrator.Leads.Tests.Processes;

public sealed class ProcessMapReadingTests
{
    private const string Yaml = """
        name: Two branches
        description: For a test
        seed: 3
        hands: { total: 2, Ann: 1 }
        steps:
          - id: a
            name: First
            duration: 90
            owner: Ann
          - id: b
            needs: a
            duration: 1h 30m
          - id: c
            needs: [a]
            after: [b]
            duration: { triangular: [1m, PT2M, 5m] }
            automatic: true
        """;

    private const string Json = """
        {
          // as the same map in JSON
          "name": "Two branches", "description": "For a test", "seed": 3, "hands": { "total": 2, "Ann": 1 },
          "steps": [
            { "id": "a", "name": "First", "duration": 90, "owner": "Ann" },
            { "id": "b", "needs": "a", "duration": "1h 30m" },
            { "id": "c", "needs": ["a"], "after": ["b"], "duration": { "triangular": ["1m", "PT2M", "5m"] }, "automatic": true },
          ]
        }
        """;

    [Fact]
    public void Read_Yaml_GivesTheMap()
    {
        var map = ProcessMapYaml.Read(Yaml);

        Assert.Equal(("Two branches", "For a test", 3, 2, 1), (map.Name, map.Description, map.Seed, map.Hands!.Total, map.Hands.ByOwner["Ann"]));
        Assert.Equal(("a", "First", "Ann", 90_000), (map.Steps[0].Id, map.Steps[0].Name, map.Steps[0].Owner, map.Steps[0].Duration.MeanMs));
        Assert.Equal(("b", 5_400_000), (map.Steps[1].Name, map.Steps[1].Duration.MeanMs));
        Assert.Equal(["a"], map.Steps[1].Needs);
        Assert.Equal(["b"], map.Steps[2].After);
        Assert.Equal(new StepDuration.Triangular(60_000, 120_000, 300_000), map.Steps[2].Duration);
        Assert.True(map.Steps[2].Automatic);
    }

    [Fact]
    public void Read_Json_GivesTheSameMap() => Assert.Equivalent(ProcessMapYaml.Read(Yaml), ProcessMapJson.Read(Json), strict: true);

    [Theory]
    [InlineData("90", 90_000)]
    [InlineData("0.5", 500)]
    [InlineData("0", 0)]
    [InlineData("250ms", 250)]
    [InlineData("5m", 300_000)]
    [InlineData("5 min", 300_000)]
    [InlineData("1h 30m", 5_400_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("2d", 172_800_000)]
    [InlineData("1w", 604_800_000)]
    [InlineData("PT5M", 300_000)]
    [InlineData("P1DT2H", 93_600_000)]
    public void Read_Duration_UnderstandsHowPeopleWriteIt(string text, double ms) =>
        Assert.Equal(ms, ProcessMapYaml.Read($"{{ name: n, steps: [{{ id: a, duration: {text} }}] }}").Steps[0].Duration.MeanMs, 6);

    [Theory]
    [InlineData("soon", "'soon' is no duration")]
    [InlineData("5x", "'5x' is no duration")]
    [InlineData("-5m", "is no duration")]
    [InlineData("-5", "cannot be negative")]
    [InlineData("1e99", "longer than 100 years")]
    [InlineData("NaN", "must be a number")]
    [InlineData("PT", "is no duration")]
    [InlineData("P9999999999D", "is no duration")]
    [InlineData("[1, 2]", "expected a duration, or one of")]
    [InlineData("{ gauss: [1, 2] }", "'gauss' is no known distribution")]
    [InlineData("{ uniform: [5, 1] }", "the first limit is at most the second")]
    [InlineData("{ uniform: [5] }", "expected [min, max]")]
    [InlineData("{ triangular: [1, 9, 5] }", "shortest, most likely, longest")]
    [InlineData("{ normal: { mean: 5, sd: 9 } }", "use lognormal")]
    [InlineData("{ normal: { mean: 5 } }", "expected { mean: …, sd: … }")]
    [InlineData("{ normal: { mean: 5, sd: 1, mode: 2 } }", "'mode' is not known")]
    [InlineData("{ lognormal: { median: 5, p90: 4 } }", "p90 is at least the median")]
    [InlineData("{ lognormal: { median: 0, p90: 4 } }", "above zero")]
    [InlineData("{ lognormal: { median: 1, p90: 1e8 } }", "exceeds 100 years")]
    public void Read_BadDuration_SaysWhatIsExpected(string text, string expected)
    {
        var problem = Problems($"name: n\nsteps:\n  - id: a\n    duration: {text}\n")[0];

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("$.steps[0].duration", problem.Path, StringComparison.Ordinal);
        Assert.Equal(4, problem.Line);
    }

    [Fact]
    public void Read_Circle_ShowsTheWholeWay()
    {
        var problem = Assert.Single(Problems("""
            name: n
            steps:
              - { id: start, duration: 1 }
              - { id: a, duration: 1, needs: [start, c] }
              - { id: b, duration: 1, needs: a }
              - { id: c, duration: 1, needs: b }
              - { id: behind, duration: 1, needs: c }
            """));

        Assert.Equal("steps need each other in a circle: a needs c, c needs b, b needs a. One of these needs cannot be.", problem.Message);
        Assert.Equal(("$.steps[1].needs", 4), (problem.Path, problem.Line));
    }

    [Fact]
    public void Read_LongCircle_IsShownShortened()
    {
        var steps = string.Join('\n', Enumerable.Range(0, 50).Select(i => $"  - {{ id: s{i}, duration: 1, needs: s{(i + 49) % 50} }}"));

        Assert.Contains("s45 needs s44, (39 more), s5 needs s4", Assert.Single(Problems($"name: n\nsteps:\n{steps}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralProblems_NamesAllWithTheirLines()
    {
        var problems = Problems("""
            name: n
            steps:
              - { id: score, duration: 1 }
              - { id: assign, duration: 1, needs: [scoer, assign] }
              - { id: score, duration: 1 }
              - { duration: 1, owner: [x] }
              - { id: late, nedes: score }
            """);

        Assert.Equal(
        [
            "line 4, $.steps[1].needs[0]: 'assign' needs 'scoer', but there is no such step; did you mean 'score'?",
            "line 4, $.steps[1].needs[1]: 'assign' needs itself; remove this.",
            "line 5, $.steps[2].id: 'score' is the id of $.steps[0] already; ids are unique.",
            "line 6, $.steps[3].id: a step needs an id.",
            "line 6, $.steps[3].owner: expected a text.",
        ], problems.Where(problem => problem.Line < 7).Select(problem => problem.ToString()).Order());
        Assert.Contains(problems, problem => problem is { Line: 7, Path: "$.steps[4].nedes" } && problem.Message.EndsWith("did you mean 'needs'?", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem is { Line: 7, Path: "$.steps[4].duration" } && problem.Message.StartsWith("'late' has no duration", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sequence", "", "a", "b")]
    [InlineData("needs", "", "", "")]
    [InlineData("[b, [a, c]]", "b", "", "b")]
    [InlineData("[a, b, c]", "", "a", "b")]
    public void Read_TodayOfTheWholeMap_GivesEachStepItsWaits(string today, string a, string b, string c)
    {
        var steps = ProcessMapYaml.Read($"{{ name: n, today: {today}, steps: [{{ id: a, duration: 1 }}, {{ id: b, duration: 1 }}, {{ id: c, duration: 1 }}] }}").Steps;

        Assert.Equal([a, b, c], steps.Select(step => string.Join(' ', step.After ?? [])));
    }

    [Theory]
    [InlineData("[b, a]", "a", "today's order goes in a circle with the needs: a waits for b, b waits for a.")]
    [InlineData("[a]", "a", "today's order leaves out b")]
    [InlineData("[a, bb, b]", "a", "there is no step 'bb'; did you mean 'b'?")]
    [InlineData("[a, b, b]", "a", "'b' is in today's order already.")]
    [InlineData("sometimes", "a", "expected 'sequence', 'needs'")]
    [InlineData("sequence", "a, after: a", "not both")]
    public void Read_ImpossibleToday_SaysWhy(string today, string needs, string expected) => Assert.Contains(
        Problems($"{{ name: n, today: {today}, steps: [{{ id: a, duration: 1 }}, {{ id: b, duration: 1, needs: {needs} }}] }}"),
        problem => problem.Message.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("0", "at least one hand is needed.")]
    [InlineData("many", "expected a whole number.")]
    [InlineData("{ Anne: 1 }", "no step is owned by 'Anne'; did you mean 'Ann'?")]
    public void Read_BadHands_SaysWhatIsExpected(string hands, string expected) => Assert.Contains(
        Problems($"{{ name: n, hands: {hands}, steps: [{{ id: a, duration: 1, owner: Ann }}] }}"),
        problem => problem.Message == expected);

    [Theory]
    [InlineData("", "the text is empty")]
    [InlineData("just text", "expected a map")]
    [InlineData("- a\n- b", "expected a map")]
    [InlineData("name: n", "'steps' is missing")]
    [InlineData("name: n\nsteps: []", "at least one step")]
    [InlineData("name: n\nsteps: all", "expected a list of steps")]
    [InlineData("name: n\nsteps:\n\t- id: a", "this is no YAML")]
    [InlineData("name: n\nname: m\nsteps: []", "'name' is given twice")]
    [InlineData("name: &x n\nsteps: *x", "alias *x is not supported")]
    [InlineData("name: n\n---\nname: m", "a second document")]
    [InlineData("[a]: n", "a field's name is a text")]
    public void Read_NoMapInYaml_SaysSo(string text, string expected) =>
        Assert.Contains(Problems(text), problem => problem.Message.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n\"name\": \"n\",\n oops }", 3)]
    [InlineData("{\n\"name\": \"n\"", 2)]
    public void Read_NoJson_NamesTheLine(string text, int line)
    {
        var problem = Assert.Single(Assert.Throws<ProcessMapException>(() => ProcessMapJson.Read(text)).Problems);

        Assert.StartsWith("this is no JSON", problem.Message, StringComparison.Ordinal);
        Assert.Equal(line, problem.Line);
    }

    [Fact]
    public void Read_BraceLeftOpen_NamesTheLine()
    {
        var problem = Assert.Single(Problems("name: n\nhands: { to\nhands: { total: 2 }\nsteps: []\n"));

        Assert.StartsWith("this is no YAML", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, problem.Line);
    }

    [Fact]
    public void Read_HundredsOfLevels_AreRefused()
    {
        var deep = new string('[', 60) + new string(']', 60);

        Assert.Contains("levels deep", Assert.Throws<ProcessMapException>(() => ProcessMapJson.Read(deep)).Message, StringComparison.Ordinal);
        Assert.Contains("levels deep", Assert.Throws<ProcessMapException>(() => ProcessMapYaml.Read(deep)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyText_GivesAMapOrProblemsButNeverAnotherFailure() => Gen.OneOf(Gen.String, Damaged(Yaml), Damaged(Json)).Sample(text =>
    {
        foreach (var read in new Func<string, ProcessMap>[] { ProcessMapJson.Read, ProcessMapYaml.Read })
        {
            try
            {
                ProcessAnalysis.Of(read(text));
            }
            catch (ProcessMapException exception)
            {
                Assert.NotEmpty(exception.Problems);
            }
        }
    }, iter: 500);

    [Fact]
    public void Read_TenThousandSteps_ReadsThemAll()
    {
        var text = "name: big\ntoday: sequence\nsteps:\n" + string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"  - {{ id: s{i}, duration: 5m, needs: [{(i > 9 ? $"s{i - 10}" : "")}] }}"));

        Assert.Equal(10_000, ProcessMapYaml.Read(text).Steps.Count);
    }

    [Fact]
    public void Problems_VeryMany_AreLimited()
    {
        var problems = Problems("name: n\nsteps:\n" + string.Join('\n', Enumerable.Range(0, 500).Select(i => $"  - {{ id: s{i}, duration: 1, needs: nobody{i} }}")));

        Assert.Equal(101, problems.Count);
        Assert.Equal("and 400 more problems.", problems[^1].Message);
    }

    private static IReadOnlyList<ProcessMapProblem> Problems(string yaml) =>
        Assert.Throws<ProcessMapException>(() => ProcessMapYaml.Read(yaml)).Problems;

    /// <summary>The text with a piece of it cut out or repeated.</summary>
    private static Gen<string> Damaged(string text) =>
        from start in Gen.Int[0, text.Length - 1]
        from length in Gen.Int[0, 12]
        from repeat in Gen.Bool
        let end = Math.Min(text.Length, start + length)
        select repeat ? text[..end] + text[start..] : text[..start] + text[end..];
}
