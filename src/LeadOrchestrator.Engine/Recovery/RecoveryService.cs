using LeadOrchestrator.Engine.Instances;
using LeadOrchestrator.Engine.Telemetry;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Engine.Recovery;

/// <summary>
/// After a start, wakes the instances that had something to do when the last process ended: oldest first, a few hundred
/// at a time, so that the first goes on at once and memory stays small. Instances that only wait stay on disk.
/// </summary>
internal sealed class RecoveryService(EngineRuntime runtime)
{
    private const int Chunk = 256;
    private const int MaxPending = 512;
    private volatile TaskCompletionSource _room = new();

    /// <summary>Ends when all have been woken.</summary>
    public async Task RunAsync()
    {
        var (position, upTo, count) = (0L, runtime.Keys.Last, 0);
        runtime.WorkDone += Signal;
        try
        {
            while (!runtime.IsStopping)
            {
                await RoomAsync();
                if (Next(position, upTo) is not { } found)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), runtime.Clock);
                    continue;
                }

                if (found.Count == 0) break;
                foreach (var (_, id) in found) runtime.Table.Post(id, new WakeArrival());
                position = found[^1].Key;
                count += found.Count;
            }
        }
        finally
        {
            runtime.WorkDone -= Signal;
        }

        if (count > 0) runtime.Log.Recovered(count);
    }

    /// <summary>Ends a wait for room when the engine stops.</summary>
    public void Stop() => _room.TrySetResult();

    private async Task RoomAsync()
    {
        while (!runtime.IsStopping)
        {
            var room = _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (runtime.PendingWork <= MaxPending || runtime.IsStopping) return;
            await room.Task;
        }
    }

    private List<(long Key, string Id)>? Next(long position, long upTo)
    {
        try
        {
            return runtime.Store.Active(position, upTo, Chunk);
        }
        catch (Exception exception) when (exception is StorageException or ObjectDisposedException)
        {
            if (!runtime.IsStopping) runtime.Log.RecoveryFailed(exception);
            return null;
        }
    }

    private void Signal()
    {
        if (runtime.PendingWork <= MaxPending) _room.TrySetResult();
    }
}
