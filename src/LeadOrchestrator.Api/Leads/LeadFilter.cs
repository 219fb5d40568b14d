using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Api.Leads;

/// <summary>Which leads of a list are wanted; every filter given must match.</summary>
/// <param name="Statuses">Where they stand; empty for anywhere.</param>
/// <param name="Grade">How their grade begins, for example <c>A</c> or <c>A1</c>; null for any.</param>
/// <param name="Owner">The rep's id; null for any.</param>
/// <param name="Search">What id, name, company, email, phone or source holds, in any case; null for anything.</param>
internal sealed record LeadFilter(IReadOnlyCollection<LeadStatus> Statuses, string? Grade = null, string? Owner = null, string? Search = null)
{
    /// <summary>Whether leads of the same run status have to be told apart by what they hold.</summary>
    public bool Sifts => LooksInside || Statuses.Contains(LeadStatus.Parked) != Statuses.Contains(LeadStatus.Running);

    /// <summary>Whether lead or decision must be looked at.</summary>
    public bool LooksInside => Grade is not null || Owner is not null || Search is not null;

    /// <summary>Cheap and never wrong about a "no": looks at the text without parsing it, so that most of a long list costs little.</summary>
    public bool MayMatch(OrchestrationMetadata instance)
    {
        if (Grade is not null || Owner is not null)
        {
            var decided = instance.SerializedOutput ?? instance.SerializedCustomStatus;
            if (decided is null || !decided.Contains("\"grade\"", StringComparison.Ordinal)) return false;
            if (Owner is not null && IsPlain(Owner) && !decided.Contains(Owner, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return Search is null || !IsPlain(Search) || instance.InstanceId.Contains(Search, StringComparison.OrdinalIgnoreCase)
            || instance.SerializedInput?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>Whether the lead is wanted.</summary>
    public bool Matches(OrchestrationMetadata instance, LeadView view) =>
        (Statuses.Count == 0 || Statuses.Contains(view.Status)) && (!LooksInside || StoredContent.Read(() => MatchesInside(instance, view), () => false));

    private bool MatchesInside(OrchestrationMetadata instance, LeadView view)
    {
        var outcome = LeadSummary.ReadOutcome(view);
        if (Grade is not null && outcome?.Score?.Grade.StartsWith(Grade, StringComparison.OrdinalIgnoreCase) != true) return false;
        if (Owner is not null && !string.Equals(outcome?.Assignment?.RepId, Owner, StringComparison.OrdinalIgnoreCase)) return false;
        return Search is null || Holds(view.Id) || (LeadSummary.ReadRun(instance)?.Lead is { } lead && Texts(lead).Any(Holds));
    }

    private static IEnumerable<string?> Texts(Lead lead) =>
        [lead.Email, lead.Phone, lead.Company, lead.Source, $"{lead.FirstName} {lead.LastName}"];

    private bool Holds(string? text) => text?.Contains(Search!, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>JSON writes such text as it is, so that it can be found without parsing. A space may be where two fields meet.</summary>
    private static bool IsPlain(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '-' or '_');
}
