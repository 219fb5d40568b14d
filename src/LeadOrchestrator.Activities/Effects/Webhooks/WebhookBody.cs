using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Effects.Webhooks;

/// <summary>What a webhook is sent: a contract with receivers; added to, never renamed.</summary>
/// <param name="Key">The effect's stable key; the same key is the same effect, however often it comes.</param>
/// <param name="Kind">Crm, notify or log.</param>
/// <param name="LeadId">The lead's id.</param>
/// <param name="SubmittedAt">When the lead was accepted.</param>
/// <param name="OccurredAt">When the effect was decided.</param>
/// <param name="Lead">The lead; left out where the target's settings say so.</param>
/// <param name="Score">Its score.</param>
/// <param name="FollowUp">What to do next.</param>
/// <param name="Assignment">Who has it.</param>
public sealed record WebhookBody(
    string Key, EffectKind Kind, string LeadId, DateTimeOffset SubmittedAt, DateTimeOffset OccurredAt, Lead? Lead,
    LeadScore Score, FollowUp FollowUp, Assignment Assignment)
{
    internal static byte[] Write(EffectRequest effect, bool withLead) => JsonSerializer.SerializeToUtf8Bytes(
        new(effect.Key, effect.Target.Kind, effect.LeadId, effect.SubmittedAt, effect.OccurredAt, withLead ? effect.Lead : null,
            effect.Score, effect.FollowUp, effect.Assignment),
        WebhookJson.Default.WebhookBody);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookJson : JsonSerializerContext;
