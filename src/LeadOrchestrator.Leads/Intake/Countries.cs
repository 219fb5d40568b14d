namespace LeadOrchestrator.Leads.Intake;

/// <summary>Countries by name or ISO 3166-1 code.</summary>
public static class Countries
{
    /// <summary>The two-letter code of a country given by its code (two or three letters), name or common synonym, in any case; null if unknown.</summary>
    public static string? CodeOf(string? country) => throw new NotImplementedException();

    /// <summary>Whether two texts mean the same country: <c>India</c> and <c>IN</c>. Unknown ones are compared as text, whatever the case.</summary>
    public static bool Same(string? left, string? right) => throw new NotImplementedException();
}
