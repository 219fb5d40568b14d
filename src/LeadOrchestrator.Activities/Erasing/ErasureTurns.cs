namespace LeadOrchestrator.Activities.Erasing;

/// <summary>Lets the erasures of one lead in this process have turns: one that began before may not end what was submitted after another.</summary>
internal sealed class ErasureTurns
{
    private const int Count = 64; // leads share a turn now and then, which costs a moment

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> TakeAsync(string leadId, CancellationToken cancellationToken)
    {
        var turn = _turns[(int)((uint)leadId.GetHashCode(StringComparison.Ordinal) % Count)];
        await turn.WaitAsync(cancellationToken);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
