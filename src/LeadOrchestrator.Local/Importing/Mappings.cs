using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Importing;

/// <summary>Mappings of columns, by name in the host or by file here.</summary>
internal static partial class Mappings
{
    /// <summary>
    /// The name under which the host has the mapping. A file is handed over first, under a name that holds the hash of
    /// its content, so that a changed file is another mapping and an import that runs keeps its own.
    /// </summary>
    public static async Task<string> NameOfAsync(LeadApiClient client, string map, CancellationToken cancellationToken)
    {
        if (!File.Exists(map))
        {
            return LooksLikePath(map)
                ? throw new CommandFailedException(ExitCodes.Usage, $"{map} does not exist. --map takes a JSON file, or the name of a mapping that the host has.")
                : map;
        }

        var json = await File.ReadAllTextAsync(map, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(json)))[..8];
        var stem = NotAllowed().Replace(Path.GetFileNameWithoutExtension(map), "-");
        var name = $"{stem[..Math.Min(stem.Length, 50)]}-{hash}";
        await client.SendJsonAsync(HttpMethod.Put, $"api/imports/mappings/{name}", json, cancellationToken);
        return name;
    }

    private static bool LooksLikePath(string map) =>
        map.Contains(Path.DirectorySeparatorChar) || map.Contains('/') || Path.HasExtension(map);

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NotAllowed();
}
