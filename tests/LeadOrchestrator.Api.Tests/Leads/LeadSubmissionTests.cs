using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Durability;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Leads;

[Collection(nameof(SharedHostCollection))]
public sealed class LeadSubmissionTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Post_ALead_Is202WithLinksInTheirOrder()
    {
        var id = NewId();

        var answer = await _host.PostAsync("/api/leads", LeadJson(id));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(
            ["id", "result", "statusUri", "statusQueryGetUri", "sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri", "restartPostUri", "suspendPostUri", "resumePostUri"],
            answer.Json.EnumerateObject().Select(property => property.Name));
        var instance = new Uri(_host.Http.BaseAddress!, $"/runtime/webhooks/durabletask/instances/{id}").ToString();
        Assert.Equal(id, Text("id"));
        Assert.Equal(new Uri(_host.Http.BaseAddress!, $"/api/leads/{id}").ToString(), Text("statusUri"));
        Assert.Equal(Text("statusUri"), answer.Headers["Location"]);
        Assert.Equal("1", answer.Headers["Retry-After"]);
        Assert.Equal(instance, Text("statusQueryGetUri"));
        Assert.Equal(instance + "/raiseEvent/{eventName}", Text("sendEventPostUri"));
        Assert.Equal(instance + "/terminate?reason={{text}}", Text("terminatePostUri"));

        string? Text(string name) => answer.Json.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Post_TheSameLeadAgain_Is202SayingThatItExists()
    {
        var id = NewId();
        var first = await _host.PostAsync("/api/leads", LeadJson(id));

        var second = await _host.PostAsync("/api/leads", LeadJson(id));

        Assert.Equal((first.Status, first.Body.Replace("\"created\"", "\"existing\"", StringComparison.Ordinal)), (second.Status, second.Body));
        Assert.Equal("existing", second.Json.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Post_OtherContentUnderTheSameId_Is409NamingTheField()
    {
        var id = await _host.SubmitAsync();

        var answer = await _host.PostAsync("/api/leads", LeadJson(id, source: "elsewhere"));

        answer.IsProblem(HttpStatusCode.Conflict, id);
        Assert.Equal(["$.source"], answer.ErrorPaths);
    }

    [Fact]
    public async Task Post_WithWait_Is200WithTheWholeView()
    {
        var id = NewId();

        var answer = await _host.PostAsync("/api/leads?wait=30", LeadJson(id));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal((await _host.GetAsync($"/api/leads/{id}")).Body, answer.Body);
        Assert.Equal("Completed", answer.Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Post_WithWaitAndALeadThatParks_Is202WhenTheWaitIsOver()
    {
        var id = NewId();
        _host.Switch.Refuse(id);

        var answer = await _host.PostAsync("/api/leads?wait=1", LeadJson(id));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
    }

    [Theory]
    [InlineData("31")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("soon")]
    public async Task Post_ABadWait_Is400NamingIt(string wait)
    {
        var answer = await _host.PostAsync($"/api/leads?wait={wait}", LeadJson(NewId()));

        answer.IsProblem(HttpStatusCode.BadRequest, "0 to 30");
        Assert.Equal(["wait"], answer.ErrorPaths);
    }

    [Theory]
    [InlineData("""{"source":"form"}""", "$")]
    [InlineData("""{"id":"x","source":"form","emial":"a"}""", "$.emial")]
    [InlineData("""{"id":"x","source":"form","activities":[{"type":7}]}""", "$.activities[0].type")]
    [InlineData("{oops", "$")]
    [InlineData("", "$")]
    public async Task Post_ABadLead_Is400WithPaths(string body, string path)
    {
        var answer = await _host.PostAsync("/api/leads", body);

        answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.Contains(path, answer.ErrorPaths);
    }

    [Fact]
    public async Task Post_MoreThan64KiB_Is413WhetherAnnouncedOrNot()
    {
        var body = $$"""{"id":"x","message":"{{new string('x', 64 * 1024)}}"}""";

        (await _host.PostAsync("/api/leads", body)).IsProblem(HttpStatusCode.RequestEntityTooLarge, "64 KiB");
        (await _host.PostAsync("/api/leads", body, headers: ("Transfer-Encoding", "chunked"))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "64 KiB");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Post_AnotherContentType_Is415(string contentType)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await _host.Http.PostAsync("/api/leads", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_WithAnIdempotencyKey_GivesOneRunAKey()
    {
        const string body = """{"email":"key@example.com","source":"form"}""";
        var key = NewId("key");

        var first = await _host.PostAsync("/api/leads", body, headers: ("Idempotency-Key", key));
        var second = await _host.PostAsync("/api/leads", body, headers: ("Idempotency-Key", key));
        var other = await _host.PostAsync("/api/leads", body, headers: ("Idempotency-Key", key + "2"));

        Assert.Equal(first.Json.GetProperty("id").GetString(), second.Json.GetProperty("id").GetString());
        Assert.NotEqual(first.Json.GetProperty("id").GetString(), other.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Post_WithAnIdempotencyKeyOfOtherContent_Is422()
    {
        var key = NewId("key");
        await _host.PostAsync("/api/leads", """{"email":"key@example.com","source":"form"}""", headers: ("Idempotency-Key", key));

        var other = await _host.PostAsync("/api/leads", """{"email":"other@example.com","source":"form"}""", headers: ("Idempotency-Key", key));

        other.IsProblem(HttpStatusCode.UnprocessableEntity, "The Idempotency-Key was used before");
        Assert.Equal(["Idempotency-Key"], other.ErrorPaths);
    }

    [Fact]
    public async Task Post_WithABadIdempotencyKey_Is400()
    {
        var answer = await _host.PostAsync("/api/leads", LeadJson(NewId()), headers: ("Idempotency-Key", new string('k', 201)));

        answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(["Idempotency-Key"], answer.ErrorPaths);
    }

    [Fact]
    public async Task Post_WhenOverloaded_Is503WithRetryAfter()
    {
        var client = new Mock<IOrchestrationClient>();
        client.SetReturnsDefault(Task.FromException<StartResult>(new OverloadedException("Full.", TimeSpan.FromSeconds(2.1))));
        await using var host = await ApiHost.StartAsync(services: services => services.AddSingleton(client.Object));

        var answer = await host.PostAsync("/api/leads", LeadJson(NewId()));

        answer.IsProblem(HttpStatusCode.ServiceUnavailable, "Full.");
        Assert.Equal("3", answer.Headers["Retry-After"]);
    }
}
