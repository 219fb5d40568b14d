using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace LeadOrchestrator.Functions;

/// <summary>One function an activity. What they do is in LeadOrchestrator.Activities; two of them start orchestrations.</summary>
public sealed class ActivityFunctions(ActivityCall call)
{
    /// <summary>See <see cref="LeadActivities.ScoreLead"/>.</summary>
    [Function(nameof(LeadActivities.ScoreLead))]
    public Task<Timed<LeadScore>> ScoreLeadAsync([ActivityTrigger] ScoreRequest input, string instanceId, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.ScoreLead, input, instanceId, cancellationToken);

    /// <summary>See <see cref="LeadActivities.DecideFollowUp"/>.</summary>
    [Function(nameof(LeadActivities.DecideFollowUp))]
    public Task<Timed<FollowUp>> DecideFollowUpAsync([ActivityTrigger] FollowUpRequest input, string instanceId, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.DecideFollowUp, input, instanceId, cancellationToken);

    /// <summary>See <see cref="LeadActivities.AssignRep"/>.</summary>
    [Function(nameof(LeadActivities.AssignRep))]
    public Task<Timed<Assignment>> AssignRepAsync([ActivityTrigger] AssignRequest input, string instanceId, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.AssignRep, input, instanceId, cancellationToken);

    /// <summary>See <see cref="LeadActivities.UpdateCrm"/>.</summary>
    [Function(nameof(LeadActivities.UpdateCrm))]
    public Task<Timed<EffectReceipt>> UpdateCrmAsync([ActivityTrigger] EffectRequest input, string instanceId, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.UpdateCrm, input, instanceId, cancellationToken);

    /// <summary>See <see cref="LeadActivities.NotifySales"/>.</summary>
    [Function(nameof(LeadActivities.NotifySales))]
    public Task<Timed<EffectReceipt>> NotifySalesAsync([ActivityTrigger] EffectRequest input, string instanceId, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.NotifySales, input, instanceId, cancellationToken);

    /// <summary>See <see cref="LeadActivities.LogEvent"/>.</summary>
    [Function(nameof(LeadActivities.LogEvent))]
    public Task<Timed<EffectReceipt>> LogEventAsync([ActivityTrigger] EffectRequest input, string instanceId, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.LogEvent, input, instanceId, cancellationToken);

    /// <summary>See <see cref="LeadActivities.StartResponseWatch"/>.</summary>
    [Function(nameof(LeadActivities.StartResponseWatch))]
    public Task<Timed<bool>> StartResponseWatchAsync(
        [ActivityTrigger] ResponseWatchRun input, string instanceId, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.StartResponseWatch, input, instanceId, cancellationToken, client);

    /// <summary>See <see cref="LeadActivities.SendWatchNotice"/>.</summary>
    [Function(nameof(LeadActivities.SendWatchNotice))]
    public Task<bool> SendWatchNoticeAsync([ActivityTrigger] WatchNotice input, string instanceId, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.SendWatchNotice, input, instanceId, cancellationToken);

    /// <summary>See <see cref="LeadActivities.ReassignRep"/>.</summary>
    [Function(nameof(LeadActivities.ReassignRep))]
    public Task<Assignment> ReassignRepAsync([ActivityTrigger] ReassignRequest input, string instanceId, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.ReassignRep, input, instanceId, cancellationToken);

    /// <summary>See <see cref="LeadActivities.RecordResponse"/>.</summary>
    [Function(nameof(LeadActivities.RecordResponse))]
    public Task<bool> RecordResponseAsync([ActivityTrigger] ResponseRecord input, string instanceId, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.RecordResponse, input, instanceId, cancellationToken);

    /// <summary>See <see cref="LeadActivities.ImportChunk"/>.</summary>
    [Function(nameof(LeadActivities.ImportChunk))]
    public Task<ImportChunkResult> ImportChunkAsync(
        [ActivityTrigger] ImportChunkRequest input, string instanceId, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        call.RunAsync(LeadActivities.ImportChunk, input, instanceId, cancellationToken, client);
}
