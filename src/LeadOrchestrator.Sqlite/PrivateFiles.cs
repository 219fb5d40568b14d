namespace LeadOrchestrator.Sqlite;

/// <summary>
/// Files and folders that nobody but their owner may read. On Windows the folder's own list of permissions holds instead: what
/// lies in a user's profile is that user's.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;

    /// <summary>Makes a folder that others cannot look into. One that is there already stays as its owner has set it.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, FolderMode700);
    }

    /// <summary>Opens a file; if this makes it, for its owner alone.</summary>
    /// <exception cref="IOException">As for every file.</exception>
    /// <exception cref="UnauthorizedAccessException">As for every file.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize = 4096, FileOptions options = FileOptions.None)
    {
        var how = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = bufferSize, Options = options };
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open) how.UnixCreateMode = FileMode600;
        return new(path, how);
    }

    /// <summary>Begins a file anew, for its owner alone, also where others could read the one that was there.</summary>
    public static FileStream Create(string path)
    {
        Close(path);
        return Open(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    /// <summary>
    /// Writes a file anew as a whole: whoever reads it finds what was there or what is now, never half of it. If writing fails, as on
    /// a full disk, what was there stays, and nothing else is left behind.
    /// </summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="write">Writes it.</param>
    public static void Replace(string path, Action<FileStream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = Open(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Takes a file, if it is there, from everybody else: earlier versions made files that all could read.</summary>
    public static void Close(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path)) return;
        try
        {
            if (File.GetUnixFileMode(path) != FileMode600) File.SetUnixFileMode(path, FileMode600);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // Somebody else's file, which this process may use but not change, or a disk that is read-only: its owner decides.
        }
    }
}
