using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>
/// Import files in a blob container. What a file is called follows from all of its content, so it is put aside in a
/// temporary file, gone when closed, and uploaded once it is whole. A blob is there as a whole or not at all.
/// </summary>
internal sealed class ImportBlobs(BlobContainerClient container, AzureErrors errors)
{
    private const string Prefix = "import:";
    private const string Extension = ".leads";
    private const int HashDigits = 32;
    private const int ReadAhead = 1024 * 1024;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public Task CreateAsync(CancellationToken cancellationToken) => GuardAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);

    public async Task<StoredImport> SaveAsync(Stream content, string? mapping, long maxBytes, CancellationToken cancellationToken)
    {
        await using var spool = Spool();
        var hash = await CopyAsync(content, spool, maxBytes, cancellationToken);
        var import = new StoredImport(Prefix + Convert.ToHexStringLower(SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(mapping ?? "")]))[..HashDigits], spool.Length);
        spool.Position = 0;
        var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        await GuardAsync(
            async () =>
            {
                try
                {
                    await BlobOf(import.ImportId)!.UploadAsync(spool, onlyNew, cancellationToken);
                }
                catch (RequestFailedException there) when (there.Status is 409 or 412 && there.ErrorCode is "BlobAlreadyExists" or "ConditionNotMet")
                {
                    // It is there: what has the same name has the same content.
                }

                return true;
            },
            cancellationToken);
        return import;
    }

    /// <summary>The stored file at an offset; null if there is none of this id.</summary>
    public async Task<Stream?> OpenAsync(string importId, long offset, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (BlobOf(importId) is not { } blob) return null;
        return await GuardAsync<Stream?>(
            async () =>
            {
                try
                {
                    return await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Position = offset, BufferSize = ReadAhead }, cancellationToken);
                }
                catch (RequestFailedException missing) when (missing.ErrorCode == "BlobNotFound" || missing is { Status: 404, ErrorCode: null })
                {
                    return null;
                }
            },
            cancellationToken);
    }

    /// <summary>The stored files.</summary>
    public Task<IReadOnlyList<KeptImport>> ListAsync(CancellationToken cancellationToken) => GuardAsync<IReadOnlyList<KeptImport>>(
        async () =>
        {
            var kept = new List<KeptImport>();
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
                if (blob.Name.EndsWith(Extension, StringComparison.Ordinal) && Prefix + blob.Name[..^Extension.Length] is var id && BlobOf(id) is not null)
                    kept.Add(new(id, blob.Properties.LastModified));
            return kept;
        },
        cancellationToken);

    /// <summary>Replaces a file by itself with parts of it overwritten: a blob cannot be changed in place.</summary>
    public async Task BlankAsync(string importId, IReadOnlyList<FileRange> ranges, CancellationToken cancellationToken)
    {
        if (ranges.Count == 0 || BlobOf(importId) is not { } blob) return;
        await using var spool = Spool();
        await GuardAsync(
            async () =>
            {
                try
                {
                    var read = await blob.DownloadToAsync(spool, cancellationToken);
                    foreach (var range in ranges.Where(range => range.Offset + range.Length <= spool.Length)) Blank(spool, range);
                    spool.Position = 0;
                    var unchanged = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = read.Headers.ETag } };
                    await blob.UploadAsync(spool, unchanged, cancellationToken);
                }
                catch (RequestFailedException gone) when (gone.Status == 404)
                {
                    // It was erased meanwhile.
                }

                return true;
            },
            cancellationToken);
    }

    public async Task<bool> DeleteAsync(string importId, CancellationToken cancellationToken) => BlobOf(importId) is { } blob
        && await GuardAsync(async () => (await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken)).Value, cancellationToken);

    private static void Blank(FileStream file, FileRange range)
    {
        var bytes = new byte[range.Length];
        file.Position = range.Offset;
        file.ReadExactly(bytes);
        FileRange.Blank(bytes);
        file.Position = range.Offset;
        file.Write(bytes);
    }

    /// <summary>A file that is gone when it is closed.</summary>
    private static FileStream Spool() => PrivateFiles.Open(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.Asynchronous | FileOptions.DeleteOnClose);

    private static async Task<byte[]> CopyAsync(Stream content, Stream spool, long maxBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        var bytes = 0L;
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            bytes += read;
            if (bytes > maxBytes) throw new InvalidDataException($"The file is larger than the limit of {maxBytes} bytes. Split it, or raise the limit.");
            hash.AppendData(buffer, 0, read);
            await spool.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (bytes == 0) throw new InvalidDataException("The file is empty. Send the leads as the request's body.");
        return hash.GetHashAndReset();
    }

    /// <summary>Only ids of our own making name blobs.</summary>
    private BlobClient? BlobOf(string importId) =>
        importId.StartsWith(Prefix, StringComparison.Ordinal)
        && importId.Length == Prefix.Length + HashDigits
        && importId.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0
            ? container.GetBlobClient(importId[Prefix.Length..] + Extension)
            : null;

    private async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (AzureErrors.IsStorage(exception, cancellationToken))
        {
            throw errors.Explain(exception, container.Name, isBlob: true);
        }
    }
}
