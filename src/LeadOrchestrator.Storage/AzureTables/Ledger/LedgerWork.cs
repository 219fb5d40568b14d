namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>Something to be done to one lead in the ledger. Its result counts once the batch is written.</summary>
internal abstract class LedgerWork(string leadId, CancellationToken cancellationToken)
{
    public string LeadId { get; } = leadId;

    /// <summary>What is asked, if it is an assignment.</summary>
    public virtual AssignmentRequest? Request => null;

    public bool IsCancelled => Cancellation.IsCancellationRequested;

    protected CancellationToken Cancellation { get; } = cancellationToken;

    /// <summary>Decides; may be called again, with what is newer, if the batch met a conflict.</summary>
    /// <param name="lead">The lead as it is.</param>
    /// <param name="batch">What else there is to know, and to count.</param>
    /// <returns>The lead as it is to be; the same one to leave it.</returns>
    public abstract LedgerLead Apply(LedgerLead lead, LedgerBatch batch);

    public abstract void Complete();

    public abstract void Cancel();

    public abstract void Fail(Exception exception);
}

/// <summary>The same, with a result.</summary>
internal abstract class LedgerWork<T>(string leadId, CancellationToken cancellationToken) : LedgerWork(leadId, cancellationToken)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Completion => _completion.Task;

    protected T? Result { get; set; }

    /// <summary>What it cannot do; told to whoever asked, and to nobody else of the batch.</summary>
    protected Exception? Refused { get; set; }

    public override void Complete()
    {
        if (Refused is not null) _completion.TrySetException(Refused);
        else _completion.TrySetResult(Result!);
    }

    public override void Cancel() => _completion.TrySetCanceled(Cancellation);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
