namespace LeadOrchestrator.Leads.Processes.Drawing;

/// <summary>The steps that a drawing shows: all of them, or of a large process the most critical of the first stages.</summary>
internal sealed record FlowSelection(IReadOnlyList<AnalyzedStep> Steps, IReadOnlyList<(int From, int To)> Needs, int LeftOut)
{
    /// <summary>More cannot be read on a page.</summary>
    private const int MostSteps = 240, MostStages = 30, MostInStage = 8;

    public static FlowSelection Of(ProcessAnalysis analysis)
    {
        IReadOnlyList<AnalyzedStep> steps = analysis.Steps.Count <= MostSteps
            ? analysis.Steps
            : [.. analysis.Steps.Where(step => step.Stage <= MostStages).GroupBy(step => step.Stage)
                .SelectMany(stage => stage.OrderBy(step => step.SlackMs).Take(MostInStage))];
        return new(steps, Reduced(steps), analysis.Steps.Count - steps.Count);
    }

    /// <summary>The needs without those that other needs imply: fewer lines say the same.</summary>
    private static List<(int From, int To)> Reduced(IReadOnlyList<AnalyzedStep> steps)
    {
        var index = steps.Select((step, i) => (step.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var before = steps.Select(step => step.Needs.Where(index.ContainsKey).Select(id => index[id]).ToArray()).ToArray();
        var behind = new HashSet<int>[steps.Count];
        foreach (var i in Enumerable.Range(0, steps.Count).OrderBy(i => steps[i].Stage))
        {
            behind[i] = [.. before[i]];
            foreach (var need in before[i]) behind[i].UnionWith(behind[need]);
        }

        return
        [
            .. from to in Enumerable.Range(0, steps.Count)
               from need in before[to]
               where !before[to].Any(other => other != need && behind[other].Contains(need))
               select (need, to),
        ];
    }
}
