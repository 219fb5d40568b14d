using System.Net;
using System.Net.Sockets;
using System.Text;
using LeadOrchestrator.Api.Tests.Hosting;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Http;

/// <summary>Input that was answered with an error of ours once.</summary>
[Collection(nameof(SharedHostCollection))]
public sealed class HostileInputTests(SharedHost shared)
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";
    private const string LoneSurrogate = """{"leads":[{"id":"a","source":"\ud800"}],"by":"\ud800","\udc00":1}""";
    private readonly ApiHost _host = shared.Api;

    [Theory]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("rewind")]
    [InlineData("restart")]
    [InlineData("raiseEvent/x")]
    public async Task Command_ForAnIdThatNothingCanHave_Is404(string command) => Assert.Equal(
        HttpStatusCode.NotFound, (await _host.SendAsync(HttpMethod.Post, $"{Instances}/{new string('x', 401)}/{command}")).Status);

    [Theory]
    [InlineData("responded")]
    [InlineData("redrive")]
    [InlineData("other")]
    public async Task Event_ForAnIdThatNoLeadCanHave_Is404(string name) =>
        (await _host.PostAsync($"/api/leads/{new string('x', 401)}/events/{name}", "null")).IsProblem(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("/api/preview")]
    [InlineData("/api/leads/x/events/responded")]
    [InlineData("/api/leads/x/events/other")]
    [InlineData("/runtime/webhooks/durabletask/orchestrators/LeadOrchestration")]
    public async Task Post_TextThatIsNotUnicode_Is400SayingSo(string path)
    {
        using var notUtf8 = new ByteArrayContent([.. "{\"by\":\""u8, 0xFF, 0xC0, .. "\"}"u8]) { Headers = { ContentType = new("application/json") } };

        using var bytes = await _host.Http.PostAsync(path, notUtf8);

        Assert.Equal(HttpStatusCode.BadRequest, bytes.StatusCode);
        (await _host.PostAsync(path, LoneSurrogate)).IsProblem(HttpStatusCode.BadRequest, "not valid Unicode");
    }

    [Theory]
    [InlineData("/api/preview", 64)]
    [InlineData("/api/leads/x/events/other", 32)]
    public async Task Post_NestedTooDeep_Is400NamingTheLimit(string path, int limit)
    {
        (await _host.PostAsync(path, Nested(limit + 1))).IsProblem(HttpStatusCode.BadRequest, $"deeper than {limit} levels");
        Assert.DoesNotContain("levels", (await _host.PostAsync(path, Nested(limit))).Body, StringComparison.Ordinal);

        static string Nested(int levels) => new string('[', levels) + new string(']', levels);
    }

    [Fact]
    public async Task RaiseEvent_TextThatIsNotUnicode_Is400() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.PostAsync($"{Instances}/{await _host.SubmitAndParkAsync()}/raiseEvent/x", LoneSurrogate)).Status);

    [Theory]
    [InlineData("to=0001-01-03")]
    [InlineData("to=0001-01-01")]
    [InlineData("from=0001-01-01&to=9999-12-31")]
    public async Task AssignmentsReport_AtTheEndsOfTime_Is200(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync($"/api/reports/assignments?{query}")).Status);

    [Fact]
    public async Task Restart_ManyAtOnceUnderTheSameId_IsOneAndTheOthers409()
    {
        var id = await _host.SubmitAndCompleteAsync();
        _host.Switch.Hold(id); // the one that comes first still runs when the last one comes

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => _host.SendAsync(HttpMethod.Post, $"{Instances}/{id}/restart?restartWithNewInstanceId=false")));

        _host.Switch.Release(id);
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Accepted);
        Assert.Equal(63, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Post_ByACallerThatResetsTheConnection_IsNoErrorOfOurs()
    {
        await using var host = await ApiHost.StartAsync();
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes("POST /api/leads HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
            await host.SubmitAsync(); // the other request is being read by now, or soon
            socket.LingerState = new(enable: true, seconds: 0); // closing sends a reset
        }

        await host.SubmitAndCompleteAsync();

        Assert.DoesNotContain("Error 4001 ", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionReset_WhileABodyIsRead_Is499AndNotLoggedAsOurs()
    {
        var logger = new RecordingLogger();

        var result = LeadOrchestrator.Api.Http.ApiErrors.ToResult(
            new Microsoft.AspNetCore.Connections.ConnectionResetException("reset"), new Microsoft.AspNetCore.Http.DefaultHttpContext(), logger);

        Assert.Equal(499, Assert.IsAssignableFrom<Microsoft.AspNetCore.Http.IStatusCodeHttpResult>(result).StatusCode);
        Assert.Empty(logger.Text);
    }
}
