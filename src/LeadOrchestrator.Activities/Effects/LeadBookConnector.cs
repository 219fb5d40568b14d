using System.Text.Json;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>Writes the lead to the lead book, the built-in CRM: an upsert under the lead's id.</summary>
internal sealed class LeadBookConnector(ILeadBook book) : IEffectConnector
{
    public async Task<EffectReceipt> SendAsync(EffectRequest effect, CancellationToken cancellationToken)
    {
        // Everything comes from the effect, no clock: sent again, it is the same record.
        var record = new LeadRecord(
            effect.LeadId, effect.Lead, effect.SubmittedAt, effect.OccurredAt, effect.Score.Value, effect.Score.Grade,
            ActionName(effect.FollowUp.Action), effect.Assignment.RepId, effect.Assignment.Team);
        var unchanged = await book.UpsertAsync(record, cancellationToken);
        return new(effect.LeadId, unchanged);
    }

    private static string ActionName(FollowUpAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());
}

internal sealed class LeadBookType(IServiceProvider services) : BuiltInConnectorType("leadBook", EffectKind.Crm)
{
    public override IEffectConnector Create(EffectTarget target, TargetSettings settings) =>
        new LeadBookConnector(services.GetRequiredService<ILeadBook>());
}
