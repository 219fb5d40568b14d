namespace LeadOrchestrator.Sqlite.Tests;

public sealed class PrivateFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-files-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "keys.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Replace_AFile_IsItsOwnersAlone()
    {
        File.WriteAllText(Path, "before");

        PrivateFiles.Replace(Path, file => file.Write("after"u8));

        Assert.Equal("after", File.ReadAllText(Path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void Replace_TheDiskIsFull_LeavesWhatWasThereAndNothingElse()
    {
        File.WriteAllText(Path, "before");

        Assert.Throws<IOException>(() => PrivateFiles.Replace(Path, file =>
        {
            file.Write("half"u8);
            file.Flush();
            throw new IOException("No space left on device");
        }));

        Assert.Equal("before", File.ReadAllText(Path));
        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder));
    }
}
