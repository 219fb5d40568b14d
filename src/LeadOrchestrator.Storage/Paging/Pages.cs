namespace LeadOrchestrator.Storage.Paging;

/// <summary>Cuts pages.</summary>
internal static class Pages
{
    /// <summary>The largest page there is, however many are asked for.</summary>
    public const int MaxTop = 1000;

    /// <summary>How many rows to read: one more than the page, to know whether another follows.</summary>
    public static int RowsFor(int top)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return Math.Min(top, MaxTop) + 1;
    }

    public static Page<TItem> Cut<TRow, TItem>(
        List<TRow> rows, int top, string list, Func<TRow, TItem> toItem, Func<TRow, ContinuationToken> toToken)
    {
        var size = RowsFor(top) - 1;
        var more = rows.Count > size;
        return new([.. rows.Take(size).Select(toItem)], more ? toToken(rows[size - 1]).Encode(list) : null);
    }
}
