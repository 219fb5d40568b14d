namespace LeadOrchestrator.Activities.Importing;

/// <summary>A file on its way in: its beginning can be looked at before it is stored, and it is never longer than allowed.</summary>
internal sealed class UploadStream(Stream content, long maxBytes) : Stream
{
    private const int HeadBytes = 128 * 1024;

    private readonly byte[] _head = new byte[HeadBytes];
    private int _headLength;
    private int _headGiven;
    private long _bytes;

    /// <summary>The beginning of the file.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headLength);

    /// <summary>Whether that is all of it.</summary>
    public bool HeadIsAll { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads the beginning, once, before anything else.</summary>
    public async Task ReadHeadAsync(CancellationToken cancellationToken)
    {
        while (_headLength < HeadBytes)
        {
            var read = await TakeAsync(_head.AsMemory(_headLength), cancellationToken);
            if (read == 0) break;
            _headLength += read;
        }

        HeadIsAll = _headLength < HeadBytes;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_headGiven == _headLength) return HeadIsAll ? 0 : await TakeAsync(buffer, cancellationToken);
        var given = Math.Min(buffer.Length, _headLength - _headGiven);
        _head.AsMemory(_headGiven, given).CopyTo(buffer);
        _headGiven += given;
        return given;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Uploads are read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<int> TakeAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read;
        try
        {
            read = await content.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new ImportRefusedException(ImportRefusal.Incomplete, $"The upload broke off after {_bytes} bytes; send the file again. ({exception.Message})");
        }

        _bytes += read;
        return _bytes <= maxBytes
            ? read
            : throw new ImportRefusedException(ImportRefusal.TooLarge, $"The file is larger than {maxBytes} bytes (setting Imports:MaxBytes). Split it.");
    }
}
