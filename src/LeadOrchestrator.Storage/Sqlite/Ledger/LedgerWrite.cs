using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite.Ledger;

/// <summary>A write that uses the ledger's image, and tells it when it was not stored.</summary>
internal abstract class LedgerWrite<T>(LedgerImage image, CancellationToken cancellationToken) : ISqliteWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _generation;
    private T? _result;
    private Exception? _refused;
    private bool _stopped;

    public Task<T> Completion => _completion.Task;

    public void Apply(SqliteSession session)
    {
        (_refused, _stopped) = (null, cancellationToken.IsCancellationRequested);
        if (_stopped) return;
        _generation = image.Use(session, _generation);
        try
        {
            _result = Write(session);
        }
        catch (RefusedException refused)
        {
            // Nothing has been written yet, so the others of the transaction need not suffer for it.
            _refused = refused.InnerException;
        }
    }

    public void Committed()
    {
        if (_stopped) _completion.SetCanceled(cancellationToken);
        else if (_refused is not null) _completion.SetException(_refused);
        else _completion.SetResult(_result!);
    }

    public void Failed(Exception exception)
    {
        image.Discard(_generation);
        _completion.SetException(exception);
    }

    protected abstract T Write(SqliteSession session);

    /// <summary>What the write was to do it cannot do; thrown before anything is written.</summary>
    protected sealed class RefusedException(Exception cause) : Exception(cause.Message, cause);
}
