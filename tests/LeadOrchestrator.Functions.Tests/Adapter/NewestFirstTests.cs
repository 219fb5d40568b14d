using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;
using Moq;
using Instance = Microsoft.DurableTask.Client.OrchestrationMetadata;
using NativeQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using OrchestrationQuery = LeadOrchestrator.Durability.OrchestrationQuery;

namespace LeadOrchestrator.Functions.Tests.Adapter;

public sealed class NewestFirstTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly List<Instance> _instances = [];
    private readonly List<NativeQuery> _asked = [];
    private readonly NewestFirst _list;

    public NewestFirstTests()
    {
        var client = new Mock<DurableTaskClient>("hub");
        client.Setup(inner => inner.GetAllInstancesAsync(It.IsAny<NativeQuery>())).Returns((NativeQuery query) =>
        {
            _asked.Add(query);
            return FakePages.Of([.. _instances.Where(instance => !(instance.CreatedAt < query.CreatedFrom) && !(instance.CreatedAt > query.CreatedTo))]);
        });
        _list = new(client.Object, new FakeTimeProvider(Now));
    }

    [Fact]
    public async Task ReadAsync_PageByPage_GivesEachOnceNewestFirst()
    {
        foreach (var hours in new[] { 500, 3, 0, 40, 7000, 2, 40 }) Add(hours);

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = await _list.ReadAsync(new OrchestrationQuery(PageSize: 2, ContinuationToken: token), CancellationToken.None);
            Assert.InRange(page.Instances.Count, 1, 2);
            seen.AddRange(page.Instances.Select(instance => instance.InstanceId));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(["2-0", "5-2", "1-3", "3-40", "6-40", "0-500", "4-7000"], seen);
    }

    [Fact]
    public async Task ReadAsync_TheNewestFillThePage_ReadsNoFurtherBack()
    {
        for (var i = 0; i < 5; i++) Add(0);

        await _list.ReadAsync(new OrchestrationQuery(PageSize: 3), CancellationToken.None);

        Assert.Equal(Now, Assert.Single(_asked).CreatedFrom);
    }

    [Fact]
    public async Task ReadAsync_Filtered_AsksForWhatTheTableCanFilterAndSiftsByName()
    {
        Add(1, "Main");
        Add(2, "Other");
        var query = new OrchestrationQuery([RuntimeStatus.Running], "Main", "lead-", Now.AddDays(-3), Now, 10, FetchInputsAndOutputs: false);

        var page = await _list.ReadAsync(query, CancellationToken.None);

        Assert.Equal(["0-1"], page.Instances.Select(instance => instance.InstanceId));
        Assert.Null(page.ContinuationToken);
        Assert.All(_asked, asked => Assert.True(asked.CreatedFrom >= Now.AddDays(-3) && asked.CreatedTo <= Now));
        Assert.Equal((Now.AddDays(-3), "lead-", false), (_asked[^1].CreatedFrom, _asked[^1].InstanceIdPrefix, _asked[^1].FetchInputsAndOutputs));
        Assert.Equal([OrchestrationRuntimeStatus.Running], _asked[^1].Statuses!);
    }

    [Theory]
    [InlineData("made-up")]
    [InlineData("x:one")]
    [InlineData("99999999999999999999:one")]
    public async Task ReadAsync_TokenOfSomebodyElse_IsRefused(string token) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _list.ReadAsync(new OrchestrationQuery(ContinuationToken: token), CancellationToken.None));

    private void Add(int hours, string name = "Main") =>
        _instances.Add(new(name, $"{_instances.Count}-{hours}") { CreatedAt = Now.AddHours(-hours) });
}
