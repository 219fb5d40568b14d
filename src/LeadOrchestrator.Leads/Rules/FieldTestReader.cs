using System.Text.Json;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads the tests of a condition, and says where one does not suit the field.</summary>
internal static class FieldTestReader
{
    private const int MostOperands = 1_000;
    private const int LongestPattern = 500;

    public static readonly string[] Names =
        ["equals", "in", "contains", "startsWith", "endsWith", "matches", "greaterThan", "atLeast", "lessThan", "atMost", "exists"];

    /// <summary>The tests that are there and right.</summary>
    public static IReadOnlyList<FieldTest> Read(JsonFields fields, RuleField field) =>
        [.. Names.Where(name => fields.Find(name) is not null).Select(name => Read(fields, field, name)).OfType<FieldTest>()];

    private static FieldTest? Read(JsonFields fields, RuleField field, string name) => name switch
    {
        "equals" => Operand(fields.Find(name)!.Value, fields.PathOf(name), field, fields.Errors) is { } operand ? new OneOfTest(field.Kind, [operand]) : null,
        "in" => ReadIn(fields, field),
        "contains" => ReadPart(fields, field, name, "contains"),
        "startsWith" => ReadPart(fields, field, name, "starts with"),
        "endsWith" => ReadPart(fields, field, name, "ends with"),
        "matches" => ReadPattern(fields, field),
        "greaterThan" => ReadNumber(fields, field, name, Comparison.GreaterThan),
        "atLeast" => ReadNumber(fields, field, name, Comparison.AtLeast),
        "lessThan" => ReadNumber(fields, field, name, Comparison.LessThan),
        "atMost" => ReadNumber(fields, field, name, Comparison.AtMost),
        _ => fields.Flag("exists") is { } expected ? new ExistsTest(expected) : null,
    };

    private static OneOfTest? ReadIn(JsonFields fields, RuleField field)
    {
        var elements = fields.Array("in", MostOperands);
        if (elements.Count == 0)
        {
            if (fields.Find("in") is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() == 0) fields.Error("in", "Expected at least one value.");
            return null;
        }
        return new OneOfTest(field.Kind, [.. elements.Select(element => Operand(element.Value, element.Path, field, fields.Errors)).OfType<FieldValue>()]);
    }

    private static FieldValue? Operand(JsonElement value, string path, RuleField field, ErrorList errors)
    {
        var (kinds, expected) = field.Kind switch
        {
            RuleFieldKind.Number => ("n", "a number"),
            RuleFieldKind.Flag => ("f", "true or false"),
            RuleFieldKind.Any => ("tnf", "a text, a number, or true/false"),
            _ => ("t", "a text"),
        };
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when kinds.Contains('n', StringComparison.Ordinal) && value.TryGetDecimal(out var number):
                return FieldValue.Of(number);
            case JsonValueKind.True or JsonValueKind.False when kinds.Contains('f', StringComparison.Ordinal):
                return FieldValue.Of(value.GetBoolean());
            case JsonValueKind.String when kinds.Contains('t', StringComparison.Ordinal):
                return TextOperand(value, path, field, errors);
            default:
                errors.Add(path, JsonValues.Expected($"{expected}, since \"{field.Name}\" is one", value));
                return null;
        }
    }

    private static FieldValue? TextOperand(JsonElement value, string path, RuleField field, ErrorList errors)
    {
        if (JsonValues.TextOf(value) is not { } text) errors.Add(path, JsonValues.NotUnicode);
        else if (string.IsNullOrWhiteSpace(text)) errors.Add(path, "Is empty; an empty field counts as none: ask with \"exists\": false.");
        else if (field.Values.Count > 0 && !field.Values.Contains(text, StringComparer.OrdinalIgnoreCase)) errors.Add(path, FieldNames.Unknown("value", text, field.Values));
        else if (field.Kind == RuleFieldKind.Country && Countries.CodeOf(text) is null)
            errors.Add(path, $"Unknown country \"{JsonPath.Shorten(text)}\"; expected a name or an ISO 3166-1 code. A text that leads use although it is no country can be asked for with \"contains\".");
        else if (field.Kind == RuleFieldKind.Language && Languages.CodeOf(text) is null)
            errors.Add(path, $"Unknown language \"{JsonPath.Shorten(text)}\"; expected a name or a BCP 47 tag such as \"de\".");
        else return FieldValue.Of(text);
        return null;
    }

    private static NumberTest? ReadNumber(JsonFields fields, RuleField field, string name, Comparison comparison)
    {
        if (field.Kind is RuleFieldKind.Number or RuleFieldKind.Any)
            return fields.Number(name, decimal.MinValue, decimal.MaxValue) is { } bound ? new NumberTest(comparison, bound) : null;
        fields.Error(name, $"Compares numbers, and \"{field.Name}\" is none.");
        return null;
    }

    private static PartTest? ReadPart(JsonFields fields, RuleField field, string name, string where)
    {
        if (ReadText(fields, field, name) is not { } part) return null;
        return new PartTest(where, part);
    }

    private static PatternTest? ReadPattern(JsonFields fields, RuleField field)
    {
        if (ReadText(fields, field, "matches") is not { } pattern) return null;
        if (pattern.Length > LongestPattern)
        {
            fields.Error("matches", $"Is {pattern.Length} characters long; {LongestPattern} at most.");
            return null;
        }

        try
        {
            return new PatternTest(Patterns.Of(pattern));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            fields.Error("matches", $"Is not a regular expression that can be used here (no look-around, no back-references): {exception.Message}");
            return null;
        }
    }

    private static string? ReadText(JsonFields fields, RuleField field, string name)
    {
        if (field.Kind is RuleFieldKind.Number or RuleFieldKind.Flag)
        {
            fields.Error(name, $"Looks into a text, and \"{field.Name}\" is none.");
            return null;
        }

        if (fields.Text(name) is not { } text) return null;
        if (text.Length > 0) return text;
        fields.Error(name, "Is empty, and so would hold for every lead; give a text.");
        return null;
    }
}
