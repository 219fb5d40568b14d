using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Importing.Mapping;

/// <summary>The folder of named mappings.</summary>
internal sealed partial class MappingFolder(IOptions<ImportOptions> options, DataFolder dataFolder)
{
    private string? Folder => options.Value.Mappings is { Length: > 0 } named ? named : dataFolder.Find("mappings");

    /// <summary>Reads a mapping.</summary>
    /// <param name="name">Its name; null to go by column names alone.</param>
    /// <returns>The mapping, and the hash of its file.</returns>
    /// <exception cref="ImportRefusedException">There is none of this name, or it is not valid.</exception>
    public (ColumnMapping Mapping, string Hash) Read(string? name)
    {
        if (name is null) return (ColumnMapping.None, "");
        if (!NamePattern().IsMatch(name) || Folder is not { } folder || Path.Combine(folder, $"{name}.json") is var path && !File.Exists(path))
            throw new ImportRefusedException(ImportRefusal.UnknownMapping, $"There is no mapping '{Short(name)}'. {Known()}");
        try
        {
            var bytes = File.ReadAllBytes(path);
            return (MappingFile.Read(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ImportRefusedException(ImportRefusal.InvalidMapping, $"The mapping '{name}' cannot be read: {exception.Message}");
        }
    }

    private string Known()
    {
        if (Folder is not { } folder || !Directory.Exists(folder)) return "There is no folder of mappings; name one by the setting Imports:Mappings.";
        var names = Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? $"The folder {folder} holds none." : $"There are: {string.Join(", ", names)}.";
    }

    private static string Short(string name) => new([.. name.Take(60).Where(letter => !char.IsControl(letter))]);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex NamePattern();
}
