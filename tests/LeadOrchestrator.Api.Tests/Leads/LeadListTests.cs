using System.Net;
using System.Text.Json;
using LeadOrchestrator.Api.Tests.Hosting;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Leads;

public sealed class LeadListTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task List_AsSummary_ShowsWhatPeopleKnowALeadBy()
    {
        var id = await _host.SubmitAndCompleteAsync();

        var lead = Assert.Single((await _host.GetAsync($"/api/leads?view=summary&search={id}")).Json.GetProperty("leads").EnumerateArray());

        Assert.Equal("Ada Privatissima", lead.GetProperty("name").GetString());
        Assert.Contains('@', lead.GetProperty("contact").GetString()!);
        Assert.Equal("dora", lead.GetProperty("ownerId").GetString());
        Assert.Equal("Completed", lead.GetProperty("status").GetString());
        Assert.False(lead.TryGetProperty("outcome", out _));
    }

    [Theory]
    [InlineData("search=privatissima", true)]
    [InlineData("search=Ada%20Priv", true)]
    [InlineData("search=ADA.PRIVATE@", true)]
    [InlineData("search=nobody-has-this", false)]
    [InlineData("owner=DORA", true)]
    [InlineData("owner=emil", false)]
    [InlineData("status=Completed&owner=dora", true)]
    [InlineData("status=Failed&owner=dora", false)]
    public async Task List_Filtered_HoldsWhatMatches(string query, bool expected)
    {
        var id = await _host.SubmitAndCompleteAsync();

        Assert.Equal(expected, Ids((await _host.GetAsync($"/api/leads?top=1000&{query}")).Json).Contains(id));
    }

    [Fact]
    public async Task List_ByGrade_TakesItsBeginning()
    {
        var id = await _host.SubmitAndCompleteAsync();
        var grade = (await _host.GetAsync($"/api/leads/{id}")).Json.GetProperty("outcome").GetProperty("score").GetProperty("grade").GetString()!;

        Assert.Contains(id, Ids((await _host.GetAsync($"/api/leads?top=1000&grade={grade[0]}")).Json));
        Assert.Contains(id, Ids((await _host.GetAsync($"/api/leads?top=1000&grade={grade}")).Json));
        Assert.DoesNotContain(id, Ids((await _host.GetAsync($"/api/leads?top=1000&grade=Z")).Json));
    }

    [Fact]
    public async Task List_AnUnknownView_Is400() => (await _host.GetAsync("/api/leads?view=short")).IsProblem(HttpStatusCode.BadRequest, "view");

    [Fact]
    public async Task Record_OfALead_HoldsTheLeadAndItsHistory()
    {
        var id = await _host.SubmitAndCompleteAsync();

        var record = (await _host.GetAsync($"/api/leads/{id}/record")).Json;

        Assert.Equal("Ada", record.GetProperty("run").GetProperty("lead").GetProperty("firstName").GetString());
        Assert.Equal("ExecutionStarted", record.GetProperty("history")[0].GetProperty("EventType").GetString());
        (await _host.GetAsync("/api/leads/none/record")).IsProblem(HttpStatusCode.NotFound);
    }

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("id").GetString());
}
