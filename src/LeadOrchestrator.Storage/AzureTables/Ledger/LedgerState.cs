using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>What every decision depends on: the reps' counters and the teams' round robins. One entity; about 100 characters a rep.</summary>
/// <param name="Reps">By rep id.</param>
/// <param name="RoundRobins">By team id.</param>
/// <param name="Commits">The last commits, by which a commit whose answer was lost is recognized.</param>
internal sealed record LedgerState(SortedDictionary<string, RepState> Reps, SortedDictionary<string, RoundRobinState> RoundRobins, List<string> Commits)
{
    /// <summary>More processes than this do not come between a commit and the question whether it went through.</summary>
    private const int MaxCommits = 16;

    public static LedgerState Empty => new(new(StringComparer.Ordinal), new(StringComparer.Ordinal), []);

    public RepState RepOf(string repId)
    {
        if (!Reps.TryGetValue(repId, out var rep)) Reps.Add(repId, rep = new RepState());
        return rep;
    }

    /// <summary>Notes a commit, and forgets what need not be at hand.</summary>
    public void Close(string commit)
    {
        Commits.Add(commit);
        if (Commits.Count > MaxCommits) Commits.RemoveAt(0);
        foreach (var rep in Reps.Values) rep.Trim();
    }
}

/// <summary>A rep's counters.</summary>
internal sealed class RepState
{
    /// <summary>Time zones make today two days at most; the rest is for requests that come late.</summary>
    private const int MaxDays = 4;

    public int Open { get; set; }

    /// <summary>In UTC ticks.</summary>
    public long? LastAssignedAt { get; set; }

    /// <summary>How many were assigned on the latest days, by day number.</summary>
    public SortedDictionary<int, int> Days { get; init; } = [];

    /// <summary>How many were assigned on a day; null if that is too long ago to be at hand.</summary>
    public int? On(DateOnly day)
    {
        if (Days.TryGetValue(day.DayNumber, out var count)) return count;
        return Days.Count < MaxDays || day.DayNumber > Days.Keys.First() ? 0 : null;
    }

    public void Assigned(DateOnly day, int count, DateTimeOffset at)
    {
        Days[day.DayNumber] = count;
        Open++;
        LastAssignedAt = Math.Max(LastAssignedAt ?? 0, at.UtcTicks);
    }

    public void Trim()
    {
        while (Days.Count > MaxDays) Days.Remove(Days.Keys.First());
    }
}
