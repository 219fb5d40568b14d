using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>The one way of writing a document that all its equals share: without white space, properties by name, numbers without trailing zeros.</summary>
internal static class CanonicalJson
{
    private const int HashDigits = 16;

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the canonical form; <c>$schema</c> is left out, since it is for editors.</summary>
    public static string Hash(JsonElement document) => Convert.ToHexStringLower(SHA256.HashData(Write(document)))[..HashDigits];

    internal static byte[] Write(JsonElement document)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        Write(json, document, isRoot: true);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, bool isRoot = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    if (isRoot && property.NameEquals("$schema")) continue;
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(json, item);
                json.WriteEndArray();
                break;
            case JsonValueKind.Number when element.TryGetDecimal(out var number):
                json.WriteNumberValue(JsonValues.Plain(number));
                break;
            case JsonValueKind.String:
                json.WriteStringValue(element.GetString());
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
