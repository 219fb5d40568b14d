using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Storage.Sqlite.Ledger;

/// <summary>
/// What the ledger's counters and round robins amount to, in memory, so that a decision need not read them. Used by
/// the writer's thread alone. It runs ahead of the disk within a transaction; if that is rolled back, whoever changed
/// the image is told (<see cref="ISqliteWrite"/>: asked once more, or failed) and it is read anew.
/// </summary>
internal sealed class LedgerImage
{
    private const int MaxDaysKept = 64;

    private readonly Dictionary<string, RepImage> _reps = new(StringComparer.Ordinal);
    private Dictionary<string, RoundRobinState> _roundRobins = new(StringComparer.Ordinal);
    private bool _stale = true;

    /// <summary>Goes up whenever the image is read anew.</summary>
    public int Generation { get; private set; }

    /// <summary>Makes the image what the disk, and the writes of this transaction, say.</summary>
    /// <param name="session">The writer's session.</param>
    /// <param name="lastUsed">The generation that the calling write has used before; 0 if this is its first time.</param>
    /// <returns>The generation that it uses now.</returns>
    public int Use(SqliteSession session, int lastUsed)
    {
        // Used before, and asked again: the transaction of then was rolled back, but its changes are in this image.
        if (_stale || lastUsed == Generation) Reload(session);
        return Generation;
    }

    /// <summary>A write that used the image was not stored.</summary>
    public void Discard(int generation) => _stale |= generation == Generation;

    public RoutingFacts Facts(SqliteSession session, AssignmentRequest request)
    {
        var loads = new Dictionary<string, RepLoad>(request.LocalDates.Count, StringComparer.Ordinal);
        foreach (var (repId, day) in request.LocalDates)
        {
            if (_reps.TryGetValue(repId, out var rep)) loads.Add(repId, rep.On(session, repId, day));
        }

        return new(
            request.Now, loads, new Dictionary<string, RoundRobinState>(_roundRobins, StringComparer.Ordinal),
            OwnerTable.Find(session, request.OwnerKeys), request.Excluded);
    }

    public void Assigned(SqliteSession session, string repId, DateOnly day, DateTimeOffset at)
    {
        if (!_reps.TryGetValue(repId, out var rep)) _reps.Add(repId, rep = new RepImage());
        rep.Assigned(session, repId, day, at);
        LedgerTables.CountAssigned(session, repId, day, at);
    }

    public void Closed(SqliteSession session, string repId)
    {
        if (_reps.TryGetValue(repId, out var rep)) rep.Closed();
        LedgerTables.CountClosed(session, repId);
    }

    public void Advance(SqliteSession session, string team, RoundRobinState state)
    {
        _roundRobins[team] = state;
        LedgerTables.SaveRoundRobin(session, team, state);
    }

    private void Reload(SqliteSession session)
    {
        _stale = true;
        _reps.Clear();
        foreach (var (repId, open, last) in LedgerTables.Loads(session)) _reps.Add(repId, new RepImage(open, last));
        _roundRobins = LedgerTables.RoundRobins(session);
        _stale = false;
        Generation++;
    }

    private sealed class RepImage(int open = 0, DateTimeOffset? lastAssignedAt = null)
    {
        private readonly Dictionary<DateOnly, int> _days = [];
        private int _open = open;
        private DateTimeOffset? _lastAssignedAt = lastAssignedAt;
        private (DateOnly Day, RepLoad Load)? _asked;

        public RepLoad On(SqliteSession session, string repId, DateOnly day)
        {
            if (_asked is not { } asked || asked.Day != day) _asked = asked = (day, new RepLoad(Count(session, repId, day), _open, _lastAssignedAt));
            return asked.Load;
        }

        public void Assigned(SqliteSession session, string repId, DateOnly day, DateTimeOffset at)
        {
            _days[day] = Count(session, repId, day) + 1;
            _open++;
            if (_lastAssignedAt is null || at > _lastAssignedAt) _lastAssignedAt = at;
            _asked = null;
        }

        public void Closed()
        {
            _open--;
            _asked = null;
        }

        private int Count(SqliteSession session, string repId, DateOnly day)
        {
            if (_days.TryGetValue(day, out var count)) return count;
            if (_days.Count >= MaxDaysKept) _days.Clear(); // they are on disk
            return _days[day] = LedgerTables.AssignedOn(session, repId, day);
        }
    }
}
