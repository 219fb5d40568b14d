using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Acceptance.Hosting;

/// <summary>The other end of the host's webhook targets, with a behaviour a lead and target that tests can choose.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<Delivery, Task<HttpStatusCode>>> _behaviours = new();
    private readonly ConcurrentQueue<Delivery> _deliveries = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IEnumerable<Delivery> DeliveriesOf(string leadId) => _deliveries.Where(delivery => delivery.Key.StartsWith(leadId + ":", StringComparison.Ordinal));

    public static async Task<WebhookReceiver> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.MapPost("/{target}", receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>What the receiver answers to deliveries of a lead at a target.</summary>
    public void On(string leadId, string target, Func<Delivery, Task<HttpStatusCode>> answer) => _behaviours[$"{leadId}|{target}"] = answer;

    public void On(string leadId, string target, HttpStatusCode answer) => On(leadId, target, _ => Task.FromResult(answer));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http, string target)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var delivery = new Delivery(key, target, body.RootElement.Clone());
        _deliveries.Enqueue(delivery);
        var leadId = body.RootElement.GetProperty("leadId").GetString();
        var status = _behaviours.TryGetValue($"{leadId}|{target}", out var answer) ? await answer(delivery) : HttpStatusCode.OK;
        http.Response.StatusCode = (int)status;
    }
}

/// <summary>One request that a webhook target got.</summary>
public sealed record Delivery(string Key, string Target, JsonElement Body);
