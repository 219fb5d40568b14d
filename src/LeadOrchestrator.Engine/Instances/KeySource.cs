namespace LeadOrchestrator.Engine.Instances;

/// <summary>Keys of new instances: the time in UTC ticks, made unique and ever rising, also when the clock is set back.</summary>
internal sealed class KeySource(TimeProvider clock, long last)
{
    private long _last = last;

    /// <summary>The last key given.</summary>
    public long Last => Volatile.Read(ref _last);

    public long Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, clock.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return next;
        }
    }
}
