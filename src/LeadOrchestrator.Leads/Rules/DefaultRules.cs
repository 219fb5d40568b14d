namespace LeadOrchestrator.Leads.Rules;

/// <summary>The rules that come with the product, for who has not written any: samples/rules.json.</summary>
public static class DefaultRules
{
    /// <summary>The document.</summary>
    public static string Document { get; } = ReadResource();

    private static string ReadResource()
    {
        const string name = "LeadOrchestrator.Leads.rules.json";
        using var stream = typeof(DefaultRules).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}; it was built wrongly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
