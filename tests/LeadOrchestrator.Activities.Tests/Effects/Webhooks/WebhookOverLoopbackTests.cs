using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Activities.Tests.Effects.Webhooks;

/// <summary>What only a real connection shows: the handler's own behaviour.</summary>
public sealed class WebhookOverLoopbackTests
{
    [Fact]
    public async Task SendAsync_RealReceiver_GetsTheTraceContext()
    {
        using var listener = Listen();
        using var host = Host(listener);
        using var trace = new Activity("lead").SetIdFormat(ActivityIdFormat.W3C).Start();
        var answered = AnswerAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"id\":\"r-1\"}");
        var receipt = await host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Crm, "acme"), default);
        Assert.Equal("r-1", receipt.Reference);
        Assert.Contains($"traceparent: 00-{trace.TraceId}-", await answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_RealRedirect_IsNotFollowed()
    {
        using var listener = Listen();
        using var host = Host(listener);
        var answered = AnswerAsync(listener, $"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://{listener.LocalEndpoint}/other\r\nContent-Length: 0\r\n\r\n");
        await Assert.ThrowsAsync<PermanentFailureException>(() => host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Crm, "acme"), default));
        Assert.StartsWith("POST /hook ", await answered, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task SendAsync_AnswerWithoutEnd_IsReadUpToALimit()
    {
        using var listener = Listen();
        using var host = Host(listener);
        var answered = AnswerAsync(listener, "HTTP/1.1 400 Bad Request\r\nContent-Length: 1000000\r\n\r\n" + new string('x', 200_000));
        await Assert.ThrowsAsync<PermanentFailureException>(() => host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Crm, "acme"), default));
        await answered;
    }

    [Fact]
    public async Task SendAsync_AnswerThatIsNoHttp_IsNotQuotedInTheLog()
    {
        using var listener = Listen();
        using var log = new RecordingLogger();
        using var host = Host(listener, log);
        var sent = host.Get<EffectConnectors>().SendAsync(Some.Effect(EffectKind.Crm, "acme"), default);
        for (var attempt = 0; attempt < 2; attempt++) await AnswerAsync(listener, "ada@acme.example is no HTTP\r\n\r\n");
        await Assert.ThrowsAsync<TargetFailedException>(() => sent);
        Assert.DoesNotContain("ada@", log.Text, StringComparison.Ordinal);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static TestHost Host(TcpListener listener, ILoggerProvider? log = null) => new(new()
    {
        ["Targets:Crm:0:Name"] = "acme",
        ["Targets:Crm:0:Type"] = "webhook",
        ["Targets:Crm:0:Url"] = $"http://{listener.LocalEndpoint}/hook",
        ["Targets:Crm:0:QuickRetries"] = log is null ? "2" : "1",
    }, clock: TimeProvider.System, more: services =>
    {
        if (log is not null) services.AddLogging(logging => logging.AddProvider(log));
    });

    /// <summary>Takes one request and answers it.</summary>
    private static async Task<string> AnswerAsync(TcpListener listener, string answer)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        var received = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (!received.ToString().Contains("\r\n\r\n{", StringComparison.Ordinal))
            received.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        }
        catch (IOException)
        {
            // The client had enough: that is one of the things tested.
        }

        return received.ToString();
    }
}
