namespace LeadOrchestrator.Storage.Tests.Contract;

public abstract class InboxContract : StoreContract
{
    private IInbox Inbox => Stores.Inbox;

    [Fact]
    public async Task AddAsync_SameKeyTwice_KeepsTheFirst()
    {
        Assert.True(await Inbox.AddAsync(Notice("1")));
        Assert.False(await Inbox.AddAsync(Notice("1") with { Text = "Other." }));
        await ReopenAsync();

        Assert.Equal([Notice("1")], (await Inbox.ListAsync(null, 10)).Items);
    }

    [Fact]
    public async Task ListAsync_Recipient_GivesTheirsAloneNewestFirst()
    {
        for (var i = 0; i < 9; i++) await Inbox.AddAsync(Notice($"{i}", minutes: i / 2) with { Recipient = i % 3 == 0 ? "bert" : "anna" });

        var anna = await ReadAllAsync(token => Inbox.ListAsync("anna", 2, token));
        var all = await ReadAllAsync(token => Inbox.ListAsync(null, 2, token));

        Assert.Equal(["8", "7", "5", "4", "2", "1"], anna.Select(notice => notice.Key));
        Assert.Equal(["8", "7", "6", "5", "4", "3", "2", "1", "0"], all.Select(notice => notice.Key));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Inbox.ListAsync("anna", 2, "rubbish"));
    }

    [Fact]
    public async Task EraseAsync_Lead_RemovesWhatIsAboutItAlone()
    {
        await Inbox.AddAsync(Notice("1"));
        await Inbox.AddAsync(Notice("2"));
        await Inbox.AddAsync(Notice("3") with { LeadId = "b" });
        await Inbox.AddAsync(Notice("4") with { LeadId = null, Kind = "digest" });

        Assert.Equal(["2", "1"], (await Inbox.ListAboutAsync("a")).Select(notice => notice.Key).OrderDescending());
        Assert.Equal(2, await Inbox.EraseAsync("a"));
        Assert.Empty(await Inbox.ListAboutAsync("a"));
        Assert.Equal(0, await Inbox.EraseAsync("a"));

        Assert.Equal(["4", "3"], (await Inbox.ListAsync(null, 10)).Items.Select(notice => notice.Key));
    }

    private static Notification Notice(string key, int minutes = 0) => new(key, "anna", "a", "assigned", "A lead for you.", Sample.Now.AddMinutes(minutes));
}
