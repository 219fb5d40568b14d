using System.Net;
using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Leads.Rules;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Preview;

[Collection(nameof(SharedHostCollection))]
public sealed class PreviewTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Post_OneLead_DecidesAndWritesNothing()
    {
        var id = NewId("preview");

        var answer = await _host.PostAsync("/api/preview", LeadJson(id));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var lead = Assert.Single(answer.Json.GetProperty("leads").EnumerateArray());
        Assert.Equal("dora", lead.GetProperty("current").GetProperty("assignment").GetProperty("repId").GetString());
        Assert.Null(await _host.Client.GetInstanceAsync(id));
    }

    [Fact]
    public async Task Post_LeadsAndDraftRules_ComparesThem()
    {
        var body = new JsonObject
        {
            ["leads"] = new JsonArray(JsonNode.Parse(LeadJson(NewId())), JsonNode.Parse(LeadJson(NewId()))),
            ["rules"] = JsonNode.Parse(DefaultRules.Document),
        };

        var report = (await _host.PostAsync("/api/preview", body.ToJsonString())).Json;

        Assert.Equal(2, report.GetProperty("leads").GetArrayLength());
        Assert.Equal("api-tests", report.GetProperty("current").GetProperty("label").GetString());
        Assert.Equal(2, report.GetProperty("changes").GetProperty("owners").GetInt32());
    }

    [Theory]
    [InlineData("""[{"id":"a","source":"x"},{"id":"b","sauce":"x"}]""", "$[1].sauce")]
    [InlineData("""{"leads":[{"id":"a","source":7}]}""", "$.leads[0].source")]
    [InlineData("""{"leads":[{"id":"a","source":"x"}],"rule":{}}""", "$.rule")]
    [InlineData("""{"leads":[{"id":"a","source":"x"}],"rules":{"label":7}}""", "$.rules.label")]
    [InlineData("[]", "$")]
    [InlineData("7", "$")]
    [InlineData("{oops", "$")]
    public async Task Post_WhatCannotBeRead_Is400WithPaths(string body, string path)
    {
        var answer = await _host.PostAsync("/api/preview", body);

        answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.Contains(path, answer.ErrorPaths);
    }

    [Fact]
    public async Task Post_SkipInvalid_DecidesTheOthersAndListsTheRefusedWithPaths()
    {
        var body = $"[{LeadJson(NewId())},{{\"source\":\"x\"}},{LeadJson(NewId())},{{\"id\":\"b\",\"emial\":\"x\"}}]";

        var report = (await _host.PostAsync("/api/preview?skipInvalid=true", body)).Json;

        Assert.Equal(2, report.GetProperty("leads").GetArrayLength());
        Assert.Equal([(1, "$[1]"), (3, "$[3].emial")], report.GetProperty("refused").EnumerateArray().Select(lead =>
            (lead.GetProperty("index").GetInt32(), lead.GetProperty("errors")[0].GetProperty("path").GetString()!)));
    }

    [Theory]
    [InlineData("""[{"source":"x"}]""", "$[0]")]
    [InlineData("""{"leads":[{"id":"a","source":"x"}],"rules":{"label":7}}""", "$.rules.label")]
    public async Task Post_SkipInvalidWithNothingToDecideBy_Is400(string body, string path) =>
        Assert.Contains(path, (await _host.PostAsync("/api/preview?skipInvalid=true", body)).ErrorPaths);

    [Fact]
    public async Task Post_WhatIsAnsweredWithMoreThanMayBe_Is413SayingHowManyFit()
    {
        await using var host = await ApiHost.StartAsync(new Dictionary<string, string?> { ["Api:MaxPreviewAnswerBytes"] = "5000" });

        var answer = await host.PostAsync("/api/preview", $"[{string.Join(',', Enumerable.Range(0, 50).Select(_ => LeadJson(NewId())))}]");

        answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "of 50 leads fill it");
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync("/api/preview", LeadJson(NewId()))).Status);
    }

    [Fact]
    public async Task Post_ALeadLargerThanOneMayBe_Is400AtItsPlace()
    {
        var answer = await _host.PostAsync("/api/preview", $$"""[{{LeadJson(NewId())}},{"id":"b","{{new string('x', 70_000)}}":1}]""");

        answer.IsProblem(HttpStatusCode.BadRequest, "65536 at most");
        Assert.Equal(["$[1]"], answer.ErrorPaths);
    }

    [Fact]
    public async Task Post_SkipInvalidWithMoreErrorsThanAnybodyReads_Is400()
    {
        var bad = $$"""{ {{string.Join(',', Enumerable.Range(0, 25).Select(n => $"\"u{n}\":1"))}} }""";

        (await _host.PostAsync("/api/preview?skipInvalid=true", $"[{string.Join(',', Enumerable.Repeat(bad, 600))}]")).IsProblem(HttpStatusCode.BadRequest, "more than 10000 errors");
    }

    [Fact]
    public async Task Post_AnotherContentType_Is415() => (await _host.PostAsync("/api/preview", "x", "text/csv")).IsProblem(HttpStatusCode.UnsupportedMediaType);
}
