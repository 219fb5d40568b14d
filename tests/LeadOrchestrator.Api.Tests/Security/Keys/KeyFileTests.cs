using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Api.Tests.Security.Keys;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("keys-tests-").FullName;
    private readonly KeyFile _keys;

    public KeyFileTests() => _keys = new(Path.Combine(_parent, "data"));

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Create_AKey_IsRandomAndKeptAsItsHashAlone()
    {
        var keys = Enumerable.Range(0, 20).Select(i => _keys.Create($"k{i}", Scopes.Read, DateTimeOffset.UnixEpoch)).ToList();

        Assert.Equal(20, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Equal(5 + 43, key.Length)); // 256 bits
        var file = File.ReadAllText(_keys.FullPath);
        Assert.All(keys, key => Assert.DoesNotContain(key[5..], file, StringComparison.Ordinal));
        Assert.Equal(Convert.ToHexStringLower(KeyText.Hash(keys[3])), _keys.Read()[3].Hash);
    }

    [Fact]
    public void Create_ANameThatIsThere_IsRefused()
    {
        _keys.Create("ann", Scopes.Read, DateTimeOffset.UnixEpoch);

        Assert.Contains("already", Assert.Throws<InvalidOperationException>(() => _keys.Create("Ann", Scopes.Admin, DateTimeOffset.UnixEpoch)).Message, StringComparison.Ordinal);
        Assert.Equal(["read"], Assert.Single(_keys.Read()).Scopes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("=cmd")]
    public void Create_NoName_IsRefused(string name) =>
        Assert.Throws<InvalidOperationException>(() => _keys.Create(name, Scopes.Read, DateTimeOffset.UnixEpoch));

    [Fact]
    public void Revoke_UnknownKey_LeavesAHostWithoutKeysOpen()
    {
        Assert.False(_keys.Revoke("nobody", DateTimeOffset.UnixEpoch));
        Assert.Null(_keys.Stamp);
    }

    [Fact]
    public void Change_AnyTwo_LookDifferent()
    {
        _keys.Create("aa", Scopes.Read, DateTimeOffset.UnixEpoch);
        var seen = new HashSet<(DateTime, long)> { _keys.Stamp!.Value };
        for (var i = 0; i < 20; i++)
        {
            _keys.Revoke(i % 2 == 0 ? "aa" : "bb", DateTimeOffset.UnixEpoch);
            _keys.Create(i % 2 == 0 ? "bb" : "aa", Scopes.Read, DateTimeOffset.UnixEpoch);
            Assert.True(seen.Add(_keys.Stamp!.Value));
        }
    }

    [Fact]
    public void Read_MoreThanKeysNeed_IsNotReadToItsEnd()
    {
        _keys.Create("aa", Scopes.Read, DateTimeOffset.UnixEpoch);
        using (var file = File.OpenWrite(_keys.FullPath)) file.SetLength(1L << 40); // sparse: takes no room

        Assert.Contains("more than 4194304 bytes", Assert.Throws<StorageException>(() => _keys.Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"keys":[null]}""")]
    [InlineData("""{"keys":[{"name":"a","scopes":["admin"],"hash":"00","createdAt":"2026-01-01T00:00:00Z"}]}""")]
    public void Read_Rubbish_SaysWhatToDo(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_keys.FullPath)!);
        File.WriteAllText(_keys.FullPath, text);

        Assert.Contains("lead key create", Assert.Throws<StorageException>(() => _keys.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AFolderOfThatName_IsNoHostWithoutKeys()
    {
        Directory.CreateDirectory(_keys.FullPath);

        Assert.NotNull(_keys.Stamp);
        Assert.Throws<StorageException>(() => _keys.Read());
    }

    [Fact]
    public void Read_ALinkToNowhere_IsNoHostWithoutKeys()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_keys.FullPath)!);
        if (OperatingSystem.IsWindows()) return;
        File.CreateSymbolicLink(_keys.FullPath, "gone");

        Assert.NotNull(_keys.Stamp);
        Assert.Throws<StorageException>(() => _keys.Read());
    }

    [Fact]
    public void CreateAndRevoke_AreNotedWithTheKeys()
    {
        _keys.Create("ann", Scopes.Read | Scopes.Work, DateTimeOffset.UnixEpoch);
        _keys.Revoke("ann", DateTimeOffset.UnixEpoch.AddDays(1));

        Assert.Equal(
            [("lead key create --scope read,work", "ann", DateTimeOffset.UnixEpoch), ("lead key revoke", "ann", DateTimeOffset.UnixEpoch.AddDays(1))],
            _keys.ReadAll().Changes!.Select(change => (change.What, change.Name, change.At)));
    }

    [Fact]
    public void Read_AFileThatOthersMayWrite_TakesItFromThem()
    {
        _keys.Create("ann", Scopes.Read, DateTimeOffset.UnixEpoch);
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(_keys.FullPath, (UnixFileMode)0b110_110_110);

        Assert.Single(_keys.Read());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_keys.FullPath));
    }

    [Fact]
    public void Create_ByManyAtOnce_LosesNone()
    {
        Parallel.For(0, 12, i => new KeyFile(Path.GetDirectoryName(_keys.FullPath)!).Create($"k{i}", Scopes.Read, DateTimeOffset.UnixEpoch));

        Assert.Equal(12, _keys.Read().Count);
    }

    [Fact]
    public void Create_File_IsItsOwnersAlone()
    {
        _keys.Create("ann", Scopes.Read, DateTimeOffset.UnixEpoch);

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_keys.FullPath));
    }
}
