using System.Text.Json;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads rule documents.</summary>
public static class RuleDocument
{
    /// <summary>The longest document, in characters.</summary>
    public const int MaxLength = 4_000_000;

    private static readonly FieldNames Names = new("$schema", "label", "description", "scoring", "followUp", "routing");

    /// <summary>Reads and validates a document. Never throws for what it contains.</summary>
    /// <param name="json">The document; samples/rules.schema.json describes it.</param>
    public static RuleReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength) return Failed(new FieldError("$", $"Is {json.Length} characters long; {MaxLength} at most."));
        try
        {
            using var document = JsonDocument.Parse(json.StartsWith('\uFEFF') ? json.AsMemory(1) : json.AsMemory());
            return Read(document.RootElement, json);
        }
        catch (JsonException exception)
        {
            return Failed(JsonValues.NotJson(exception));
        }
        catch (ArgumentException)
        {
            return Failed(new FieldError("$", JsonValues.NotUnicode)); // half a surrogate pair cannot be parsed as UTF-8
        }
    }

    private static RuleReading Read(JsonElement root, string json)
    {
        var errors = new ErrorList();
        if (JsonFields.Of(root, "$", Names, errors) is not { } fields) return new RuleReading(null, errors.ToList());
        fields.Text("$schema");
        fields.Text("description");
        var label = DocumentText.Name(fields, "label", "the version's name, for people");
        var scoring = ScoringSection.Read(fields);
        var followUp = FollowUpSection.Read(fields);
        var routing = RoutingSection.Read(fields);
        if (errors.Count > 0) return new RuleReading(null, errors.ToList());
        var version = new RulesVersion(label!, CanonicalJson.Hash(root));
        return new RuleReading(new RuleSet(version, scoring!, followUp!, routing!, json), []);
    }

    private static RuleReading Failed(FieldError error) => new(null, [error]);
}

/// <summary>What reading a rule document came to: rules, or everything that is wrong with them.</summary>
/// <param name="Rules">The rules; null if there are errors.</param>
/// <param name="Errors">What is wrong, each with its path and what is expected, about 20 at most; empty if there are rules.</param>
public sealed record RuleReading(RuleSet? Rules, IReadOnlyList<FieldError> Errors);
