using System.Globalization;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace LeadOrchestrator.Api.Imports;

/// <summary><c>POST /api/imports</c>: takes a file of leads, streamed to the store, and starts its import.</summary>
public sealed class ImportSubmission(ImportStarter starter)
{
    private const int RetryAfterSeconds = 1;
    private const int MaxFileNameLength = 255;

    /// <summary>
    /// Answers 202 when file and start are durable. <c>?map=</c> names a mapping; the file's name comes from
    /// <c>?fileName=</c> or from <c>Content-Disposition</c>.
    /// </summary>
    /// <exception cref="ApiProblemException">400, 413, 415.</exception>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var activity = ApiActivity.Start("imports.submit");
        var format = Format(request);
        var (mapping, fileName) = QueryErrors.All(() => QueryReader.Text(request, "map"), () => FileName(request));

        // The store enforces Imports:MaxBytes while it writes; the server's own limit is meant for bodies held in memory.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        try
        {
            var start = await starter.StartAsync(request.Body, fileName, format, mapping, cancellationToken);
            AuditSubject.Set(request, start.ImportId);
            activity?.SetTag("import.id", start.ImportId).SetTag("import.created", start.Created);
            var statusUri = ApiLinks.Import(request, start.ImportId);
            request.HttpContext.Response.Headers.Location = statusUri;
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return Results.Json(
                new ImportAccepted(start.ImportId, statusUri, start.Created, start.Bytes, start.Format), ApiJson.Readable.ImportAccepted,
                statusCode: StatusCodes.Status202Accepted);
        }
        catch (ImportRefusedException refused)
        {
            throw refused.Reason switch
            {
                ImportRefusal.TooLarge => new ApiProblemException(413, refused.Message),
                ImportRefusal.UnknownMapping => ApiProblemException.BadRequest("map", refused.Message),
                _ => new ApiProblemException(400, refused.Message),
            };
        }
    }

    private static ImportFormat? Format(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value?.ToLowerInvariant() : null;
        return type switch
        {
            "text/csv" or "application/csv" => ImportFormat.Csv,
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" => ImportFormat.Ndjson,
            "application/octet-stream" => null,
            _ => throw new ApiProblemException(
                415, $"The content type is {(type is null ? "missing" : $"'{type}'")}. Send the file itself with 'Content-Type: text/csv' or 'application/x-ndjson'."),
        };
    }

    private static string? FileName(HttpRequest request)
    {
        var name = QueryReader.Text(request, "fileName");
        if (name is null && ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition))
            name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        if (string.IsNullOrWhiteSpace(name)) return null;
        if (name.Length > MaxFileNameLength || name.Any(char.IsControl))
            throw ApiProblemException.BadRequest("fileName", $"has more than {MaxFileNameLength} characters, or control characters.");
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }
}
