using System.Collections.Frozen;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>A rep, prepared for being asked often: time zone found, names folded to what they are compared by.</summary>
internal sealed class RepProfile(Rep rep, IReadOnlySet<DateOnly> holidays)
{
    private readonly TimeZoneInfo _timeZone = TimeZoneInfo.FindSystemTimeZoneById(rep.TimeZone);
    private readonly Territory _territory = new(rep.Territories);

    private readonly FrozenSet<string> _skills =
        rep.Skills.Select(skill => skill.Trim()).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenSet<string> _languages = rep.Languages.Select(Fold).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public Rep Rep { get; } = rep;

    public IReadOnlySet<DateOnly> Holidays { get; } = holidays;

    public DateTime LocalTime(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, _timeZone).DateTime;

    public IEnumerable<string> Missing(IReadOnlyList<string> skills) => skills.Where(skill => !_skills.Contains(skill.Trim()));

    public bool Speaks(string language) => _languages.Contains(Fold(language));

    public bool Covers(string? country, string? region) => _territory.Covers(country, region);

    private static string Fold(string language) => Languages.CodeOf(language) ?? language.Trim();
}
