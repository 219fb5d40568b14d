using System.Text.Json;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Replay;

/// <summary>
/// The code of one instance, somewhere between its start and its end: a cache of the history. What arrives is delivered
/// in turns; what the code decides in a turn is collected.
/// </summary>
internal sealed class Execution
{
    private readonly Dictionary<int, OpenTask> _open = [];
    private readonly List<HistoryRecord> _held = [];
    private readonly TurnSynchronizationContext _turn;
    private readonly OrchestrationContext _context;
    private readonly ExecutionSettings _settings;
    private Task? _main;
    private int _nextId;
    private volatile bool _foreign;

    public Execution(ExecutionSettings settings)
    {
        _settings = settings;
        _turn = new(OnForeignContinuation);
        _context = new(this, settings);
        Events = new(this);
    }

    /// <summary>Called, on any thread, when code of a finished turn went on without the engine.</summary>
    public Action<Execution>? ForeignContinuation { get; set; }

    public JsonSerializerOptions Json => _settings.Json;

    public EventMailbox Events { get; }

    /// <summary>The time of the current turn, UTC.</summary>
    public DateTime Now { get; private set; }

    public bool IsReplaying { get; private set; }

    public bool HasStarted { get; private set; }

    public bool IsSuspended { get; private set; }

    /// <summary>What the code decided in this turn.</summary>
    public List<HistoryRecord> Decisions { get; } = [];

    /// <summary>Timers that were cancelled in this turn.</summary>
    public List<HistoryRecord> CancelledTimers { get; } = [];

    /// <summary>Failures of this turn that were not retried.</summary>
    public List<HistoryRecord> FinalFailures { get; } = [];

    /// <summary>What was asked for and not answered.</summary>
    public IReadOnlyDictionary<int, OpenTask> OpenTasks => _open;

    /// <summary>The custom status as JSON; null while this execution has not set one.</summary>
    public byte[]? CustomStatus { get; set; }

    /// <summary>The input of the next execution, once the code has asked to continue as new.</summary>
    public (byte[] Input, bool PreserveEvents)? Next { get; set; }

    /// <summary>The output, when the execution has completed.</summary>
    public byte[]? Output { get; private set; }

    /// <summary>Why the execution failed, when it has.</summary>
    public FailureDetails? Failure { get; private set; }

    public void BeginTurn(long time, bool replaying)
    {
        Now = new DateTime(time, DateTimeKind.Utc);
        IsReplaying = replaying;
        Decisions.Clear();
        CancelledTimers.Clear();
        FinalFailures.Clear();
        _turn.Enter();
    }

    /// <summary>Hands over what arrived, and runs the code as far as it goes.</summary>
    public void Deliver(HistoryRecord record)
    {
        switch (record.Kind)
        {
            case HistoryKind.ExecutionSuspended:
                IsSuspended = true;
                return;
            case HistoryKind.ExecutionResumed:
                IsSuspended = false;
                var held = _held.ToArray();
                _held.Clear();
                foreach (var earlier in held) Deliver(earlier);
                return;
        }

        if (IsSuspended) _held.Add(record);
        else Process(record);
    }

    /// <summary>Ends the turn: sees whether the code has ended, or waits for something that will never come.</summary>
    public void EndTurn()
    {
        _turn.Leave();
        if (_main is null || IsSuspended) return;
        if (_main.IsCompleted && !_foreign) Conclude(_main);
        else if (_foreign || (_open.Count == 0 && Events.Waiters == 0)) Fail(NotDurable());
    }

    /// <summary>Leaves a turn that cannot be finished.</summary>
    public void Abandon() => _turn.Leave();

    /// <summary>Whether a call or timer of this number is waited for.</summary>
    public bool IsOpen(int id) => _open.ContainsKey(id);

    public int NextId() => _nextId++;

    /// <summary>Records a decision that will be answered.</summary>
    public void Open(OpenTask task)
    {
        Decisions.Add(task.Decision);
        _open.Add(task.Decision.Id, task);
    }

    public HistoryRecord DecideTimer(DateTime fireAt) =>
        new(HistoryKind.TimerCreated, NextId()) { FireAt = (fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : fireAt).Ticks };

    public void CancelTimer(OpenTimer timer)
    {
        if (_open.Remove(timer.Decision.Id)) CancelledTimers.Add(timer.Decision);
    }

    public void FinalFailure(HistoryRecord record) => FinalFailures.Add(record);

    /// <summary>Whether the calling thread is not the turn's. If so it is reported, and the instance fails.</summary>
    public bool IsForeignCall()
    {
        if (_turn.IsCurrent) return false;
        OnForeignContinuation();
        return true;
    }

    /// <summary>Everything of the port runs on the turn's thread, or the order of decisions would be left to chance.</summary>
    public void EnsureInTurn()
    {
        if (!_turn.IsCurrent) throw new InvalidOperationException(NotDurable().ErrorMessage);
    }

    private void Process(HistoryRecord record)
    {
        switch (record.Kind)
        {
            case HistoryKind.ExecutionStarted when HasStarted:
                break;
            case HistoryKind.ExecutionStarted:
                HasStarted = true;
                _main = _settings.Code.Begin(_context, _settings.Input, Json);
                break;
            case HistoryKind.EventRaised:
                Events.Deliver(record);
                break;
            default:
                if (_open.Remove(record.Id, out var open)) open.Answer(record);
                break;
        }

        _turn.Pump();
    }

    private void Conclude(Task main)
    {
        if (main.IsCompletedSuccessfully && Next is not null)
        {
            Decisions.Add(new(HistoryKind.ContinuedAsNew));
            return;
        }

        if (!main.IsCompletedSuccessfully)
        {
            Fail(Describe(main.Exception?.InnerException ?? new TaskCanceledException(main)));
            return;
        }

        try
        {
            Output = _settings.Code.Output(main, Json);
            Decisions.Add(new(HistoryKind.ExecutionCompleted) { Status = RuntimeStatus.Completed });
        }
        catch (Exception exception) // an output that cannot be written fails the instance, not the engine
        {
            Fail(FailureDetails.FromException(exception));
        }
    }

    private void Fail(FailureDetails failure)
    {
        Failure = failure;
        Decisions.Add(new(HistoryKind.ExecutionCompleted) { Status = RuntimeStatus.Failed });
    }

    private static FailureDetails Describe(Exception exception) => exception is TaskFailedException task
        ? new(exception.GetType().FullName!, exception.Message, exception.StackTrace, task.Failure)
        : FailureDetails.FromException(exception);

    private FailureDetails NotDurable() => new(
        typeof(InvalidOperationException).FullName!,
        $"The orchestration '{_settings.Name}' waited for a task that is not durable. An orchestration may only await what its context gives: "
        + "a timer instead of Task.Delay, an activity instead of I/O, Cancel instead of CancelAsync, and never ConfigureAwait(false).");

    private void OnForeignContinuation()
    {
        _foreign = true;
        ForeignContinuation?.Invoke(this);
    }
}

/// <summary>What an execution is made of.</summary>
internal sealed record ExecutionSettings(
    string Name, string InstanceId, string? ParentInstanceId, int Generation, OrchestrationCode Code, byte[]? Input,
    JsonSerializerOptions Json, Microsoft.Extensions.Logging.ILoggerFactory LoggerFactory);
