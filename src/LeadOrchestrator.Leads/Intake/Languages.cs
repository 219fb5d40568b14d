namespace LeadOrchestrator.Leads.Intake;

/// <summary>Languages by English or own name, or BCP 47 tag.</summary>
public static class Languages
{
    /// <summary>The primary subtag of a language, for example <c>de</c> for <c>German</c>, <c>Deutsch</c> or <c>de-AT</c>; null if unknown.</summary>
    public static string? CodeOf(string? language) => throw new NotImplementedException();

    /// <summary>Whether two texts mean the same language, whatever the region: <c>German</c> and <c>de-AT</c>.</summary>
    public static bool Same(string? left, string? right) => throw new NotImplementedException();
}
