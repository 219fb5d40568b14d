using System.Globalization;
using CsCheck;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using Moq;

namespace LeadOrchestrator.Api.Tests.Leads;

public sealed class LeadScanTests
{
    private const string Parked = """{"stage":"Parked","outcome":{}}""";

    [Fact]
    public void Read_AnyMixOfParkedAndRunning_GivesEachMatchOnceInOrderWithoutOverflow() =>
        Gen.Select(Gen.Bool.Array[0, 1200], Gen.Int[1, 40]).Sample((parked, top) =>
        {
            var client = ClientOf(parked);
            var scan = new LeadScan(client, new LeadFilter([LeadStatus.Parked]));
            var query = new OrchestrationQuery([RuntimeStatus.Running], PageSize: top);
            var seen = new List<string>();
            while (true)
            {
                var page = scan.ReadAsync(query, default).GetAwaiter().GetResult();
                Assert.True(page.Leads.Count <= top);
                Assert.True(page.ContinuationToken is null || page.Leads.Count == top);
                seen.AddRange(page.Leads.Select(lead => lead.View.Id));
                if (page.ContinuationToken is null) break;
                query = query with { ContinuationToken = page.ContinuationToken };
            }

            Assert.Equal(Enumerable.Range(0, parked.Length).Where(i => parked[i]).Select(Id), seen);
        }, iter: 60);

    /// <summary>Instances in the order of the array; tokens are places in it.</summary>
    private static IOrchestrationClient ClientOf(bool[] parked)
    {
        var client = new Mock<IOrchestrationClient>();
        client.Setup(c => c.ListInstancesAsync(It.IsAny<OrchestrationQuery>(), It.IsAny<CancellationToken>())).Returns((OrchestrationQuery query, CancellationToken _) =>
        {
            var start = int.Parse(query.ContinuationToken ?? "0", CultureInfo.InvariantCulture);
            var end = Math.Min(parked.Length, start + query.PageSize);
            var items = Enumerable.Range(start, end - start).Select(i => new OrchestrationMetadata(
                LeadOrchestration.Definition.Name, Id(i), RuntimeStatus.Running, default, default, SerializedCustomStatus: parked[i] ? Parked : null));
            return Task.FromResult(new OrchestrationPage([.. items], end < parked.Length ? end.ToString(CultureInfo.InvariantCulture) : null));
        });
        return client.Object;
    }

    private static string Id(int index) => index.ToString(CultureInfo.InvariantCulture);
}
