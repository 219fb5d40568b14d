using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Orchestration;

/// <summary>
/// Sees to it that an assigned lead hears from a person in time: reminds the rep, then gives the lead to another,
/// then escalates; and records the time to first response. Waiting costs a durable timer, nothing else.
/// </summary>
public static class ResponseWatch
{
    /// <summary>The name under which hosts know it.</summary>
    public static readonly Orchestration<ResponseWatchRun, WatchOutcome> Definition = new(nameof(ResponseWatch));

    /// <summary>The event that says a person has responded; its payload is a <see cref="RespondedEvent"/>.</summary>
    public const string RespondedEventName = "Responded";

    /// <summary>The id of the watch over a lead.</summary>
    public static string InstanceIdFor(string leadId) => $"watch:{leadId}";

    /// <summary>Watches one assignment; a reassignment starts the watch anew with the next rep.</summary>
    public static async Task<WatchOutcome> RunAsync(IOrchestrationContext context, ResponseWatchRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        IncompleteInputException.ThrowIfAnyIsMissing(
            nameof(ResponseWatch), ("$.leadId", run?.LeadId), ("$.lead", run?.Lead), ("$.assignment", run?.Assignment), ("$.policy", run?.Policy),
            ("$.earlier", run?.Earlier), ("$.retry", run?.Retry));
        ArgumentNullException.ThrowIfNull(run);
        var responded = context.WaitForExternalEvent<RespondedEvent?>(RespondedEventName);
        var dueAt = run.AssignedAt + run.RespondWithin;
        var round = run.Earlier.Count;
        var retry = run.Retry.UnlessPermanent();

        if (run.Policy.RemindAfter is > 0 and < 1 && !await CameBeforeAsync(responded, run.AssignedAt + (run.RespondWithin * run.Policy.RemindAfter)))
            await NotifyAsync("reminder", run.Assignment.RepId);

        if (await CameBeforeAsync(responded, dueAt)) return await RecordAsync("Responded");

        if (round < run.Policy.MaxReassignments && await ReassignAsync() is { Outcome: AssignmentOutcome.Assigned } next)
        {
            await NotifyAsync("reassigned", next.RepId);
            // A response that came meanwhile was this execution's to take: the next would wait for another one.
            if (responded.IsCompleted) return await RecordAsync("RespondedLate");
            context.ContinueAsNew(run with
            {
                Assignment = next,
                AssignedAt = context.CurrentUtcDateTime,
                Earlier = Earlier(),
            });
            return new WatchOutcome("Reassigned", next.RepId, RespondedAt: null);
        }

        await NotifyAsync("escalation", run.Assignment.RepId);
        return await CameBeforeAsync(responded, context.CurrentUtcDateTime + run.Policy.GiveUpAfter)
            ? await RecordAsync("RespondedLate")
            : new WatchOutcome("NoResponse", run.Assignment.RepId, RespondedAt: null);

        async Task<bool> CameBeforeAsync(Task response, DateTimeOffset time)
        {
            if (response.IsCompleted) return true;
            using var stopTimer = new CancellationTokenSource();
            var first = await Task.WhenAny(response, context.CreateTimer(time.UtcDateTime, stopTimer.Token));
            stopTimer.Cancel(); // not CancelAsync: its callbacks would run on another thread
            return first == response;
        }

        Task NotifyAsync(string kind, string? repId) => context.CallActivityAsync(
            LeadActivities.SendWatchNotice, new WatchNotice($"{run.LeadId}:{kind}:{round}", run.LeadId, repId, kind, dueAt, run.SubmittedAt), retry);

        Task<Assignment> ReassignAsync() => context.CallActivityAsync(
            LeadActivities.ReassignRep,
            new ReassignRequest(run.LeadId, run.Lead, run.Score, run.FollowUp, Earlier(), round + 1, run.Assignment.Rules, run.SubmittedAt), retry);

        IReadOnlyList<string> Earlier() => run.Assignment.RepId is { } rep ? [.. run.Earlier, rep] : run.Earlier;

        async Task<WatchOutcome> RecordAsync(string result)
        {
            var response = await responded;
            var at = response?.At ?? context.CurrentUtcDateTime;
            var by = response?.By ?? run.Assignment.RepId;
            await context.CallActivityAsync(
                LeadActivities.RecordResponse, new ResponseRecord(run.LeadId, by, run.FirstAssignedAt, at, run.SubmittedAt), retry);
            return new WatchOutcome(result, by, at);
        }
    }
}

/// <summary>How a watch ended.</summary>
/// <param name="Result"><c>Responded</c>, <c>RespondedLate</c>, <c>NoResponse</c> (or <c>Reassigned</c>, between two executions).</param>
/// <param name="RepId">The rep who had the lead at the end.</param>
/// <param name="RespondedAt">When a person responded; null if nobody did.</param>
public sealed record WatchOutcome(string Result, string? RepId, DateTimeOffset? RespondedAt);
