using System.Net;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.Client;

public sealed class LeadApiClientTests
{
    [Fact]
    public async Task GetAsync_Overloaded_ComesBackWhenTheHostSaysSo()
    {
        using var handler = new Answers(
            Answers.Busy(),
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"id":"a"}""") });
        using var client = new LeadApiClient(new Uri("http://127.0.0.1:1"), key: null, handler);

        var answer = await client.GetAsync("api/leads/a", default);

        Assert.Equal("a", answer.Body.GetProperty("id").GetString());
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_BusyForLongerThanAnybodyWaits_GivesTheHostsReason()
    {
        using var handler = new Answers(Answers.Busy("3600", """{"detail":"The disk is full."}"""));
        using var client = new LeadApiClient(new Uri("http://127.0.0.1:1"), key: null, handler);

        var exception = await Assert.ThrowsAsync<LeadApiException>(() => client.GetAsync("api/leads/a", default));

        Assert.Equal("The disk is full.", exception.Message);
    }

    [Fact]
    public async Task GetAsync_Problem_GivesDetailAndFields()
    {
        using var handler = new Answers(new HttpResponseMessage(HttpStatusCode.BadRequest)
        {
            Content = new StringContent("""{"title":"Bad Request","detail":"The lead has 1 error.","errors":[{"path":"$.email","message":"is not an address"}]}"""),
        });
        using var client = new LeadApiClient(new Uri("http://127.0.0.1:1"), key: null, handler);

        var problem = (await Assert.ThrowsAsync<LeadApiException>(() => client.GetAsync("api/leads/a", default))).Problem;

        Assert.Equal("The lead has 1 error.", problem.Text);
        Assert.Equal("$.email", Assert.Single(problem.Errors).Path);
    }

    [Fact]
    public async Task GetAsync_WrongKey_SaysHowToGiveIt()
    {
        using var handler = new Answers(new HttpResponseMessage(HttpStatusCode.Unauthorized));
        using var client = new LeadApiClient(new Uri("http://127.0.0.1:1"), key: "wrong", handler);

        var exception = await Assert.ThrowsAsync<CommandFailedException>(() => client.GetAsync("api/leads/a", default));

        Assert.Contains("LEAD_API_KEY", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["wrong"], handler.Requests[0].Headers.GetValues("x-functions-key"));
    }

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task GetAsync_HostGoesAwayInTheMiddle_SaysSoInsteadOfStartOne(HttpRequestError error)
    {
        using var handler = new Answers { Then = new HttpRequestException(error, "The response ended prematurely.") };
        using var client = new LeadApiClient(new Uri("http://127.0.0.1:1"), key: null, handler);

        var exception = await Assert.ThrowsAsync<ConnectionLostException>(() => client.GetAsync("api/leads/a", default));

        Assert.Equal("The host at http://127.0.0.1:1 went away before it answered (The response ended prematurely.).", exception.What);
    }

    [Fact]
    public async Task GetAsync_RefusedAfterItAnsweredOnce_HasGoneAway()
    {
        using var handler = new Answers(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") })
        {
            Then = new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"),
        };
        using var client = new LeadApiClient(new Uri("http://127.0.0.1:1"), key: null, handler);
        await client.GetAsync("api/leads/a", default);

        await Assert.ThrowsAsync<ConnectionLostException>(() => client.GetAsync("api/leads/a", default));
    }

    [Fact]
    public async Task GetAsync_AnotherProgramAnswers_SaysSo()
    {
        using var handler = new Answers(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") });
        using var client = new LeadApiClient(new Uri("http://127.0.0.1:1"), key: null, handler);

        var exception = await Assert.ThrowsAsync<CommandFailedException>(() => client.GetAsync("api/leads/a", default));

        Assert.Equal(ExitCodes.Unreachable, exception.ExitCode);
    }

    private sealed class Answers(params IEnumerable<HttpResponseMessage> answers) : HttpMessageHandler
    {
        private readonly Queue<HttpResponseMessage> _answers = new(answers);

        /// <summary>What happens when there are no more answers.</summary>
        public Exception? Then { get; init; }

        public List<HttpRequestMessage> Requests { get; } = [];

        public static HttpResponseMessage Busy(string retryAfter = "0", string body = "") =>
            new(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", retryAfter } }, Content = new StringContent(body) };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return _answers.TryDequeue(out var answer) ? Task.FromResult(answer) : Task.FromException<HttpResponseMessage>(Then!);
        }
    }
}
