namespace LeadOrchestrator.Activities.Importing.Rows;

/// <summary>A sliding piece of a file in memory: grown until the next row is whole, moved on behind it.</summary>
internal sealed class FileWindow(Stream file, int blockBytes = 64 * 1024)
{
    private byte[] _buffer = new byte[blockBytes];
    private int _start;
    private int _end;

    /// <summary>What has been read of the file and not been taken.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether <see cref="Unread"/> reaches to the end of the file.</summary>
    public bool Ended { get; private set; }

    /// <summary>How many bytes have been taken.</summary>
    public long Taken { get; private set; }

    /// <summary>Reads a block more.</summary>
    public async Task GrowAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_end, _start) = (_end - _start, 0);
        }

        if (_buffer.Length - _end < blockBytes) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _end + blockBytes));
        var read = await file.ReadAtLeastAsync(_buffer.AsMemory(_end, blockBytes), blockBytes, throwOnEndOfStream: false, cancellationToken);
        _end += read;
        Ended = read < blockBytes;
    }

    /// <summary>Moves on.</summary>
    public void Take(int bytes)
    {
        _start += bytes;
        Taken += bytes;
    }
}
