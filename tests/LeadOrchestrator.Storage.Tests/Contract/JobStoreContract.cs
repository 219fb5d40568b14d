namespace LeadOrchestrator.Storage.Tests.Contract;

public abstract class JobStoreContract : StoreContract
{
    [Fact]
    public async Task RecordRunAsync_SeveralTimes_TheLastIsKnown()
    {
        Assert.Null(await Stores.Jobs.LastRunAsync("digest"));

        await Stores.Jobs.RecordRunAsync("digest", Sample.Now);
        await Stores.Jobs.RecordRunAsync("digest", Sample.Now.AddDays(1));
        await Stores.Jobs.RecordRunAsync("sweep", Sample.Now);
        await ReopenAsync();

        Assert.Equal(Sample.Now.AddDays(1), await Stores.Jobs.LastRunAsync("digest"));
        Assert.Equal(Sample.Now, await Stores.Jobs.LastRunAsync("sweep"));
    }
}
