using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>The events that are logged for reporting: ids, figures and rule names, never anything about the person.</summary>
public static class LeadEvents
{
    /// <summary>The source of all of them.</summary>
    public const string Source = "/lead-orchestrator";

    internal static CloudEvent Decided(EffectRequest effect) => new(
        effect.Key, Source, TypeOf(effect.Assignment.Outcome), effect.LeadId, effect.OccurredAt,
        Data(new DecidedData(
            effect.LeadId, effect.Lead.Source, effect.SubmittedAt, effect.Score.Value, effect.Score.Grade, effect.FollowUp.Action,
            effect.FollowUp.Rule, effect.FollowUp.RespondWithin?.TotalSeconds, effect.Assignment.RepId, effect.Assignment.Team,
            effect.Assignment.Rule, effect.Assignment.Strategy, effect.Assignment.Rules.Label, effect.Assignment.Rules.Hash)));

    internal static CloudEvent WatchNotice(WatchNotice notice, DateTimeOffset at) => new(
        notice.Key, Source, $"lead.{notice.Kind}", notice.LeadId, at, Data(new WatchData(notice.LeadId, notice.RepId, notice.DueAt)));

    internal static CloudEvent Responded(ResponseRecord response) => new(
        $"{response.LeadId}:responded", Source, "lead.responded", response.LeadId, response.RespondedAt,
        Data(new RespondedData(
            response.LeadId, response.RepId, response.AssignedAt, Math.Max(0, (response.RespondedAt - response.AssignedAt).TotalSeconds))));

    private static string TypeOf(AssignmentOutcome outcome) => outcome switch
    {
        AssignmentOutcome.Assigned => "lead.assigned",
        AssignmentOutcome.Queued => "lead.queued",
        _ => "lead.notNeeded",
    };

    private static JsonElement Data(DecidedData data) => JsonSerializer.SerializeToElement(data, LeadEventsJson.Default.DecidedData);

    private static JsonElement Data(WatchData data) => JsonSerializer.SerializeToElement(data, LeadEventsJson.Default.WatchData);

    private static JsonElement Data(RespondedData data) => JsonSerializer.SerializeToElement(data, LeadEventsJson.Default.RespondedData);

    internal sealed record DecidedData(
        string LeadId, string Source, DateTimeOffset SubmittedAt, int Score, string Grade, FollowUpAction Action, string FollowUpRule,
        double? RespondWithinSeconds, string? RepId, string? Team, string RoutingRule, string? Strategy, string RulesLabel, string RulesHash);

    internal sealed record WatchData(string LeadId, string? RepId, DateTimeOffset DueAt);

    internal sealed record RespondedData(string LeadId, string? RepId, DateTimeOffset AssignedAt, double SecondsToResponse);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LeadEvents.DecidedData))]
[JsonSerializable(typeof(LeadEvents.WatchData))]
[JsonSerializable(typeof(LeadEvents.RespondedData))]
internal sealed partial class LeadEventsJson : JsonSerializerContext;
