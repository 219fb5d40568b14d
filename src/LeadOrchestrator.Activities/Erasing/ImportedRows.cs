using System.Runtime.CompilerServices;
using System.Text.Json;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Importing.Rows;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Erasing;

/// <summary>
/// A person's rows in the files of imports that are still kept, and in the lists of rejected and repaired rows. Rows that
/// could be read are told by their lead; those that could not, by what stands in them (<see cref="Person"/>).
/// </summary>
public sealed class ImportedRows
{
    private const string Erased = "Erased on request.";
    private const int RowsAtATime = 1000;

    private readonly IImportStore _store;
    private readonly IOrchestrationClient _client;
    private readonly ImportReader _reader;

    internal ImportedRows(IImportStore store, IOrchestrationClient client, ImportReader reader) => (_store, _client, _reader) = (store, client, reader);

    /// <summary>Finds them, import by import; imports without any are left out.</summary>
    public async IAsyncEnumerable<PersonRows> FindAsync(Person person, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        foreach (var kept in await _store.ListAsync(cancellationToken))
        {
            var inFile = await InFileAsync(kept.ImportId, person, cancellationToken);
            var lines = inFile.Select(row => row.Line).ToHashSet();
            var recorded = new List<ImportRow>();
            string? token = null;
            do
            {
                var page = await _store.ListRowsAsync(kept.ImportId, RowsAtATime, token, cancellationToken);
                recorded.AddRange(page.Items.Where(row => lines.Contains(row.Line) || person.IsNamedIn(row.Raw) || person.IsNamedIn(row.Reason)));
                token = page.ContinuationToken;
            }
            while (token is not null);
            if (inFile.Count > 0 || recorded.Count > 0) yield return new(kept.ImportId, inFile, recorded);
        }
    }

    /// <summary>Blanks them: lines keep their numbers, and what is listed of them keeps its status alone.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> EraseAsync(Person person, CancellationToken cancellationToken = default)
    {
        var count = 0;
        await foreach (var rows in FindAsync(person, cancellationToken))
        {
            await _store.BlankAsync(
                rows.ImportId, [.. rows.InFile.Select(row => new FileRange(row.Offset, row.Length))],
                [.. rows.Recorded.Select(row => row with { Reason = Erased, Path = null, Raw = "" })], cancellationToken);
            count += rows.InFile.Select(row => row.Line).Concat(rows.Recorded.Select(row => row.Line)).Distinct().Count();
        }

        return count;
    }

    private async Task<List<FileRow>> InFileAsync(string importId, Person person, CancellationToken cancellationToken)
    {
        var (format, mapping) = await HowItIsWrittenAsync(importId, cancellationToken);
        try
        {
            return await InFileAsync(importId, format, mapping, person, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or ImportRefusedException && format == ImportFormat.Csv)
        {
            // Its header or its mapping can no longer be read: then line by line, by what stands in them.
            return await InFileAsync(importId, ImportFormat.Ndjson, null, person, cancellationToken);
        }
    }

    private async Task<List<FileRow>> InFileAsync(
        string importId, ImportFormat format, string? mapping, Person person, CancellationToken cancellationToken)
    {
        var found = new List<FileRow>();
        for (var cursor = ImportCursor.Start; cursor is not null;)
        {
            var chunk = await _reader.ReadAsync(OpenAsync, new(importId, format, mapping, cursor, RowsAtATime), cancellationToken);
            found.AddRange(chunk.Rows.Where(row => row.Reading.Lead is { } lead ? person.Is(lead) : person.IsNamedIn(row.Raw))
                .Select(row => new FileRow(row.Line, row.Offset, row.Length, row.Raw)));
            cursor = chunk.Next;
        }

        return found;

        async Task<Stream> OpenAsync(long offset) => await _store.OpenAsync(importId, offset, cancellationToken) ?? Stream.Null;
    }

    private async Task<(ImportFormat Format, string? Mapping)> HowItIsWrittenAsync(string importId, CancellationToken cancellationToken)
    {
        var instance = await _client.GetInstanceAsync(importId, cancellationToken: cancellationToken);
        try
        {
            if (instance is { SerializedInput: { } input } && instance.Name == ImportOrchestration.Definition.Name
                && JsonSerializer.Deserialize(input, OrchestrationJson.Default.ImportRun) is { } run) return (run.Format, run.Mapping);
        }
        catch (JsonException)
        {
            // Not an import that this program started.
        }

        return (ImportFormat.Ndjson, null);
    }
}

/// <summary>A person's rows of one import.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="InFile">Those in the stored file.</param>
/// <param name="Recorded">Those that are listed as rejected or repaired.</param>
public sealed record PersonRows(string ImportId, IReadOnlyList<FileRow> InFile, IReadOnlyList<ImportRow> Recorded);

/// <summary>A row in a stored file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its bytes, the line end not counted.</param>
/// <param name="Raw">As it stands there.</param>
public sealed record FileRow(int Line, long Offset, int Length, string Raw);
