using Azure.Data.Tables;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>The rule archive on Azure Tables: a document of up to 480,000 characters is one entity.</summary>
internal sealed class AzureRuleArchive(AzureTable table) : IRuleArchive
{
    private const string Partition = "rules";
    private const string Document = "Document";

    public Task SaveAsync(string hash, string label, string document, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Partition, RowKeys.Hash(hash)) { ["Hash"] = hash, ["Label"] = label };
        LongText.Set(entity, Document, document);
        return table.TrySubmitAsync([new(TableTransactionActionType.Add, entity)], cancellationToken); // a conflict: it is there
    }

    public async Task<string?> FindAsync(string hash, CancellationToken cancellationToken) =>
        await table.FindAsync(Partition, RowKeys.Hash(hash), cancellationToken) is { } entity ? LongText.Get(entity, Document) : null;
}
