using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Commit;

/// <summary>Deletes ended instances inside a transaction.</summary>
internal static class PurgeWrite
{
    private const string Family = """
        WITH RECURSIVE family(key) AS (
            SELECT key FROM instances WHERE key = $0 AND status >= 3
            UNION SELECT i.key FROM instances i JOIN family f ON i.parent = f.key WHERE i.status >= 3)
        SELECT key FROM family
        """;

    /// <summary>Deletes an instance that has ended, and those of its descendants that have.</summary>
    /// <returns>How many instances were deleted.</returns>
    public static int Delete(SqliteSession session, long key)
    {
        var family = session.Query(Family, reader => reader.GetInt64(0), key);
        foreach (var member in family)
        {
            session.Execute("DELETE FROM history WHERE instance = $0", member);
            session.Execute("DELETE FROM instances WHERE key = $0", member);
        }

        return family.Count;
    }
}
