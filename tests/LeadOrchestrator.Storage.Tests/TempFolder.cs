namespace LeadOrchestrator.Storage.Tests;

/// <summary>A folder of a test's own, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("leads-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>What a sudden death of the process would leave: the files as they are, without closing anything.</summary>
    public TempFolder Snapshot()
    {
        var copy = new TempFolder();
        foreach (var name in new[] { "leads.db", "leads.db-wal" })
        {
            if (System.IO.File.Exists(File(name))) System.IO.File.Copy(File(name), copy.File(name));
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
