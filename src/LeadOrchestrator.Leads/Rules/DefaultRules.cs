using System.Text.Json;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>The sample rules of an invented company, to try the product with: samples/rules.json.</summary>
public static class DefaultRules
{
    /// <summary>The document.</summary>
    public static string Document { get; } = ReadResource();

    /// <summary>Its content hash, by which the sample rules are known whatever file holds them.</summary>
    public static string Hash => LazyHash.Value;

    private static readonly Lazy<string> LazyHash = new(() =>
    {
        using var document = JsonDocument.Parse(Document);
        return CanonicalJson.Hash(document.RootElement);
    });

    private static string ReadResource()
    {
        const string name = "LeadOrchestrator.Leads.rules.json";
        using var stream = typeof(DefaultRules).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}; it was built wrongly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
