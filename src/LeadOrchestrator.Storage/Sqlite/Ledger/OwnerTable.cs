using System.Collections.Concurrent;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite.Ledger;

/// <summary>Who has which person or account. All keys of a lead go into one statement, because there is one for every assignment.</summary>
internal static class OwnerTable
{
    private static readonly ConcurrentDictionary<int, string> FindSql = [];
    private static readonly ConcurrentDictionary<int, string> SaveSql = [];

    /// <summary>Who was last given a lead with one of the keys; the first key that anybody has decides.</summary>
    public static string? Find(SqliteSession session, IReadOnlyList<string> keys) => keys.Count == 0
        ? null
        : session.Scalar<string>(
            FindSql.GetOrAdd(keys.Count, count => $"SELECT coalesce({Repeat(count, NewestOf)}, NULL)"), [.. keys]);

    public static void Save(SqliteSession session, string leadId, string repId, IReadOnlyList<string> keys, DateTimeOffset at)
    {
        if (keys.Count == 0) return;
        session.Execute(
            SaveSql.GetOrAdd(
                keys.Count,
                count => $"INSERT INTO owners (key, assigned_at, lead_id, rep_id) VALUES {Repeat(count, key => $"(${key + 3}, $0, $1, $2)")} "
                    + "ON CONFLICT DO UPDATE SET rep_id = excluded.rep_id"),
            [at.UtcTicks, leadId, repId, .. keys]);
    }

    public static int Forget(SqliteSession session, string leadId) => session.Execute("DELETE FROM owners WHERE lead_id = $0", leadId);

    private static string NewestOf(int key) =>
        $"(SELECT rep_id FROM owners WHERE key = ${key} ORDER BY assigned_at DESC, lead_id DESC LIMIT 1)";

    private static string Repeat(int count, Func<int, string> part) => string.Join(", ", Enumerable.Range(0, count).Select(part));
}
