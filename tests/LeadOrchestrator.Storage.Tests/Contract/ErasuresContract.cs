using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Storage.Hosting;

namespace LeadOrchestrator.Storage.Tests.Contract;

public abstract class ErasuresContract : StoreContract
{
    private const string LeadId = "lead-of-a-person";

    private static readonly DateTimeOffset Later = Sample.Now.AddMinutes(5);
    private static readonly DateTimeOffset Until = Sample.Now.AddDays(30);

    private static RuleSet Rules { get; } = Sample.Rules(RoutingStrategy.WeightedRoundRobin, (Sample.Rep("anna"), 1));

    public static TheoryData<string> Writes => [.. AllWrites.Keys];

    private static Dictionary<string, Func<ILeadStores, DateTimeOffset, Task>> AllWrites { get; } = new()
    {
        ["record"] = (stores, submittedAt) => stores.LeadBook.UpsertAsync(Sample.Record(LeadId) with { SubmittedAt = submittedAt }),
        ["response"] = (stores, submittedAt) => stores.LeadBook.RecordResponseAsync(LeadId, "anna", submittedAt, Until),
        ["assignment"] = (stores, submittedAt) => stores.Ledger.AssignAsync(Request(submittedAt), facts => Sample.Decide(LeadId, Rules, facts)),
        ["notification"] = (stores, submittedAt) => stores.Inbox.AddAsync(new("key", "anna", LeadId, "assigned", "A lead.", Until) { SubmittedAt = submittedAt }),
        ["event"] = (stores, submittedAt) => stores.EventLog.AppendAsync(new("id", "/leads", "lead.assigned", LeadId, Until, null) { SubmittedAt = submittedAt }),
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task AnyWrite_LeadErasedSinceItsRunWasSubmitted_IsRefusedAndLeavesNothing(string write)
    {
        await AllWrites[write](Stores, Sample.Now);
        await EraseAsync(Later);

        await Assert.ThrowsAsync<LeadErasedException>(() => AllWrites[write](Stores, Sample.Now));
        await Assert.ThrowsAsync<LeadErasedException>(() => AllWrites[write](Stores, Later));
        await ReopenAsync();

        await Assert.ThrowsAsync<LeadErasedException>(() => AllWrites[write](Stores, Later));
        Assert.Equal(0, await CountAsync());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task AnyWrite_LeadSubmittedAnew_IsWrittenAndTheOldRunStillRefused(string write)
    {
        await AllWrites[write](Stores, Sample.Now);
        await EraseAsync(Later);

        await AllWrites[write](Stores, Later.AddTicks(1));

        Assert.Equal(write == "response" ? 0 : 1, await CountAsync());
        await Assert.ThrowsAsync<LeadErasedException>(() => AllWrites[write](Stores, Sample.Now));
        Assert.Equal(write == "response" ? 0 : 1, await CountAsync());
        if (write == "response") Assert.False(await Stores.LeadBook.RecordResponseAsync(LeadId, "anna", Until, Until)); // it is there
    }

    [Fact]
    public async Task SinceAsync_SomeErased_KnowsThemByTheirIdsFromTheirTimesOn()
    {
        await Stores.Erasures.RecordAsync("a", Sample.Now, Until);
        await Stores.Erasures.RecordAsync("b", Later, Until);

        var since = await Stores.Erasures.SinceAsync(Later);

        Assert.Equal((false, true, false), (since.Contains("a"), since.Contains("b"), since.Contains("c")));
        Assert.Equal((Sample.Now, null), (await Stores.Erasures.FindAsync("a"), await Stores.Erasures.FindAsync("c")));
    }

    [Fact]
    public async Task RecordAsync_AgainWithEarlierTimes_TheLaterStay()
    {
        await Stores.Erasures.RecordAsync(LeadId, Later, Until.AddDays(1));
        await Stores.Erasures.RecordAsync(LeadId, Sample.Now, Until);

        Assert.Equal(Later, await Stores.Erasures.FindAsync(LeadId));
        Assert.Equal(0, await Stores.Erasures.ForgetAsync(Until.AddTicks(1)));

        await Stores.Erasures.RecordAsync(LeadId, Later.AddTicks(1), Until.AddDays(2));
        Assert.Equal(Later.AddTicks(1), await Stores.Erasures.FindAsync(LeadId));
        Assert.Equal(0, await Stores.Erasures.ForgetAsync(Until.AddDays(1).AddTicks(1)));
    }

    [Fact]
    public async Task ForgetAsync_TimeIsOver_ForgetsThoseAlone()
    {
        await EraseAsync(Later);
        await Stores.Erasures.RecordAsync("longer", Later, Until.AddDays(1));

        Assert.Equal(0, await Stores.Erasures.ForgetAsync(Until));
        Assert.Equal(1, await Stores.Erasures.ForgetAsync(Until.AddTicks(1)));

        Assert.Null(await Stores.Erasures.FindAsync(LeadId));
        Assert.NotNull(await Stores.Erasures.FindAsync("longer"));
        foreach (var write in AllWrites.Values) await write(Stores, Sample.Now);
        Assert.Equal(4, await CountAsync());
    }

    internal static AssignmentRequest Request(DateTimeOffset submittedAt) => Sample.Request(LeadId, Rules) with { SubmittedAt = submittedAt };

    private async Task EraseAsync(DateTimeOffset at)
    {
        await Stores.Erasures.RecordAsync(LeadId, at, Until);
        await Stores.LeadBook.EraseAsync(LeadId);
        await Stores.Ledger.EraseAsync(LeadId);
        await Stores.Inbox.EraseAsync(LeadId);
        await Stores.EventLog.EraseAsync(LeadId);
    }

    /// <summary>What is kept of the lead.</summary>
    private async Task<int> CountAsync() =>
        (await Stores.LeadBook.FindAsync(LeadId) is null ? 0 : 1) + (await Stores.LeadBook.ListAsync(10)).Items.Count(record => record.LeadId != LeadId)
        + (await Stores.Ledger.FindAsync(LeadId) is null ? 0 : 1) + (await Stores.Inbox.ListAsync(null, 10)).Items.Count
        + (await Stores.EventLog.ReadAsync(new())).Items.Count;
}
