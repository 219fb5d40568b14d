using LeadOrchestrator.Storage.Hosting;
using LeadOrchestrator.Storage.Sqlite;
using LeadOrchestrator.Storage.Tests.Contract;

namespace LeadOrchestrator.Storage.Tests.Sqlite;

public sealed class SqliteLeadBookTests : LeadBookContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));
}

public sealed class SqliteAssignmentLedgerTests : AssignmentLedgerContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));
}

public sealed class SqliteAssignmentRaceTests : AssignmentRaceContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));
}

public sealed class SqliteEventLogTests : EventLogContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));
}

public sealed class SqliteInboxTests : InboxContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));
}

public sealed class SqliteImportStoreTests : ImportStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));
}

public sealed class SqliteRuleArchiveTests : RuleArchiveContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));
}

public sealed class SqliteJobStoreTests : JobStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));
}

public sealed class SqliteAuditLogTests : AuditLogContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));

    [Fact]
    public async Task AnEntry_OnceWritten_CannotBeChanged()
    {
        await Stores.Audit.AppendAsync([new("1", DateTimeOffset.UnixEpoch, "ann", "DELETE", null, null, 200)]);

        await Assert.ThrowsAnyAsync<Exception>(() => ((SqliteStores)Stores).Database.WriteAsync(session => session.Execute("UPDATE audit SET who = 'ben'")));
    }
}

public sealed class SqliteErasuresTests : ErasuresContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ILeadStores> OpenAsync() => Task.FromResult<ILeadStores>(SqliteStores.Open(_folder.Path));
}
