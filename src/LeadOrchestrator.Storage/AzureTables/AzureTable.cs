using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>One table. Its errors say what to do; a conflict is an answer, not an error.</summary>
internal sealed class AzureTable(TableClient client, AzureErrors errors)
{
    /// <summary>The most entities that one transaction takes; https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions.</summary>
    public const int MaxActions = 100;

    private const int MaxPageSize = 1000;

    public Task CreateAsync(CancellationToken cancellationToken) => GuardAsync(() => client.CreateIfNotExistsAsync(cancellationToken), cancellationToken);

    /// <summary>An entity, or null.</summary>
    public async Task<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var found = await GuardAsync(() => client.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken), cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The entities of a partition from one row key (inclusive) up to another (exclusive), in the order of their keys.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="from">The first row key.</param>
    /// <param name="before">Behind the last row key.</param>
    /// <param name="pageSize">How many are fetched at a time.</param>
    /// <param name="filter">What they must match besides; null for nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string partition, string from, string before, int pageSize, string? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var range = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}");
        var query = client.QueryAsync<TableEntity>(
            filter is null ? range : $"{range} and {filter}", Math.Clamp(pageSize, 1, MaxPageSize), cancellationToken: cancellationToken);
        await using var rows = query.GetAsyncEnumerator(cancellationToken);
        while (await GuardAsync(() => rows.MoveNextAsync().AsTask(), cancellationToken)) yield return rows.Current;
    }

    /// <summary>Writes all of it or nothing; all of one partition.</summary>
    /// <returns>An answer for each action; null if somebody else was faster, and nothing is written.</returns>
    public async Task<IReadOnlyList<Response>?> TrySubmitAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.SubmitTransactionAsync(actions, cancellationToken)).Value;
        }
        catch (RequestFailedException conflict) when (AzureErrors.IsConflict(conflict))
        {
            return null;
        }
        catch (Exception exception) when (AzureErrors.IsStorage(exception, cancellationToken))
        {
            throw errors.Explain(exception, client.Name);
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (AzureErrors.IsStorage(exception, cancellationToken))
        {
            throw errors.Explain(exception, client.Name);
        }
    }
}
