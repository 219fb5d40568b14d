using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite;

/// <summary>Import files in a folder. A file has its final name only once all of it is on disk.</summary>
internal sealed class ImportFiles
{
    private const string Prefix = "import:";
    private const string Extension = ".leads";
    private const string Unfinished = ".partial";
    private const int HashDigits = 32;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly string _folder;

    /// <exception cref="StorageException">The folder cannot be written.</exception>
    public ImportFiles(string folder)
    {
        _folder = folder;
        try
        {
            PrivateFiles.CreateFolder(folder);
            foreach (var stored in Directory.EnumerateFiles(folder)) PrivateFiles.Close(stored);
            foreach (var left in Directory.EnumerateFiles(folder, "*" + Unfinished)) File.Delete(left); // of a process that did not get to the end
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(exception);
        }
    }

    /// <summary>Stores a file under the hash of its content and mapping.</summary>
    public async Task<StoredImport> SaveAsync(Stream content, string? mapping, long maxBytes, CancellationToken cancellationToken)
    {
        var partial = Path.Combine(_folder, $"{Guid.NewGuid():N}{Unfinished}");
        var source = new Source(content);
        try
        {
            var (hash, bytes) = await CopyAsync(source, partial, maxBytes, cancellationToken);
            var importId = Prefix + Convert.ToHexStringLower(SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(mapping ?? "")]))[..HashDigits];
            var path = PathOf(importId)!;
            File.Move(partial, path, overwrite: true);
            using (var stored = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
                stored.Flush(flushToDisk: true); // the new name, too, is to survive a power cut
            return new(importId, bytes);
        }
        catch (Exception exception) when (!source.Failed && (exception is IOException or UnauthorizedAccessException))
        {
            File.Delete(partial);
            throw Explain(exception);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>The stored file at an offset; null if there is none of this id.</summary>
    public Stream? Open(string importId, long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (PathOf(importId) is not { } path) return null;
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Position = offset;
            return file;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(exception);
        }
    }

    /// <summary>The stored files.</summary>
    public IReadOnlyList<KeptImport> List()
    {
        try
        {
            return [.. new DirectoryInfo(_folder).EnumerateFiles("*" + Extension)
                .Select(file => new KeptImport(Prefix + Path.GetFileNameWithoutExtension(file.Name), new DateTimeOffset(file.LastWriteTimeUtc)))
                .Where(import => PathOf(import.ImportId) is not null)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(exception);
        }
    }

    /// <summary>Overwrites parts of a file in place, and comes back when that is on disk.</summary>
    public void Blank(string importId, IReadOnlyList<FileRange> ranges)
    {
        if (ranges.Count == 0 || PathOf(importId) is not { } path) return;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            foreach (var range in ranges.Where(range => range.Offset + range.Length <= file.Length))
            {
                var bytes = new byte[range.Length];
                file.Position = range.Offset;
                file.ReadExactly(bytes);
                FileRange.Blank(bytes);
                file.Position = range.Offset;
                file.Write(bytes);
            }

            file.Flush(flushToDisk: true);
        }
        catch (FileNotFoundException)
        {
            // It was erased meanwhile.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(exception);
        }
    }

    public bool Delete(string importId)
    {
        if (PathOf(importId) is not { } path || !File.Exists(path)) return false;
        File.Delete(path);
        return true;
    }

    private static async Task<(byte[] Hash, long Bytes)> CopyAsync(Source source, string path, long maxBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = PrivateFiles.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var buffer = new byte[128 * 1024];
        var bytes = 0L;
        while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            bytes += read;
            if (bytes > maxBytes) throw new InvalidDataException($"The file is larger than the limit of {maxBytes} bytes. Split it, or raise the limit.");
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (bytes == 0) throw new InvalidDataException("The file is empty. Send the leads as the request's body.");
        file.Flush(flushToDisk: true);
        return (hash.GetHashAndReset(), bytes);
    }

    /// <summary>Only ids of our own making name files: nothing outside the folder can be reached.</summary>
    private string? PathOf(string importId) =>
        importId.StartsWith(Prefix, StringComparison.Ordinal)
        && importId.Length == Prefix.Length + HashDigits
        && importId.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0
            ? Path.Combine(_folder, importId[Prefix.Length..] + Extension)
            : null;

    private StorageException Explain(Exception exception) =>
        new($"The files of imports in {_folder} cannot be read or written: {exception.Message} Check its permissions and the free space.", exception);

    /// <summary>Tells a sender who broke off from a disk that failed.</summary>
    private sealed class Source(Stream content)
    {
        public bool Failed { get; private set; }

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            try
            {
                return await content.ReadAsync(buffer, cancellationToken);
            }
            catch
            {
                Failed = true;
                throw;
            }
        }
    }
}
