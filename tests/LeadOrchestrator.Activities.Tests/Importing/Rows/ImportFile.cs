using System.Text;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Importing.Mapping;
using LeadOrchestrator.Activities.Importing.Rows;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Tests.Importing.Rows;

/// <summary>Reads whole files chunk by chunk, as an import does.</summary>
internal static class ImportFile
{
    public static Task<List<ReadRow>> ReadAsync(string text, ImportFormat format = ImportFormat.Csv, int chunkSize = 3) =>
        ReadAsync(Encoding.UTF8.GetBytes(text), format, chunkSize);

    public static async Task<List<ReadRow>> ReadAsync(byte[] file, ImportFormat format = ImportFormat.Csv, int chunkSize = 3, ImportOptions? options = null)
    {
        var settings = Options.Create(options ?? new());
        var reader = new ImportReader(new MappingFolder(settings, new DataFolder(null)), settings);
        var rows = new List<ReadRow>();
        for (var cursor = ImportCursor.Start; cursor is not null;)
        {
            var chunk = await reader.ReadAsync(OpenAsync, new("import:1", format, null, cursor, chunkSize), default);
            Assert.True(chunk.Rows.Count <= chunkSize);
            rows.AddRange(chunk.Rows);
            if (chunk.Next is null) Assert.Equal(file.Length, chunk.BytesRead);
            cursor = chunk.Next;
        }

        return rows;

        Task<Stream> OpenAsync(long offset) => Task.FromResult<Stream>(new MemoryStream(file) { Position = offset });
    }
}
