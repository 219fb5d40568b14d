using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Api.Tests.Erasing;

/// <summary>Looks into a data folder as somebody would who has stolen the disk: at tables, at free pages, into compressed payloads.</summary>
internal static class StoredBytes
{
    /// <summary>A run of this many bytes tells one person's payload from everybody else's.</summary>
    private const int Run = 16;

    /// <summary>Every run of bytes that stands in a text or a blob of a table now.</summary>
    public static HashSet<UInt128> RunsInTables(string folder)
    {
        var runs = new HashSet<UInt128>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.db"))
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
            connection.Open();
            foreach (var table in Texts(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'"))
                foreach (var cell in Cells(connection, $"SELECT * FROM \"{table}\"")) AddRuns(runs, cell);
        }

        return runs;
    }

    /// <summary>The databases that something was erased from and that have not been written anew since.</summary>
    public static List<string> MarkedFiles(string folder) => [.. Directory.EnumerateFiles(folder, "*.db").Where(file =>
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return Texts(connection, "SELECT name FROM sqlite_schema WHERE name = 'erasure_traces'").Count > 0
            && Texts(connection, "SELECT CAST(since AS TEXT) FROM erasure_traces").Count > 0;
    })];

    /// <summary>Where any of the runs is in any file of the folder, named by file and offset.</summary>
    public static List<string> Find(string folder, HashSet<UInt128> runs)
    {
        var found = new List<string>();
        foreach (var (name, bytes) in Files(folder))
            for (var at = 0; at + Run <= bytes.Length && found.Count < 20; at++)
                if (runs.Contains(RunAt(bytes, at))) found.Add($"{name} at {at}");
        return found;
    }

    /// <summary>Where a text is in any file of the folder: as it stands, or inside what decompresses.</summary>
    public static List<string> Find(string folder, string text)
    {
        var marker = Encoding.UTF8.GetBytes(text);
        var found = new List<string>();
        foreach (var (name, bytes) in Files(folder))
        {
            if (bytes.AsSpan().IndexOf(marker) is >= 0 and var at) found.Add($"{name} at {at}");
            for (var start = 0; start + 5 < bytes.Length; start++)
                if (bytes[start] == 0 && Decompressed(bytes.AsSpan(start + 1)).IndexOf(marker) >= 0) found.Add($"{name}, compressed at {start}");
        }

        return found;
    }

    /// <summary>As much as can be read of a compressed payload (its length, then Brotli) that may begin here.</summary>
    private static ReadOnlySpan<byte> Decompressed(ReadOnlySpan<byte> bytes)
    {
        var length = MemoryMarshal.Read<int>(bytes);
        if (length is < 512 or > 1 << 18) return [];
        var plain = new byte[length];
        var decoder = new BrotliDecoder();
        try
        {
            decoder.Decompress(bytes[4..], plain, out _, out var written);
            return plain.AsSpan(0, written);
        }
        finally
        {
            decoder.Dispose();
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        .Select(file => (Path.GetRelativePath(folder, file), File.ReadAllBytes(file)));

    private static UInt128 RunAt(ReadOnlySpan<byte> bytes, int at) => MemoryMarshal.Read<UInt128>(bytes[at..]);

    private static void AddRuns(HashSet<UInt128> runs, ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at + Run <= bytes.Length; at++) runs.Add(RunAt(bytes, at));
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }

    private static IEnumerable<byte[]> Cells(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            for (var column = 0; column < reader.FieldCount; column++)
                if (reader.GetValue(column) is string or byte[]) yield return reader.GetFieldValue<byte[]>(column);
    }
}
