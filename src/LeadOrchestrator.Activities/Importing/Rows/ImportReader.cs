using LeadOrchestrator.Activities.Importing.Mapping;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>Reads rows of a file from a place on, wherever an import stands.</summary>
internal sealed class ImportReader(MappingFolder mappings, IOptions<ImportOptions> options)
{
    private const int LineEndBytes = 2;

    private int MaxRowBytes => options.Value.MaxRowBytes;

    /// <summary>Reads the next rows.</summary>
    /// <param name="open">Opens the file at an offset.</param>
    /// <param name="request">From where, how many, and how the file is written.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InvalidDataException">The header cannot be read, or does not fit the mapping.</exception>
    /// <exception cref="ImportRefusedException">The mapping is gone.</exception>
    public async Task<ReadChunk> ReadAsync(Func<long, Task<Stream>> open, ImportChunkRequest request, CancellationToken cancellationToken)
    {
        var (cursor, format) = (request.Cursor, (IRowFormat)new NdjsonFormat(MaxRowBytes));
        if (request.Format == ImportFormat.Csv)
        {
            (var header, format) = await ReadHeaderAsync(open, request.Mapping, cancellationToken);
            if (cursor.Offset < header.Length) cursor = new(header.Length, header.Lines + 1);
        }

        await using var file = await open(cursor.Offset);
        return await ReadRowsAsync(file, cursor, format, request.ChunkSize, cancellationToken);
    }

    /// <summary>Reads the header of a file and brings it together with the mapping.</summary>
    private async Task<(CsvHeader Header, IRowFormat Format)> ReadHeaderAsync(
        Func<long, Task<Stream>> open, string? mappingName, CancellationToken cancellationToken)
    {
        var (mapping, _) = mappings.Read(mappingName);
        await using var file = await open(0);
        var window = new FileWindow(file);
        while (true)
        {
            await window.GrowAsync(cancellationToken);
            if (Header(window.Unread, window.Ended, mapping) is not { } header) continue;
            return (header, new CsvFormat(header, new RowToLead(new ColumnPlan(mapping, header.Names)), MaxRowBytes));
        }
    }

    /// <summary>Reads a header; null if more data is needed.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    internal CsvHeader? Header(ReadOnlySpan<byte> data, bool ended, ColumnMapping mapping)
    {
        if (mapping.Delimiter is { } text && text is not ([> ' ' and <= '~'] or "\t"))
            throw new InvalidDataException("The mapping's $.delimiter must be one ASCII character, for example ; or \\t.");
        return CsvHeader.Read(data, ended, mapping.Delimiter is { } delimiter ? (byte)delimiter[0] : null, MaxRowBytes);
    }

    /// <summary>Moves on behind the next line end, however far away it is, and keeps no more of the line than its beginning.</summary>
    private async Task<ReadRow> SkipLineAsync(FileWindow window, long start, int line, CancellationToken cancellationToken)
    {
        var (raw, before) = (CsvText.Raw(window.Unread, MaxRowBytes), window.Taken);
        while (true)
        {
            if (Lines.TryFirst(window.Unread, window.Ended, out var content, out var whole))
            {
                var length = (int)(window.Taken - before) + content;
                window.Take(whole);
                return new(
                    line, raw, RowReading.Rejected($"The row is longer than {MaxRowBytes} bytes (setting Imports:MaxRowBytes)."), start + before, length);
            }

            window.Take(content);
            await window.GrowAsync(cancellationToken);
        }
    }

    private async Task<ReadChunk> ReadRowsAsync(Stream file, ImportCursor cursor, IRowFormat format, int most, CancellationToken cancellationToken)
    {
        var window = new FileWindow(file);
        var rows = new List<ReadRow>(most);
        var line = cursor.Line;
        while (true)
        {
            if (window.Unread.IsEmpty && window.Ended) break;
            if (rows.Count == most) return Chunk(new(cursor.Offset + window.Taken, line));
            if (window.Unread.IsEmpty || format.Take(Start(), window.Ended) is not { } row)
            {
                // Whatever the format, more than the longest row without a row in it is a line without an end.
                if (window.Unread.Length > MaxRowBytes + LineEndBytes) rows.Add(await SkipLineAsync(window, cursor.Offset, line++, cancellationToken));
                else await window.GrowAsync(cancellationToken);
                continue;
            }

            if (row.Reading is { } reading) rows.Add(new(line, CsvText.Raw(Start()[..row.Content], MaxRowBytes), reading, cursor.Offset + window.Taken + Bom(), row.Content));
            line += row.Lines;
            window.Take(row.Length + Bom());
        }

        return Chunk(null);

        ReadOnlySpan<byte> Start() => window.Unread[Bom()..];

        int Bom() => cursor.Offset + window.Taken == 0 && window.Unread.StartsWith(System.Text.Encoding.UTF8.Preamble) ? 3 : 0;

        ReadChunk Chunk(ImportCursor? next) => new(rows, cursor.Offset + window.Taken, next);
    }
}

/// <summary>Some rows of a file.</summary>
/// <param name="Rows">The rows, blank lines not among them.</param>
/// <param name="BytesRead">How far into the file.</param>
/// <param name="Next">Where the next ones begin; null at the end of the file.</param>
internal sealed record ReadChunk(IReadOnlyList<ReadRow> Rows, long BytesRead, ImportCursor? Next);

/// <summary>One row.</summary>
/// <param name="Line">The physical line on which it begins, from 1.</param>
/// <param name="Raw">As it stands in the file.</param>
/// <param name="Reading">What it says.</param>
/// <param name="Offset">Its first byte in the file.</param>
/// <param name="Length">Its bytes, the line end not counted.</param>
internal sealed record ReadRow(int Line, string Raw, RowReading Reading, long Offset, int Length)
{
    /// <summary>The same row, of which nothing is to be kept.</summary>
    public ReadRow Blank() => this with { Raw = "", Reading = Reading with { Repair = null } };
}
