using LeadOrchestrator.Engine.Commit;
using LeadOrchestrator.Engine.Hosting;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Benchmarks;

/// <summary>
/// Prepares a file with very many instances: one is run by the engine, and its rows are copied with other keys and ids,
/// so that the rows are those the engine writes.
/// </summary>
internal static class SeedFile
{
    public static void Multiply(string path, int count)
    {
        using var database = SqliteDatabase.Open(new(path, Schema.Sql));
        const int Chunk = 20_000;
        for (var from = 1; from < count; from += Chunk)
        {
            var to = Math.Min(count, from + Chunk) - 1;
            database.WriteAsync(session => Copy(session, from, to)).GetAwaiter().GetResult();
        }
    }

    private static int Copy(SqliteSession session, int from, int to)
    {
        const string Numbers = "WITH RECURSIVE n(i) AS (SELECT $0 UNION ALL SELECT i + 1 FROM n WHERE i < $1), o AS (SELECT min(key) AS key FROM instances)";
        session.Execute($"""
            INSERT INTO instances(key, id, name, status, active, updated, generation, version, trace, custom_status, failure, input, output)
            {Numbers} SELECT o.key + n.i, 'lead-' || lower(hex(randomblob(16))), name, status, active, updated, generation, version, trace, custom_status, failure, input, output
            FROM n, o JOIN instances s ON s.key = o.key
            """, from, to);
        session.Execute($"""
            INSERT INTO history(instance, seq, events)
            {Numbers} SELECT o.key + n.i, h.seq, h.events FROM n, o JOIN history h ON h.instance = o.key
            """, from, to);
        return session.Execute($"""
            INSERT INTO timers(fire_at, instance, id)
            {Numbers} SELECT t.fire_at + n.i, o.key + n.i, t.id FROM n, o JOIN timers t ON t.instance = o.key
            """, from, to);
    }

    /// <summary>Runs the one that is copied.</summary>
    public static async Task OneAsync(string path, Func<EmbeddedEngine, Task> run)
    {
        await using var engine = await EmbeddedEngine.StartAsync(new() { DatabasePath = path }, LeadPipeline.Registry());
        await run(engine);
    }
}
