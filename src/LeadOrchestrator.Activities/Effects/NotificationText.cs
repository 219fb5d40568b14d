using System.Globalization;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>What a notification says: enough to act at once, with the company but nobody's name, address or number.</summary>
internal static class NotificationText
{
    private const int LongestCompany = 80;

    public static string For(EffectRequest effect)
    {
        var who = effect.Lead.Company is { Length: > 0 } company ? $"{effect.LeadId} ({Cut(company)})" : effect.LeadId;
        var within = effect.FollowUp.RespondWithin is { } time ? $" Respond within {InWords(time)}." : "";
        var why = effect.Assignment.Outcome == AssignmentOutcome.Assigned ? "" : $" Nobody has it: {effect.Assignment.Reason}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{InWords(effect.FollowUp.Action)}: lead {who} from {Cut(effect.Lead.Source)}, score {effect.Score.Value} ({effect.Score.Grade}).{within}{why}");
    }

    public static string InWords(TimeSpan time)
    {
        var parts = new[] { (time.Days, "day"), (time.Hours, "hour"), (time.Minutes, "minute"), (time.Seconds, "second") }
            .Where(part => part.Item1 > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}{(part.Item1 == 1 ? "" : "s")}"));
        var words = string.Join(" ", parts);
        return words.Length == 0 ? "0 seconds" : words;
    }

    private static string InWords(FollowUpAction action) => action switch
    {
        FollowUpAction.CallNow => "Call now",
        FollowUpAction.CallToday => "Call today",
        FollowUpAction.PersonalEmail => "Write a personal email",
        FollowUpAction.Nurture => "Nurture",
        _ => "Disqualify",
    };

    private static string Cut(string text) => text.Length <= LongestCompany ? text : $"{text[..LongestCompany]}…";
}
