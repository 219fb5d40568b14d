using Azure.Data.Tables;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Storage.Tests.Contract;

namespace LeadOrchestrator.Storage.Tests.AzureTables;

[Collection(AzuriteTests.Name)]
public sealed class AzureEraseTests(Azurite azurite)
{
    private const string Secret = "zz-secret-zz";

    [Fact]
    public async Task EraseAsync_WhatWasStored_IsInNoTableAnyMore()
    {
        var options = AzureSample.Options(azurite);
        await using var stores = await AzureSample.OpenAsync(options);
        var rules = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 1));
        var lead = Sample.Lead($"{Secret}@{Secret}.example") with { Message = new string('m', 70_000) + Secret };
        await stores.LeadBook.UpsertAsync(Sample.Record(Secret) with { Lead = lead });
        await stores.LeadBook.UpsertAsync(Sample.Record(Secret, minutes: 1) with { Lead = lead });
        await stores.LeadBook.RecordResponseAsync(Secret, "anna", Sample.Now, Sample.Now);
        await stores.Ledger.AssignAsync(Secret, rules, lead: lead);
        await stores.EventLog.AppendAsync(new CloudEvent(Secret, "/leads", "lead.assigned", Secret, Sample.Now, null));
        await stores.Inbox.AddAsync(new Notification(Secret, "anna", Secret, "assigned", Secret, Sample.Now));
        await stores.Imports.AddRowsAsync("import:x", [new ImportRow(1, "rejected", "No identity.", null, Secret)]);
        Assert.Equal(70_000 + Secret.Length, (await stores.LeadBook.FindAsync(Secret))!.Lead.Message!.Length);

        await stores.LeadBook.EraseAsync(Secret);
        await stores.Ledger.EraseAsync(Secret);
        await stores.EventLog.EraseAsync(Secret);
        await stores.Inbox.EraseAsync(Secret);
        await stores.Imports.EraseAsync("import:x");

        var left = new List<string>();
        var service = new TableServiceClient(options.ConnectionString);
        await foreach (var table in service.QueryAsync(table => table.Name.CompareTo(options.TablePrefix) >= 0 && table.Name.CompareTo(options.TablePrefix + "z") < 0))
        {
            await foreach (var entity in service.GetTableClient(table.Name).QueryAsync<TableEntity>()) left.Add($"{table.Name} {entity.RowKey}");
        }

        // What reps were given each day stays counted; it says nothing of the lead.
        Assert.Equal([$"{options.TablePrefix}Ledger d_", $"{options.TablePrefix}Ledger he"], left.Select(row => row[..(options.TablePrefix.Length + 9)]).Order(StringComparer.Ordinal));
    }
}
