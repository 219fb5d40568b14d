using LeadOrchestrator.Activities.Decisions;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Measuring;
using LeadOrchestrator.Activities.Responses;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities;

/// <summary>Every activity with its token, so that a host registers all of them in one call.</summary>
public static class LeadActivityRegistration
{
    /// <summary>Gives every activity of <see cref="LeadActivities"/> to the host.</summary>
    public static void Register(IActivityRegistrar registrar)
    {
        ArgumentNullException.ThrowIfNull(registrar);
        registrar.Add<ScoreRequest, Timed<LeadScore>, Measured<ScoreRequest, LeadScore, ScoreLead>>(LeadActivities.ScoreLead);
        registrar.Add<FollowUpRequest, Timed<FollowUp>, Measured<FollowUpRequest, FollowUp, DecideFollowUp>>(LeadActivities.DecideFollowUp);
        registrar.Add<AssignRequest, Timed<Assignment>, Measured<AssignRequest, Assignment, AssignRep>>(LeadActivities.AssignRep);
        registrar.Add<EffectRequest, Timed<EffectReceipt>, Measured<EffectRequest, EffectReceipt, UpdateCrm>>(LeadActivities.UpdateCrm);
        registrar.Add<EffectRequest, Timed<EffectReceipt>, Measured<EffectRequest, EffectReceipt, NotifySales>>(LeadActivities.NotifySales);
        registrar.Add<EffectRequest, Timed<EffectReceipt>, Measured<EffectRequest, EffectReceipt, LogEvent>>(LeadActivities.LogEvent);
        registrar.Add<ResponseWatchRun, Timed<bool>, Measured<ResponseWatchRun, bool, StartResponseWatch>>(LeadActivities.StartResponseWatch);
        registrar.Add<WatchNotice, bool, Observed<WatchNotice, bool, SendWatchNotice>>(LeadActivities.SendWatchNotice);
        registrar.Add<ReassignRequest, Assignment, Observed<ReassignRequest, Assignment, ReassignRep>>(LeadActivities.ReassignRep);
        registrar.Add<ResponseRecord, bool, Observed<ResponseRecord, bool, RecordResponse>>(LeadActivities.RecordResponse);
        registrar.Add<ImportChunkRequest, ImportChunkResult, Observed<ImportChunkRequest, ImportChunkResult, ImportChunk>>(LeadActivities.ImportChunk);
    }
}
