using System.Text;
using System.Text.Json;
using LeadOrchestrator.Leads.Processes.Reading;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>Reads process maps from JSON.</summary>
public static class ProcessMapJson
{
    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads and checks a map; comments and trailing commas are allowed.</summary>
    /// <exception cref="ProcessMapException">It cannot be read or is not sound: what is wrong, by path and line.</exception>
    public static ProcessMap Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ProcessMapReader.Read(Parse(text));
    }

    private static DocNode Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, Lenient);
        var builder = new DocBuilder();
        var (line, counted) = (1, 0);
        try
        {
            while (reader.Read())
            {
                line += bytes.AsSpan(counted, (int)reader.TokenStartIndex - counted).Count((byte)'\n');
                counted = (int)reader.TokenStartIndex;
                Take(ref reader, builder, line);
            }
        }
        catch (JsonException exception)
        {
            throw DocBuilder.Problem("$", (int)(exception.LineNumber ?? 0) + 1, $"this is no JSON: {Reason(exception)}");
        }

        return builder.Root!;
    }

    private static void Take(ref Utf8JsonReader reader, DocBuilder builder, int line)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                builder.Begin(reader.TokenType == JsonTokenType.StartArray, line);
                break;
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                builder.End();
                break;
            case JsonTokenType.PropertyName:
                builder.Name(Text(ref reader, line), line);
                break;
            case JsonTokenType.String:
                builder.Value(Text(ref reader, line), line);
                break;
            case JsonTokenType.Null:
                builder.Value(null, line);
                break;
            default: // numbers, true and false: as they are written
                builder.Value(Encoding.UTF8.GetString(reader.ValueSpan), line);
                break;
        }
    }

    private static string Text(ref Utf8JsonReader reader, int line)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw DocBuilder.Problem("$", line, "a text holds half of a character (a lone surrogate).");
        }
    }

    /// <summary>The reason without the place, which is said already.</summary>
    private static string Reason(JsonException exception)
    {
        var place = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? exception.Message : exception.Message[..place];
    }
}
