using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Leads;

public sealed class LeadQueriesTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Get_ACompletedLead_ShowsTheOutcomeAndNoKey()
    {
        var id = await _host.SubmitAndCompleteAsync();

        var answer = await _host.GetAsync($"/api/leads/{id}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["id", "status", "submittedAt", "updatedAt", "outcome"], answer.Json.EnumerateObject().Select(property => property.Name));
        var outcome = answer.Json.GetProperty("outcome");
        Assert.Equal("dora", outcome.GetProperty("assignment").GetProperty("repId").GetString());
        Assert.StartsWith("P", outcome.GetProperty("followUp").GetProperty("respondWithin").GetString(), StringComparison.Ordinal); // ISO 8601
        Assert.DoesNotContain("runtime/webhooks", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/api/reports/savings?to=2020-01-01")]
    [InlineData("/api/reports/assignments?from=2020-01-01&to=2020-01-02")]
    public async Task Get_WithTheETagOfTheAnswerBefore_Is304UntilSomethingChanges(string? path)
    {
        path ??= $"/api/leads/{await _host.SubmitAndCompleteAsync()}";
        var tag = (await _host.GetAsync(path)).Headers["ETag"];

        var same = await _host.GetAsync(path, ("If-None-Match", tag));
        var other = await _host.GetAsync(path, ("If-None-Match", "\"another\""));

        Assert.Equal((HttpStatusCode.NotModified, ""), (same.Status, same.Body));
        Assert.Equal((HttpStatusCode.OK, tag), (other.Status, other.Headers["ETag"]));
    }

    [Fact]
    public async Task Get_AParkedLead_ShowsTheOutcomeSoFar()
    {
        var id = await _host.SubmitAndParkAsync();

        var lead = (await _host.GetAsync($"/api/leads/{id}")).Json;

        Assert.Equal("Parked", lead.GetProperty("status").GetString());
        Assert.Equal("UpdateCrm:switch", lead.GetProperty("outcome").GetProperty("parked")[0].GetProperty("step").GetString());
    }

    [Fact]
    public async Task Get_ATerminatedLead_SaysWhy()
    {
        var id = await _host.SubmitAndParkAsync();
        await _host.Client.TerminateInstanceAsync(id, "Spam.");

        var lead = (await _host.UntilAsync($"/api/leads/{id}", answer => answer.Json.GetProperty("status").GetString() == "Terminated")).Json;

        Assert.Equal("Spam.", lead.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Get_WhatIsNotALead_Is404()
    {
        var id = await _host.SubmitAndCompleteAsync();

        (await _host.GetAsync($"/api/leads/{NewId()}")).IsProblem(HttpStatusCode.NotFound, "no lead");
        (await _host.GetAsync($"/api/leads/watch:{id}")).IsProblem(HttpStatusCode.NotFound, "no lead");
    }

    [Fact]
    public async Task List_PageByPage_ShowsEveryLeadOnceNewestFirst()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add(await _host.SubmitAndCompleteAsync(NewId("page")));

        var seen = await ReadAllAsync("/api/leads?top=2");

        Assert.Equal(ids.AsEnumerable().Reverse(), seen.Where(ids.Contains));
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public async Task List_ByParked_FindsThemAcrossPagesAndNothingElse()
    {
        var parked = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            parked.Add(await _host.SubmitAndParkAsync());
            await _host.SubmitAndCompleteAsync();
        }

        var held = NewId("held");
        _host.Switch.Hold(held);
        await _host.SubmitAsync(held);

        var seen = await ReadAllAsync("/api/leads?status=parked&top=2");
        var running = await ReadAllAsync("/api/leads?status=Running&top=1");
        _host.Switch.Release(held);

        Assert.Equal(parked.AsEnumerable().Reverse(), seen.Where(parked.Contains));
        Assert.DoesNotContain(held, seen);
        Assert.Contains(held, running);
        Assert.Empty(running.Intersect(parked));
    }

    [Fact]
    public async Task List_ByTime_LeavesOutWhatIsOutside()
    {
        await _host.SubmitAndCompleteAsync();

        Assert.Empty(await ReadAllAsync("/api/leads?from=2000-01-01&to=2000-01-02T00:00:00Z"));
        Assert.NotEmpty(await ReadAllAsync("/api/leads?from=2000-01-01T00:00:00%2B01:00"));
    }

    [Theory]
    [InlineData("status=Sleeping", "status")]
    [InlineData("status=3", "status")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=11/23/2026", "to")]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("top=0", "top")]
    [InlineData("top=1001", "top")]
    [InlineData("top=1&top=2", "top")]
    [InlineData("continuationToken=made-up", "continuationToken")]
    public async Task List_ABadParameter_Is400NamingIt(string query, string parameter)
    {
        var answer = await _host.GetAsync($"/api/leads?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, parameter);
        Assert.Equal([parameter], answer.ErrorPaths);
    }

    private async Task<List<string>> ReadAllAsync(string path)
    {
        var ids = new List<string>();
        string? token = null;
        do
        {
            var page = (await _host.GetAsync(path + (token is null ? "" : $"&continuationToken={Uri.EscapeDataString(token)}"))).Json;
            ids.AddRange(page.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("id").GetString()!));
            token = page.GetProperty("continuationToken").GetString();
        }
        while (token is not null);
        return ids;
    }
}
