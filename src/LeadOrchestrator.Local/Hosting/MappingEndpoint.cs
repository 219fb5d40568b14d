using System.Text.RegularExpressions;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Importing.Mapping;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>
/// <c>PUT /api/imports/mappings/{name}</c>: hands a mapping file to the host, so that <c>import --map FILE</c> works
/// wherever the host keeps its data. A mapping that is there is replaced.
/// </summary>
internal static partial class MappingEndpoint
{
    private const int MaxBytes = 64 * 1024;

    public static void MapMappings(this IEndpointRouteBuilder endpoints, string dataFolder) =>
        endpoints.MapPut("/api/imports/mappings/{name}", (RequestDelegate)(context => PutAsync(
            context, context.RequestServices.GetRequiredService<IOptions<ImportOptions>>().Value.Mappings is { Length: > 0 } named ? named : Path.Combine(dataFolder, "mappings")))).Needs(Scopes.Decide);

    private static async Task PutAsync(HttpContext context, string folder)
    {
        var name = (string)context.GetRouteValue("name")!;
        if (!Name().IsMatch(name))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"'{name}' is no name for a mapping; expected 1 to 64 letters, digits, '-' or '_'.");
            return;
        }

        using var body = new MemoryStream();
        if (!await CopyAsync(context.Request.Body, body, context.RequestAborted))
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "A mapping has at most 64 KiB.");
            return;
        }

        if (MappingFile.Problem(body.ToArray()) is { } problem)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        PrivateFiles.CreateFolder(folder);
        var path = Path.Combine(folder, name + ".json");
        var unfinished = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}");
        await using (var file = PrivateFiles.Open(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            await file.WriteAsync(body.ToArray(), context.RequestAborted);
        File.Move(unfinished, path, overwrite: true); // whole or not at all, for whoever reads it now
        context.Response.StatusCode = StatusCodes.Status204NoContent;
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

    private static Task RefuseAsync(HttpContext context, int status, string detail) =>
        Results.Problem(detail, statusCode: status).ExecuteAsync(context);

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
