using Azure.Core.Pipeline;
using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.AzureTables.Ledger;
using LeadOrchestrator.Storage.Hosting;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>
/// The stores on an Azure Storage account, which several processes may use at the same time. Nothing is held across calls:
/// a process that dies leaves whole transactions or none. Erasing deletes the entities and blobs; if soft delete or
/// versioning is switched on for the account's blobs, import files stay recoverable for as long as that says.
/// </summary>
public sealed class AzureTablesStores : ILeadStores
{
    private readonly AzureAssignmentLedger _ledger;

    private AzureTablesStores(AzureTable leads, AzureTable ledger, AzureTable events, AzureTable inbox, AzureTable imports, AzureTable archive, AzureTable audit, ImportBlobs files, Func<Attempts> attempts)
    {
        Erasures = new AzureErasures(archive, attempts(), (hash, stop) => Task.WhenAll(AzureLeadBook.ForgetMarkAsync(leads, hash, stop), LedgerRows.ForgetMarkAsync(ledger, hash, stop)));
        LeadBook = new AzureLeadBook(leads, attempts(), Erasures);
        _ledger = new AzureAssignmentLedger(ledger, attempts(), Erasures);
        EventLog = new AzureEventLog(events, Erasures);
        Inbox = new AzureInbox(inbox, Erasures);
        Imports = new AzureImportStore(imports, files);
        RuleArchive = new AzureRuleArchive(archive);
        Jobs = new AzureJobStore(archive);
        Audit = new AzureAuditLog(audit);
    }

    /// <inheritdoc/>
    public ILeadBook LeadBook { get; }

    /// <inheritdoc/>
    public IAssignmentLedger Ledger => _ledger;

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

    /// <summary>Opens the stores, and creates tables and container where they are missing.</summary>
    /// <param name="options">Which account, and how it is connected to.</param>
    /// <param name="clock">What waits between attempts are measured with.</param>
    /// <param name="random">By what waits differ; it must be usable from several threads.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="StorageException">The account cannot be reached, or may not be used; the message names the setting or the role.</exception>
    public static Task<AzureTablesStores> OpenAsync(StorageOptions options, TimeProvider clock, Random random, CancellationToken cancellationToken = default) =>
        OpenAsync(options, clock, random, transport: null, cancellationToken);

    internal static async Task<AzureTablesStores> OpenAsync(
        StorageOptions options, TimeProvider clock, Random random, HttpPipelineTransport? transport, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = new AzureConnection(options, transport);
        var tables = new[] { "Book", "Ledger", "Events", "Inbox", "Imports", "Archive", "Audit" }
            .Select(name => new AzureTable(connection.Tables.GetTableClient(options.TablePrefix + name), connection.Errors)).ToArray();
        var files = new ImportBlobs(connection.Blobs.GetBlobContainerClient($"{options.TablePrefix.ToLowerInvariant()}-imports"), connection.Errors);
        await Task.WhenAll([.. tables.Select(table => table.CreateAsync(cancellationToken)), files.CreateAsync(cancellationToken)]);
        return new(tables[0], tables[1], tables[2], tables[3], tables[4], tables[5], tables[6], files, () => new Attempts(clock, random));
    }

    /// <summary>Finishes what was begun.</summary>
    public void Dispose() => Task.Run(() => _ledger.DisposeAsync().AsTask()).GetAwaiter().GetResult();

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync() => _ledger.DisposeAsync();
}
