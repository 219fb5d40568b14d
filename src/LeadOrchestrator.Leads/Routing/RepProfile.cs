using System.Collections.Frozen;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>A rep, prepared for being asked often: time zone found, names folded to what they are compared by.</summary>
internal sealed class RepProfile(Rep rep, IReadOnlySet<DateOnly> holidays, int zone)
{
    private readonly Territory _territory = new(rep.Territories);

    private readonly FrozenSet<string> _skills =
        rep.Skills.Select(skill => skill.Trim()).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenSet<string> _languages = rep.Languages.Select(FoldLanguage).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public Rep Rep { get; } = rep;

    public IReadOnlySet<DateOnly> Holidays { get; } = holidays;

    /// <summary>Which of the rules' time zones is the rep's; see <see cref="WallClock"/>.</summary>
    public int Zone { get; } = zone;

    public IEnumerable<string> Missing(IReadOnlyList<string> skills) => skills.Where(skill => !_skills.Contains(skill.Trim()));

    /// <param name="language">As <see cref="FoldLanguage"/> gives it.</param>
    public bool Speaks(string language) => _languages.Contains(language);

    public bool Covers(Place place) => _territory.Covers(place);

    /// <summary>Brings the ways in which one language is written down to one.</summary>
    public static string FoldLanguage(string language) => Languages.CodeOf(language) ?? language.Trim();
}
