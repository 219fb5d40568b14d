using LeadOrchestrator.Storage.Hosting;
using LeadOrchestrator.Storage.Tests.Contract;

namespace LeadOrchestrator.Storage.Tests.AzureTables;

[Collection(AzuriteTests.Name)]
public sealed class AzureLeadBookTests(Azurite azurite) : LeadBookContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureAssignmentLedgerTests(Azurite azurite) : AssignmentLedgerContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureAssignmentRaceTests(Azurite azurite) : AssignmentRaceContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureEventLogTests(Azurite azurite) : EventLogContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureInboxTests(Azurite azurite) : InboxContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureImportStoreTests(Azurite azurite) : ImportStoreContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureRuleArchiveTests(Azurite azurite) : RuleArchiveContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureJobStoreTests(Azurite azurite) : JobStoreContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureAuditLogTests(Azurite azurite) : AuditLogContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureErasuresTests(Azurite azurite) : ErasuresContract
{
    private readonly StorageOptions _options = AzureSample.Options(azurite);

    protected override Task<ILeadStores> OpenAsync() => AzureSample.OpenAsync(_options);
}
