using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>Puts a notification into the inbox of the rep, or of the team that the lead waits for. A lead that needs nobody tells nobody.</summary>
internal sealed class InboxConnector(IInbox inbox) : IEffectConnector
{
    private const string HouseQueue = "house";

    public async Task<EffectReceipt> SendAsync(EffectRequest effect, CancellationToken cancellationToken)
    {
        var assignment = effect.Assignment;
        if (assignment.Outcome == AssignmentOutcome.NotNeeded) return new(null, AlreadyDone: false);
        var (kind, recipient) = assignment.Outcome == AssignmentOutcome.Assigned
            ? ("assigned", assignment.RepId!)
            : ("queued", assignment.Team ?? HouseQueue);
        var added = await inbox.AddAsync(
            new(effect.Key, recipient, effect.LeadId, kind, NotificationText.For(effect), effect.OccurredAt) { SubmittedAt = effect.SubmittedAt }, cancellationToken);
        return new(effect.Key, !added);
    }
}

internal sealed class InboxType(IServiceProvider services) : BuiltInConnectorType("inbox", EffectKind.Notify)
{
    public override IEffectConnector Create(EffectTarget target, TargetSettings settings) =>
        new InboxConnector(services.GetRequiredService<IInbox>());
}
