using System.Text.Json;

namespace LeadOrchestrator.Leads.Reading;

/// <summary>Single JSON values, with messages for what is not as expected.</summary>
internal static class JsonValues
{
    /// <summary>The text of a string or property name, or null if its escapes are not valid Unicode.</summary>
    public static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // an escaped half of a surrogate pair, or bytes that are not UTF-8
        }
    }

    /// <inheritdoc cref="TextOf"/>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public const string NotUnicode = "Is not valid Unicode text; send it as UTF-8, and escaped characters beyond U+FFFF as a pair.";

    /// <summary>Without trailing zeros: 1.50 and 1.5 are the same number, and are written the same.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    public static string Expected(string expectation, JsonElement found) => $"Expected {expectation}, found {Describe(found)}.";

    public static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true/false",
        _ => "null",
    };

    /// <summary>What is wrong with a document that is not JSON at all, and where.</summary>
    public static FieldError NotJson(JsonException exception)
    {
        var message = exception.Message;
        var tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (tail > 0) message = message[..tail];
        var place = exception.LineNumber is { } line && exception.BytePositionInLine is { } column
            ? $" at line {line + 1}, column {column + 1}"
            : "";
        return new FieldError("$", $"Is not valid JSON{place}: {JsonPath.Shorten(message, 300)}");
    }
}
