using System.Net;
using System.Net.Sockets;
using System.Text;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Effects.Webhooks;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Activities.Tests.Effects.Webhooks;

/// <summary>A receiver behind the real client and its pipeline; it answers what the test says, one after the other, the last for ever.</summary>
internal sealed class StubReceiver(FakeTimeProvider clock, params Func<CancellationToken, Task<HttpResponseMessage>>[] answers) : HttpMessageHandler
{
    public List<(DateTimeOffset At, HttpRequestMessage Request, string Body)> Requests { get; } = [];

    public static Func<CancellationToken, Task<HttpResponseMessage>> Answer(int status, string body = "", string? retryAfter = null) => _ =>
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8) };
        if (retryAfter is not null) answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return Task.FromResult(answer);
    };

    public static Func<CancellationToken, Task<HttpResponseMessage>> Never { get; } = async stop =>
    {
        await Task.Delay(Timeout.Infinite, stop);
        throw new InvalidOperationException("It never answers.");
    };

    public static Func<CancellationToken, Task<HttpResponseMessage>> Unreachable { get; } =
        _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));

    public static (TestHost Host, StubReceiver Receiver) Host(
        Dictionary<string, string?> settings, params Func<CancellationToken, Task<HttpResponseMessage>>[] answers)
    {
        var clock = new FakeTimeProvider(Some.Time);
        var receiver = new StubReceiver(clock, answers);
        var all = new Dictionary<string, string?>
        {
            ["Targets:Crm:0:Name"] = "acme",
            ["Targets:Crm:0:Type"] = "webhook",
            ["Targets:Crm:0:Url"] = "https://crm.example/hook?token=s3cr3t",
            ["Targets:Crm:0:TotalTimeoutSeconds"] = "300", // far beyond what a test lets pass
        };
        foreach (var (name, value) in settings) all[name] = value;
        return (new TestHost(all, clock: clock, more: services => services.AddHttpClient(WebhookHttp.ClientName).ConfigurePrimaryHttpMessageHandler(() => receiver)), receiver);
    }

    public static Task<EffectReceipt> SendAsync(TestHost host, EffectRequest? effect = null) => Clock(host).PassUntilAsync(
        host.Get<EffectConnectors>().SendAsync(effect ?? Some.Effect(EffectKind.Crm, "acme"), default));

    public static FakeTimeProvider Clock(TestHost host) => (FakeTimeProvider)host.Get<TimeProvider>();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Requests.Add((clock.GetUtcNow(), request, body));
        return await answers[Math.Min(Requests.Count, answers.Length) - 1](cancellationToken);
    }
}
