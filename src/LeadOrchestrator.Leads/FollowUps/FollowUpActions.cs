namespace LeadOrchestrator.Leads.FollowUps;

/// <summary>The names that actions have in JSON, and what they need of the person's consent.</summary>
internal static class FollowUpActions
{
    private static readonly FollowUpAction[] All = Enum.GetValues<FollowUpAction>();

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(NameOf)];

    public static string NameOf(FollowUpAction action) => action switch
    {
        FollowUpAction.CallNow => "callNow",
        FollowUpAction.CallToday => "callToday",
        FollowUpAction.PersonalEmail => "personalEmail",
        FollowUpAction.Nurture => "nurture",
        _ => "disqualify",
    };

    public static FollowUpAction? Find(string name) =>
        All.Where(action => NameOf(action) == name).Select(action => (FollowUpAction?)action).FirstOrDefault();

    /// <summary>Whether a person has to do something about the lead.</summary>
    public static bool NeedsPerson(FollowUpAction action) =>
        action is FollowUpAction.CallNow or FollowUpAction.CallToday or FollowUpAction.PersonalEmail;
}
