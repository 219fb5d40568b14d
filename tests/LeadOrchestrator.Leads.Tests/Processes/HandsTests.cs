using CsCheck;
using LeadOrchestrator.Leads.Processes;
using static LeadOrchestrator.Leads.Tests.Processes.Maps;

namespace LeadOrchestrator.Leads.Tests.Processes;

public sealed class HandsTests
{
    private static readonly Dictionary<string, int> Nobody = [];

    [Fact]
    public void Of_SixEqualSteps_NeedsThreeHands()
    {
        var hands = ProcessAnalysis.Of(SixEqual()).Hands;

        Assert.Equal(3, hands.EnoughHands);
        Assert.Equal([600.0, 500, 400], hands.Tried.Select(tried => tried.TimeMs));
        Assert.Equal([600.0, 400, 400], hands.Tried.Select(tried => tried.AtLeastMs));
    }

    [Fact]
    public void Of_LimitsByOwner_MakeOwnersTheBottleneck()
    {
        var map = Of(Step("a", 10, owner: "Ann"), Step("b", 10, owner: "Ann"), Step("c", 10, owner: "Bob"), Step("d", 10, owner: "Bob"));

        Assert.Equal(20, WithHands(new(null, new Dictionary<string, int> { ["Ann"] = 1 })));
        Assert.Equal(10, WithHands(new(null, new Dictionary<string, int> { ["Ann"] = 2 })));
        Assert.Equal(40, WithHands(new(1, new Dictionary<string, int> { ["Ann"] = 2 })));

        double? WithHands(Hands hands) => ProcessAnalysis.Of(map with { Hands = hands }).Hands.WithLimitsMs;
    }

    [Fact]
    public void Of_AutomaticSteps_TakeNoHands()
    {
        var map = Of(Step("a", 10), Step("robot", 10, automatic: true), Step("b", 10));

        Assert.Equal(20, ProcessAnalysis.Of(map with { Hands = new(1, Nobody) }).Hands.WithLimitsMs);
    }

    [Fact]
    public void Of_NoLimits_GivesNone() => Assert.Null(ProcessAnalysis.Of(SixEqual()).Hands.WithLimitsMs);

    [Fact]
    public void Run_NoLimit_IsTheCriticalPath() => Small.Sample(map =>
        Assert.Equal(ProcessAnalysis.Of(map).BestMs, Run(map, null).TimeMs, 9));

    [Fact]
    public void Run_OneHand_IsTheSum() => Small.Sample(map =>
        Assert.Equal(ProcessAnalysis.Of(map).SumMs, Run(map, 1).TimeMs, 9));

    [Fact]
    public void Run_SomeHands_StaysBetweenTheBoundsOfGraham() => Gen.Select(Small, Gen.Int[1, 5]).Sample((map, hands) =>
    {
        var (analysis, time) = (ProcessAnalysis.Of(map), Run(map, hands).TimeMs);

        Assert.True(time >= Math.Max(analysis.BestMs, analysis.SumMs / hands) - 1e-9);
        Assert.True(time <= analysis.BestMs + ((analysis.SumMs - analysis.BestMs) / hands) + 1e-9);
    });

    [Fact]
    public void Run_SomeHands_NeverUsesMoreAndNeverBreaksTheOrder() => Gen.Select(Small, Gen.Int[1, 4]).Sample((map, hands) =>
    {
        var starts = Run(map, hands).Starts;
        var index = map.Steps.Select((step, i) => (step.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);

        Assert.All(Enumerable.Range(0, starts.Length), i =>
        {
            Assert.All(map.Steps[i].Needs, need => Assert.True(starts[index[need]] + Ms(index[need]) <= starts[i] + 1e-9));
            Assert.True(Enumerable.Range(0, starts.Length).Count(j => Ms(j) > 0 && starts[j] <= starts[i] && starts[i] < starts[j] + Ms(j)) <= hands);
        });

        double Ms(int step) => map.Steps[step].Duration.MeanMs;
    });

    [Fact]
    public void Of_AnyMap_EnoughHandsAreFound() => Small.Sample(map =>
    {
        var analysis = ProcessAnalysis.Of(map);

        Assert.NotNull(analysis.Hands.EnoughHands);
        Assert.Equal(analysis.BestMs, analysis.Hands.Tried[^1].TimeMs, 9);
    });

    private static (double TimeMs, double[] Starts) Run(ProcessMap map, int? hands)
    {
        var index = map.Steps.Select((step, i) => (step.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var graph = StepGraph.TryCreate([.. map.Steps.Select(step => step.Needs.Select(id => index[id]))])!;
        var durations = map.Steps.Select(step => step.Duration.MeanMs).ToArray();
        return new ListScheduler(map, graph, durations, graph.Remaining(durations)).Run(hands, Nobody);
    }
}
