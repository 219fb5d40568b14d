using System.Globalization;
using System.Text;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>
/// Keys of rows. A table is sorted by partition and row key and by nothing else, so what is to be listed in an order has
/// the order in its key. Keys consist of digits, lower-case letters and <c>_</c> alone: ids may hold what keys must not.
/// <para>
/// Partitions: what belongs to many leads is spread over 16, by the first digit of a hash. One partition takes about 2,000
/// entities a second; 16 take what the account takes (20,000), and a list that must look into all of them costs 16
/// queries side by side, however much there is. Partitions by day or month would need fewer queries for a list, but put
/// all new rows on one partition. Changing the number means moving the rows.
/// </para>
/// </summary>
internal static class RowKeys
{
    private const int MaxIdBytes = 90; // doubled by hexadecimal, and a row key has room for 512 characters

    /// <summary>All partitions of a spread table.</summary>
    public static IReadOnlyList<string> Partitions { get; } = [.. "0123456789abcdef".Select(digit => $"p{digit}")];

    /// <summary>A hash that tells texts apart: 32 hexadecimal digits.</summary>
    public static string Hash(string text) => ErasedLeads.HashOf(text);

    /// <summary>The partition of what is known by a hash.</summary>
    public static string PartitionOf(string hash) => $"p{hash[0]}";

    /// <summary>Sorts earlier times first.</summary>
    public static string Earliest(long ticks) => ticks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Sorts later times first.</summary>
    public static string Latest(long ticks) => Earliest(DateTimeOffset.MaxValue.Ticks - ticks);

    /// <summary>The ticks of <see cref="Latest"/>.</summary>
    public static long TicksOf(string latest) => DateTimeOffset.MaxValue.Ticks - long.Parse(latest, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Sorts as the ids do.</summary>
    public static string Ascending(string id) => Encode(id, flip: 0x00);

    /// <summary>Sorts against the ids: what has the same time is listed by id downwards.</summary>
    public static string Descending(string id) => Encode(id, flip: 0xff) + "z"; // of two that begin alike the longer comes first

    /// <summary>Behind every key that begins with <paramref name="prefix"/>.</summary>
    public static string After(string prefix) => prefix + "~";

    private static string Encode(string id, byte flip)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        var key = new StringBuilder(2 * MaxIdBytes);
        foreach (var value in bytes.AsSpan(0, Math.Min(bytes.Length, MaxIdBytes))) key.Append(CultureInfo.InvariantCulture, $"{value ^ flip:x2}");
        return bytes.Length <= MaxIdBytes ? key.ToString() : $"{key}{Hash(id)}";
    }
}
