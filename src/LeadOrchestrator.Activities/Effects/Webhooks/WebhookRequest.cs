using System.Net.Http.Headers;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Effects.Webhooks;

/// <summary>Makes the request of an effect. The trace context is added by <see cref="HttpClient"/> itself.</summary>
internal static class WebhookRequest
{
    public const string IdempotencyKeyHeader = "Idempotency-Key";

    /// <summary>Tells the resilience pipeline which target's settings apply.</summary>
    public static readonly HttpRequestOptionsKey<EffectTarget> TargetKey = new("lead.target");

    public static HttpRequestMessage For(EffectRequest effect, TargetSettings settings, DateTimeOffset now)
    {
        var body = WebhookBody.Write(effect, settings.SendLead ?? effect.Target.Kind != EffectKind.Log);
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        request.Options.Set(TargetKey, effect.Target);
        foreach (var (name, value) in settings.Headers) request.Headers.TryAddWithoutValidation(name, value);
        var key = InHeader(effect.Key);
        request.Headers.TryAddWithoutValidation(IdempotencyKeyHeader, key);
        request.Headers.Accept.Add(new("application/json"));
        if (settings.Secret is { } secret) WebhookSignature.Sign(request, secret, key, now, body);
        return request;
    }

    /// <summary>Ids may hold any letter, headers only visible ASCII: the rest is percent-encoded, as in an address.</summary>
    internal static string InHeader(string key) =>
        key.All(letter => letter is > ' ' and <= '~') ? key : Uri.EscapeDataString(key);
}
