using System.Text.Json;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite.Ledger;

/// <summary>The ledger's counters and round robins on disk.</summary>
internal static class LedgerTables
{
    public static List<(string RepId, int Open, DateTimeOffset? LastAssignedAt)> Loads(SqliteSession session) => session.Query(
        "SELECT rep_id, open, last_assigned_at FROM rep_loads", row => (row.GetString(0), row.GetInt32(1), row.TimeOrNull(2)));

    public static int AssignedOn(SqliteSession session, string repId, DateOnly day) =>
        (int)session.Scalar<long>("SELECT assigned FROM rep_days WHERE day = $0 AND rep_id = $1", day.DayNumber, repId);

    public static Dictionary<string, RoundRobinState> RoundRobins(SqliteSession session) => session
        .Query("SELECT team, state FROM round_robins", row => (Team: row.GetString(0), State: row.GetString(1)))
        .ToDictionary(row => row.Team, row => JsonSerializer.Deserialize(row.State, StorageJson.Default.RoundRobinState)!, StringComparer.Ordinal);

    public static void SaveRoundRobin(SqliteSession session, string team, RoundRobinState state) => session.Execute(
        "INSERT INTO round_robins (team, state) VALUES ($0, $1) ON CONFLICT (team) DO UPDATE SET state = excluded.state",
        team, JsonSerializer.Serialize(state, StorageJson.Default.RoundRobinState));

    public static void CountAssigned(SqliteSession session, string repId, DateOnly day, DateTimeOffset at)
    {
        session.Execute(
            "INSERT INTO rep_days (day, rep_id, assigned) VALUES ($0, $1, 1) ON CONFLICT (day, rep_id) DO UPDATE SET assigned = assigned + 1",
            day.DayNumber, repId);
        session.Execute(
            """
            INSERT INTO rep_loads (rep_id, open, last_assigned_at) VALUES ($0, 1, $1)
            ON CONFLICT (rep_id) DO UPDATE SET open = open + 1, last_assigned_at = max(excluded.last_assigned_at, coalesce(last_assigned_at, 0))
            """,
            repId, at.UtcTicks);
    }

    public static void CountClosed(SqliteSession session, string repId) =>
        session.Execute("UPDATE rep_loads SET open = open - 1 WHERE rep_id = $0", repId);
}
