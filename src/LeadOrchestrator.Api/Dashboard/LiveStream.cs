using System.Globalization;
using System.Text;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Dashboard;

/// <summary>
/// <c>GET /api/stream</c>: server-sent events that say when something has changed; what it is, the page then asks for as always.
/// Costs two small reads a look, whatever the number of leads, and needs no more of a host than that it can list instances.
/// </summary>
public sealed class LiveStream(IOrchestrationClient client, KeyRing keys, IHostApplicationLifetime lifetime, IOptions<LeadApiOptions> options, TimeProvider time)
{
    private const int LooksAtNewest = 50;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly LeadApiOptions _options = options.Value;
    private int _open;

    /// <summary>
    /// The stream; <c>?lead=</c> names one lead to watch besides the newest. HEAD gets the headers alone. After
    /// <see cref="LeadApiOptions.StreamLifetime"/> it says <c>again</c> and ends: a host that waits for its requests waits no longer than that. So it does when its reader's key is revoked,
    /// at the next look.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="hostStops">Signalled when the host stops, where that is not the process that runs this.</param>
    /// <exception cref="ApiProblemException">400; or, when the answer is written, 503 for too many open ones: the page then asks from time to time.</exception>
    public IResult Get(HttpRequest request, CancellationToken hostStops = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Answer(this, QueryReader.Text(request, "lead"), hostStops);
    }

    private async Task WriteAsync(HttpContext http, string? lead, CancellationToken hostStops)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping, hostStops);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var tick = new PeriodicTimer(_options.StreamInterval, time);
        using var life = new CancellationTokenSource(_options.StreamLifetime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, life.Token);
        var (caller, wasOpen) = (Caller.Of(http), keys.IsOpen);
        var (last, wroteAt) = (await FingerprintAsync(lead, stop.Token), time.GetTimestamp());
        await SendAsync(http, "event: open\ndata: {}\n\n", stop.Token);
        while (await TickAsync(tick, either.Token) && MayGoOn())
        {
            var now = await FingerprintAsync(lead, stop.Token);
            if (now != last) await SendAsync(http, "event: changed\ndata: {}\n\n", stop.Token);
            else if (time.GetElapsedTime(wroteAt) >= Heartbeat) await SendAsync(http, ": nothing new\n\n", stop.Token);
            else continue;
            (last, wroteAt) = (now, time.GetTimestamp());
        }

        await SendAsync(http, "event: again\ndata: {}\n\n", stop.Token);

        bool MayGoOn() => caller.ShownKey is { } key ? keys.Find(key)?.Caller.Scopes.Allow(Scopes.Read) == true : keys.IsOpen == wasOpen;
    }

    /// <returns>Whether it is time to look again; false when it is time to end, which does not wait for a look.</returns>
    private static async Task<bool> TickAsync(PeriodicTimer tick, CancellationToken either)
    {
        try
        {
            return await tick.WaitForNextTickAsync(either) && !either.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<string> FingerprintAsync(string? lead, CancellationToken cancellationToken)
    {
        var newest = await client.ListInstancesAsync(
            new(Name: LeadOrchestration.Definition.Name, PageSize: LooksAtNewest, FetchInputsAndOutputs: false), cancellationToken);
        var text = new StringBuilder();
        foreach (var instance in newest.Instances) Append(text, instance);
        if (lead is not null && await client.GetInstanceAsync(lead, getInputsAndOutputs: false, cancellationToken) is { } watched) Append(text, watched);
        return text.ToString();
    }

    private static void Append(StringBuilder text, OrchestrationMetadata instance) =>
        text.Append(CultureInfo.InvariantCulture, $"{instance.InstanceId} {instance.RuntimeStatus} {instance.LastUpdatedAt.UtcTicks}\n");

    private static async Task SendAsync(HttpContext http, string text, CancellationToken cancellationToken)
    {
        await http.Response.WriteAsync(text, cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }

    private sealed class Answer(LiveStream stream, string? lead, CancellationToken hostStops) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                var limit = stream._options.MaxStreams;
                if (Interlocked.Increment(ref stream._open) > limit)
                    throw new ApiProblemException(503, $"{limit} streams are open, which is the limit (Api:MaxStreams). Ask for what you show from time to time instead.");

                httpContext.Response.ContentType = "text/event-stream; charset=utf-8";
                httpContext.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy must pass events on at once
                if (!HttpMethods.IsHead(httpContext.Request.Method)) await stream.WriteAsync(httpContext, lead, hostStops);
            }
            catch (OperationCanceledException)
            {
                // The reader has left, or the host stops: how every stream ends.
            }
            finally
            {
                Interlocked.Decrement(ref stream._open);
            }
        }
    }
}
