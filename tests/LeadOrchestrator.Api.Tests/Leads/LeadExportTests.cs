using System.Net;
using LeadOrchestrator.Api.Tests.Erasing;
using LeadOrchestrator.Api.Tests.Hosting;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Leads;

public sealed class LeadExportTests : IAsyncLifetime
{
    private readonly MarkedPerson _person = new();
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Get_AnImportedLeadRunTwice_IsEverythingKeptOfIt()
    {
        var import = await _host.ImportAsync(
            $"Id,Email,Company\nother,other@example.com,Other Ltd\n{_person.Id},{_person.Email},{_person.Mark} Ltd\nx,{_person.Email},{_person.Mark},too many\n", "text/csv");
        await _host.EndOfAsync(_person.Id);
        var copy = (await _host.PostAsync($"/runtime/webhooks/durabletask/instances/{_person.Id}/restart", "{}")).Json.GetProperty("id").GetString()!;
        await _host.EndOfAsync(copy);

        var answer = await _host.GetAsync($"/api/leads/{_person.Id}/export");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal($"attachment; filename=lead-{_person.Id}.json; filename*=UTF-8''lead-{_person.Id}.json", answer.Headers["Content-Disposition"].Replace("\"", "", StringComparison.Ordinal));
        var document = answer.Json;
        Assert.Equal(_person.Email, document.GetProperty("record").GetProperty("lead").GetProperty("email").GetString());
        Assert.Equal("dora", document.GetProperty("assignment").GetProperty("repId").GetString());
        var runs = document.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal([_person.Id, $"watch:{_person.Id}", copy], runs.Select(run => run.GetProperty("instanceId").GetString()));
        Assert.Equal(_person.Email, runs[0].GetProperty("input").GetProperty("lead").GetProperty("email").GetString());
        Assert.NotEqual(0, runs[0].GetProperty("output").GetProperty("effects").GetArrayLength());
        Assert.NotEqual(0, runs[0].GetProperty("history").GetArrayLength());
        Assert.Equal("lead.assigned", document.GetProperty("events")[0].GetProperty("type").GetString());
        Assert.Equal("assigned", document.GetProperty("notices")[0].GetProperty("kind").GetString());
        Assert.Equal(
            [(import, 3, null), (import, 4, "rejected")],
            document.GetProperty("importRows").EnumerateArray().Select(row => (
                row.GetProperty("importId").GetString()!, row.GetProperty("line").GetInt32(), row.GetProperty("status").GetString())));
        Assert.DoesNotContain("other@example.com", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnUnknownLead_Is404() => (await _host.GetAsync($"/api/leads/{NewId()}/export")).IsProblem(HttpStatusCode.NotFound);
}
