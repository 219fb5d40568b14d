using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Orchestration;

/// <summary>
/// The lead's path. Score, follow-up and assignment are in order, because each needs the one before it;
/// what follows from them needs nothing of each other, so it all runs at once.
/// </summary>
public static class LeadOrchestration
{
    /// <summary>The name under which hosts know it.</summary>
    public static readonly Orchestration<LeadRun, LeadOutcome> Definition = new(nameof(LeadOrchestration));

    /// <summary>The event that sends parked steps on their way again; its payload is a <see cref="RedriveRequest"/>.</summary>
    public const string RedriveEvent = "Redrive";

    /// <summary>Runs a lead from submission to outcome.</summary>
    /// <exception cref="ParkedTooLongException">A parked step was not redriven in time; the run ends as failed.</exception>
    public static async Task<LeadOutcome> RunAsync(IOrchestrationContext context, LeadRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        Require(run);
        var steps = new LeadSteps(context, run);

        var score = await steps.InOrderAsync(
            LeadActivities.ScoreLead, new ScoreRequest(run.Lead, run.SubmittedAt, run.Rules));
        var followUp = await steps.InOrderAsync(
            LeadActivities.DecideFollowUp, new FollowUpRequest(run.Lead, score, run.SubmittedAt, run.Rules));
        var assignment = await steps.InOrderAsync(
            LeadActivities.AssignRep, new AssignRequest(run.LeadId, run.Lead, score, followUp, run.Rules, run.SubmittedAt));

        var decidedAt = steps.Now;
        var branches = run.Targets.Select(target => steps.Effect(target, new EffectRequest(
            $"{run.LeadId}:{target.Kind.ToString().ToLowerInvariant()}:{target.Name}",
            target, run.LeadId, run.Lead, score, followUp, assignment, run.SubmittedAt, decidedAt))).ToList<Step>();

        if (run.WatchResponse is { } policy && followUp.RespondWithin is { } within && assignment.Outcome == AssignmentOutcome.Assigned)
            branches.Add(steps.Watch(new ResponseWatchRun(
                run.LeadId, run.Lead, score, followUp, assignment, decidedAt, decidedAt, within, policy, Earlier: [], run.EffectRetry, run.SubmittedAt)));

        await steps.AtOnceAsync(branches);

        return steps.Outcome();
    }

    /// <exception cref="IncompleteInputException">The input lacks something.</exception>
    internal static void Require(LeadRun? run, string orchestration = nameof(LeadOrchestration)) => IncompleteInputException.ThrowIfAnyIsMissing(
        orchestration, ("$.leadId", run?.LeadId), ("$.lead", run?.Lead), ("$.rules", run?.Rules), ("$.targets", run?.Targets),
        ("$.decisionRetry", run?.DecisionRetry), ("$.effectRetry", run?.EffectRetry));
}

/// <summary>A parked step was not redriven before its time was up.</summary>
public sealed class ParkedTooLongException(string message) : Exception(message);
