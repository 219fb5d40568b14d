using System.Text.Json.Serialization;

namespace LeadOrchestrator.Leads.FollowUps;

/// <summary>What to do with a lead next, and why.</summary>
/// <param name="Action">What to do.</param>
/// <param name="RespondWithin">Within what time a person must have responded; null where nobody need.</param>
/// <param name="Rule">The rule that matched.</param>
/// <param name="Reason">Why, in words; says so where consent changed the action.</param>
/// <param name="Rules">The rules that decided.</param>
public sealed record FollowUp(FollowUpAction Action, TimeSpan? RespondWithin, string Rule, string Reason, Rules.RulesVersion Rules);

/// <summary>The next action for a lead.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FollowUpAction>))]
public enum FollowUpAction
{
    /// <summary>Call at once.</summary>
    [JsonStringEnumMemberName("callNow")] CallNow,

    /// <summary>Call within the day.</summary>
    [JsonStringEnumMemberName("callToday")] CallToday,

    /// <summary>Write a personal email.</summary>
    [JsonStringEnumMemberName("personalEmail")] PersonalEmail,

    /// <summary>Leave to marketing until it warms up.</summary>
    [JsonStringEnumMemberName("nurture")] Nurture,

    /// <summary>No further effort.</summary>
    [JsonStringEnumMemberName("disqualify")] Disqualify,
}
