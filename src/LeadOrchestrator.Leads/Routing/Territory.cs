using System.Collections.Frozen;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>
/// Where a rep sells: countries by name or code, regions by name, and regions of one country (<c>US-CA</c>,
/// <c>India-Kerala</c>). A bare two- or three-letter code that is a country's is that country and no region: <c>CA</c>
/// is Canada, not California. Nothing listed is everywhere.
/// </summary>
internal sealed class Territory(IReadOnlyList<string> places)
{
    private const int LongestCountryCode = 3;

    private readonly FrozenSet<string> _countries =
        places.Select(Countries.CodeOf).OfType<string>().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenSet<string> _regions = places.Where(MayBeRegion).Select(FoldRegion).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool Covers(string? country, string? region)
    {
        if (places.Count == 0) return true;
        var code = string.IsNullOrWhiteSpace(country) ? null : Countries.CodeOf(country) ?? country.Trim();
        if (code is not null && (_countries.Contains(code) || _regions.Contains(code))) return true;
        if (string.IsNullOrWhiteSpace(region)) return false;
        return _regions.Contains(region.Trim()) || (code is not null && _regions.Contains($"{code}-{region.Trim()}"));
    }

    private static bool MayBeRegion(string place) => place.Trim().Length > LongestCountryCode || Countries.CodeOf(place) is null;

    private static string FoldRegion(string place)
    {
        var trimmed = place.Trim();
        var dash = trimmed.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && Countries.CodeOf(trimmed[..dash]) is { } country ? $"{country}-{trimmed[(dash + 1)..].Trim()}" : trimmed;
    }
}
