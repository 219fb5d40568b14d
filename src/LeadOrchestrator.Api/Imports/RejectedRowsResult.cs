using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadOrchestrator.Api.Imports;

/// <summary>Writes the rejected rows of an import as a file, a page at a time.</summary>
internal sealed class RejectedRowsResult(IImportStore store, string importId, string? fileName, ImportFormat format) : IResult
{
    private const int PageSize = 500;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var cancellationToken = httpContext.RequestAborted;
        var header = format == ImportFormat.Csv ? await ReadHeaderAsync(cancellationToken) : null;
        response.ContentType = format == ImportFormat.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileName());
        response.Headers.ContentDisposition = disposition.ToString();

        if (header is not null) await response.WriteAsync(RejectedRowWriter.Write(header, format), cancellationToken);
        string? token = null;
        do
        {
            var page = await store.ListRowsAsync(importId, PageSize, token, cancellationToken);
            foreach (var row in page.Items.Where(row => row is { Status: "rejected", Raw.Length: > 0 })) // an erased one has nothing left
                await response.WriteAsync(RejectedRowWriter.Write(row.Raw, format), cancellationToken);
            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    private string FileName()
    {
        var name = Path.GetFileNameWithoutExtension(fileName) is { Length: > 0 } stem ? stem : "import";
        return $"{name}.rejected.{(format == ImportFormat.Csv ? "csv" : "ndjson")}";
    }

    private async Task<string?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        await using var file = await store.OpenAsync(importId, 0, cancellationToken);
        if (file is null) return null;
        using var reader = new StreamReader(file, Encoding.UTF8);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, DetectDelimiter = true });
        return await parser.ReadAsync().WaitAsync(cancellationToken) ? parser.RawRecord : null;
    }
}
