using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.FollowUps;

/// <summary>
/// What a person's consent leaves of an action. Calls need that calls are not refused; a personal email and nurturing,
/// which is done by email, need that emails are not. What is refused gives way to the other channel: a call to a personal
/// email, an email or nurturing to a call within the day. Only who refuses both is left alone altogether.
/// </summary>
internal static class ConsentRule
{
    public static bool Allows(Consent? consent, FollowUpAction action) => action switch
    {
        FollowUpAction.CallNow or FollowUpAction.CallToday => consent?.Call != false,
        FollowUpAction.PersonalEmail or FollowUpAction.Nurture => consent?.Email != false,
        _ => true,
    };

    /// <summary>The action itself if it is allowed, else what takes its place, and why.</summary>
    public static (FollowUpAction Action, string? Why) Apply(Consent? consent, FollowUpAction wanted)
    {
        if (Allows(consent, wanted)) return (wanted, null);
        var isCall = wanted is FollowUpAction.CallNow or FollowUpAction.CallToday;
        var other = isCall ? FollowUpAction.PersonalEmail : FollowUpAction.CallToday;
        var refused = isCall ? "calls" : "emails";
        return Allows(consent, other)
            ? (other, $"the person refuses {refused}, so {FollowUpActions.NameOf(other)} instead of {FollowUpActions.NameOf(wanted)}")
            : (FollowUpAction.Disqualify, $"the person refuses both calls and emails, so disqualify instead of {FollowUpActions.NameOf(wanted)}");
    }
}
