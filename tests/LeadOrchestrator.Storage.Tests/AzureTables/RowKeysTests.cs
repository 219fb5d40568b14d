using CsCheck;
using LeadOrchestrator.Storage.AzureTables;

namespace LeadOrchestrator.Storage.Tests.AzureTables;

public sealed class RowKeysTests
{
    private static readonly Gen<string> Ids = Gen.String[Gen.Char["abzA019:@.é-/ "], 0, 12];

    [Fact]
    public void Keys_OfIds_SortAsIdsDo() => Gen.Select(Ids, Ids).Sample((left, right) =>
    {
        var expected = Math.Sign(string.CompareOrdinal(left, right));
        return Math.Sign(string.CompareOrdinal(RowKeys.Ascending(left), RowKeys.Ascending(right))) == expected
            && Math.Sign(string.CompareOrdinal(RowKeys.Descending(right), RowKeys.Descending(left))) == expected;
    });

    [Fact]
    public void Keys_OfTimes_SortBothWaysAndComeBack() => Gen.Select(Gen.Long[0, DateTime.MaxValue.Ticks], Gen.Long[0, DateTime.MaxValue.Ticks]).Sample((left, right) =>
        Math.Sign(string.CompareOrdinal(RowKeys.Latest(right), RowKeys.Latest(left))) == Math.Sign(left.CompareTo(right))
        && Math.Sign(string.CompareOrdinal(RowKeys.Earliest(left), RowKeys.Earliest(right))) == Math.Sign(left.CompareTo(right))
        && RowKeys.TicksOf(RowKeys.Latest(left)) == left);

    [Fact]
    public void Keys_OfLongIds_DifferAndFit()
    {
        var (one, other) = (new string('é', 200) + "1", new string('é', 200) + "2");

        Assert.NotEqual(RowKeys.Descending(one), RowKeys.Descending(other));
        Assert.InRange(RowKeys.Descending(one).Length, 1, 250);
    }

    [Fact]
    public void PartitionOf_ManyLeads_SpreadsThem()
    {
        var counts = Enumerable.Range(0, 16_000).CountBy(i => RowKeys.PartitionOf(RowKeys.Hash($"lead-{i}"))).ToDictionary();

        Assert.Equal(RowKeys.Partitions.Order(), counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1200));
    }
}
