using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>The rule archive in SQLite.</summary>
internal sealed class SqliteRuleArchive(SqliteDatabase database) : IRuleArchive
{
    public Task SaveAsync(string hash, string label, string document, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "INSERT INTO rule_documents (hash, label, document) VALUES ($0, $1, $2) ON CONFLICT (hash) DO NOTHING", hash, label, document),
        cancellationToken);

    public Task<string?> FindAsync(string hash, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Scalar<string>("SELECT document FROM rule_documents WHERE hash = $0", hash), cancellationToken);
}
