namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>Physical lines: they end with LF, CR LF, or CR alone.</summary>
internal static class Lines
{
    private const byte Cr = (byte)'\r';
    private const byte Lf = (byte)'\n';

    /// <summary>The bytes of the line end at a position: 0 where there is none, −1 where one byte more is needed to know.</summary>
    public static int EndAt(ReadOnlySpan<byte> data, int position, bool ended)
    {
        if (position >= data.Length) return 0;
        if (data[position] == Lf) return 1;
        if (data[position] != Cr) return 0;
        if (position + 1 < data.Length) return data[position + 1] == Lf ? 2 : 1;
        return ended ? 1 : -1;
    }

    /// <summary>The first line, with and without its end; false if more is needed to know.</summary>
    public static bool TryFirst(ReadOnlySpan<byte> data, bool ended, out int content, out int whole)
    {
        content = data.IndexOfAny(Cr, Lf);
        if (content < 0)
        {
            (content, whole) = (data.Length, data.Length);
            return ended;
        }

        var end = EndAt(data, content, ended);
        whole = content + end;
        return end > 0;
    }

    /// <summary>How many lines the bytes end.</summary>
    public static int Count(ReadOnlySpan<byte> data)
    {
        var count = 0;
        for (var position = 0; position < data.Length;)
        {
            var next = data[position..].IndexOfAny(Cr, Lf);
            if (next < 0) break;
            count++;
            position += next;
            position += EndAt(data, position, ended: true);
        }

        return count;
    }
}
