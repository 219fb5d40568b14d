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
        try
        {
            await client.SendJsonAsync(HttpMethod.Put, $"api/imports/mappings/{name}", json, cancellationToken);
        }
        catch (LeadApiException refused) when (refused.Problem.Status == 403)
        {
            throw new CommandFailedException(
                ExitCodes.Failure,
                $"The mapping {map} cannot be handed to the host: {refused.Problem.Text} Whoever runs the host makes a key that may: 'lead key create NAME --scope submit,read,decide'. "
                + $"Or let somebody who has one hand it over once; from then on '--map {name}' needs no more than 'submit'.",
                refused);
        }

        return name;
    }

    private static bool LooksLikePath(string map) =>
        map.Contains(Path.DirectorySeparatorChar) || map.Contains('/') || Path.HasExtension(map);

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NotAllowed();
}
