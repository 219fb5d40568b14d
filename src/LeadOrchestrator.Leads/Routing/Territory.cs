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

    public bool Covers(Place place)
    {
        if (places.Count == 0) return true;
        if (place.Country is { } country && (_countries.Contains(country) || _regions.Contains(country))) return true;
        return (place.Region is { } region && _regions.Contains(region)) || (place.RegionOfCountry is { } both && _regions.Contains(both));
    }

    private static bool MayBeRegion(string place) => place.Trim().Length > LongestCountryCode || Countries.CodeOf(place) is null;

    private static string FoldRegion(string place)
    {
        var trimmed = place.Trim();
        var dash = trimmed.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && Countries.CodeOf(trimmed[..dash]) is { } country ? $"{country}-{trimmed[(dash + 1)..].Trim()}" : trimmed;
    }
}

/// <summary>Where a lead is, brought to what territories are compared by.</summary>
internal sealed class Place(string? country, string? region)
{
    /// <summary>The country's code; as given if no table knows it.</summary>
    public string? Country { get; } = string.IsNullOrWhiteSpace(country) ? null : Countries.CodeOf(country) ?? country.Trim();

    public string? Region { get; } = string.IsNullOrWhiteSpace(region) ? null : region.Trim();

    public string? RegionOfCountry => field ??= Country is null || Region is null ? null : $"{Country}-{Region}";

    public override string ToString() => Country is null && Region is null
        ? "the lead names neither country nor region"
        : string.Join(", ", new[] { country?.Trim(), Region }.Where(part => !string.IsNullOrEmpty(part)));
}
