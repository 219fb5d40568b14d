using System.Text.Json;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadOrchestrator.Api.Http;

/// <summary>Reads bounded request bodies.</summary>
internal static class RequestBody
{
    /// <summary>The most a lead or an event may have: 64 KiB.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>How deep what is stored may be nested: whatever is stored is shown again inside of lists, which nest it deeper.</summary>
    private const int MaxStoredDepth = 32;

    private const int MaxDepth = 64;

    /// <summary>Refuses (415) what does not say that it is JSON in UTF-8.</summary>
    public static void RequireJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !IsJson(type))
            throw new ApiProblemException(
                415, $"The content type is {Quote(request.ContentType)}. Send JSON with 'Content-Type: application/json'.");
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw new ApiProblemException(415, $"The charset is '{type.Charset}'. Send JSON in UTF-8.");
    }

    /// <summary>Reads the whole body; refuses (413) more than the limit.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes) throw TooLarge(maxBytes);
        var buffer = new byte[Math.Min(maxBytes, (int)(request.ContentLength ?? 8 * 1024)) + 1];
        var length = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0) return buffer[..length];
            length += read;
            if (length > maxBytes) throw TooLarge(maxBytes);
            if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxBytes + 1));
        }
    }

    /// <summary>Reads the body as one JSON value that may be stored; an empty body is JSON's null.</summary>
    public static Task<JsonElement> ReadJsonAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken) =>
        ReadJsonAsync(request, maxBytes, MaxStoredDepth, cancellationToken);

    /// <summary>Reads the body as one JSON value of which nothing is stored; an empty body is JSON's null.</summary>
    public static Task<JsonElement> ReadPassingJsonAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken) =>
        ReadJsonAsync(request, maxBytes, MaxDepth, cancellationToken);

    private static async Task<JsonElement> ReadJsonAsync(HttpRequest request, int maxBytes, int maxDepth, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(request, maxBytes, cancellationToken);
        try
        {
            return Parse(body, maxDepth);
        }
        catch (JsonException exception)
        {
            throw Malformed(exception, maxDepth);
        }
    }

    /// <summary>Parses one JSON value that may be stored; nothing is null.</summary>
    /// <exception cref="JsonException">It is not JSON, nested too deep, or holds what is no text.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8, int maxDepth = MaxStoredDepth)
    {
        if (utf8.IsEmpty) utf8 = "null"u8;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        var element = JsonElement.ParseValue(ref reader);
        if (reader.Read()) throw new JsonException("There is more than one JSON value.");
        return JsonUnicode.IsValid(utf8) ? element : throw new NotUnicodeException();
    }

    /// <summary>A 400 that says where the JSON breaks off.</summary>
    private static ApiProblemException Malformed(JsonException exception, int maxDepth)
    {
        if (exception is NotUnicodeException) return new(400, exception.Message, [new FieldError("$", exception.Message)]);
        var where = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
        var message = $"The body is not well-formed JSON, or nested deeper than {maxDepth} levels{where}.";
        return new(400, message, [new FieldError("$", message)]);
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
        || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    private static ApiProblemException TooLarge(int maxBytes) =>
        new(413, $"The body is larger than {maxBytes / 1024} KiB, which is the limit.");

    private sealed class NotUnicodeException() : JsonException($"The body {JsonUnicode.Problem}");

    private static string Quote(string? value) => string.IsNullOrEmpty(value) ? "missing" : $"'{value}'";
}
