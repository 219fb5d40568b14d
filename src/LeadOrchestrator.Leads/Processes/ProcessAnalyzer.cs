namespace LeadOrchestrator.Leads.Processes;

/// <summary>Computes a <see cref="ProcessAnalysis"/>.</summary>
internal static class ProcessAnalyzer
{
    /// <summary>Differences below this share of the whole are rounding.</summary>
    private const double Rounding = 1e-9;

    private static readonly double[] Aims = [0.4, 0.5, 0.6];

    public static ProcessAnalysis Analyze(ProcessMap map)
    {
        var problems = ProcessMapCheck.Problems(map);
        if (problems.Count > 0) throw new ProcessMapException(problems);

        var index = map.Steps.Select((step, i) => (step.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var needs = StepGraph.TryCreate([.. map.Steps.Select(step => step.Needs.Select(id => index[id]))])!;
        var today = StepGraph.TryCreate([.. map.Steps.Select(step => step.Needs.Concat(step.After ?? []).Select(id => index[id]))])!;
        var durations = map.Steps.Select(step => step.Duration.MeanMs).ToArray();

        var sum = durations.Sum();
        var (best, now) = (Plan.Of(needs, durations), Plan.Of(today, durations));
        var stages = needs.Stages();
        var falseWaits = FalseWaits.Find(needs, today);
        var gains = RemovalGains.Of(today, durations, falseWaits);
        var simulation = Simulator.Run(map, needs, today);

        return new(
            map.Name, map.Description, sum, now.LengthMs, best.LengthMs,
            Saving(now.LengthMs, sum), Saving(best.LengthMs, sum), Saving(best.LengthMs, now.LengthMs),
            Ids(best.Path), Ids(now.Path),
            [.. Enumerable.Range(0, map.Steps.Count).GroupBy(i => stages[i]).OrderBy(stage => stage.Key)
                .Select(stage => new ProcessStage(stage.Key, Ids(stage)))],
            [.. falseWaits.Zip(gains, (wait, gain) => new FalseDependency(
                    map.Steps[wait.Step].Id, map.Steps[wait.WaitsFor].Id, gain, now.LengthMs > 0 ? gain / now.LengthMs : 0))
                .OrderByDescending(wait => wait.GainMs)],
            now.LengthMs - best.LengthMs,
            new(sum > 0 ? best.LengthMs / sum : 1, best.LengthMs > 0 ? sum / best.LengthMs : 1),
            HandsAnalyzer.Analyze(map, needs, durations, best),
            simulation?.Result,
            [.. map.Steps.Select(Step)],
            [.. Aims.Select(Target)]);

        SavingTarget Target(double saving)
        {
            var (allowed, excess) = ((1 - saving) * sum, best.LengthMs - ((1 - saving) * sum));
            return new(saving, allowed, excess <= sum * Rounding ? 0 : excess);
        }

        AnalyzedStep Step(ProcessStep step, int i) => new(
            step.Id, step.Name, step.Owner, step.Automatic, step.Needs, Ids(today.Before[i]), step.Duration, durations[i], stages[i],
            best.Start(i), best.Ends[i], best.Slack(i), best.Slack(i) <= best.LengthMs * Rounding,
            now.Start(i), now.Slack(i), simulation?.CriticalShare[i]);

        string[] Ids(IEnumerable<int> steps) => [.. steps.Select(i => map.Steps[i].Id)];
    }

    /// <summary>What is saved, without a last bit below zero.</summary>
    private static double Saving(double time, double of) => of > 0 ? Math.Max(0, 1 - (time / of)) : 0;
}

/// <summary>The steps of a graph laid out in time, with as many hands as needed.</summary>
internal sealed class Plan
{
    private readonly double[] _starts, _remaining;

    private Plan(StepGraph graph, double[] durations)
    {
        _remaining = graph.Remaining(durations);
        Ends = graph.EarliestEnds(durations);
        LengthMs = Ends.Max();
        Path = graph.LongestChain(Ends);
        _starts = new double[graph.Count];
        foreach (var step in graph.Order)
            foreach (var earlier in graph.Before[step]) _starts[step] = Math.Max(_starts[step], Ends[earlier]);
    }

    public double[] Ends { get; }

    public IReadOnlyList<double> Remaining => _remaining;

    public double LengthMs { get; }

    /// <summary>A longest chain, in order.</summary>
    public IReadOnlyList<int> Path { get; }

    public static Plan Of(StepGraph graph, double[] durations) => new(graph, durations);

    public double Start(int step) => _starts[step];

    public double Slack(int step) => Math.Max(0, LengthMs - (Start(step) + _remaining[step]));
}
