using System.Text.Json;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>Reads a lead's own attributes: names of any kind, with a text, a number or true/false.</summary>
internal static class AttributeReader
{
    public static IReadOnlyDictionary<string, AttributeValue> Read(JsonFields lead)
    {
        Dictionary<string, AttributeValue> attributes = new(StringComparer.Ordinal);
        if (lead.Find("attributes") is not { } value) return attributes;
        var (path, errors) = (lead.PathOf("attributes"), lead.Errors);
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, JsonValues.Expected("an object", value));
            return attributes;
        }

        if (value.GetPropertyCount() is var count && count > LeadLimits.Attributes)
        {
            errors.Add(path, $"Has {count} attributes; {LeadLimits.Attributes} at most.");
            return attributes;
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (ReadName(property, path, errors) is not { } name) continue;
            var at = JsonPath.Of(path, name);
            if (!names.Add(name)) errors.Add(at, "Is there twice; keep one.");
            else if (ReadValue(property.Value, at, errors) is { } attribute) attributes.Add(name, attribute);
        }
        return attributes;
    }

    private static string? ReadName(JsonProperty property, string path, ErrorList errors)
    {
        if (JsonValues.NameOf(property) is not { } raw)
        {
            errors.Add(path, $"An attribute's name: {JsonValues.NotUnicode}");
            return null;
        }

        var before = errors.Count;
        var name = TextRules.Clean(raw, LeadLimits.AttributeName, manyLines: false, JsonPath.Of(path, raw), errors);
        if (name is null && errors.Count == before) errors.Add(path, "Has an attribute without a name.");
        return name;
    }

    private static AttributeValue? ReadValue(JsonElement value, string path, ErrorList errors)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return AttributeValue.Of(value.GetBoolean());
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                return AttributeValue.Of(number);
            case JsonValueKind.Number:
                errors.Add(path, $"{JsonPath.Shorten(value.GetRawText())} is too large; a number of at most 28 digits is expected.");
                return null;
            case JsonValueKind.String when JsonValues.TextOf(value) is { } text:
                return TextRules.Clean(text, LeadLimits.AttributeText, manyLines: true, path, errors) is { } clean ? AttributeValue.Of(clean) : null;
            case JsonValueKind.String:
                errors.Add(path, JsonValues.NotUnicode);
                return null;
            default:
                errors.Add(path, JsonValues.Expected("a text, a number, or true/false", value));
                return null;
        }
    }
}
