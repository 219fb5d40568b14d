using System.Globalization;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>Asks whether a rep may take a lead; the order is that of <see cref="ReasonCodes.Filters"/>.</summary>
internal sealed class Eligibility(RoutingIndex index, Lead lead, RoutingRequirements? requires, RoutingFacts facts)
{
    private static readonly RepLoad NoLoad = new(0, 0, null);
    private readonly WallClock _clock = new(index, facts.Now);
    private readonly Place _place = new(lead.Country, lead.Region);
    private readonly string? _language = string.IsNullOrWhiteSpace(lead.Language) ? null : RepProfile.FoldLanguage(lead.Language);

    public RepLoad LoadOf(string repId) => facts.Loads.GetValueOrDefault(repId, NoLoad);

    /// <summary>The rep's code and what is behind it.</summary>
    public (string Code, string? Detail) Judge(string repId)
    {
        if (!index.Reps.TryGetValue(repId, out var profile)) return (ReasonCodes.Inactive, "not listed among the reps");
        var load = LoadOf(repId);
        return WhyUnavailable(profile, load) ?? WhyUnsuited(profile) ?? (ReasonCodes.Eligible, Say($"{load.Open} open, {load.AssignedToday} today"));
    }

    private (string, string?)? WhyUnavailable(RepProfile profile, RepLoad load)
    {
        var rep = profile.Rep;
        if (!rep.Active) return (ReasonCodes.Inactive, null);

        var local = _clock.For(profile);
        var today = DateOnly.FromDateTime(local);
        if (rep.OutOfOffice.FirstOrDefault(absence => absence.From <= today && today <= absence.To) is { } away)
            return (ReasonCodes.OutOfOffice, Say($"{away.From:yyyy-MM-dd} to {away.To:yyyy-MM-dd}"));
        if (WorkingTime.WhyNot(rep.WorkingHours, profile.Holidays, local) is { } off) return (ReasonCodes.OutsideWorkingHours, off);
        if (load.AssignedToday >= rep.DailyCap) return (ReasonCodes.DailyCap, Say($"{load.AssignedToday} of {rep.DailyCap} today"));
        if (load.Open >= rep.OpenCap) return (ReasonCodes.OpenCap, Say($"{load.Open} of {rep.OpenCap} open"));
        return null;
    }

    private (string, string?)? WhyUnsuited(RepProfile profile)
    {
        if (requires is not null)
        {
            if (profile.Missing(requires.Skills).ToList() is { Count: > 0 } missing) return (ReasonCodes.MissingSkill, string.Join(", ", missing));
            if (requires.Language && _language is not null && !profile.Speaks(_language)) return (ReasonCodes.MissingLanguage, lead.Language);
            if (requires.Territory && !profile.Covers(_place)) return (ReasonCodes.OutsideTerritory, _place.ToString());
        }

        return facts.Excluded.Contains(profile.Rep.Id) ? (ReasonCodes.Excluded, "had this lead before") : null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
