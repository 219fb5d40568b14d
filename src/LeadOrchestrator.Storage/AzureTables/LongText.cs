using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>Text of any length in an entity: a property holds 32,768 characters, so longer text is cut into several.</summary>
internal static class LongText
{
    private const int PartLength = 30_000;

    /// <summary>An entity holds 1 MiB, in two bytes a character.</summary>
    private const int MaxLength = 480_000;

    public static void Set(TableEntity entity, string name, string? text)
    {
        if (text is null) return;
        if (text.Length > MaxLength)
            throw new StorageException($"A {name} of {text.Length} characters is too large for Azure Tables, which hold {MaxLength} in one entity.");
        for (int at = 0, part = 0; at < text.Length || part == 0; at += PartLength, part++)
            entity[NameOf(name, part)] = text.Substring(at, Math.Min(PartLength, text.Length - at));
    }

    public static string? Get(TableEntity entity, string name)
    {
        if (entity.GetString(name) is not { } first) return null;
        if (first.Length < PartLength) return first;
        var text = new StringBuilder(first);
        for (var part = 1; entity.GetString(NameOf(name, part)) is { } next; part++) text.Append(next);
        return text.ToString();
    }

    private static string NameOf(string name, int part) => part == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{part}");
}
