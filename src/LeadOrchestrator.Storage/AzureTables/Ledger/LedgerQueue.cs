using System.Threading.Channels;
using Azure;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>
/// Does this process's works on the ledger, in the order in which they came, as many at a time as are waiting and fit.
/// The more wait, the larger the batches: contention makes works wait for each other, not fail.
/// </summary>
internal sealed class LedgerQueue : IAsyncDisposable
{
    private const int MaxTaken = 32;

    private readonly Channel<LedgerWork> _waiting = Channel.CreateUnbounded<LedgerWork>(new() { SingleReader = true });
    private readonly LedgerReads _reads;
    private readonly Attempts _attempts;
    private readonly Task _loop;
    private List<LedgerWork> _taken = [];
    private LedgerHead? _head;

    public LedgerQueue(LedgerReads reads, Attempts attempts)
    {
        _reads = reads;
        _attempts = attempts;
        _loop = Task.Run(RunAsync);
    }

    /// <exception cref="ObjectDisposedException">The stores are closed.</exception>
    public void Enqueue(LedgerWork work) => ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(work), typeof(AzureTablesStores));

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (_taken.Count > 0 || await _waiting.Reader.WaitToReadAsync())
        {
            while (_taken.Count < MaxTaken && _waiting.Reader.TryRead(out var work)) _taken.Add(work);
            foreach (var cancelled in _taken.Where(work => work.IsCancelled)) cancelled.Cancel();
            _taken.RemoveAll(work => work.IsCancelled);
            if (_taken.Count == 0) continue;
            var done = await DoAsync(_taken);
            _taken = _taken[done..];

            // What was read is used again only while work follows on work; after a pause others are likely to have been here.
            if (_taken.Count == 0 && !_waiting.Reader.TryPeek(out _)) _head = null;
        }
    }

    /// <summary>Does the first ones of the works, and tells them.</summary>
    /// <returns>How many.</returns>
    private async Task<int> DoAsync(List<LedgerWork> works)
    {
        try
        {
            var done = await CommitAsync(works);
            foreach (var work in works.Take(done)) work.Complete();
            return done;
        }
        catch (Exception exception)
        {
            _head = null;
            if (works.Count > 1 && exception is StorageException { InnerException: RequestFailedException { Status: 400 or 413 } })
                return await DoAsync(works[..1]); // one of them cannot be written: the others shall not suffer for it
            foreach (var work in works) work.Fail(exception);
            return works.Count;
        }
    }

    private async Task<int> CommitAsync(List<LedgerWork> works)
    {
        var (done, conflicts, sent) = (0, 0, (string?)null);
        await _attempts.RunAsync(
            "The assignment ledger", async () =>
            {
                var isFresh = _head is null;
                _head ??= await _reads.HeadAsync(CancellationToken.None);

                // The answer may have been lost, and the client library sent it once more: then the conflict was with ourselves.
                if (sent is not null && _head.State.Commits.Contains(sent)) return (true, 0);

                var batch = await LedgerBatch.ReadAsync(_reads, _head, works);
                done = batch.Apply(works);
                if (batch.IsUnchanged && (isFresh || !batch.UsedState)) return (true, 0);

                _head = null;
                if (batch.IsUnchanged) return (false, 0); // decided from a state that may be old: look again
                sent = Guid.NewGuid().ToString("N");
                _head = await batch.TryCommitAsync(_reads.Table, sent);
                if (_head is null) conflicts++;
                return (_head is not null, 0);
            },
            CancellationToken.None);
        if (conflicts > 0 || _head?.ETag is null) _head = null; // others are at work: what we know is soon old
        return done;
    }
}
