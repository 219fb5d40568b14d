using System.Text.Json;
using System.Text.Unicode;

namespace LeadOrchestrator.Leads.Reading;

/// <summary>
/// Whether JSON holds text and nothing else. JSON's grammar lets bytes that are not UTF-8, and escaped halves of surrogate pairs,
/// pass; whoever reads such a text later fails, far away from who sent it.
/// </summary>
public static class JsonUnicode
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What to say of JSON that is not.</summary>
    public const string Problem =
        "holds text that is not valid Unicode: bytes that are not UTF-8, or one half of an escaped surrogate pair. Send it as UTF-8, and escaped characters beyond U+FFFF as a pair.";

    /// <summary>Whether every string and name is valid Unicode.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool IsValid(ReadOnlySpan<byte> utf8Json)
    {
        if (!Utf8.IsValid(utf8Json)) return false;
        if (utf8Json.IndexOf("\\u"u8) < 0) return true; // only escapes can hold half a pair
        var reader = new Utf8JsonReader(utf8Json, Lenient);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !CanBeRead(ref reader)) return false;
        return true;
    }

    private static bool CanBeRead(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
