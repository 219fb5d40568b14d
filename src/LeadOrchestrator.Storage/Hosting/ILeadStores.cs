namespace LeadOrchestrator.Storage.Hosting;

/// <summary>All stores of one provider, opened together and closed together.</summary>
public interface ILeadStores : IAsyncDisposable, IDisposable
{
    /// <summary>The lead book.</summary>
    ILeadBook LeadBook { get; }

    /// <summary>The assignment ledger.</summary>
    IAssignmentLedger Ledger { get; }

    /// <summary>The event log.</summary>
    IEventLog EventLog { get; }

    /// <summary>The notification inbox.</summary>
    IInbox Inbox { get; }

    /// <summary>The import store.</summary>
    IImportStore Imports { get; }

    /// <summary>The rule archive.</summary>
    IRuleArchive RuleArchive { get; }

    /// <summary>The job store.</summary>
    IJobStore Jobs { get; }

    /// <summary>The audit log.</summary>
    IAuditLog Audit { get; }

    /// <summary>What was erased.</summary>
    IErasures Erasures { get; }
}

/// <summary>
/// A kind of store. Registering another one makes its name usable as <see cref="StorageOptions.Provider"/>; who uses
/// the stores sees the contracts alone and does not change.
/// </summary>
public interface ILeadStoresProvider
{
    /// <summary>The name that settings use; compared without regard to case.</summary>
    string Name { get; }

    /// <summary>Opens the stores, creating what is missing.</summary>
    /// <exception cref="LeadOrchestrator.Sqlite.StorageException">They cannot be opened; the message says why and what to do.</exception>
    ILeadStores Open(StorageOptions options);
}
