using CsCheck;
using LeadOrchestrator.Leads.Processes;

namespace LeadOrchestrator.Leads.Tests.Processes;

/// <summary>Process maps for tests.</summary>
internal static class Maps
{
    public static ProcessStep Step(string id, double ms, string[]? needs = null, string[]? after = null, string? owner = null, bool automatic = false) =>
        new(id, id, needs ?? [], new StepDuration.Fixed(ms), after, owner, automatic);

    public static ProcessMap Of(params ProcessStep[] steps) => new("Process", steps);

    /// <summary>Three in order, three at once, all equal; today one after the other.</summary>
    public static ProcessMap SixEqual() => Of(
        Step("a", 100),
        Step("b", 100, ["a"]),
        Step("c", 100, ["b"]),
        Step("x", 100, ["c"]),
        Step("y", 100, ["c"], ["x"]),
        Step("z", 100, ["c"], ["y"]));

    /// <summary>Up to nine steps with whole durations, some 0; needs and waits point to earlier steps, written in any order.</summary>
    public static Gen<ProcessMap> Small { get; } =
        from count in Gen.Int[1, 9]
        from durations in Gen.Int[0, 20].Array[count]
        from needs in Gen.Int[0, 3].Array[count * count]
        from waits in Gen.Int[0, 3].Array[count * count]
        from order in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        select Of([.. order.Select(i => Step(
            $"s{i}", durations[i], Earlier(needs, count, i), Earlier(waits, count, i)))]);

    private static string[] Earlier(int[] chances, int count, int step) =>
        [.. Enumerable.Range(0, step).Where(other => chances[(step * count) + other] == 0).Select(other => $"s{other}")];
}
