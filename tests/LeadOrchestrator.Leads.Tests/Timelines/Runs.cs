using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Leads.Tests.Timelines;

/// <summary>Timelines written as milliseconds from nine o'clock.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Nine = new(2025, 3, 3, 9, 0, 0, TimeSpan.Zero);

    public static TimelineStep Step(
        string key, double scheduled, double start, double end, string[]? needs = null, int attempts = 1, bool succeeded = true)
    {
        var parts = key.Split(':', 2);
        return new(parts[0], parts.Length > 1 ? parts[1] : null, needs ?? [], At(scheduled), At(start), At(end), attempts, succeeded);
    }

    public static Timeline Of(params TimelineStep[] steps) =>
        new(Nine, steps.Select(step => step.EndedAt).Append(Nine).Max(), steps);

    public static DateTimeOffset At(double ms) => Nine + TimeSpan.FromTicks((long)(ms * TimeSpan.TicksPerMillisecond));

    /// <summary>Three steps in order and three at once, 100 ms each, 1 ms between asking and starting, 1 ms to ask for the next.</summary>
    public static Timeline AtOnce() => Of(
        Step("Score", 0, 1, 101),
        Step("Plan", 102, 103, 203, ["Score"]),
        Step("Assign", 204, 205, 305, ["Plan"]),
        Step("Crm:book", 306, 307, 407, ["Assign"]),
        Step("Notify:inbox", 306, 308, 408, ["Assign"]),
        Step("Log:events", 306, 310, 410, ["Assign"]));

    /// <summary>The same, one after the other.</summary>
    public static Timeline InOrder() => Of(
        Step("Score", 0, 1, 101),
        Step("Plan", 102, 103, 203, ["Score"]),
        Step("Assign", 204, 205, 305, ["Plan"]),
        Step("Crm:book", 306, 307, 407, ["Assign"]),
        Step("Notify:inbox", 408, 409, 509, ["Assign"]),
        Step("Log:events", 510, 511, 611, ["Assign"]));
}
