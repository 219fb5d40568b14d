namespace LeadOrchestrator.Leads.Tests;

/// <summary>The files of the samples folder.</summary>
internal static class Samples
{
    public static string Rules { get; } = Read("rules.json");

    public static string Schema { get; } = Read("rules.schema.json");

    public static string Leads { get; } = Read("leads.json");

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", name));
}
