using System.Text.Json;

namespace LeadOrchestrator.Leads.Reading;

/// <summary>
/// The fields of one JSON object. Unknown and duplicate fields are reported as it is made; each reading method reports
/// what is not as expected and then returns null, as it does for a field that is missing or null.
/// </summary>
internal sealed class JsonFields
{
    private readonly FieldNames _names;
    private readonly JsonElement[] _values;
    private readonly ErrorList _errors;

    private JsonFields(FieldNames names, string path, ErrorList errors)
    {
        _names = names;
        _values = new JsonElement[names.Count];
        _errors = errors;
        Path = path;
    }

    public string Path { get; }

    public ErrorList Errors => _errors;

    /// <summary>The fields of an object; null, and an error, if it is none.</summary>
    public static JsonFields? Of(JsonElement element, string path, FieldNames names, ErrorList errors, Func<string, string>? unknown = null)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, JsonValues.Expected("an object", element));
            return null;
        }

        var fields = new JsonFields(names, path, errors);
        foreach (var property in element.EnumerateObject())
        {
            if (errors.IsFull) break; // what is said of an unknown field costs far more than the field costs to send
            if (JsonValues.NameOf(property) is not { } name) errors.Add(path, $"A field's name: {JsonValues.NotUnicode}");
            else if (names.IndexOf(name) is var index && index < 0) errors.Add(JsonPath.Of(path, name), (unknown ?? names.Unknown)(name));
            else if (fields._values[index].ValueKind != JsonValueKind.Undefined) errors.Add(fields.PathOf(name), "Is there twice; keep one.");
            else fields._values[index] = property.Value;
        }
        return fields;
    }

    public string PathOf(string name) => JsonPath.Of(Path, name);

    /// <summary>A field's value; null if it is missing or null.</summary>
    public JsonElement? Find(string name)
    {
        var value = _values[_names.IndexOf(name)];
        return value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : value;
    }

    /// <summary>Whether a field is there, be it null.</summary>
    public bool Has(string name) => _values[_names.IndexOf(name)].ValueKind != JsonValueKind.Undefined;

    /// <summary>A field's value; null, and an error that says what is expected, if it is missing or null.</summary>
    public JsonElement? Require(string name, string expectation)
    {
        if (Find(name) is { } value) return value;
        Error(name, $"Is missing; expected {expectation}.");
        return null;
    }

    public void Error(string name, string message) => _errors.Add(PathOf(name), message);

    public string? Text(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String) Error(name, JsonValues.Expected("a text", value));
        else if (JsonValues.TextOf(value) is not { } text) Error(name, JsonValues.NotUnicode);
        else return text;
        return null;
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Error(name, JsonValues.Expected("true or false", value));
        return null;
    }

    public int? WholeNumber(string name, int min, int max)
    {
        var expectation = $"a whole number from {min} to {max}";
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Number) Error(name, JsonValues.Expected(expectation, value));
        else if (!value.TryGetDecimal(out var number) || number != decimal.Truncate(number) || number < min || number > max)
            Error(name, $"Expected {expectation}, found {JsonPath.Shorten(value.GetRawText())}.");
        else return (int)number;
        return null;
    }

    public decimal? Number(string name, decimal min, decimal max)
    {
        var expectation = $"a number from {min} to {max}";
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Number) Error(name, JsonValues.Expected(expectation, value));
        else if (!value.TryGetDecimal(out var number) || number < min || number > max)
            Error(name, $"Expected {expectation}, found {JsonPath.Shorten(value.GetRawText())}.");
        else return number;
        return null;
    }

    /// <summary>The elements of an array with their paths; empty, with an error, if it is none or too long.</summary>
    public IReadOnlyList<(JsonElement Value, string Path)> Array(string name, int max)
    {
        if (Find(name) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array) Error(name, JsonValues.Expected("an array", value));
        else if (value.GetArrayLength() is var length && length > max) Error(name, $"Has {length} elements; {max} at most.");
        else return [.. value.EnumerateArray().Select((element, i) => (element, JsonPath.Of(PathOf(name), i)))];
        return [];
    }
}
