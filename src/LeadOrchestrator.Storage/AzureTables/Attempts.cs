using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>Tries again when somebody else was faster: a bounded number of times, after waits that grow and differ.</summary>
/// <param name="clock">What waits are measured with.</param>
/// <param name="random">Where the difference comes from; it must be usable from several threads.</param>
/// <param name="max">How often to try.</param>
internal sealed class Attempts(TimeProvider clock, Random random, int max = Attempts.DefaultMax)
{
    public const int DefaultMax = 40;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    /// <param name="what">What is tried, for the message.</param>
    /// <param name="attempt">Reads, decides and writes; not done if the write met a conflict.</param>
    /// <param name="cancellationToken">Stops between attempts.</param>
    /// <exception cref="StorageException">It met a conflict every time.</exception>
    public async Task<T> RunAsync<T>(string what, Func<Task<(bool Done, T Result)>> attempt, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            if (await attempt() is (true, var result)) return result;
            if (tried == max)
                throw new StorageException($"{what} was changed by others {max} times in a row. Nothing was written; try again, or run fewer instances side by side.");
            await Task.Delay(WaitAfter(tried), clock, cancellationToken);
        }
    }

    /// <summary>Between nothing and twice the mean, which doubles: those who collided do not meet again.</summary>
    private TimeSpan WaitAfter(int tried)
    {
        var mean = Math.Min(FirstWait.TotalMilliseconds * Math.Pow(2, Math.Min(tried - 1, 10)), LongestWait.TotalMilliseconds / 2);
        return TimeSpan.FromMilliseconds(1 + 2 * mean * random.NextDouble());
    }
}
