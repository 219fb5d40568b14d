using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LeadOrchestrator.Engine;

/// <summary>Payloads are UTF-8 JSON from end to end: written once, stored as they are.</summary>
internal static class Payload
{
    public static byte[] Write<T>(T value, JsonSerializerOptions json) =>
        JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T)));

    public static T Read<T>(byte[]? utf8, JsonSerializerOptions json) =>
        utf8 is null ? default! : JsonSerializer.Deserialize(utf8, (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T)))!;

    public static string? Text(byte[]? utf8) => utf8 is null ? null : Encoding.UTF8.GetString(utf8);

    /// <summary>A text as a JSON string.</summary>
    public static byte[] Quoted(string text) => Encoding.UTF8.GetBytes("\"" + JsonEncodedText.Encode(text) + "\"");
}
