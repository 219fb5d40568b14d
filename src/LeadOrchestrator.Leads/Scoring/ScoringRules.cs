using System.Text.Json.Serialization;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Leads.Scoring;

/// <summary>How leads are scored: the <c>scoring</c> section of the rule document. The score is fit plus engagement, cut to 0 to 100.</summary>
/// <param name="Fit">Who they are.</param>
/// <param name="Engagement">What they did.</param>
/// <param name="Grades">From how many points on which grade is given.</param>
public sealed record ScoringRules(FitRules Fit, EngagementRules Engagement, GradeThresholds Grades);

/// <summary>Points for who they are.</summary>
/// <param name="Min">The least it comes to, whatever the rules take away; 0 or less.</param>
/// <param name="Max">The most it comes to, whatever the rules give.</param>
/// <param name="Rules">All that match count.</param>
public sealed record FitRules(int Min, int Max, IReadOnlyList<PointsRule> Rules);

/// <summary>Points for what they did.</summary>
/// <param name="Min">The least it comes to; 0 or less.</param>
/// <param name="Max">The most it comes to.</param>
/// <param name="HalfLifeDays">After how many days an activity counts half; null if it always counts in full.</param>
/// <param name="Activities">Points by type of activity.</param>
/// <param name="Rules">Points by condition, without decay; all that match count.</param>
public sealed record EngagementRules(
    int Min, int Max, double? HalfLifeDays, IReadOnlyList<ActivityPoints> Activities, IReadOnlyList<PointsRule> Rules);

/// <summary>Points for leads like this.</summary>
/// <param name="Name">The name that explanations use.</param>
/// <param name="When">Which leads; null for all.</param>
/// <param name="Points">Given, or taken if negative.</param>
public sealed record PointsRule(string Name, Condition? When, int Points);

/// <summary>Points for a type of activity.</summary>
/// <param name="Type">The type, compared without regard to case.</param>
/// <param name="Points">Given per unit, or taken if negative.</param>
/// <param name="Per">What is counted.</param>
/// <param name="Every">How many of them are a unit: 60 with seconds gives points per minute.</param>
/// <param name="Cap">The most that this type gives (or takes); null for no limit.</param>
/// <param name="HalfLifeDays">Its own half-life; null for that of the section.</param>
public sealed record ActivityPoints(string Type, double Points, ActivityMeasure Per, double Every, int? Cap, double? HalfLifeDays);

/// <summary>What is counted of an activity.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActivityMeasure>))]
public enum ActivityMeasure
{
    /// <summary>How often it happened.</summary>
    [JsonStringEnumMemberName("count")] Count,

    /// <summary>How long it took.</summary>
    [JsonStringEnumMemberName("seconds")] Seconds,
}

/// <summary>From how many points on which grade is given; below the last, fit is D and engagement 4.</summary>
/// <param name="A">Fit A.</param>
/// <param name="B">Fit B.</param>
/// <param name="C">Fit C.</param>
/// <param name="One">Engagement 1.</param>
/// <param name="Two">Engagement 2.</param>
/// <param name="Three">Engagement 3.</param>
public sealed record GradeThresholds(int A, int B, int C, int One, int Two, int Three);
