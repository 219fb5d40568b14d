using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Leads.Scoring;

namespace LeadOrchestrator.Activities.Preview;

/// <summary>What would be decided, without anything being written.</summary>
/// <param name="Current">The rules in force.</param>
/// <param name="Draft">The rules compared with them; null for none.</param>
/// <param name="Leads">One entry a lead, in the order given.</param>
/// <param name="Load">How the leads would spread over the reps.</param>
/// <param name="Changes">What the draft would change; null without a draft.</param>
/// <param name="Refused">The leads that cannot be decided; null where one of them refuses all.</param>
public sealed record PreviewReport(
    RulesVersion Current, RulesVersion? Draft, IReadOnlyList<PreviewedLead> Leads, IReadOnlyList<PreviewedLoad> Load, PreviewChanges? Changes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RefusedLead>? Refused = null);

/// <summary>A lead that cannot be read.</summary>
/// <param name="Index">Its place among those sent, from 0.</param>
/// <param name="Errors">What is wrong with it, by path.</param>
public sealed record RefusedLead(int Index, IReadOnlyList<FieldError> Errors);

/// <summary>One lead, decided by the rules in force and by the draft.</summary>
/// <param name="LeadId">The id it would have.</param>
/// <param name="Current">By the rules in force.</param>
/// <param name="Draft">By the draft; null without one.</param>
/// <param name="OwnerChanges">Whether the draft would give it to somebody else.</param>
public sealed record PreviewedLead(string LeadId, PreviewedDecisions Current, PreviewedDecisions? Draft, bool OwnerChanges);

/// <summary>The three decisions.</summary>
public sealed record PreviewedDecisions(LeadScore Score, FollowUp FollowUp, Assignment Assignment);

/// <summary>How many of the leads a rep, or the queue, would get.</summary>
/// <param name="RepId">The rep; null for the leads that would wait in the queue or need nobody.</param>
/// <param name="Current">By the rules in force.</param>
/// <param name="Draft">By the draft; null without one.</param>
public sealed record PreviewedLoad(string? RepId, int Current, int? Draft);

/// <summary>How many leads the draft would treat otherwise.</summary>
/// <param name="Scores">Another score.</param>
/// <param name="Actions">Another follow-up.</param>
/// <param name="Owners">Another rep, or none, or one where there was none.</param>
public sealed record PreviewChanges(int Scores, int Actions, int Owners);

/// <summary>Source-generated JSON of a preview; camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PreviewReport))]
public sealed partial class PreviewJson : JsonSerializerContext;
