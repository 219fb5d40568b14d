using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Orchestration;

/// <summary>
/// Routes a lead that waits in the house queue once more, and if there is a rep for it now, brings the CRM, the sales team,
/// the event log and the watch up to date, all at once.
/// </summary>
public static class QueuedLead
{
    /// <summary>The name under which hosts know it.</summary>
    public static readonly Orchestration<QueuedLeadRun, Assignment> Definition = new(nameof(QueuedLead));

    /// <summary>How the ids of all rounds of a lead begin.</summary>
    public static string InstanceIdPrefix(string leadId) => $"queued:{leadId}:";

    /// <summary>The id of one round; what is started twice under it runs once.</summary>
    public static string InstanceIdFor(string leadId, int round) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{InstanceIdPrefix(leadId)}{round}");

    /// <summary>Routes the lead; nothing else happens unless this round gives it to a rep.</summary>
    public static async Task<Assignment> RunAsync(IOrchestrationContext context, QueuedLeadRun queued)
    {
        ArgumentNullException.ThrowIfNull(context);
        IncompleteInputException.ThrowIfAnyIsMissing(
            nameof(QueuedLead), ("$.run", queued?.Run), ("$.score", queued?.Score), ("$.followUp", queued?.FollowUp), ("$.rules", queued?.Rules));
        var run = queued!.Run;
        LeadOrchestration.Require(run, nameof(QueuedLead));
        var assignment = await context.CallActivityAsync(
            LeadActivities.ReassignRep,
            new ReassignRequest(run.LeadId, run.Lead, queued.Score, queued.FollowUp, Excluded: [], queued.Round, queued.Rules, run.SubmittedAt),
            run.DecisionRetry.UnlessPermanent());

        // An older decision means that the response watch had used this round's number; it has told everybody itself.
        if (assignment.Outcome != AssignmentOutcome.Assigned || assignment.DecidedAt < queued.FoundAt) return assignment;

        var assignedAt = context.CurrentUtcDateTime;
        List<Task> branches = [.. run.Targets.Select(SendAsync)];
        if (run.WatchResponse is { } policy && queued.FollowUp.RespondWithin is { } within) branches.Add(WatchAsync(policy, within));
        await Task.WhenAll(branches);
        return assignment;

        Task SendAsync(EffectTarget target)
        {
            var activity = target.Kind switch
            {
                EffectKind.Crm => LeadActivities.UpdateCrm,
                EffectKind.Notify => LeadActivities.NotifySales,
                _ => LeadActivities.LogEvent,
            };
            var key = $"{run.LeadId}:{target.Kind.ToString().ToLowerInvariant()}:{target.Name}:{queued.Round}";
            return context.CallActivityAsync(
                activity,
                new EffectRequest(key, target, run.LeadId, run.Lead, queued.Score, queued.FollowUp, assignment, run.SubmittedAt, assignedAt),
                run.EffectRetry.UnlessPermanent());
        }

        // Rounds are counted on from here: those before stand in the list under a name that no rep has.
        Task WatchAsync(WatchPolicy policy, TimeSpan within) => context.CallActivityAsync(
            LeadActivities.StartResponseWatch,
            new ResponseWatchRun(
                run.LeadId, run.Lead, queued.Score, queued.FollowUp, assignment, assignedAt, assignedAt, within,
                policy with { MaxReassignments = policy.MaxReassignments + queued.Round },
                [.. Enumerable.Repeat("(house queue)", queued.Round)], run.EffectRetry, run.SubmittedAt),
            run.EffectRetry.UnlessPermanent());
    }
}

/// <summary>Input of <see cref="QueuedLead"/>.</summary>
/// <param name="Run">The lead's run as it was started.</param>
/// <param name="Score">Its score.</param>
/// <param name="FollowUp">What is to be done.</param>
/// <param name="Round">1 for the first try after the run; with the lead's id, the key under which an assignment counts once.</param>
/// <param name="Rules">The rules in force now: new reps are in them.</param>
/// <param name="FoundAt">When the lead was found in the queue.</param>
public sealed record QueuedLeadRun(LeadRun Run, LeadScore Score, FollowUp FollowUp, int Round, RulesVersion Rules, DateTimeOffset FoundAt);
