using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using LeadOrchestrator.Storage.Paging;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>
/// The lead book on Azure Tables. A lead has two rows in the partition of its id: <c>l_</c> tells by id when it was submitted,
/// what the content's hash is and when it was responded to (which may come before the record does); <c>t_</c> is the record,
/// under its time. Every write replaces the first row by its ETag, and so decides who was first. When a lead is erased for good, the
/// first row stays and says when, nothing else: a write that read it before meets a conflict, and one that comes later is refused.
/// </summary>
internal sealed class AzureLeadBook(AzureTable table, Attempts attempts, IErasures erasures) : ILeadBook
{
    private const string List = "leads";
    private const string ContentHash = "ContentHash";
    private const string AssignedAt = "AssignedAt";
    private const string ErasedAt = "ErasedAt";

    public Task<bool> UpsertAsync(LeadRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var hash = HashOf(record);
        return ChangeAsync(record.LeadId, record.SubmittedAt, (head, actions) =>
        {
            var unchanged = head.GetString(ContentHash) == hash;
            var responded = head.Time(nameof(LeadRecord.RespondedAt));
            if (unchanged && (record.RespondedAt is null || responded is not null)) return true;

            var row = TimeRow(record.LeadId, record.SubmittedAt);
            if (OldRow(head) is { } old && old != row) actions.Add(new(TableTransactionActionType.Delete, new TableEntity(head.PartitionKey, old)));
            if (responded is null && record.RespondedAt is { } at)
            {
                SetResponse(head, record.RepId, record.SubmittedAt, at);
                responded = at;
            }

            head[nameof(LeadRecord.SubmittedAt)] = record.SubmittedAt.UtcTicks;
            head[ContentHash] = hash;
            if (!unchanged) actions.Add(new(TableTransactionActionType.UpsertReplace, ToEntity(record with { RespondedAt = responded }, head.PartitionKey, row)));
            else actions.Add(ResponseOf(head.PartitionKey, row, responded!.Value));
            return unchanged;
        }, cancellationToken);
    }

    public async Task<LeadRecord?> FindAsync(string leadId, CancellationToken cancellationToken) => await attempts.RunAsync<LeadRecord?>(
        "A lead's record", async () =>
        {
            if (await FindHeadAsync(leadId, cancellationToken) is not { } head || OldRow(head) is not { } row) return (true, null);
            var found = await table.FindAsync(head.PartitionKey, row, cancellationToken);
            return (found is not null, found is null ? null : ToRecord(found)); // moved in between: look again
        }, cancellationToken);

    public async Task<Page<LeadRecord>> ListAsync(int top, string? continuationToken, CancellationToken cancellationToken)
    {
        var limit = Pages.RowsFor(top);
        var after = ContinuationToken.Decode(List, continuationToken);
        var from = after is { } place ? RowKeys.After($"t_{RowKeys.Latest(place.Order)}_{place.Id}") : "t_";
        var rows = await NewestFirst.ReadAsync(table, from, RowKeys.After("t_"), limit, filter: null, cancellationToken);
        return Pages.Cut(rows, top, List, ToRecord, row => new(row.GetInt64(nameof(LeadRecord.SubmittedAt))!.Value, row.RowKey.Split('_', 3)[2]));
    }

    public Task<bool> RecordResponseAsync(
        string leadId, string? repId, DateTimeOffset assignedAt, DateTimeOffset respondedAt, CancellationToken cancellationToken) => ChangeAsync(
        leadId, assignedAt, (head, actions) =>
        {
            if (head.Time(nameof(LeadRecord.RespondedAt)) is not null) return false;
            SetResponse(head, repId, assignedAt, respondedAt);
            actions.Add(OldRow(head) is { } row ? ResponseOf(head.PartitionKey, row, respondedAt) : null);
            return true;
        }, cancellationToken);

    public async Task<bool> EraseAsync(string leadId, CancellationToken cancellationToken)
    {
        var erasedAt = await erasures.FindAsync(leadId, cancellationToken);
        return await attempts.RunAsync("A lead's record", async () =>
        {
            var head = await FindHeadAsync(leadId, cancellationToken);
            if (head is null && erasedAt is null) return (true, false);
            var mark = new TableEntity(PartitionOf(leadId), HeadRow(leadId)) { [ErasedAt] = erasedAt?.UtcTicks };
            var actions = new List<TableTransactionAction>
            {
                head is null ? new(TableTransactionActionType.Add, mark)
                : erasedAt is null ? new(TableTransactionActionType.Delete, head, head.ETag)
                : new(TableTransactionActionType.UpdateReplace, mark, head.ETag),
            };
            if (head is not null && OldRow(head) is { } row) actions.Add(new(TableTransactionActionType.Delete, new TableEntity(head.PartitionKey, row)));
            return (await table.TrySubmitAsync(actions, cancellationToken) is not null, head is not null && !IsMark(head));
        }, cancellationToken);
    }

    /// <summary>Removes the mark that a lead was erased, unless the lead is there again.</summary>
    public static async Task ForgetMarkAsync(AzureTable table, string hash, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(RowKeys.PartitionOf(hash), $"l_{hash}", cancellationToken) is { } head && IsMark(head))
            await table.TrySubmitAsync([new(TableTransactionActionType.Delete, head, head.ETag)], cancellationToken);
    }

    /// <summary>Reads the first row, lets it be changed together with others, and writes unless nothing is to be written.</summary>
    private Task<bool> ChangeAsync(string leadId, DateTimeOffset submittedAt, Func<TableEntity, List<TableTransactionAction?>, bool> change, CancellationToken cancellationToken) => attempts.RunAsync(
        "A lead's record", async () =>
        {
            var found = await FindHeadAsync(leadId, cancellationToken);
            if (ErasuresExtensions.Covers(found?.Time(ErasedAt), submittedAt)) throw new LeadErasedException(leadId);
            var head = found ?? new TableEntity(PartitionOf(leadId), HeadRow(leadId));
            head[nameof(LeadRecord.LeadId)] = leadId;
            var actions = new List<TableTransactionAction?>();
            var result = change(head, actions);
            if (actions.Count == 0) return (true, result);
            var first = found is null
                ? new TableTransactionAction(TableTransactionActionType.Add, head)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, found.ETag);
            return (await table.TrySubmitAsync([first, .. actions.OfType<TableTransactionAction>()], cancellationToken) is not null, result);
        }, cancellationToken);

    private Task<TableEntity?> FindHeadAsync(string leadId, CancellationToken cancellationToken) =>
        table.FindAsync(PartitionOf(leadId), HeadRow(leadId), cancellationToken);

    private static bool IsMark(TableEntity head) => head.GetString(nameof(LeadRecord.LeadId)) is null;

    private static string PartitionOf(string leadId) => RowKeys.PartitionOf(RowKeys.Hash(leadId));

    private static string HeadRow(string leadId) => $"l_{RowKeys.Hash(leadId)}";

    private static string TimeRow(string leadId, DateTimeOffset submittedAt) => $"t_{RowKeys.Latest(submittedAt.UtcTicks)}_{RowKeys.Descending(leadId)}";

    private static string? OldRow(TableEntity head) =>
        head.Time(nameof(LeadRecord.SubmittedAt)) is { } at ? TimeRow(head.GetString(nameof(LeadRecord.LeadId)), at) : null;

    private static void SetResponse(TableEntity head, string? repId, DateTimeOffset assignedAt, DateTimeOffset respondedAt)
    {
        head[nameof(LeadRecord.RespondedAt)] = respondedAt.UtcTicks;
        head[AssignedAt] = assignedAt.UtcTicks;
        if (repId is not null) head[nameof(LeadRecord.RepId)] = repId;
    }

    private static TableTransactionAction ResponseOf(string partition, string row, DateTimeOffset at) => new(
        TableTransactionActionType.UpdateMerge, new TableEntity(partition, row) { [nameof(LeadRecord.RespondedAt)] = at.UtcTicks }, ETag.All);

    /// <summary>Everything but the time of the write is content; the response is kept apart.</summary>
    private static string HashOf(LeadRecord record) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        record with { UpdatedAt = default, RespondedAt = null, SubmittedAt = record.SubmittedAt.ToUniversalTime() }, AzureTablesJson.Default.LeadRecord)));

    private static TableEntity ToEntity(LeadRecord record, string partition, string row)
    {
        var entity = new TableEntity(partition, row)
        {
            [nameof(LeadRecord.LeadId)] = record.LeadId,
            [nameof(LeadRecord.SubmittedAt)] = record.SubmittedAt.UtcTicks,
            [nameof(LeadRecord.UpdatedAt)] = record.UpdatedAt.UtcTicks,
            [nameof(LeadRecord.Score)] = record.Score,
            [nameof(LeadRecord.Grade)] = record.Grade,
            [nameof(LeadRecord.Action)] = record.Action,
        };
        if (record.RepId is not null) entity[nameof(LeadRecord.RepId)] = record.RepId;
        if (record.Team is not null) entity[nameof(LeadRecord.Team)] = record.Team;
        if (record.RespondedAt is { } at) entity[nameof(LeadRecord.RespondedAt)] = at.UtcTicks;
        LongText.Set(entity, nameof(LeadRecord.Lead), JsonSerializer.Serialize(record.Lead, StorageJson.Default.Lead));
        return entity;
    }

    private static LeadRecord ToRecord(TableEntity row) => new(
        row.GetString(nameof(LeadRecord.LeadId)), JsonSerializer.Deserialize(LongText.Get(row, nameof(LeadRecord.Lead))!, StorageJson.Default.Lead)!,
        row.Time(nameof(LeadRecord.SubmittedAt))!.Value, row.Time(nameof(LeadRecord.UpdatedAt))!.Value, row.GetInt32(nameof(LeadRecord.Score))!.Value,
        row.GetString(nameof(LeadRecord.Grade)), row.GetString(nameof(LeadRecord.Action)), row.GetString(nameof(LeadRecord.RepId)),
        row.GetString(nameof(LeadRecord.Team)), row.Time(nameof(LeadRecord.RespondedAt)));
}
