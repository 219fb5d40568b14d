using System.Text.Json;

namespace LeadOrchestrator.Storage.Tests.Contract;

public abstract class LeadBookContract : StoreContract
{
    [Fact]
    public async Task UpsertAsync_NewThenSameThenChanged_TellsWhetherItWasThere()
    {
        Assert.False(await Stores.LeadBook.UpsertAsync(Sample.Record("a")));
        Assert.True(await Stores.LeadBook.UpsertAsync(Sample.Record("a")));
        Assert.False(await Stores.LeadBook.UpsertAsync(Sample.Record("a", score: 71)));

        Assert.Equal(71, (await Stores.LeadBook.FindAsync("a"))!.Score);
    }

    [Fact]
    public async Task UpsertAsync_SameContentLater_KeepsTheFirstTime()
    {
        var record = Sample.Record("a");
        await Stores.LeadBook.UpsertAsync(record);

        Assert.True(await Stores.LeadBook.UpsertAsync(record with { UpdatedAt = record.UpdatedAt.AddHours(1) }));

        Assert.Equal(record.UpdatedAt, (await Stores.LeadBook.FindAsync("a"))!.UpdatedAt);
    }

    [Fact]
    public async Task UpsertAsync_RepChanged_IsAChange()
    {
        var record = Sample.Record("a");
        await Stores.LeadBook.UpsertAsync(record);

        Assert.False(await Stores.LeadBook.UpsertAsync(record with { RepId = null, Team = "house" }));

        var found = await Stores.LeadBook.FindAsync("a");
        Assert.Null(found!.RepId);
        Assert.Equal("house", found.Team);
    }

    [Fact]
    public async Task FindAsync_AfterReopen_GivesEveryField()
    {
        var record = Sample.Record("a");
        await Stores.LeadBook.UpsertAsync(record);
        await ReopenAsync();

        Assert.Equal(JsonSerializer.Serialize(record), JsonSerializer.Serialize(await Stores.LeadBook.FindAsync("a")));
    }

    [Fact]
    public async Task FindAsync_UnknownLead_GivesNull() => Assert.Null(await Stores.LeadBook.FindAsync("nobody"));

    [Fact]
    public async Task ListAsync_PageByPage_GivesEachOnceNewestFirst()
    {
        for (var i = 0; i < 25; i++) await Stores.LeadBook.UpsertAsync(Sample.Record($"lead-{i:00}", minutes: i / 5)); // fives share a time

        var ids = (await ReadAllAsync(token => Stores.LeadBook.ListAsync(4, token))).ConvertAll(record => record.LeadId);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"lead-{i:00}").Reverse(), ids);
    }

    [Fact]
    public async Task ListAsync_NewLeadBetweenPages_NeitherRepeatsNorHides()
    {
        for (var i = 0; i < 6; i++) await Stores.LeadBook.UpsertAsync(Sample.Record($"lead-{i}", minutes: i));
        var first = await Stores.LeadBook.ListAsync(3);
        await Stores.LeadBook.UpsertAsync(Sample.Record("newest", minutes: 60));

        var second = await Stores.LeadBook.ListAsync(3, first.ContinuationToken);

        Assert.Equal(["lead-2", "lead-1", "lead-0"], second.Items.Select(record => record.LeadId));
        Assert.Null(second.ContinuationToken);
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("!")]
    [InlineData("bGVhZHN8eHx5")] // well encoded, but no place
    public async Task ListAsync_ForeignToken_IsRefusedByName(string token)
    {
        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => Stores.LeadBook.ListAsync(10, token));

        Assert.Equal("continuationToken", refused.ParamName);
    }

    [Fact]
    public async Task ListAsync_TokenOfAnotherList_IsRefused()
    {
        for (var i = 0; i < 2; i++) await Stores.Inbox.AddAsync(new Notification($"k{i}", "anna", "a", "assigned", "A lead.", Sample.Now));
        var foreign = (await Stores.Inbox.ListAsync(null, 1)).ContinuationToken;

        Assert.NotNull(foreign);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Stores.LeadBook.ListAsync(10, foreign));
    }

    [Fact]
    public async Task ListAsync_NoneAsked_IsRefused() => await Assert.ThrowsAnyAsync<ArgumentException>(() => Stores.LeadBook.ListAsync(0));

    [Fact]
    public async Task RecordResponseAsync_Twice_TheFirstStays()
    {
        await Stores.LeadBook.UpsertAsync(Sample.Record("a"));

        Assert.True(await Stores.LeadBook.RecordResponseAsync("a", "anna", Sample.Now, Sample.Now.AddMinutes(3)));
        Assert.False(await Stores.LeadBook.RecordResponseAsync("a", "bert", Sample.Now, Sample.Now.AddMinutes(2)));

        Assert.Equal(Sample.Now.AddMinutes(3), (await Stores.LeadBook.FindAsync("a"))!.RespondedAt);
    }

    [Fact]
    public async Task RecordResponseAsync_BeforeTheRecord_IsKeptThroughUpserts()
    {
        await Stores.LeadBook.RecordResponseAsync("a", "anna", Sample.Now, Sample.Now.AddMinutes(3));
        await Stores.LeadBook.UpsertAsync(Sample.Record("a"));
        await Stores.LeadBook.UpsertAsync(Sample.Record("a", score: 1));

        Assert.Equal(Sample.Now.AddMinutes(3), (await Stores.LeadBook.FindAsync("a"))!.RespondedAt);
    }

    [Fact]
    public async Task EraseAsync_Record_LeavesNothing()
    {
        await Stores.LeadBook.UpsertAsync(Sample.Record("a"));
        await Stores.LeadBook.RecordResponseAsync("a", "anna", Sample.Now, Sample.Now);

        Assert.True(await Stores.LeadBook.EraseAsync("a"));
        Assert.False(await Stores.LeadBook.EraseAsync("a"));

        Assert.Null(await Stores.LeadBook.FindAsync("a"));
        await Stores.LeadBook.UpsertAsync(Sample.Record("a"));
        Assert.Null((await Stores.LeadBook.FindAsync("a"))!.RespondedAt);
    }

    [Fact]
    public async Task UpsertAsync_Cancelled_WritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Stores.LeadBook.UpsertAsync(Sample.Record("a"), new CancellationToken(true)));

        Assert.Null(await Stores.LeadBook.FindAsync("a"));
    }
}
