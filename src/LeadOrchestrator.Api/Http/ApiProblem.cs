using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using LeadOrchestrator.Leads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LeadOrchestrator.Api.Http;

/// <summary>The body of every error, RFC 9457.</summary>
/// <param name="Type"><c>about:blank</c>: the status says all there is to the kind of error.</param>
/// <param name="Title">The HTTP status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What was wrong with this request, and what to do.</param>
/// <param name="Instance">The path that was asked for.</param>
/// <param name="TraceId">Under what id the logs speak of it.</param>
/// <param name="Errors">The fields that are to blame; left out if none are.</param>
public sealed record ApiProblem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldError>? Errors);

/// <summary>Answers with an <see cref="ApiProblem"/>.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="detail">What was wrong, and what to do.</param>
/// <param name="errors">The fields that are to blame.</param>
/// <param name="retryAfter">Becomes the header <c>Retry-After</c>, in whole seconds, rounded up.</param>
public sealed class ProblemResult(
    int statusCode, string detail, IReadOnlyList<FieldError>? errors = null, TimeSpan? retryAfter = null) : IResult, IStatusCodeHttpResult
{
    /// <inheritdoc/>
    public int? StatusCode => statusCode;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = statusCode;
        if (retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var problem = new ApiProblem(
            "about:blank", ReasonPhrases.GetReasonPhrase(statusCode), statusCode, detail, httpContext.Request.Path,
            Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier, errors);
        return response.WriteAsJsonAsync(problem, ApiJson.Readable.ApiProblem, "application/problem+json", httpContext.RequestAborted);
    }
}
