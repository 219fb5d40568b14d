using LeadOrchestrator.Leads;

namespace LeadOrchestrator.Api.Http;

/// <summary>A request cannot be served; becomes an <c>application/problem+json</c> answer (RFC 9457).</summary>
/// <param name="statusCode">The HTTP status, 400 to 599.</param>
/// <param name="detail">What was wrong with this request, and what to do; shown to the caller.</param>
/// <param name="errors">The fields that are to blame, if any are.</param>
/// <param name="retryAfter">When it is worth trying again; null for no advice.</param>
public sealed class ApiProblemException(
    int statusCode, string detail, IReadOnlyList<FieldError>? errors = null, TimeSpan? retryAfter = null) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>The fields that are to blame; null if none are.</summary>
    public IReadOnlyList<FieldError>? Errors { get; } = errors;

    /// <summary>When it is worth trying again; null for no advice.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>A 400 that names one query parameter, header or field.</summary>
    /// <param name="path">What is to blame, for example <c>top</c>.</param>
    /// <param name="message">What was wrong and what is expected.</param>
    public static ApiProblemException BadRequest(string path, string message) =>
        new(400, $"{path}: {message}", [new FieldError(path, message)]);
}
