using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Hosting;
using LeadOrchestrator.Storage.Sqlite.Ledger;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>
/// The stores on one SQLite file. Writes that come at the same time share one transaction and one flush to disk, and
/// each is reported done when that is on disk. Erasing overwrites: deleted content is zeroed in the file
/// (<c>secure_delete</c>) and the write-ahead log, which still held it, is emptied before an erase is reported done.
/// Copies that the file system or a backup made are out of reach.
/// </summary>
public sealed class SqliteStores : ILeadStores, IWriteProbe
{
    private SqliteStores(SqliteDatabase database, string folder)
    {
        Database = database;
        var eraser = new Eraser(database);
        LeadBook = new SqliteLeadBook(database, eraser);
        Ledger = new SqliteAssignmentLedger(database, eraser);
        EventLog = new SqliteEventLog(database, eraser);
        Inbox = new SqliteInbox(database, eraser);
        Imports = new SqliteImportStore(database, eraser, new ImportFiles(Path.Combine(folder, "imports")));
        RuleArchive = new SqliteRuleArchive(database);
        Jobs = new SqliteJobStore(database);
        Audit = new SqliteAuditLog(database);
        Erasures = new SqliteErasures(database);
    }

    /// <inheritdoc/>
    public ILeadBook LeadBook { get; }

    /// <inheritdoc/>
    public IAssignmentLedger Ledger { get; }

    /// <inheritdoc/>
    public IEventLog EventLog { get; }

    /// <inheritdoc/>
    public IInbox Inbox { get; }

    /// <inheritdoc/>
    public IImportStore Imports { get; }

    /// <inheritdoc/>
    public IRuleArchive RuleArchive { get; }

    /// <inheritdoc/>
    public IJobStore Jobs { get; }

    /// <inheritdoc/>
    public IAuditLog Audit { get; }

    /// <inheritdoc/>
    public IErasures Erasures { get; }

    internal SqliteDatabase Database { get; }

    /// <inheritdoc/>
    public string Name => "stores";

    /// <inheritdoc/>
    public Task<StorageException?> ProbeAsync() => Database.ProbeAsync();

    /// <summary>Opens, or creates, the stores of a folder.</summary>
    /// <exception cref="StorageException">
    /// The folder cannot be written, another process owns it, or the file is damaged or of a newer version.
    /// </exception>
    public static SqliteStores Open(string folder)
    {
        var path = Path.Combine(folder, "leads.db");
        SchemaGuard.Check(path);
        var database = SqliteDatabase.Open(new SqliteDatabaseOptions(path, SqliteSchema.Sql));
        try
        {
            return new SqliteStores(database, folder);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Commits what waits and closes the file.</summary>
    public void Dispose() => Database.Dispose();

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
