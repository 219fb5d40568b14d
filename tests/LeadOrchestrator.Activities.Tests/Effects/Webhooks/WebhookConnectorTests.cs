using System.Text;
using System.Text.Json;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Effects.Webhooks;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using static LeadOrchestrator.Activities.Tests.Effects.Webhooks.StubReceiver;

namespace LeadOrchestrator.Activities.Tests.Effects.Webhooks;

public sealed class WebhookConnectorTests
{
    private const string Secret = "a secret of some length";

    [Theory]
    [InlineData(200, """{"id":"rec-9"}""", "rec-9")]
    [InlineData(201, """{"reference":17,"more":[1]}""", "17")]
    [InlineData(200, "<html>thanks</html>", null)]
    [InlineData(204, "", null)]
    [InlineData(200, """{"id":{"no":1}}""", null)]
    public async Task SendAsync_Any2xx_IsSuccessWithItsReference(int status, string body, string? reference)
    {
        var (host, receiver) = Host([], Answer(status, body));
        using (host) Assert.Equal(new EffectReceipt(reference, false), await SendAsync(host));
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task SendAsync_Conflict_MeansAlreadyDone()
    {
        var (host, _) = Host([], Answer(409, """{"id":"rec-9"}"""));
        using (host) Assert.Equal(new EffectReceipt("rec-9", true), await SendAsync(host));
    }

    [Fact]
    public async Task SendAsync_Request_CarriesKeyHeadersSignatureAndEffect()
    {
        var (host, receiver) = Host(new() { ["Targets:Crm:0:Secret"] = Secret, ["Targets:Crm:0:Headers:Authorization"] = "Bearer abcdef" }, Answer(200));
        using (host) await SendAsync(host);
        var (_, request, body) = Assert.Single(receiver.Requests);
        Assert.Equal(("POST", "https://crm.example/hook?token=s3cr3t"), (request.Method.Method, request.RequestUri!.ToString()));
        Assert.Equal("application/json; charset=utf-8", request.Content!.Headers.ContentType!.ToString());
        Assert.Equal(("L-1:crm:acme", "Bearer abcdef"), (Header(request, "Idempotency-Key"), Header(request, "Authorization")));
        var timestamp = Some.Time.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(("L-1:crm:acme", timestamp), (Header(request, "webhook-id"), Header(request, "webhook-timestamp")));
        Assert.Equal($"v1,{WebhookSignature.Compute(Secret, "L-1:crm:acme", timestamp, Encoding.UTF8.GetBytes(body))}", Header(request, "webhook-signature"));
        var json = JsonDocument.Parse(body).RootElement;
        Assert.Equal(
            ["key", "kind", "leadId", "submittedAt", "occurredAt", "lead", "score", "followUp", "assignment"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("crm", "ada@acme.example"), (json.GetProperty("kind").GetString(), json.GetProperty("lead").GetProperty("email").GetString()));
    }

    [Fact]
    public async Task SendAsync_LogTarget_SendsNoLeadUnlessTold()
    {
        var (host, receiver) = Host(new()
        {
            ["Targets:Log:0:Name"] = "bus",
            ["Targets:Log:0:Type"] = "webhook",
            ["Targets:Log:0:Url"] = "https://bus.example",
        }, Answer(200));
        using (host) await SendAsync(host, Some.Effect(EffectKind.Log, "bus"));
        Assert.DoesNotContain("ada@", receiver.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_IdOfOtherLetters_IsEncodedInTheHeader()
    {
        var (host, receiver) = Host([], Answer(200));
        using (host) await SendAsync(host, Some.Effect(EffectKind.Crm, "acme", leadId: "Müller 1"));
        Assert.Equal("M%C3%BCller%201%3Acrm%3Aacme", Header(receiver.Requests[0].Request, "Idempotency-Key"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task SendAsync_TransientAnswer_IsTriedAgainQuickly(int status)
    {
        var (host, receiver) = Host([], Answer(status), Answer(status), Answer(200));
        using (host) await SendAsync(host);
        Assert.Equal(3, receiver.Requests.Count);
        Assert.Single(receiver.Requests.Select(request => Header(request.Request, "Idempotency-Key")).Distinct());
    }

    [Theory]
    [InlineData(500, "answered 500")]
    [InlineData(429, "answered 429")]
    public async Task SendAsync_TransientToTheEnd_FailsForADurableRetry(int status, string message)
    {
        var (host, receiver) = Host(new() { ["Targets:Crm:0:QuickRetries"] = "1" }, Answer(status, "busy"));
        using (host)
        {
            var failure = await Assert.ThrowsAsync<TargetFailedException>(() => SendAsync(host));
            Assert.Contains($"Target crm:acme {message}", failure.Message, StringComparison.Ordinal);
            Assert.EndsWith(": busy", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(2, receiver.Requests.Count);
    }

    [Fact]
    public async Task SendAsync_ShortRetryAfter_IsWaitedFor()
    {
        var (host, receiver) = Host([], Answer(429, retryAfter: "4"), Answer(200));
        using (host) await SendAsync(host);
        Assert.True(receiver.Requests[1].At - receiver.Requests[0].At >= TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task SendAsync_LongRetryAfter_KeepsEveryLeadAwayUntilThen()
    {
        var (host, receiver) = Host([], Answer(503, retryAfter: "90"), Answer(200));
        using var _ = host;
        await Assert.ThrowsAsync<TargetFailedException>(() => SendAsync(host));
        var kept = await Assert.ThrowsAsync<TargetFailedException>(() => SendAsync(host, Some.Effect(EffectKind.Crm, "acme", leadId: "L-2")));
        Assert.Contains("asked not to be called before 2026-11-23 09:01:30 UTC", kept.Message, StringComparison.Ordinal);
        Assert.Single(receiver.Requests);

        Clock(host).Advance(TimeSpan.FromSeconds(91));
        await SendAsync(host);
        Assert.Equal(2, receiver.Requests.Count);
    }

    [Fact]
    public async Task SendAsync_NoAnswer_TimesOutEachAttempt()
    {
        var (host, receiver) = Host(new() { ["Targets:Crm:0:TimeoutSeconds"] = "2", ["Targets:Crm:0:QuickRetries"] = "1" }, Never);
        using (host)
            Assert.Contains("Target crm:acme did not answer within 2 s", (await Assert.ThrowsAsync<TargetFailedException>(() => SendAsync(host))).Message, StringComparison.Ordinal);
        Assert.Equal(2, receiver.Requests.Count);
    }

    [Fact]
    public async Task SendAsync_Unreachable_SaysWhyWithoutTheAddress()
    {
        var (host, _) = Host([], Unreachable);
        using (host)
        {
            var failure = await Assert.ThrowsAsync<TargetFailedException>(() => SendAsync(host));
            Assert.Contains("Target crm:acme could not be reached: ConnectionError, ConnectionRefused", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cr3t", failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task SendAsync_Refusal_IsPermanentAndSaysNothingPersonalOrSecret(int status)
    {
        var echo = "no:\n ada@acme.example, Ada LOVELACE of Acme, +1 (415) 555-0100, bob@x.example, 0170 1234567, Bearer abcdef " + Secret + new string('z', 500);
        var (host, receiver) = Host(new() { ["Targets:Crm:0:Secret"] = Secret, ["Targets:Crm:0:Headers:Authorization"] = "Bearer abcdef" }, Answer(status, echo));
        using (host)
        {
            var failure = await Assert.ThrowsAsync<PermanentFailureException>(() => SendAsync(host));
            Assert.StartsWith($"Target crm:acme refused the effect with {status}", failure.Message, StringComparison.Ordinal);
            Assert.Equal($"Target crm:acme answered {status}.", failure.LogText);
            foreach (var never in new[] { "ada", "lovelace", "acme.example", "555", "bob@", "0170", "abcdef", Secret, "\n" })
                Assert.DoesNotContain(never, failure.Message, StringComparison.OrdinalIgnoreCase);
            Assert.InRange(failure.Message.Length, 50, 300);
        }

        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task SendAsync_Redirect_IsPermanentAndNotFollowed()
    {
        var (host, receiver) = Host([], Answer(302));
        using (host)
            Assert.Contains("redirects are not followed", (await Assert.ThrowsAsync<PermanentFailureException>(() => SendAsync(host))).Message, StringComparison.Ordinal);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task SendAsync_TargetNoLongerConfigured_IsPermanentAndSaysWhatToDo()
    {
        var (host, _) = Host([], Answer(200));
        using (host)
        {
            var failure = await Assert.ThrowsAsync<PermanentFailureException>(() => SendAsync(host, Some.Effect(EffectKind.Crm, "gone")));
            Assert.Contains("Put 'gone' back under Targets:Crm", failure.Message, StringComparison.Ordinal);
        }
    }

    private static string Header(HttpRequestMessage request, string name) => string.Join(",", request.Headers.GetValues(name));
}
