using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Client;

/// <summary>Talks to a running host.</summary>
internal sealed class LeadApiClient : IDisposable
{
    private const string KeyHeader = "x-functions-key";

    // A busy host says when to come back; it is believed for this long before the command gives up.
    private const int MaxBusyAnswers = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeProvider _timeProvider;
    private volatile bool _answered;

    public LeadApiClient(Uri url, string? key, HttpMessageHandler? handler = null, TimeProvider? timeProvider = null)
    {
        _timeProvider = timeProvider ?? TimeProvider.System;
        _http = new HttpClient(handler ?? new SocketsHttpHandler { UseProxy = !url.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            BaseAddress = new Uri(url.ToString().TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (!string.IsNullOrEmpty(key)) _http.DefaultRequestHeaders.Add(KeyHeader, key);
    }

    public Uri Url => _http.BaseAddress!;

    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    public Task<ApiAnswer> DeleteAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Delete, path), cancellationToken);

    public Task<ApiAnswer> SendJsonAsync(HttpMethod method, string path, string json, CancellationToken cancellationToken) => SendAsync(
        () => new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, cancellationToken);

    /// <summary>Sends a body that is opened anew for every attempt.</summary>
    public Task<ApiAnswer> SendFileAsync(string path, Func<HttpContent> open, string mediaType, CancellationToken cancellationToken) => SendAsync(
        () =>
        {
            var content = open();
            content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
            return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        },
        cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<ApiAnswer> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        var waited = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            using var request = create();
            using var response = await SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable && attempt < MaxBusyAnswers
                && response.Headers.RetryAfter is { } retryAfter && WaitFor(retryAfter) is var wait && waited + wait <= Patience)
            {
                await Task.Delay(wait, _timeProvider, cancellationToken);
                waited += wait;
                continue;
            }

            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw Refusal(ProblemReport.Read((int)response.StatusCode, response.ReasonPhrase, body));
            return new ApiAnswer(response.StatusCode, response.Headers.Location, Parse(body));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _http.SendAsync(request, cancellationToken);
            _answered = true;
            return response;
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null)
        {
            var why = exception.InnerException is SocketException socket ? socket.Message : exception.Message;
            var url = Url.ToString().TrimEnd('/');
            throw _answered || WasReached(exception)
                ? new ConnectionLostException($"The host at {url} went away before it answered ({why}).", exception)
                : new CommandFailedException(
                    ExitCodes.Unreachable, $"No host answers at {url} ({why}). Start one with 'lead serve', or name another with --url or LEAD_URL.", exception);
        }
    }

    private static bool WasReached(HttpRequestException exception) => exception.HttpRequestError
        is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);

    private Exception Refusal(ProblemReport problem) => problem.Status == 401
        ? new CommandFailedException(ExitCodes.Failure, $"The host at {Url.ToString().TrimEnd('/')} wants its API key, or another one. Give it with LEAD_API_KEY or --key.")
        : new LeadApiException(problem);

    private JsonElement Parse(string body)
    {
        if (body.Length == 0) return default;
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new CommandFailedException(
                ExitCodes.Unreachable, $"What answers at {Url.ToString().TrimEnd('/')} is not Lead Orchestrator: its answer is not JSON. Check --url.", exception);
        }
    }

    private TimeSpan WaitFor(RetryConditionHeaderValue retryAfter)
    {
        var wait = retryAfter.Delta ?? (retryAfter.Date - _timeProvider.GetUtcNow()) ?? TimeSpan.FromSeconds(1);
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}

/// <summary>A host that was there has gone away; what it had acknowledged is safe, what it had not is unknown.</summary>
internal sealed class ConnectionLostException(string message, Exception innerException)
    : CommandFailedException(ExitCodes.Unreachable, $"{message} Start it again, or look why it stopped.", innerException)
{
    /// <summary>What happened, without advice.</summary>
    public string What { get; } = message;
}

/// <summary>What a host answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Location">Where the thing started is to be found.</param>
/// <param name="Body">The body; undefined if there was none.</param>
internal sealed record ApiAnswer(HttpStatusCode Status, Uri? Location, JsonElement Body);
