namespace LeadOrchestrator.Sqlite;

/// <summary>One write of a group. Of <see cref="Committed"/> and <see cref="Failed"/> exactly one is called, once.</summary>
public interface ISqliteWrite
{
    /// <summary>Writes. Runs on the writer's thread, inside the group's transaction; runs again, alone, if that is rolled back.</summary>
    void Apply(SqliteSession session);

    /// <summary>The write is on disk. Runs on the writer's thread: hand longer work on.</summary>
    void Committed();

    /// <summary>Nothing of the write was stored.</summary>
    void Failed(Exception exception);
}

/// <summary>A write made of a function, with a task that tells its result.</summary>
internal sealed class DelegateWrite<T>(Func<SqliteSession, T> work) : ISqliteWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public void Apply(SqliteSession session) => _result = work(session);

    public void Committed() => _completion.SetResult(_result!);

    public void Failed(Exception exception) => _completion.SetException(exception);
}
