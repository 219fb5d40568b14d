using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>
/// The rows of the ledger, all in one partition: <c>head</c> is the state, <c>a_</c> a lead, <c>d_</c> a rep's day,
/// <c>o_</c> who has a person or account (newest first), <c>q_</c> the house queue (longest waiting first).
/// </summary>
internal static class LedgerRows
{
    public const string Partition = "ledger";
    public const string Head = "head";
    public const string Days = "d_";
    public const string Queue = "q_";

    public const string Assigned = "Assigned";
    public const string Day = "Day";
    public const string RepId = "RepId";
    public const string LeadId = "LeadId";
    public const string At = "At";
    private const string Json = "Json";

    public static string LeadRow(string leadId) => $"a_{RowKeys.Hash(leadId)}";

    public static string DayRow(string repId, DateOnly day) => $"{DaysFrom(day)}_{RowKeys.Ascending(repId)}";

    public static string DaysFrom(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Days}{day.DayNumber:D7}");

    public static string OwnersOf(string key) => $"o_{RowKeys.Hash(key)}_";

    public static LedgerState ToState(TableEntity head) => JsonSerializer.Deserialize(LongText.Get(head, Json)!, AzureTablesJson.Default.LedgerState)!;

    public static LedgerLead ToLead(TableEntity lead) => JsonSerializer.Deserialize(LongText.Get(lead, Json)!, AzureTablesJson.Default.LedgerLead)!;

    public static Assignment ToAssignment(TableEntity queued) => JsonSerializer.Deserialize(LongText.Get(queued, Json)!, StorageJson.Default.Assignment)!;

    /// <summary>Replaces the state as it was read, or adds the first one: the one action that can meet a conflict.</summary>
    public static TableTransactionAction Save(LedgerState state, ETag? read)
    {
        var entity = new TableEntity(Partition, Head);
        LongText.Set(entity, Json, JsonSerializer.Serialize(state, AzureTablesJson.Default.LedgerState));
        return read is { } tag ? new(TableTransactionActionType.UpdateReplace, entity, tag) : new(TableTransactionActionType.Add, entity);
    }

    public static TableTransactionAction SaveDay(string repId, DateOnly day, int count) => Put(
        new TableEntity(Partition, DayRow(repId, day)) { [RepId] = repId, [Day] = day.DayNumber, [Assigned] = count });

    /// <summary>What turns a lead's rows from what they were into what they are to be.</summary>
    /// <param name="before">As read.</param>
    /// <param name="after">As it is to be.</param>
    /// <param name="characters">How long what is written is.</param>
    public static List<TableTransactionAction> Change(LedgerLead before, LedgerLead after, out int characters)
    {
        characters = 0;
        var actions = new List<TableTransactionAction>();
        if (ReferenceEquals(before, after)) return actions;
        if (after.Rounds.Count > 0 || after.ErasedAt is not null)
        {
            var isMark = after.Rounds.Count == 0;
            var json = JsonSerializer.Serialize(isMark ? after with { LeadId = "" } : after, AzureTablesJson.Default.LedgerLead);
            characters += json.Length;
            var entity = new TableEntity(Partition, LeadRow(after.LeadId)) { [LeadId] = isMark ? null : after.LeadId };
            LongText.Set(entity, Json, json);
            actions.Add(Put(entity));
        }
        else if (before.Rounds.Count > 0)
        {
            actions.Add(Delete(LeadRow(before.LeadId)));
        }

        var queued = after.InEffect() is { QueuedAt: { } since } waiting ? (Row: QueueRow(since, after.LeadId), waiting.Assignment) : default;
        var wasQueued = before.InEffect() is { QueuedAt: { } earlier } ? QueueRow(earlier, before.LeadId) : null;
        if (wasQueued is not null && wasQueued != queued.Row) actions.Add(Delete(wasQueued));
        if (queued.Row is not null)
        {
            var json = JsonSerializer.Serialize(queued.Assignment, StorageJson.Default.Assignment);
            characters += json.Length;
            var entity = new TableEntity(Partition, queued.Row) { [LeadId] = after.LeadId };
            LongText.Set(entity, Json, json);
            actions.Add(Put(entity));
        }

        var owners = after.Owners.DistinctBy(owner => OwnerRow(owner, after.LeadId)).ToDictionary(owner => OwnerRow(owner, after.LeadId));
        actions.AddRange(before.Owners.Select(owner => OwnerRow(owner, before.LeadId)).Distinct().Where(row => !owners.ContainsKey(row)).Select(Delete));
        actions.AddRange(owners.Where(owner => !before.Owners.Contains(owner.Value)).Select(owner => Put(
            new TableEntity(Partition, owner.Key) { [LeadId] = after.LeadId, [RepId] = owner.Value.RepId, [At] = owner.Value.At })));
        return actions;
    }

    /// <summary>Removes the mark that a lead was erased, unless the lead is there again.</summary>
    public static async Task ForgetMarkAsync(AzureTable table, string hash, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(Partition, $"a_{hash}", cancellationToken) is { } row && row.GetString(LeadId) is null)
            await table.TrySubmitAsync([new(TableTransactionActionType.Delete, row, row.ETag)], cancellationToken);
    }

    private static string QueueRow(long since, string leadId) => $"{Queue}{RowKeys.Earliest(since)}_{RowKeys.Ascending(leadId)}";

    private static string OwnerRow(LedgerOwner owner, string leadId) => $"{OwnersOf(owner.Key)}{RowKeys.Latest(owner.At)}_{RowKeys.Descending(leadId)}";

    private static TableTransactionAction Put(TableEntity entity) => new(TableTransactionActionType.UpsertReplace, entity);

    private static TableTransactionAction Delete(string row) => new(TableTransactionActionType.Delete, new TableEntity(Partition, row), ETag.All);
}
