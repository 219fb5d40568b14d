namespace LeadOrchestrator.Storage.Tests.Contract;

public abstract class AuditLogContract : StoreContract
{
    private IAuditLog Log => Stores.Audit;

    [Fact]
    public async Task ReadAsync_AfterReopen_GivesEveryField()
    {
        AuditEntry[] written = [Entry(1), Entry(2) with { On = null, From = null, Status = 401, Count = 17 }];
        await Log.AppendAsync(written);
        await ReopenAsync();

        Assert.Equal(written.Reverse(), (await Log.ReadAsync(new())).Items);
    }

    [Fact]
    public async Task AppendAsync_SameAgain_IsThereOnce()
    {
        await Log.AppendAsync([Entry(1)]);
        await Log.AppendAsync([Entry(1)]);

        Assert.Single((await Log.ReadAsync(new())).Items);
    }

    [Fact]
    public async Task ReadAsync_Filters_MustAllMatch()
    {
        await Log.AppendAsync([.. Enumerable.Range(0, 10).Select(i => Entry(i) with { Who = i % 2 == 0 ? "ann" : "O'Neill" })]);

        Assert.Equal([8, 6, 4, 2, 0], await MinutesAsync(new(Who: "ann")));
        Assert.Equal([9, 7, 5, 3, 1], await MinutesAsync(new(Who: "O'Neill")));
        Assert.Equal([6, 5, 4, 3], await MinutesAsync(new(Sample.Now.AddMinutes(3), Sample.Now.AddMinutes(6))));
        Assert.Equal([4], await MinutesAsync(new(Sample.Now.AddMinutes(3), Sample.Now.AddMinutes(5), "ann")));
        Assert.Empty(await MinutesAsync(new(Who: "nobody")));
    }

    [Fact]
    public async Task ReadAsync_PageByPage_GivesEachOnceNewestFirst()
    {
        for (var i = 0; i < 250; i += 50) await Log.AppendAsync([.. Enumerable.Range(i, 50).Select(n => Entry(n) with { At = Sample.Now.AddMinutes(n / 40) })]);

        var all = await ReadAllAsync(token => Log.ReadAsync(new(Top: 7, ContinuationToken: token)));

        Assert.Equal(250, all.DistinctBy(entry => entry.Id).Count());
        Assert.Equal(all.OrderByDescending(entry => entry.At).Select(entry => entry.At), all.Select(entry => entry.At));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Log.ReadAsync(new(ContinuationToken: "rubbish")));
    }

    [Fact]
    public async Task PurgeAsync_Before_RemovesTheOlderAlone()
    {
        await Log.AppendAsync([.. Enumerable.Range(0, 150).Select(Entry)]);

        Assert.Equal(148, await Log.PurgeAsync(Sample.Now.AddMinutes(148)));
        Assert.Equal([149, 148], await MinutesAsync(new()));
    }

    private static AuditEntry Entry(int minutes) =>
        new($"{minutes:00000000000000000000000000000000}", Sample.Now.AddMinutes(minutes), "ann", "DELETE /api/leads/{id}", "lead-é\n1", "192.0.2.1", 204);

    private async Task<IEnumerable<int>> MinutesAsync(AuditQuery query) =>
        (await Log.ReadAsync(query)).Items.Select(entry => (int)(entry.At - Sample.Now).TotalMinutes);
}
