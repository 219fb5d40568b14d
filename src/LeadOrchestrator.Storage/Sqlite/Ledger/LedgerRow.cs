using System.Text.Json;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Sqlite;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite.Ledger;

/// <summary>One round of a lead's assignment, as it is kept.</summary>
/// <param name="Round">The round.</param>
/// <param name="InEffect">Whether this is where the lead stands; of a lead's rounds exactly one is.</param>
/// <param name="Outcome">What the round came to.</param>
/// <param name="RepId">Who has it.</param>
/// <param name="Open">Whether it counts as open.</param>
/// <param name="QueuedAt">Since when it waits in the house queue, in ticks; null if it does not.</param>
/// <param name="Decision">The assignment, as JSON.</param>
internal sealed record LedgerRow(int Round, bool InEffect, AssignmentOutcome Outcome, string? RepId, bool Open, long? QueuedAt, string Decision)
{
    private const string Columns = "SELECT round, in_effect, outcome, rep_id, open, queued_at, decision FROM assignments";

    public Assignment Assignment => ReadDecision(Decision);

    /// <summary>A queued decision is not final: the next time somebody may be there.</summary>
    public bool IsFinal => Outcome != AssignmentOutcome.Queued;

    public static Assignment ReadDecision(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.Assignment)!;

    public static List<LedgerRow> RoundsOf(SqliteSession session, string leadId) =>
        session.Query($"{Columns} WHERE lead_id = $0 ORDER BY round", Map, leadId);

    public static LedgerRow? InEffectOf(SqliteSession session, string leadId) =>
        session.Query($"{Columns} WHERE lead_id = $0 AND in_effect = 1", Map, leadId).FirstOrDefault();

    public static void Save(SqliteSession session, string leadId, LedgerRow row) => session.Execute(
        """
        INSERT INTO assignments (lead_id, round, in_effect, outcome, rep_id, open, queued_at, decision) VALUES ($0, $1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (lead_id, round) DO UPDATE SET
          in_effect = excluded.in_effect, outcome = excluded.outcome, rep_id = excluded.rep_id, open = excluded.open,
          queued_at = excluded.queued_at, decision = excluded.decision
        """,
        leadId, row.Round, row.InEffect, (int)row.Outcome, row.RepId, row.Open, row.QueuedAt, row.Decision);

    private static LedgerRow Map(SqliteDataReader row) => new(
        row.GetInt32(0), row.GetBoolean(1), (AssignmentOutcome)row.GetInt32(2), row.TextOrNull(3), row.GetBoolean(4),
        row.IsDBNull(5) ? null : row.GetInt64(5), row.GetString(6));
}
