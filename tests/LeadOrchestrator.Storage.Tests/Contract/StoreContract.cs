using LeadOrchestrator.Storage.Hosting;

namespace LeadOrchestrator.Storage.Tests.Contract;

/// <summary>What every store must keep, whatever it is kept in. A store's tests inherit these and say how it is opened.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected ILeadStores Stores { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Stores = await OpenAsync();

    public virtual async Task DisposeAsync() => await Stores.DisposeAsync();

    /// <summary>Opens the stores; after they have been closed, the same ones again.</summary>
    protected abstract Task<ILeadStores> OpenAsync();

    protected async Task ReopenAsync()
    {
        await Stores.DisposeAsync();
        Stores = await OpenAsync();
    }

    protected static async Task<List<T>> ReadAllAsync<T>(Func<string?, Task<Page<T>>> read)
    {
        var all = new List<T>();
        string? token = null;
        do
        {
            var page = await read(token);
            all.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);
        return all;
    }
}
