namespace LeadOrchestrator.Leads.Intake;

/// <summary>Countries by name or ISO 3166-1 code.</summary>
public static class Countries
{
    // Not RegionInfo: it knows no countries where globalization is invariant, as it is in the hosts.
    private static readonly CodeTable Table = CodeTable.Load("LeadOrchestrator.Leads.countries.tsv");

    /// <summary>The two-letter code of a country given by its code (two or three letters), name or common synonym, in any case; null if unknown.</summary>
    public static string? CodeOf(string? country) => string.IsNullOrWhiteSpace(country) ? null : Table.Find(country.Trim());

    /// <summary>Whether two texts mean the same country: <c>India</c> and <c>IN</c>. Unknown ones are compared as text, whatever the case.</summary>
    public static bool Same(string? left, string? right) =>
        CodeOf(left) is { } code
            ? code == CodeOf(right)
            : !string.IsNullOrWhiteSpace(left) && string.Equals(left.Trim(), right?.Trim(), StringComparison.OrdinalIgnoreCase);
}
