using System.Diagnostics;
using System.Text.Json;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Api.Security.Keys;

/// <summary>
/// The keys of a data folder: <c>keys.json</c>, readable by its owner alone. Commands change it, a running host looks at it with
/// every request. It is replaced as a whole, so that nobody reads half of it.
/// </summary>
public sealed class KeyFile(string folder)
{
    private const int ChangesKept = 1000;
    private const int MaxBytes = 4 << 20; // thousands of keys; a running host reads it while requests wait
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5), LockPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Where the keys are.</summary>
    public string FullPath { get; } = Path.Combine(folder, "keys.json");

    /// <summary>What changes whenever the file does; null if there is none. Whatever else has its name counts as a file that cannot be read.</summary>
    public (DateTime Written, long Length)? Stamp
    {
        get
        {
            var file = new FileInfo(FullPath);
            if (File.Exists(FullPath)) return (file.LastWriteTimeUtc, file.Length);
            return Directory.Exists(FullPath) || file.LinkTarget is not null ? (file.LastWriteTimeUtc, -1) : null;
        }
    }

    /// <summary>The keys; none if there is no file.</summary>
    /// <exception cref="StorageException">The file cannot be read, or does not hold keys.</exception>
    public IReadOnlyList<StoredKey> Read() => ReadAll().Keys;

    /// <summary>The keys, and how they came about.</summary>
    /// <exception cref="StorageException">The file cannot be read, or does not hold keys.</exception>
    public StoredKeys ReadAll()
    {
        try
        {
            if (Stamp is null) return new([]);
            if (Directory.Exists(FullPath)) throw new FormatException("It is a folder.");
            PrivateFiles.Close(FullPath); // whoever may write it makes keys, whoever may read it knows whose they are
            var stored = JsonSerializer.Deserialize(ReadBytes(), KeysJson.Default.StoredKeys) ?? throw new FormatException("It holds nothing.");
            var isSound = stored.Keys.All(key => key is { Hash.Length: 64 } && Convert.FromHexString(key.Hash).Length == 32) && stored.Changes?.Any(change => change is null) != true;
            return isSound ? stored : throw new FormatException("A key is missing, or its hash has not 64 digits.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new StorageException($"The keys in {FullPath} cannot be read: {exception.Message} Restore the file, or take it away and make the keys anew with 'lead key create'.", exception);
        }
    }

    /// <summary>Makes a key.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="scopes">What it is good for.</param>
    /// <param name="now">When.</param>
    /// <returns>The key; it is kept nowhere.</returns>
    /// <exception cref="InvalidOperationException">There is one of this name, or it is no name.</exception>
    public string Create(string name, Scopes scopes, DateTimeOffset now)
    {
        if (!KeyText.IsName(name)) throw new InvalidOperationException($"'{name}' is no name for a key; expected {KeyText.NameRule}.");
        var key = KeyText.New();
        Change(
            keys => keys.Any(stored => IsCalled(stored, name))
                ? throw new InvalidOperationException($"There is a key '{name}' already. Revoke it first, or choose another name.")
                : [.. keys, new(name, scopes.Names(), Convert.ToHexStringLower(KeyText.Hash(key)), now)],
            new(Guid.NewGuid().ToString("N"), now, $"lead key create --scope {string.Join(',', scopes.Names())}", name));
        return key;
    }

    /// <summary>Takes a key away. The file stays although it be empty: a host whose last key is gone lets nobody in, not everybody.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="now">When.</param>
    /// <returns>False if there is none of this name.</returns>
    public bool Revoke(string name, DateTimeOffset now)
    {
        if (!Read().Any(stored => IsCalled(stored, name))) return false;
        Change(keys => [.. keys.Where(stored => !IsCalled(stored, name))], new(Guid.NewGuid().ToString("N"), now, "lead key revoke", name));
        return true;
    }

    /// <summary>Counts what it reads: the length of a file says nothing where its name stands for a device.</summary>
    private byte[] ReadBytes()
    {
        using var file = File.OpenRead(FullPath);
        var bytes = new byte[64 << 10];
        for (var read = 0; ;)
        {
            var more = file.Read(bytes, read, bytes.Length - read);
            read += more;
            if (more == 0) return bytes[..read];
            if (read < bytes.Length) continue;
            if (read > MaxBytes) throw new FormatException($"It has more than {MaxBytes} bytes, which no keys need.");
            Array.Resize(ref bytes, Math.Min(bytes.Length * 2, MaxBytes + 1));
        }
    }

    private static bool IsCalled(StoredKey key, string name) => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private void Change(Func<IReadOnlyList<StoredKey>, IReadOnlyList<StoredKey>> change, KeyChange how)
    {
        PrivateFiles.CreateFolder(folder);
        using var alone = TakeLock();
        var before = Stamp;
        var stored = ReadAll();
        var keys = new StoredKeys(change(stored.Keys), [.. (stored.Changes ?? []).Append(how).TakeLast(ChangesKept)]);
        PrivateFiles.Replace(FullPath, file =>
        {
            JsonSerializer.Serialize(file, keys, KeysJson.Default.StoredKeys);
            file.Flush();

            // File systems keep time coarsely: two changes at once must still look different.
            if (before is { } old && File.GetLastWriteTimeUtc(file.SafeFileHandle) <= old.Written) File.SetLastWriteTimeUtc(file.SafeFileHandle, old.Written.AddMilliseconds(10));
        });
    }

    /// <summary>A change takes milliseconds, so another command is waited for.</summary>
    private FileStream TakeLock()
    {
        for (var begin = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return PrivateFiles.Open(FullPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not DirectoryNotFoundException)
            {
                if (Stopwatch.GetElapsedTime(begin) > LockPatience) throw new StorageException($"The keys in {FullPath} cannot be changed, or another command is changing them: {exception.Message} Try again.", exception);
                Thread.Sleep(LockPause);
            }
        }
    }
}
