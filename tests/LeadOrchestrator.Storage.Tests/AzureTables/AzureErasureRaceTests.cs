using Azure.Core.Pipeline;
using Azure.Data.Tables;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Storage.AzureTables;
using LeadOrchestrator.Storage.Hosting;
using LeadOrchestrator.Storage.Tests.Contract;

namespace LeadOrchestrator.Storage.Tests.AzureTables;

/// <summary>A lead is erased by one worker while the activities of its run are under way on another: their writes have read, and are on their way.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AzureErasureRaceTests(Azurite azurite)
{
    private const string LeadId = "zz-lead-zz";

    [Fact]
    public async Task EraseAsync_WritesOfAnotherWorkerAreOnTheirWay_NothingOfThemIsLeft()
    {
        var options = AzureSample.Options(azurite);
        using var gate = new Gate(writes: 4);
        await using var eraser = await AzureSample.OpenAsync(options);
        using var transport = new HttpClientTransport(gate);
        await using var worker = await AzureTablesStores.OpenAsync(options, TimeProvider.System, Random.Shared, transport);

        gate.Close();
        Task[] writes = [.. WritesOf(worker, Sample.Now)];
        await gate.AllAreWaiting;
        await eraser.Erasures.RecordAsync(LeadId, Sample.Now.AddMinutes(1), Sample.Now.AddDays(1));
        await eraser.LeadBook.EraseAsync(LeadId);
        await eraser.Ledger.EraseAsync(LeadId);
        await eraser.Inbox.EraseAsync(LeadId);
        await eraser.EventLog.EraseAsync(LeadId);
        gate.Open();

        foreach (var write in writes) await Assert.ThrowsAsync<LeadErasedException>(() => write);
        Assert.Equal((false, false, 0, 0), await KeptAsync(eraser));
        Assert.Empty(await EntitiesNamingAsync(options, LeadId));
        Assert.Empty(await eraser.Ledger.CountsAsync(Sample.Today, Sample.Today));

        await Task.WhenAll(WritesOf(worker, Sample.Now.AddMinutes(2)));
        Assert.Equal((true, true, 1, 1), await KeptAsync(eraser));
    }

    private static List<Task> WritesOf(ILeadStores stores, DateTimeOffset submittedAt)
    {
        var rules = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 1));
        return
        [
            stores.LeadBook.UpsertAsync(Sample.Record(LeadId) with { SubmittedAt = submittedAt }),
            stores.Ledger.AssignAsync(Sample.Request(LeadId, rules) with { SubmittedAt = submittedAt }, facts => Sample.Decide(LeadId, rules, facts)),
            stores.Inbox.AddAsync(new("key", "anna", LeadId, "assigned", "A lead.", Sample.Now) { SubmittedAt = submittedAt }),
            stores.EventLog.AppendAsync(new("id", "/leads", "lead.assigned", LeadId, Sample.Now, null) { SubmittedAt = submittedAt }),
        ];
    }

    private static async Task<(bool Record, bool Assignment, int Notifications, int Events)> KeptAsync(ILeadStores stores) => (
        await stores.LeadBook.FindAsync(LeadId) is not null, await stores.Ledger.FindAsync(LeadId) is not null,
        (await stores.Inbox.ListAsync(null, 10)).Items.Count, (await stores.EventLog.ReadAsync(new())).Items.Count);

    private static async Task<List<string>> EntitiesNamingAsync(StorageOptions options, string text)
    {
        var named = new List<string>();
        var service = new TableServiceClient(options.ConnectionString);
        await foreach (var table in service.QueryAsync(table => table.Name.CompareTo(options.TablePrefix) >= 0 && table.Name.CompareTo(options.TablePrefix + "z") < 0))
            await foreach (var entity in service.GetTableClient(table.Name).QueryAsync<TableEntity>())
                if (entity.Any(property => $"{property.Value}".Contains(text, StringComparison.Ordinal))) named.Add($"{table.Name} {entity.RowKey}");
        return named;
    }

    /// <summary>Holds back transactions while it is closed.</summary>
    private sealed class Gate(int writes) : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _allAreWaiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiting;
        private volatile bool _closed;

        public Task AllAreWaiting => _allAreWaiting.Task;

        public void Close() => _closed = true;

        public void Open()
        {
            _closed = false;
            _opened.SetResult();
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_closed && request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
            {
                if (Interlocked.Increment(ref _waiting) == writes) _allAreWaiting.SetResult();
                await _opened.Task.WaitAsync(cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
