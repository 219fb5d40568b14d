using System.Text.Json.Serialization;

namespace LeadOrchestrator.Api.Security.Keys;

/// <summary>A key as it is kept: not the key, but its hash.</summary>
/// <param name="Name">What it is called, in lists and in the audit log.</param>
/// <param name="Scopes">What it is good for, by name.</param>
/// <param name="Hash">SHA-256 of the key, in hexadecimal.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record StoredKey(string Name, IReadOnlyList<string> Scopes, string Hash, DateTimeOffset CreatedAt);

/// <summary>What <c>keys.json</c> holds.</summary>
/// <param name="Keys">The keys, oldest first.</param>
public sealed record StoredKeys(IReadOnlyList<StoredKey> Keys);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StoredKeys))]
internal sealed partial class KeysJson : JsonSerializerContext;
