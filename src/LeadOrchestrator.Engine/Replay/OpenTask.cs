using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Replay;

/// <summary>Something an orchestration has asked for and that has not been answered.</summary>
internal abstract class OpenTask(HistoryRecord decision)
{
    /// <summary>The decision that asked for it.</summary>
    public HistoryRecord Decision { get; } = decision;

    /// <summary>Hands the answer to the code that waits.</summary>
    public abstract void Answer(HistoryRecord record);
}

/// <summary>One attempt of a call.</summary>
internal sealed class OpenAttempt(HistoryRecord decision, IRetryingCall call) : OpenTask(decision)
{
    public override void Answer(HistoryRecord record) => call.Answer(this, record);
}

/// <summary>The wait before another attempt.</summary>
internal sealed class OpenRetryDelay(HistoryRecord decision, IRetryingCall call) : OpenTask(decision)
{
    public override void Answer(HistoryRecord record) => call.TryAgain();
}

/// <summary>A timer that the orchestration waits for.</summary>
internal sealed class OpenTimer(HistoryRecord decision) : OpenTask(decision)
{
    private readonly TaskCompletionSource _completion = new();
    private CancellationTokenRegistration _cancellation;

    public Task Task => _completion.Task;

    public void WhenCancelled(Execution execution, CancellationToken token) =>
        _cancellation = token.Register(() =>
        {
            if (execution.IsForeignCall()) return;
            execution.CancelTimer(this);
            _completion.TrySetCanceled(token);
        });

    public override void Answer(HistoryRecord record)
    {
        _cancellation.Dispose();
        _completion.TrySetResult();
    }
}
