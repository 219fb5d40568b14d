using System.Net;
using System.Text.Json;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Durability;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Management;

/// <summary>What the recording does not show, and what is clearer here than there.</summary>
[Collection(nameof(SharedHostCollection))]
public sealed class ManagementTests(SharedHost shared)
{
    private const string Base = "/runtime/webhooks/durabletask";
    private readonly ApiHost _host = shared.Api;

    [Theory]
    [InlineData("instances?runtimeStatus=Asleep", "runtimeStatus")]
    [InlineData("instances?runtimeStatus=1", "runtimeStatus")]
    [InlineData("instances?createdTimeFrom=yesterday", "createdTimeFrom")]
    [InlineData("instances?createdTimeTo=31.12.", "createdTimeTo")]
    [InlineData("instances?top=many", "top")]
    [InlineData("instances?top=0", "top")]
    [InlineData("instances?showInput=maybe", "showInput")]
    [InlineData("instances/x?showHistory=yes", "showHistory")]
    public async Task Get_ABadParameter_Is400NamingIt(string path, string parameter)
    {
        var answer = await _host.GetAsync($"{Base}/{path}");

        answer.IsProblem(HttpStatusCode.BadRequest, parameter);
        Assert.Equal([parameter], answer.ErrorPaths);
    }

    [Theory]
    [InlineData("instances", "createdTimeFrom")]
    [InlineData("instances?createdTimeFrom=x", "createdTimeFrom")]
    [InlineData("instances?createdTimeFrom=2026-01-01&createdTimeTo=2025-01-01", "createdTimeTo")]
    [InlineData("instances?createdTimeFrom=2000-01-01&runtimeStatus=Running", "runtimeStatus")]
    public async Task Purge_ABadFilter_Is400AndPurgesNothing(string path, string parameter)
    {
        var id = await _host.SubmitAndCompleteAsync();

        (await _host.DeleteAsync($"{Base}/{path}")).IsProblem(HttpStatusCode.BadRequest, parameter);

        Assert.NotNull(await _host.Client.GetInstanceAsync(id));
    }

    [Fact]
    public async Task Purge_WhatStillRuns_Is412() =>
        (await _host.DeleteAsync($"{Base}/instances/{await _host.SubmitAndParkAsync()}")).IsProblem(HttpStatusCode.PreconditionFailed, "still runs");

    [Theory]
    [InlineData("")]
    [InlineData("&instanceIdPrefix=l")]
    [InlineData("&runtimeStatus=Completed")]
    public async Task List_WithoutInput_ShowsNone(string filter)
    {
        await _host.SubmitAndCompleteAsync();

        var list = await _host.GetAsync($"{Base}/instances?showInput=false{filter}");

        Assert.All(list.Json.EnumerateArray(), instance => Assert.Equal(JsonValueKind.Null, instance.GetProperty("input").ValueKind));
        Assert.Contains((await _host.GetAsync($"{Base}/instances")).Json.EnumerateArray(), instance => instance.GetProperty("input").ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public async Task List_AMadeUpToken_Is400() =>
        (await _host.GetAsync($"{Base}/instances", ("x-ms-continuation-token", "made-up"))).IsProblem(HttpStatusCode.BadRequest, "x-ms-continuation-token");

    [Fact]
    public async Task List_WithTheTokenGiven_GoesOn()
    {
        for (var i = 0; i < 3; i++) await _host.SubmitAndCompleteAsync();

        var first = await _host.GetAsync($"{Base}/instances?top=2&taskHub=Any&connection=Storage");
        var second = await _host.GetAsync($"{Base}/instances?top=2", ("x-ms-continuation-token", first.Headers["x-ms-continuation-token"]));

        var ids = new[] { first, second }.SelectMany(answer => answer.Json.EnumerateArray()).Select(instance => instance.GetProperty("instanceId").GetString()).ToList();
        Assert.Equal(4, ids.Distinct().Count());
    }

    [Fact]
    public async Task List_AStateThatNeverOccursHere_IsEmpty() => Assert.Equal("[]", (await _host.GetAsync($"{Base}/instances?runtimeStatus=ContinuedAsNew")).Body);

    [Fact]
    public async Task Start_AnUnknownName_Is400NamingTheKnown() =>
        (await _host.PostAsync($"{Base}/orchestrators/Nobody", "{}")).IsProblem(HttpStatusCode.BadRequest, "LeadOrchestration");

    [Fact]
    public async Task Start_BrokenJson_Is400() =>
        (await _host.PostAsync($"{Base}/orchestrators/LeadOrchestration", "{oops")).IsProblem(HttpStatusCode.BadRequest, "JSON");

    [Fact]
    public async Task Restart_WithTheSameIdWhileItRuns_Is409() =>
        (await _host.PostAsync($"{Base}/instances/{await _host.SubmitAndParkAsync()}/restart?restartWithNewInstanceId=false", "")).IsProblem(HttpStatusCode.Conflict);

    [Theory]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("terminate")]
    [InlineData("rewind")]
    [InlineData("restart")]
    public async Task Command_ForAnUnknownInstance_Is404WithoutBody(string command)
    {
        var answer = await _host.SendAsync(HttpMethod.Post, $"{Base}/instances/{NewId()}/{command}");

        Assert.Equal((HttpStatusCode.NotFound, ""), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rewind_WhatHasNotFailed_Is412(bool ended)
    {
        var id = ended ? await _host.SubmitAndCompleteAsync() : await _host.SubmitAndParkAsync();

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _host.SendAsync(HttpMethod.Post, $"{Base}/instances/{id}/rewind")).Status);
    }

    [Fact]
    public async Task Get_AFailureWithReturnInternalServerError_Is500()
    {
        await using var host = await ApiHost.StartAsync(engine: RecordedOrchestrations.Add);
        await host.Client.StartAsync(new Orchestration<string, string>("Fail"), "", "f");

        var answer = await host.UntilAsync($"{Base}/instances/f?returnInternalServerErrorOnFailure=true", answer => answer.Status != HttpStatusCode.Accepted);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal("Failed", answer.Json.GetProperty("runtimeStatus").GetString());
    }
}
