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
/// <param name="Changes">How they came about, oldest first: what the host, where one runs, takes into its audit log.</param>
public sealed record StoredKeys(IReadOnlyList<StoredKey> Keys, IReadOnlyList<KeyChange>? Changes = null);

/// <summary>A key that was made or revoked.</summary>
/// <param name="Id">Tells changes apart.</param>
/// <param name="At">When.</param>
/// <param name="What">The command, for example <c>lead key revoke</c>.</param>
/// <param name="Name">The key's name.</param>
public sealed record KeyChange(string Id, DateTimeOffset At, string What, string Name);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StoredKeys))]
internal sealed partial class KeysJson : JsonSerializerContext;
