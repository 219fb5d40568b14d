namespace LeadOrchestrator.Sqlite;

/// <summary>
/// Keeps a second process off a database file. The operating system holds the lock, so that it goes with the process,
/// however that ends.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream _file;

    private OwnerLock(FileStream file) => _file = file;

    public static OwnerLock Take(string databasePath)
    {
        var path = RealPath(databasePath) + ".lock"; // beside the file itself: one file, one owner, by whatever name it is opened
        try
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(databasePath))!);
            var file = PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            PrivateFiles.Close(path);
            return new(file);
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException and not PathTooLongException && File.Exists(path))
        {
            throw new StorageException(
                $"{databasePath} is in use by another process. Stop that one, or name another data folder (--data).", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageException.Explain(databasePath, exception);
        }
    }

    /// <summary>Where the file really is, if the path is a symbolic link; a link that leads nowhere is told by whoever opens it.</summary>
    public static string RealPath(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        }
        catch (IOException)
        {
            return path; // links in a circle
        }
    }

    public void Dispose() => _file.Dispose();
}
