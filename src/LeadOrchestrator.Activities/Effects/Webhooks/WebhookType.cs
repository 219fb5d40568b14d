using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Activities.Effects.Webhooks;

/// <summary>Targets of type <c>webhook</c>: a JSON POST to an address of the settings.</summary>
internal sealed class WebhookType(IHttpClientFactory clients, IServiceProvider services, TimeProvider clock) : IConnectorType
{
    private const int ShortestSecret = 16;

    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Type", "Content-Length", "Transfer-Encoding", "Connection", "Cookie", "traceparent", "tracestate",
        WebhookRequest.IdempotencyKeyHeader, WebhookSignature.IdHeader, WebhookSignature.TimestampHeader, WebhookSignature.SignatureHeader,
    };

    public string Name => "webhook";

    public IReadOnlySet<EffectKind> Kinds { get; } = new HashSet<EffectKind> { EffectKind.Crm, EffectKind.Notify, EffectKind.Log };

    public IEffectConnector Create(EffectTarget target, TargetSettings settings) =>
        new WebhookConnector(target, settings, clients.CreateClient(WebhookHttp.ClientName), services.GetRequiredService<IErasures>(), clock);

    public IEnumerable<string> Validate(string path, TargetSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Url))
            yield return $"{path}:Url is missing; a webhook needs an absolute http or https address.";
        else if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return $"{path}:Url is not an absolute http or https address.";
        else if (url.UserInfo.Length > 0)
            yield return $"{path}:Url holds a user name or password; put credentials into {path}:Headers:Authorization.";

        if (settings.Secret is { } secret && !WebhookSignature.IsUsable(secret, ShortestSecret))
            yield return $"{path}:Secret must be at least {ShortestSecret} characters, or 'whsec_' followed by the Base64 of at least {ShortestSecret} bytes.";
        if (settings.TimeoutSeconds is not (>= 0.1 and <= 120))
            yield return $"{path}:TimeoutSeconds must be between 0.1 and 120.";
        if (!(settings.TotalTimeoutSeconds >= settings.TimeoutSeconds && settings.TotalTimeoutSeconds <= 300))
            yield return $"{path}:TotalTimeoutSeconds must be between TimeoutSeconds and 300.";
        if (settings.QuickRetries is < 0 or > 5)
            yield return $"{path}:QuickRetries must be between 0 and 5.";
        if (settings.MaxRetryAfterSeconds is not (>= 0 and <= 60))
            yield return $"{path}:MaxRetryAfterSeconds must be between 0 and 60.";

        foreach (var header in settings.Headers)
            if (CheckHeader(header.Key, header.Value) is { } problem) yield return $"{path}:Headers:{header.Key} {problem}";
    }

    private static string? CheckHeader(string name, string? value)
    {
        if (OwnHeaders.Contains(name)) return "is set by the connector itself; leave it out.";
        if (string.IsNullOrEmpty(value)) return "is empty.";
        if (value.Any(letter => letter is < ' ' or > '~')) return "holds a character that is not visible ASCII.";
        using var probe = new HttpRequestMessage();
        return probe.Headers.TryAddWithoutValidation(name, value) && probe.Headers.NonValidated.Contains(name) ? null : "is not a request header's name.";
    }
}
