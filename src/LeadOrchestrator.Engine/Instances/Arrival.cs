using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>Something that reached an instance and waits for its next turn.</summary>
internal abstract class Arrival
{
    /// <summary>Tells whoever asked that nothing of it was stored.</summary>
    /// <returns>False when nobody asked, so that the arrival must be kept and tried again.</returns>
    public virtual bool Reject(Exception exception) => false;
}

/// <summary>From inside the engine: a result, a timer, the start of a child.</summary>
/// <param name="record">What happened.</param>
/// <param name="key">The key of the instance that it belongs to: an id may have been started anew meanwhile.</param>
/// <param name="generation">The execution that it belongs to; −1 for any.</param>
internal sealed class InternalArrival(HistoryRecord record, long key, int generation) : Arrival
{
    public long Key => key;

    public HistoryRecord Record => record;

    public int Generation => generation;
}

/// <summary>Loads an instance after a restart, so that it goes on with what it was at.</summary>
internal sealed class WakeArrival : Arrival;

/// <summary>Code of an instance went on outside the engine.</summary>
internal sealed class ForeignArrival(Replay.Execution execution) : Arrival
{
    public Replay.Execution Execution => execution;
}

/// <summary>Somebody waits for the answer.</summary>
internal abstract class Request<T> : Arrival
{
    private readonly TaskCompletionSource<T> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Reply => _reply.Task;

    /// <summary>The answer, given when the turn is on disk.</summary>
    public T? Answer { get; set; }

    public void Send() => _reply.TrySetResult(Answer!);

    public override bool Reject(Exception exception)
    {
        _reply.TrySetException(exception);
        return true;
    }
}

/// <summary>An event, or to suspend, resume, terminate or rewind.</summary>
internal sealed class ManageRequest(HistoryRecord record) : Request<ManageResult>
{
    public HistoryRecord Record => record;
}

/// <summary>To start an instance, or with <paramref name="replace"/> to start one anew that has ended.</summary>
internal sealed class StartRequest(string? name, byte[]? input, string? trace, bool isNew = false, bool replace = false) : Request<bool>
{
    /// <summary>Null to take it from the instance that is replaced.</summary>
    public string? Name => name;

    public byte[]? Input => input;

    public string? Trace => trace;

    /// <summary>Whether the id was made just now, so that no instance can have it.</summary>
    public bool IsNew => isNew;

    public bool Replace => replace;
}
