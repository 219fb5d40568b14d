using System.Text.Json;

namespace LeadOrchestrator.Storage.Tests.Contract;

public abstract class EventLogContract : StoreContract
{
    private IEventLog Log => Stores.EventLog;

    [Fact]
    public async Task AppendAsync_SameIdTwice_KeepsTheFirst()
    {
        Assert.True(await Log.AppendAsync(Event("1")));
        Assert.False(await Log.AppendAsync(Event("1") with { Type = "lead.changed" }));
        Assert.True(await Log.AppendAsync(Event("1") with { Source = "/other" })); // an id is unique within its source alone

        Assert.Equal(["lead.assigned"], (await Log.ReadAsync(new EventQuery())).Items.Select(found => found.Type).Distinct());
    }

    [Fact]
    public async Task AppendAsync_SameIdAtOnce_OneWins()
    {
        var appended = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Log.AppendAsync(Event("1")))));

        Assert.Single(appended, added => added);
    }

    [Fact]
    public async Task ReadAsync_AfterReopen_GivesEveryField()
    {
        var written = Event("1") with { Data = JsonElement.Parse("""{ "score": 70, "rep": null, "note": "é\"" }""") };
        await Log.AppendAsync(written);
        await Log.AppendAsync(Event("2", minutes: 1) with { Subject = null, Data = null });
        await ReopenAsync();

        var found = (await Log.ReadAsync(new EventQuery())).Items;

        Assert.Equal(written.Data.ToString(), found[1].Data.ToString());
        Assert.Equal(written with { Data = null }, found[1] with { Data = null });
        Assert.Null(found[0].Data);
        Assert.Null(found[0].Subject);
    }

    [Fact]
    public async Task ReadAsync_Filters_MustAllMatch()
    {
        for (var i = 0; i < 10; i++)
            await Log.AppendAsync(Event($"{i}", minutes: i) with { Type = i % 2 == 0 ? "even" : "odd", Subject = i < 5 ? "low" : "high" });

        Assert.Equal(["8", "6", "4", "2", "0"], await IdsAsync(new EventQuery(Type: "even")));
        Assert.Equal(["4", "2", "0"], await IdsAsync(new EventQuery(Type: "even", Subject: "low")));
        Assert.Equal(["6", "5", "4", "3"], await IdsAsync(new EventQuery(From: Sample.Now.AddMinutes(3), To: Sample.Now.AddMinutes(6))));
        Assert.Equal(["4"], await IdsAsync(new EventQuery("even", "low", Sample.Now.AddMinutes(3), Sample.Now.AddMinutes(6))));
        Assert.Empty(await IdsAsync(new EventQuery(Type: "neither")));
    }

    [Fact]
    public async Task ReadAsync_PageByPage_GivesEachOnceNewestFirst()
    {
        for (var i = 0; i < 20; i++) await Log.AppendAsync(Event($"{i:00}", minutes: i / 6) with { Type = i % 2 == 0 ? "even" : "odd" });

        var all = await ReadAllAsync(token => Log.ReadAsync(new EventQuery(Type: "even", Top: 3, ContinuationToken: token)));

        Assert.Equal(10, all.DistinctBy(found => found.Id).Count());
        Assert.Equal(all.OrderByDescending(found => found.Time).Select(found => found.Time), all.Select(found => found.Time));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Log.ReadAsync(new EventQuery(ContinuationToken: "rubbish")));
    }

    [Fact]
    public async Task EraseAsync_Subject_RemovesItsEventsAlone()
    {
        for (var i = 0; i < 4; i++) await Log.AppendAsync(Event($"{i}") with { Subject = i < 3 ? "a" : "b" });

        Assert.Equal(3, await Log.EraseAsync("a"));
        Assert.Equal(0, await Log.EraseAsync("a"));

        Assert.Equal(["3"], await IdsAsync(new EventQuery()));
    }

    private static CloudEvent Event(string id, int minutes = 0) => new(id, "/leads", "lead.assigned", "a", Sample.Now.AddMinutes(minutes), null);

    private async Task<IEnumerable<string>> IdsAsync(EventQuery query) => (await Log.ReadAsync(query)).Items.Select(found => found.Id);
}
