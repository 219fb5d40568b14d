using System.Text.Json;
using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Replay;

/// <summary>Events that nobody has waited for yet, and waiters whose event has not come, by name without regard to case.</summary>
internal sealed class EventMailbox(Execution execution)
{
    private readonly Dictionary<string, LinkedList<HistoryRecord>> _events = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, LinkedList<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HistoryRecord> _unprocessed = [];

    /// <summary>How many wait.</summary>
    public int Waiters { get; private set; }

    /// <summary>Events nobody has waited for, in the order in which they came.</summary>
    public IReadOnlyList<HistoryRecord> Unprocessed => _unprocessed;

    public void Deliver(HistoryRecord record)
    {
        if (_waiters.TryGetValue(record.Name!, out var waiting) && waiting.First is { } first)
        {
            waiting.RemoveFirst();
            Waiters--;
            first.Value.Answer(record);
            return;
        }

        _unprocessed.Add(record);
        if (!_events.TryGetValue(record.Name!, out var events)) _events[record.Name!] = events = new();
        events.AddLast(record);
    }

    public Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        var waiter = new Waiter<T>(execution.Json);
        if (_events.TryGetValue(name, out var events) && events.First is { } first)
        {
            events.RemoveFirst();
            _unprocessed.Remove(first.Value);
            waiter.Answer(first.Value);
            return waiter.Task;
        }

        if (!_waiters.TryGetValue(name, out var waiting)) _waiters[name] = waiting = new();
        var node = waiting.AddLast(waiter);
        Waiters++;
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.Register(() =>
            {
                if (node.List is null || execution.IsForeignCall()) return;
                waiting.Remove(node);
                Waiters--;
                waiter.Cancel(cancellationToken);
            });
        }

        return waiter.Task;
    }

    private abstract class Waiter
    {
        public abstract void Answer(HistoryRecord record);
    }

    private sealed class Waiter<T>(JsonSerializerOptions json) : Waiter
    {
        private readonly TaskCompletionSource<T> _completion = new();

        public Task<T> Task => _completion.Task;

        public void Cancel(CancellationToken token) => _completion.TrySetCanceled(token);

        public override void Answer(HistoryRecord record)
        {
            T payload;
            try
            {
                payload = Payload.Read<T>(record.Payload, json);
            }
            catch (Exception exception) // a payload that is not what is waited for: the waiter sees why
            {
                _completion.SetException(new InvalidOperationException(
                    $"The payload of event '{record.Name}' cannot be read as {typeof(T).Name}: {exception.Message}", exception));
                return;
            }

            _completion.SetResult(payload);
        }
    }
}
