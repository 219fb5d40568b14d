using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Orchestration;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Leads;

[Collection(nameof(SharedHostCollection))]
public sealed class LeadEventsTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Theory]
    [InlineData("""{"step":"UpdateCrm:switch"}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task Redrive_AParkedLead_CompletesItWithoutRepeatingTheRest(string payload)
    {
        var id = await _host.SubmitAndParkAsync();
        _host.Switch.Accept(id);

        var answer = await _host.PostAsync($"/api/leads/{id}/events/redrive", payload);

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        await _host.UntilAsync($"/api/leads/{id}", lead => lead.Json.GetProperty("status").GetString() == "Completed");
        Assert.Single(_host.Switch.ReceivedOf(id));
    }

    [Fact]
    public async Task Redrive_AnUnknownStep_Is400NamingTheParked()
    {
        var id = await _host.SubmitAndParkAsync();

        var answer = await _host.PostAsync($"/api/leads/{id}/events/redrive", """{"step":"UpdateCrm:other"}""");

        answer.IsProblem(HttpStatusCode.BadRequest, "UpdateCrm:switch");
        Assert.Equal(["$.step"], answer.ErrorPaths);
    }

    [Theory]
    [InlineData("""{"steps":"UpdateCrm:switch"}""", "$.steps")]
    [InlineData("""{"step":7}""", "$.step")]
    [InlineData("[]", "$")]
    public async Task Redrive_ABadPayload_Is400WithItsPath(string payload, string path)
    {
        var answer = await _host.PostAsync($"/api/leads/{await _host.SubmitAndParkAsync()}/events/redrive", payload);

        answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal([path], answer.ErrorPaths);
    }

    [Fact]
    public async Task Redrive_ALeadThatIsNotParked_Is409()
    {
        var id = await _host.SubmitAndCompleteAsync();

        (await _host.PostAsync($"/api/leads/{id}/events/redrive", "{}")).IsProblem(HttpStatusCode.Conflict, "Completed");
    }

    [Fact]
    public async Task Responded_WhileTheWatchWaits_EndsTheWatch()
    {
        var id = await _host.SubmitAndCompleteAsync();

        var answer = await _host.PostAsync($"/api/leads/{id}/events/responded", """{"by":"dora"}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var watch = await _host.Client.WaitForInstanceCompletionAsync(ResponseWatch.InstanceIdFor(id), patience.Token);
        Assert.Contains("\"Responded\"", watch!.SerializedOutput, StringComparison.Ordinal);
        (await _host.PostAsync($"/api/leads/{id}/events/responded", "{}")).IsProblem(HttpStatusCode.Conflict, "watch");
    }

    [Fact]
    public async Task Responded_ALeadThatNeedsNobody_Is409()
    {
        var id = await _host.SubmitAndCompleteAsync(source: "cold");

        (await _host.PostAsync($"/api/leads/{id}/events/responded", "{}")).IsProblem(HttpStatusCode.Conflict, "watch");
    }

    [Fact]
    public async Task Responded_ATimeThatIsNone_Is400()
    {
        var answer = await _host.PostAsync($"/api/leads/{NewId()}/events/responded", """{"at":"today"}""");

        answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(["$.at"], answer.ErrorPaths);
    }

    [Theory]
    [InlineData("responded")]
    [InlineData("redrive")]
    [InlineData("anything")]
    public async Task AnyEvent_OfAnUnknownLead_Is404(string name) =>
        (await _host.PostAsync($"/api/leads/{NewId()}/events/{name}", "{}")).IsProblem(HttpStatusCode.NotFound, "no lead");

    [Fact]
    public async Task AnotherEvent_IsRaisedAsItIs()
    {
        var id = await _host.SubmitAndParkAsync();

        var answer = await _host.PostAsync($"/api/leads/{id}/events/Note", """{"a":[1]}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var raised = Assert.Single((await _host.Client.GetHistoryAsync(id))!, happened => happened.EventType == "EventRaised");
        Assert.Equal(("Note", """{"a":[1]}"""), (raised.Name, raised.Input));
    }

    [Fact]
    public async Task AnotherEvent_ThatIsNotJsonOrTooLarge_IsRefused()
    {
        var id = await _host.SubmitAndParkAsync();

        (await _host.PostAsync($"/api/leads/{id}/events/Note", "{oops")).IsProblem(HttpStatusCode.BadRequest, "JSON");
        (await _host.PostAsync($"/api/leads/{id}/events/Note", "{} {}")).IsProblem(HttpStatusCode.BadRequest, "JSON");
        (await _host.PostAsync($"/api/leads/{id}/events/Note", $"\"{new string('x', 70_000)}\"")).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        (await _host.PostAsync($"/api/leads/{id}/events/Note", "a=b", "text/plain")).IsProblem(HttpStatusCode.UnsupportedMediaType);
    }
}
