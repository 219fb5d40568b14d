namespace LeadOrchestrator.Storage.Tests.Contract;

public abstract class RuleArchiveContract : StoreContract
{
    [Fact]
    public async Task SaveAsync_Twice_KeepsTheDocument()
    {
        await Stores.RuleArchive.SaveAsync("hash", "v1", """{ "name": "é" }""");
        await Stores.RuleArchive.SaveAsync("hash", "v1 again", "{}");
        await ReopenAsync();

        Assert.Equal("""{ "name": "é" }""", await Stores.RuleArchive.FindAsync("hash"));
        Assert.Null(await Stores.RuleArchive.FindAsync("other"));
    }
}
