using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Api.Tests.Erasing;

/// <summary>What was erased is in no byte of the data folder once the host has stopped, whichever door it came in by.</summary>
public sealed class ErasedBytesTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow) { AutoAdvanceAmount = TimeSpan.FromTicks(10) };
    private readonly MarkedPerson _person = new();
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Delete_LeadsAmongOthers_LeavesNoByteOfThem()
    {
        var people = Enumerable.Range(0, 6).Select(_ => new MarkedPerson()).ToArray();
        foreach (var person in people)
        {
            await _host.SubmitManyAsync(12);
            await _host.SubmitAsync(person);
        }

        await _host.SubmitManyAsync(12);

        await _host.AssertErasingLeavesNothingAsync(people);
    }

    [Fact]
    public async Task Delete_ALeadThatWasRunAgain_ErasesTheCopyToo()
    {
        await _host.SubmitAsync(_person);
        var restarted = await _host.PostAsync($"/runtime/webhooks/durabletask/instances/{_person.Id}/restart", "{}");
        var copy = restarted.Json.GetProperty("id").GetString()!;
        await _host.EndOfAsync(copy);

        await _host.AssertErasingLeavesNothingAsync(_person);
    }

    [Fact]
    public async Task Delete_ALeadThatWasParkedAndRedriven_LeavesNoByteOfIt()
    {
        _host.Switch.Refuse(_person.Id);
        Assert.Equal(HttpStatusCode.Accepted, (await _host.PostAsync("/api/leads", _person.Json())).Status);
        await _host.UntilAsync($"/api/leads/{_person.Id}", answer => answer.Json.GetProperty("status").GetString() == "Parked");
        _host.Switch.Accept(_person.Id);
        Assert.Equal(HttpStatusCode.Accepted, (await _host.PostAsync($"/api/leads/{_person.Id}/events/redrive", "{}")).Status);
        await _host.EndOfAsync(_person.Id);

        await _host.AssertErasingLeavesNothingAsync(_person);
    }

    [Fact]
    public async Task Delete_AParkedLead_LeavesNoByteOfIt()
    {
        _host.Switch.Refuse(_person.Id);
        Assert.Equal(HttpStatusCode.Accepted, (await _host.PostAsync("/api/leads", _person.Json())).Status);
        await _host.UntilAsync($"/api/leads/{_person.Id}", answer => answer.Json.GetProperty("status").GetString() == "Parked");

        await _host.AssertErasingLeavesNothingAsync(_person);
    }

    [Fact]
    public async Task Delete_ALeadThatNobodyAnswered_ErasesItsWatchAndNotices()
    {
        await _host.SubmitAsync(_person);
        _time.Advance(TimeSpan.FromMinutes(16));
        await _host.NoticeOfAsync(_person.Id, "escalation");

        await _host.AssertErasingLeavesNothingAsync(_person);
    }

    [Fact]
    public async Task Delete_ALeadFromACsvFile_BlanksItsRowsAndLeavesTheOthers()
    {
        var import = await _host.ImportAsync(
            $"Id,Email,Company,Message\nother-1,one@example.com,One Ltd,hello\n{_person.Id},{_person.Email},{_person.Mark} Ltd,\"two\nlines of {_person.Mark}\"\n"
            + $"broken,{_person.Email.ToUpperInvariant()},three columns\nother-2,two@example.com,Two Ltd,bye\nbroken,too,few\n", "text/csv");
        await _host.EndOfAsync(_person.Id);

        await _host.AssertErasingLeavesNothingAsync(_person, running: async () =>
        {
            var rows = await _host.Services.GetRequiredService<IImportStore>().ListRowsAsync(import, 10);
            Assert.Equal([(5, ""), (7, "broken,too,few")], rows.Items.Select(row => (row.Line, row.Raw)));
            Assert.DoesNotContain("Erased", (await _host.GetAsync($"/api/imports/{import}/rejected.csv")).Body, StringComparison.Ordinal);
        });

        Assert.NotEmpty(StoredBytes.Find(Path.Combine(_host.Folder, "imports"), "one@example.com"));
        Assert.NotEmpty(StoredBytes.Find(Path.Combine(_host.Folder, "imports"), "two@example.com"));
    }

    [Fact]
    public async Task Delete_ALeadFromALineFile_BlanksItsRowsAndLeavesTheOthers()
    {
        await _host.ImportAsync($$"""
            {"id":"line-1","email":"one@example.com","source":"list"}
            {{_person.Json()}}
            {"email":"{{_person.Email}}","source":"another list"
            {"id":"line-2","email":"two@example.com","source":"list"}
            """, "application/x-ndjson");
        await _host.EndOfAsync(_person.Id);

        await _host.AssertErasingLeavesNothingAsync(_person);

        Assert.NotEmpty(StoredBytes.Find(Path.Combine(_host.Folder, "imports"), "two@example.com"));
    }

    [Fact]
    public async Task DeleteImport_WithRejectedRows_LeavesNoByteOfThemAndKeepsTheLeads()
    {
        var import = await _host.ImportAsync($"Id,Email,Company\nkept-1,kept@example.com,Kept Ltd\nx,{_person.Email},{_person.Mark} Ltd,one too many\n", "text/csv");
        await _host.EndOfAsync("kept-1");
        Assert.NotEmpty(StoredBytes.Find(_host.Folder, _person.Mark));

        Assert.Equal(HttpStatusCode.OK, (await _host.DeleteAsync($"/api/imports/{import}")).Status);

        (await _host.GetAsync($"/api/imports/{import}")).IsProblem(HttpStatusCode.NotFound);
        (await _host.DeleteAsync($"/api/imports/{import}")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/api/leads/kept-1")).Status);
        await _host.StopAsync();
        Assert.Empty(StoredBytes.Find(_host.Folder, _person.Mark));
    }

    [Fact]
    public async Task Preview_APerson_WritesNoByteOfIt()
    {
        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync("/api/preview", _person.Json())).Status);

        await _host.StopAsync();

        Assert.Empty(StoredBytes.Find(_host.Folder, _person.Mark));
    }
}
