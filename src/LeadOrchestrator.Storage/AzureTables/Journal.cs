using System.Globalization;
using Azure.Data.Tables;
using LeadOrchestrator.Storage.Paging;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>
/// Entries that are added once, listed newest first as a whole or by group, and erased by group. An entry is one row for
/// its key, one for the list of all and one for the list of each group, all in the partition of its key, so that one
/// transaction writes them: the key's row makes adding it twice fail. Lists and erasing look into all partitions.
/// <para>
/// An erasure cannot know the partitions of what is still to come, so whoever has added something of a lead looks whether the lead
/// was erased: either the erasure finds the entry, or the entry's writer finds the erasure and takes the entry back. A lead submitted
/// anew has other keys, so what is taken back is never its.
/// </para>
/// </summary>
internal sealed class Journal(AzureTable table, string list, IErasures erasures)
{
    private const string Rows = "Rows";
    private const string All = "t";

    /// <summary>Adds an entry unless one of its key is there.</summary>
    /// <param name="key">What it is known by.</param>
    /// <param name="time">When it was.</param>
    /// <param name="groups">The lists that it is in, besides that of all.</param>
    /// <param name="fields">What it says.</param>
    /// <param name="leadId">The lead it is about; null for none.</param>
    /// <param name="submittedAt">When the run was submitted that it comes from.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<bool> AddAsync(
        string key, DateTimeOffset time, IEnumerable<Group> groups, Action<TableEntity> fields, string? leadId, DateTimeOffset? submittedAt,
        CancellationToken cancellationToken)
    {
        var hash = RowKeys.Hash(submittedAt is { } run ? $"{key}\n{RowKeys.Earliest(run.UtcTicks)}" : key);
        var place = $"{RowKeys.Latest(time.UtcTicks)}_{RowKeys.Descending(key)}";
        string[] rows = [$"k_{hash}", $"{All}_{place}", .. groups.Select(group => $"{group.Prefix}_{place}")];
        var added = await table.TrySubmitAsync([.. rows.Select((row, i) => Action(row, withFields: i > 0))], cancellationToken);
        if (leadId is null || !await erasures.CoverAsync(leadId, submittedAt, cancellationToken)) return added is not null;
        await TakeBackAsync(hash, cancellationToken);
        throw new LeadErasedException(leadId);

        TableTransactionAction Action(string row, bool withFields)
        {
            var entity = new TableEntity(RowKeys.PartitionOf(hash), row);
            if (withFields) fields(entity);
            entity[Rows] = string.Join(' ', rows);
            return new(TableTransactionActionType.Add, entity);
        }
    }

    /// <summary>A page, newest first.</summary>
    /// <param name="group">Of which group; null for all.</param>
    /// <param name="from">Not before.</param>
    /// <param name="to">Not after.</param>
    /// <param name="filter">What else must match; null for nothing.</param>
    /// <param name="top">How many at most.</param>
    /// <param name="continuationToken">Where the last page ended.</param>
    /// <param name="toItem">What an entry says.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<Page<T>> ReadAsync<T>(
        Group? group, DateTimeOffset? from, DateTimeOffset? to, string? filter, int top, string? continuationToken, Func<TableEntity, T> toItem,
        CancellationToken cancellationToken)
    {
        var limit = Pages.RowsFor(top);
        var after = ContinuationToken.Decode(list, continuationToken);
        var prefix = group?.Prefix ?? All;
        var first = to is { } last ? $"{prefix}_{RowKeys.Latest(last.UtcTicks)}" : $"{prefix}_";
        if (after is { } place)
        {
            var behind = RowKeys.After($"{prefix}_{RowKeys.Latest(place.Order)}_{place.Id}");
            if (string.CompareOrdinal(behind, first) > 0) first = behind;
        }

        var end = RowKeys.After(from is { } earliest ? $"{prefix}_{RowKeys.Latest(earliest.UtcTicks)}_" : $"{prefix}_");
        if (string.CompareOrdinal(first, end) >= 0) return new([], null);
        var rows = await NewestFirst.ReadAsync(table, first, end, limit, filter, cancellationToken);
        return Pages.Cut(rows, top, list, toItem, row => PlaceOf(row, prefix));
    }

    /// <summary>Removes the entries of a group from every list.</summary>
    public async Task<int> EraseAsync(Group group, CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(RowKeys.Partitions.Select(partition => EraseAsync(partition, group, cancellationToken)));
        return counts.Sum();
    }

    private async Task<int> EraseAsync(string partition, Group group, CancellationToken cancellationToken)
    {
        var count = 0;
        var entries = table.QueryAsync(partition, $"{group.Prefix}_", RowKeys.After($"{group.Prefix}_"), AzureTable.MaxActions, cancellationToken: cancellationToken);
        await foreach (var entry in entries)
            if (await DeleteAsync(partition, entry, cancellationToken)) count++;
        return count;
    }

    private async Task TakeBackAsync(string hash, CancellationToken cancellationToken)
    {
        var partition = RowKeys.PartitionOf(hash);
        if (await table.FindAsync(partition, $"k_{hash}", cancellationToken) is { } entry) await DeleteAsync(partition, entry, cancellationToken);
    }

    private async Task<bool> DeleteAsync(string partition, TableEntity entry, CancellationToken cancellationToken)
    {
        var rows = entry.GetString(Rows).Split(' ').Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row)));
        return await table.TrySubmitAsync([.. rows], cancellationToken) is not null; // else somebody erases it at the same time
    }

    private static ContinuationToken PlaceOf(TableEntity row, string prefix)
    {
        var place = row.RowKey[(prefix.Length + 1)..].Split('_', 2);
        return new(RowKeys.TicksOf(place[0]), place[1]);
    }

    /// <summary>A list of its own: entries that share something.</summary>
    /// <param name="Kind">One letter: what they share. Neither <c>k</c> nor <c>t</c>.</param>
    /// <param name="Value">What it is.</param>
    public readonly record struct Group(char Kind, string Value)
    {
        public string Prefix => string.Create(CultureInfo.InvariantCulture, $"{Kind}_{RowKeys.Hash(Value)}");
    }
}
