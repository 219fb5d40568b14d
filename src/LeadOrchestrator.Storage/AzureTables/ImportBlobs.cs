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
    private const int HashDigits = 32;
    private const int ReadAhead = 1024 * 1024;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public Task CreateAsync(CancellationToken cancellationToken) => GuardAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);

    public async Task<StoredImport> SaveAsync(Stream content, string? mapping, long maxBytes, CancellationToken cancellationToken)
    {
        await using var spool = PrivateFiles.Open(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
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

    public async Task<bool> DeleteAsync(string importId, CancellationToken cancellationToken) => BlobOf(importId) is { } blob
        && await GuardAsync(async () => (await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken)).Value, cancellationToken);

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
            ? container.GetBlobClient($"{importId[Prefix.Length..]}.leads")
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
