using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace LeadOrchestrator.Hostile;

/// <summary>
/// Attacks a host by requests that a seed gives, with sound leads among them, and sees what becomes of both. Whatever is asked, no
/// answer may blame the host (5xx), but for 501, 505, and 503 with <c>Retry-After</c>, which is back-pressure and is counted.
/// </summary>
internal sealed class HostileCampaign(Uri address, IReadOnlyList<HostileRoute> routes, int seed)
{
    private const int SoundEvery = 10, ResetEvery = 97, NoTextEvery = 23;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CompletionLimit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<int, int> _answers = new();
    private readonly ConcurrentDictionary<HostileRoute, int> _served = new(routes.Select(route => KeyValuePair.Create(route, 0)));
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentQueue<string> _sound = new();
    private int _overloaded, _unanswered, _reset;

    public async Task<HostileResult> RunAsync(int requests, int atOnce, Action<int>? progress = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { Timeout = AnswerLimit };
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (number, _) =>
        {
            if (number % SoundEvery == 0) await SubmitAsync(http, number);
            else if (number % ResetEvery == 0) await ResetAsync(number);
            else if (number % NoTextEvery == 0) await SendNoTextAsync(http, number);
            else await AttackAsync(http, number);
            if (number % 1000 == 0) progress?.Invoke(number);
        });
        var lost = await LostAsync(http);
        return new(seed, requests, _answers.OrderBy(answer => answer.Key).ToDictionary(), [.. _failures], _overloaded, _unanswered, _reset, _sound.Count, lost, _served.MinBy(route => route.Value));
    }

    private Random RandomFor(int number) => new(unchecked((seed * 486_187_739) ^ (number * 16_777_619)));

    private async Task AttackAsync(HttpClient http, int number)
    {
        var random = RandomFor(number);
        var route = routes[random.Next(routes.Count)];
        using var request = HostileRequest.Make(random, route, address);
        // Sent away for back-pressure, it has shown nothing of the route.
        if (await SendAsync(http, request, number) is { } status and not HttpStatusCode.ServiceUnavailable) _served.AddOrUpdate(route, 1, (_, count) => count + 1);
    }

    /// <summary>As a client should: sent away, it comes back when it was told to.</summary>
    private async Task SubmitAsync(HttpClient http, int number)
    {
        var id = $"sound-{seed}-{number}";
        for (var begin = Stopwatch.GetTimestamp(); ; await Task.Delay(ComeBackAfter))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/api/leads"))
            {
                Content = new StringContent(HostileValues.Lead(id), Encoding.UTF8, "application/json"),
            };
            switch (await SendAsync(http, request, number))
            {
                case HttpStatusCode.Accepted:
                    _sound.Enqueue(id);
                    return;
                case HttpStatusCode.ServiceUnavailable when Stopwatch.GetElapsedTime(begin) < CompletionLimit:
                    continue;
                case var status:
                    _failures.Enqueue($"#{number}: the sound lead {id} was {(status is { } code ? $"answered {(int)code}" : "not answered")}");
                    return;
            }
        }
    }

    /// <summary>
    /// Well-formed JSON whose text is none: what is taken in is stored, and breaks whoever reads it later, far from here. So it is not
    /// enough that nothing fails at once; it must be refused.
    /// </summary>
    private async Task SendNoTextAsync(HttpClient http, int number)
    {
        var at = number / NoTextEvery;
        var path = HostileValues.JsonPaths[at % HostileValues.JsonPaths.Length].Replace("{0}", $"sound-{seed}-0", StringComparison.Ordinal);
        var body = HostileValues.NoTexts[at / HostileValues.JsonPaths.Length % HostileValues.NoTexts.Count];
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path)) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        if (await SendAsync(http, request, number) is { } status && (int)status is not (>= 400 and < 500 or 503))
            _failures.Enqueue($"#{number}: POST {path} took in what is no Unicode: {(int)status}");
    }

    /// <returns>The status; null if the connection ended without one, which a request that is no HTTP has to expect.</returns>
    private async Task<HttpStatusCode?> SendAsync(HttpClient http, HttpRequestMessage request, int number)
    {
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var status = (int)response.StatusCode;
            _answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status == 503 && response.Headers.RetryAfter is not null) Interlocked.Increment(ref _overloaded);
            else if (status >= 500 && status is not (501 or 505)) _failures.Enqueue($"#{number}: {request.Method} {request.RequestUri} was answered {status}: {await BodyAsync(response)}");
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") await response.Content.CopyToAsync(Stream.Null); // a stream has no end
            return response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            Interlocked.Increment(ref _unanswered);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            Interlocked.Increment(ref _unanswered); // the client itself does not send such a thing
        }
        catch (OperationCanceledException)
        {
            _failures.Enqueue($"#{number}: {request.Method} {request.RequestUri} had no answer after {AnswerLimit}");
        }

        return null;
    }

    /// <summary>Sends the beginning of a request, and resets the connection.</summary>
    private async Task ResetAsync(int number)
    {
        var random = RandomFor(number);
        var whole = Encoding.UTF8.GetBytes($"POST /api/{(random.Next(2) == 0 ? "leads" : "imports")} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{HostileValues.Lead("reset")}");
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new(enable: true, seconds: 0) };
            await socket.ConnectAsync(address.Host, address.Port);
            await socket.SendAsync(whole.AsMemory(0, random.Next(whole.Length)));
            Interlocked.Increment(ref _reset);
        }
        catch (SocketException)
        {
            Interlocked.Increment(ref _unanswered);
        }
    }

    /// <summary>The sound leads that were accepted and are not completed in the end.</summary>
    private async Task<IReadOnlyList<string>> LostAsync(HttpClient http)
    {
        using var patience = new CancellationTokenSource(CompletionLimit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var lost = new List<string>();
        foreach (var id in _sound)
        {
            try
            {
                while (await StatusAsync(http, id, patience.Token) != "Completed") await tick.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                lost.Add(id);
            }
        }

        return lost;
    }

    private async Task<string?> StatusAsync(HttpClient http, string id, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(address, $"/api/leads/{id}"), cancellationToken);
        if (!response.IsSuccessStatusCode) return null;
        using var lead = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return lead.RootElement.GetProperty("status").GetString();
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return body.Length > 300 ? body[..300] : body;
    }
}

/// <summary>How an attack went.</summary>
/// <param name="Seed">Repeats it.</param>
/// <param name="Requests">How many requests there were.</param>
/// <param name="Answers">How many answers there were, by status.</param>
/// <param name="Failures">What must not have happened, in words.</param>
/// <param name="Overloaded">Answers 503 with <c>Retry-After</c>.</param>
/// <param name="Unanswered">Requests whose connection was closed, or that the client refused to send.</param>
/// <param name="Reset">Connections that were reset in the middle of a request.</param>
/// <param name="Sound">Sound leads that were accepted.</param>
/// <param name="Lost">Those of them that were not completed.</param>
/// <param name="Thinnest">The route that answered fewest of the requests, those with 503 left out.</param>
internal sealed record HostileResult(
    int Seed, int Requests, IReadOnlyDictionary<int, int> Answers, IReadOnlyList<string> Failures, int Overloaded, int Unanswered, int Reset, int Sound, IReadOnlyList<string> Lost,
    KeyValuePair<HostileRoute, int> Thinnest);
