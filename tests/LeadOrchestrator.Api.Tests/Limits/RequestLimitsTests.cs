using System.Net;
using System.Text;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.Extensions.Options;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Limits;

public sealed class RequestLimitsTests
{
    [Fact]
    public async Task Preview_WhileAsManyAreAtWorkAsMayBe_Is503WithRetryAfterAndServedLater()
    {
        await using var host = await ApiHost.StartAsync(new Dictionary<string, string?>
        {
            ["Limits:Previews"] = "1",
            ["Limits:Waiting"] = "0",
            ["Limits:RetryAfter"] = "00:00:07",
        });
        // The body is asked for (100 Continue) when the handler reads it, which is when the limiter has let it in.
        using var patient = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = host.Http.BaseAddress };
        patient.DefaultRequestHeaders.ExpectContinue = true;
        using var held = new HeldContent(LeadJson(NewId()));
        var first = patient.PostAsync("/api/preview", held);
        await held.Asked;

        var refused = await host.PostAsync("/api/preview", LeadJson(NewId()));
        var report = await host.GetAsync("/api/reports/speed");
        held.Release();
        using var served = await first;
        var next = await host.PostAsync("/api/preview", LeadJson(NewId()));

        refused.IsProblem(HttpStatusCode.ServiceUnavailable, "come back later");
        Assert.Equal("7", refused.Headers["Retry-After"]);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [report.Status, served.StatusCode, next.Status]);
    }

    [Theory]
    [InlineData("Limits:Previews", "0")]
    [InlineData("Limits:RetryAfter", "00:00:00")]
    public async Task Start_WithALimitThatMakesNoSense_StopsNamingIt(string setting, string value) => Assert.Contains(
        setting,
        (await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.StartAsync(new Dictionary<string, string?> { [setting] = value }))).Message,
        StringComparison.Ordinal);

    private sealed class HeldContent : HttpContent
    {
        private readonly byte[] _body;
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldContent(string json)
        {
            _body = Encoding.UTF8.GetBytes(json);
            Headers.ContentType = new("application/json");
        }

        public Task Asked => _asked.Task;

        public void Release() => _released.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _asked.SetResult();
            await _released.Task;
            await stream.WriteAsync(_body);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
