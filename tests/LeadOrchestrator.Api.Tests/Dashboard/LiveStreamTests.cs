using System.Net;
using System.Text;
using LeadOrchestrator.Api.Dashboard;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Durability;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Dashboard;

public sealed class LiveStreamTests(SharedHost shared) : IClassFixture<SharedHost>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ApiHost _host = shared.Api;
    private readonly string _keysFolder = Directory.CreateTempSubdirectory("keys-tests-").FullName;

    public void Dispose() => Directory.Delete(_keysFolder, recursive: true);

    [Fact]
    public async Task Get_WhenALeadComesIn_SaysThatSomethingChanged()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var answer = await _host.Http.GetAsync("/api/stream", HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("event: open", await reader.ReadLineAsync(patience.Token));

        await _host.SubmitAsync();

        await UntilAsync(reader, "event: changed", patience.Token);
    }

    [Fact]
    public async Task Get_OneLead_IsWatchedThoughOthersAreNewer()
    {
        var parked = await _host.SubmitAndParkAsync();
        for (var i = 0; i < 60; i++) await _host.SubmitAndCompleteAsync();
        using var patience = new CancellationTokenSource(Patience);
        using var answer = await _host.Http.GetAsync($"/api/stream?lead={parked}", HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        await UntilAsync(reader, "event: open", patience.Token);

        await _host.Client.TerminateInstanceAsync(parked, "Done with.", patience.Token);

        await UntilAsync(reader, "event: changed", patience.Token);
    }

    [Fact]
    public async Task Head_AnswersWithTheHeadersAlone()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/stream");

        using var answer = await _host.Http.SendAsync(request, patience.Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(patience.Token));
    }

    [Fact]
    public async Task Get_OneTooMany_Is503ThatNamesTheSetting()
    {
        var client = new Mock<IOrchestrationClient>();
        var stream = new LiveStream(client.Object, Keys(), Mock.Of<IHostApplicationLifetime>(), Options.Create(new LeadApiOptions { MaxStreams = 0 }), TimeProvider.System);
        var http = new DefaultHttpContext();

        var refused = await Assert.ThrowsAsync<ApiProblemException>(() => stream.Get(http.Request).ExecuteAsync(http));

        Assert.Equal(503, refused.StatusCode);
        Assert.Contains("Api:MaxStreams", refused.Message, StringComparison.Ordinal);
        client.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Get_AfterItsLife_AsksToConnectAgainAndEnds()
    {
        var time = new FakeTimeProvider();
        var (http, open) = Open(time, new LeadApiOptions { StreamInterval = TimeSpan.FromSeconds(3), StreamLifetime = TimeSpan.FromMinutes(1) });

        var waited = TimeSpan.Zero;
        for (; !open.IsCompleted; waited += TimeSpan.FromSeconds(3))
        {
            time.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }

        await open;
        Assert.EndsWith("event: again\ndata: {}\n\n", Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()), StringComparison.Ordinal);
        Assert.True(waited >= TimeSpan.FromMinutes(1), $"{waited}");
    }

    [Fact]
    public async Task Get_ItsLifeIsOverBetweenTwoLooks_EndsThen()
    {
        var time = new FakeTimeProvider();
        var (http, open) = Open(time, new LeadApiOptions { StreamInterval = TimeSpan.FromHours(1), StreamLifetime = TimeSpan.FromSeconds(5) });
        Assert.False(open.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(5));

        await open;
        Assert.EndsWith("event: again\ndata: {}\n\n", Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenTheHostStops_EndsAtOnce()
    {
        using var host = new CancellationTokenSource();
        var (_, open) = Open(new FakeTimeProvider(), new LeadApiOptions(), host.Token);
        Assert.False(open.IsCompleted);

        await host.CancelAsync();

        await open.WaitAsync(Patience);
    }

    [Fact]
    public async Task Get_TheKeyIsRevoked_EndsWhileOthersGoOn()
    {
        var keys = new KeyFile(_keysFolder);
        await using var host = await ApiHost.StartAsync(services: services => services.AddSingleton(keys));
        var (ann, ben) = (keys.Create("ann", Scopes.Read, DateTimeOffset.UtcNow), keys.Create("ben", Scopes.Read | Scopes.Submit, DateTimeOffset.UtcNow));
        using var patience = new CancellationTokenSource(Patience);
        using var annsAnswer = await OpenAsync(host, ann, patience.Token);
        using var bensAnswer = await OpenAsync(host, ben, patience.Token);
        using var anns = new StreamReader(await annsAnswer.Content.ReadAsStreamAsync(patience.Token));
        using var bens = new StreamReader(await bensAnswer.Content.ReadAsStreamAsync(patience.Token));
        await UntilAsync(anns, "event: open", patience.Token);
        await UntilAsync(bens, "event: open", patience.Token);

        keys.Revoke("ann", DateTimeOffset.UtcNow);

        await UntilAsync(anns, "event: again", patience.Token);
        await anns.ReadToEndAsync(patience.Token);
        await host.PostAsync("/api/leads", LeadJson(NewId()), headers: ("x-api-key", ben));
        await UntilAsync(bens, "event: changed", patience.Token);
    }

    private static async Task<HttpResponseMessage> OpenAsync(ApiHost host, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stream") { Headers = { { "x-api-key", key } } };
        return (await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)).EnsureSuccessStatusCode();
    }

    private static KeyRing Keys() => new(Options.Create(new LeadApiOptions()), NullLogger<KeyRing>.Instance);

    /// <summary>A stream of a hub without leads, on a clock that stands.</summary>
    private static (HttpContext Http, Task Open) Open(TimeProvider time, LeadApiOptions options, CancellationToken hostStops = default)
    {
        var client = Mock.Of<IOrchestrationClient>(client =>
            client.ListInstancesAsync(It.IsAny<OrchestrationQuery>(), It.IsAny<CancellationToken>()) == Task.FromResult(new OrchestrationPage(Array.Empty<OrchestrationMetadata>(), null)));
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        var stream = new LiveStream(client, Keys(), Mock.Of<IHostApplicationLifetime>(), Options.Create(options), time);
        return (http, stream.Get(http.Request, hostStops).ExecuteAsync(http));
    }

    private static async Task UntilAsync(StreamReader reader, string line, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } read)
            if (read == line) return;
        Assert.Fail($"The stream ended without '{line}'.");
    }
}
