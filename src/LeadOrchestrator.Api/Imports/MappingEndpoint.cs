using System.Text.RegularExpressions;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Importing.Mapping;
using LeadOrchestrator.Api.Contract;
using LeadOrchestrator.Api.Contract.Operations;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Imports;

/// <summary>
/// <c>PUT /api/imports/mappings/{name}</c>: hands a mapping file to the host, so that <c>import --map FILE</c> works
/// wherever the host keeps its data. A mapping that is there is replaced.
/// </summary>
public static partial class MappingEndpoint
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Maps the route. For a host of one machine: the Functions app's workers share no folder.</summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <param name="dataFolder">Where the host keeps everything; mappings are in a folder of it, unless <c>Imports:Mappings</c> names another.</param>
    public static void MapMappings(this IEndpointRouteBuilder endpoints, string dataFolder) =>
        endpoints.MapPut("/api/imports/mappings/{name}", (HttpContext context, string name, IOptions<ImportOptions> options) => PutAsync(
            context, name, options.Value.Mappings is { Length: > 0 } named ? named : Path.Combine(dataFolder, "mappings"))).Needs(Scopes.Decide).Document(ImportOperations.PutMapping);

    private static async Task<IResult> PutAsync(HttpContext context, string name, string folder)
    {
        if (!Name().IsMatch(name))
            throw new ApiProblemException(400, $"'{name}' is no name for a mapping; expected 1 to 64 letters, digits, '-' or '_'.");

        using var body = new MemoryStream();
        if (!await CopyAsync(context.Request.Body, body, context.RequestAborted))
            throw new ApiProblemException(413, "A mapping has at most 64 KiB.");

        if (MappingFile.Problem(body.ToArray()) is { } problem)
            throw new ApiProblemException(400, problem);

        Store(body.ToArray(), folder, name);
        return Results.NoContent();
    }

    private static void Store(byte[] mapping, string folder, string name)
    {
        try
        {
            PrivateFiles.CreateFolder(folder);
            PrivateFiles.Replace(Path.Combine(folder, name + ".json"), file => file.Write(mapping));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The mapping could not be stored in {folder}. Check its permissions and the free space.", exception);
        }
    }

    private static async Task<bool> CopyAsync(Stream from, MemoryStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        while (await from.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            to.Write(buffer, 0, read);
            if (to.Length > MaxBytes) return false;
        }

        return true;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
