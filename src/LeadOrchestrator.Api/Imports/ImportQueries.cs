using System.Text.Json;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadOrchestrator.Api.Imports;

/// <summary><c>GET /api/imports</c>, <c>GET /api/imports/{id}</c> and <c>GET /api/imports/{id}/rejected.csv</c>.</summary>
public sealed class ImportQueries(IOrchestrationClient client, IImportStore store)
{
    private const int DefaultTop = 100, MaxTop = 1000;

    /// <summary>How the id of every import begins; no lead's can (<see cref="LeadIdentity.ReservedPrefixes"/>).</summary>
    private const string IdPrefix = "import:";

    /// <summary>
    /// Status, counts and a page of rejected and repaired rows: <c>?top=&amp;continuationToken=</c>. With <c>Accept: text/csv</c> or
    /// <c>?format=csv</c>, all rejected rows as a file.
    /// </summary>
    /// <exception cref="ApiProblemException">400, 404.</exception>
    public async Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (file, top, token) = QueryErrors.All(
            () => WantsFile(request), () => QueryReader.Number(request, "top", DefaultTop, 1, MaxTop), () => QueryReader.Text(request, "continuationToken"));
        if (file) return await RejectedAsync(id, cancellationToken);
        var instance = await FindAsync(id, cancellationToken);
        try
        {
            var rows = await store.ListRowsAsync(id, top, token, cancellationToken);
            var view = ToView(request, instance) with { Rows = rows.Items, ContinuationToken = rows.ContinuationToken };
            return Results.Json(view, ApiJson.Readable.ImportView);
        }
        catch (ArgumentException exception) when (token is not null)
        {
            throw ApiProblemException.BadRequest("continuationToken", $"is not one that this list gave: {exception.Message}");
        }
    }

    /// <summary>The rejected rows as they stand in the file, under its header, to be mended and imported again.</summary>
    /// <exception cref="ApiProblemException">404.</exception>
    public async Task<IResult> RejectedAsync(string id, CancellationToken cancellationToken)
    {
        var instance = await FindAsync(id, cancellationToken);
        var run = StoredContent.Read(() => ReadRun(instance), () => null);
        return new RejectedRowsResult(store, id, run?.FileName, run?.Format ?? ImportFormat.Csv);
    }

    /// <summary>Imports, newest first: <c>?top=&amp;continuationToken=</c>.</summary>
    /// <exception cref="ApiProblemException">400.</exception>
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (token, top) = QueryErrors.All(
            () => QueryReader.Text(request, "continuationToken"), () => QueryReader.Number(request, "top", DefaultTop, 1, MaxTop));
        // The prefix finds the few imports among very many leads without reading those.
        var query = new OrchestrationQuery(
            Name: ImportOrchestration.Definition.Name, InstanceIdPrefix: IdPrefix, PageSize: top, ContinuationToken: token);
        try
        {
            var page = await client.ListInstancesAsync(query, cancellationToken);
            return Results.Json(
                new ImportPage([.. page.Instances.Select(instance => ToView(request, instance))], page.ContinuationToken), ApiJson.Readable.ImportPage);
        }
        catch (ArgumentException exception) when (token is not null)
        {
            throw ApiProblemException.BadRequest("continuationToken", $"is not one that this list gave: {exception.Message}");
        }
    }

    private async Task<OrchestrationMetadata> FindAsync(string id, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is { } instance && instance.Name == ImportOrchestration.Definition.Name
            ? instance
            : throw Unknown(id);

    internal static ApiProblemException Unknown(string id) => new(404, $"There is no import '{id}'. It was never submitted, or it was purged since.");

    /// <summary>Never throws: one import that cannot be read must not take the list down.</summary>
    private static ImportView ToView(HttpRequest request, OrchestrationMetadata instance) => StoredContent.Read(
        () => ReadView(request, instance),
        () => new(
            instance.InstanceId, instance.RuntimeStatus, null, null, instance.CreatedAt, instance.LastUpdatedAt, 0, new(0, 0, 0, 0, 0, 0, 0),
            ApiLinks.Import(request, instance.InstanceId) + "/rejected.csv", Error: "The content of this import's run could not be read."));

    private static ImportView ReadView(HttpRequest request, OrchestrationMetadata instance)
    {
        var run = ReadRun(instance);
        var latest = instance.RuntimeStatus == RuntimeStatus.Completed ? instance.SerializedOutput : instance.SerializedCustomStatus;
        var progress = (latest is null ? null : JsonSerializer.Deserialize(latest, OrchestrationJson.Default.ImportProgress)) ?? run?.Progress ?? ImportProgress.None;
        var uri = ApiLinks.Import(request, instance.InstanceId);
        return new(
            instance.InstanceId, instance.RuntimeStatus, run?.FileName, run?.Mapping, instance.CreatedAt, instance.LastUpdatedAt, Percentage(progress),
            new(progress.Rows, progress.Started, progress.Existing, progress.Rejected, progress.Repaired, progress.BytesRead, progress.TotalBytes),
            uri + "/rejected.csv", Error: instance.Failure?.ErrorMessage);
    }

    private static ImportRun? ReadRun(OrchestrationMetadata instance) =>
        instance.SerializedInput is { } input ? JsonSerializer.Deserialize(input, OrchestrationJson.Default.ImportRun) : null;

    private static double Percentage(ImportProgress progress) => progress switch
    {
        { Completed: true } => 100,
        { TotalBytes: > 0 } => Math.Round(Math.Min(99.9, 100d * progress.BytesRead / progress.TotalBytes), 1),
        _ => 0,
    };

    private static bool WantsFile(HttpRequest request)
    {
        if (QueryReader.Text(request, "format") is { } format)
            return format switch
            {
                "csv" => true,
                "json" => false,
                _ => throw ApiProblemException.BadRequest("format", $"'{format}' is neither json nor csv."),
            };
        return MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
            && accepted.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault()?.MediaType == "text/csv";
    }
}
