using System.Buffers.Binary;
using System.Text;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.History;

/// <summary>Reads what <see cref="BatchWriter"/> wrote.</summary>
internal ref struct BatchReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    public static TurnBatch Read(int sequence, ReadOnlySpan<byte> stored)
    {
        var reader = new BatchReader(stored[8..]);
        var records = new List<HistoryRecord>();
        while (reader._rest.Length > 0) records.Add(reader.Record());
        return new(sequence, Time(stored), records);
    }

    /// <summary>When a stored turn ran.</summary>
    public static long Time(ReadOnlySpan<byte> stored) => BinaryPrimitives.ReadInt64LittleEndian(stored);

    public static FailureDetails? Failure(ReadOnlySpan<byte> stored) => new BatchReader(stored).Failure();

    private HistoryRecord Record()
    {
        var kind = (HistoryKind)_rest[0];
        _rest = _rest[1..];
        return kind switch
        {
            HistoryKind.TaskScheduled => new(kind, (int)Number()) { Name = Name() },
            HistoryKind.SubOrchestrationInstanceCreated => new(kind, (int)Number()) { Name = Name(), ChildId = Text() },
            HistoryKind.TaskCompleted or HistoryKind.SubOrchestrationInstanceCompleted => new(kind, (int)Number()) { Payload = StoredPayload.Unpack(Bytes()) },
            HistoryKind.TaskFailed or HistoryKind.SubOrchestrationInstanceFailed => new(kind, (int)Number()) { Failure = Failure() },
            HistoryKind.TimerCreated or HistoryKind.TimerFired => new(kind, (int)Number()) { FireAt = Number() },
            HistoryKind.EventRaised => new(kind) { Name = Text(), Payload = StoredPayload.Unpack(Bytes()) },
            HistoryKind.ExecutionSuspended or HistoryKind.ExecutionResumed or HistoryKind.ExecutionTerminated
                or HistoryKind.ExecutionRewound => new(kind) { Reason = Text() },
            HistoryKind.ExecutionCompleted => new(kind) { Status = (RuntimeStatus)Number() },
            HistoryKind.ExecutionStarted or HistoryKind.ContinuedAsNew => new(kind),
            _ => throw new InvalidDataException($"A history holds a record of kind {(byte)kind}, which this version does not know. Run a newer version."),
        };
    }

    private FailureDetails? Failure()
    {
        if (Number() == 0) return null;
        var (type, message, stack) = (Text() ?? "", Text() ?? "", Text());
        return new(type, message, stack, Failure());
    }

    private long Number()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)value;
        }
    }

    private ReadOnlySpan<byte> Span(out bool isNull)
    {
        var length = (int)Number() - 1;
        isNull = length < 0;
        if (isNull) return default;
        var span = _rest[..length];
        _rest = _rest[length..];
        return span;
    }

    private string? Text()
    {
        var span = Span(out var isNull);
        return isNull ? null : Encoding.UTF8.GetString(span);
    }

    /// <summary>Names of activities and orchestrations are few: kept once.</summary>
    private string? Name() => Text() is { } name ? string.IsInterned(name) ?? name : null;

    private byte[]? Bytes()
    {
        var span = Span(out var isNull);
        return isNull ? null : span.ToArray();
    }
}
