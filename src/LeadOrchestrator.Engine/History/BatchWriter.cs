using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.History;

/// <summary>
/// Writes a turn in the compact form kept on disk: the time (8 bytes), then a record after the other: kind (1 byte),
/// number (varint), and the fields that this kind has. Texts and payloads are length-prefixed UTF-8.
/// </summary>
internal sealed class BatchWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary>Begins a turn; what was written before is forgotten.</summary>
    public void Begin(long time)
    {
        _buffer.ResetWrittenCount();
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), time);
        _buffer.Advance(8);
    }

    public void Add(HistoryRecord record)
    {
        _buffer.GetSpan(1)[0] = (byte)record.Kind;
        _buffer.Advance(1);
        switch (record.Kind)
        {
            case HistoryKind.TaskScheduled:
                Number(record.Id);
                Text(record.Name);
                break;
            case HistoryKind.SubOrchestrationInstanceCreated:
                Number(record.Id);
                Text(record.Name);
                Text(record.ChildId);
                break;
            case HistoryKind.TaskCompleted or HistoryKind.SubOrchestrationInstanceCompleted:
                Number(record.Id);
                Bytes(StoredPayload.Pack(record.Payload));
                break;
            case HistoryKind.TaskFailed or HistoryKind.SubOrchestrationInstanceFailed:
                Number(record.Id);
                Failure(record.Failure);
                break;
            case HistoryKind.TimerCreated or HistoryKind.TimerFired:
                Number(record.Id);
                Number(record.FireAt);
                break;
            case HistoryKind.EventRaised:
                Text(record.Name);
                Bytes(StoredPayload.Pack(record.Payload));
                break;
            case HistoryKind.ExecutionSuspended or HistoryKind.ExecutionResumed or HistoryKind.ExecutionTerminated or HistoryKind.ExecutionRewound:
                Text(record.Reason);
                break;
            case HistoryKind.ExecutionCompleted:
                Number((long)record.Status);
                break;
        }
    }

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>A failure alone, as the instance's row keeps it.</summary>
    public static byte[] Encode(FailureDetails failure)
    {
        var writer = new BatchWriter();
        writer.Failure(failure);
        return writer.ToArray();
    }

    private void Failure(FailureDetails? failure)
    {
        for (; failure is not null; failure = failure.InnerFailure)
        {
            Number(1);
            Text(failure.ErrorType);
            Text(failure.ErrorMessage);
            Text(failure.StackTrace);
        }

        Number(0);
    }

    private void Number(long value)
    {
        var rest = (ulong)value;
        var span = _buffer.GetSpan(10);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7) span[length++] = (byte)(rest | 0x80);
        span[length++] = (byte)rest;
        _buffer.Advance(length);
    }

    /// <summary>Length + 1, so that 0 stands for null.</summary>
    private void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Number(length + 1L);
        _buffer.Advance(Encoding.UTF8.GetBytes(text, _buffer.GetSpan(length)));
    }

    private void Bytes(byte[]? bytes)
    {
        Number(bytes is null ? 0 : bytes.Length + 1L);
        _buffer.Write(bytes);
    }
}
