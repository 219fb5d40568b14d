using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Instances;

/// <summary>What a turn of an instance has to write, and what is carried out once that is on disk.</summary>
internal sealed class Turn
{
    private readonly BatchWriter _writer = new();
    private bool _hasRecords;

    /// <summary>The records of this turn so far.</summary>
    public List<HistoryRecord> Records { get; } = [];

    public List<HistoryRecord> Scheduled { get; } = [];

    public List<HistoryRecord> Children { get; } = [];

    public List<long> ChildKeys { get; } = [];

    /// <summary>Children whose id belonged to somebody else; found while writing.</summary>
    public List<HistoryRecord> Conflicts { get; } = [];

    public List<HistoryRecord> TimersCreated { get; } = [];

    public List<HistoryRecord> TimersRemoved { get; } = [];

    /// <summary>Requests to answer once this turn is on disk.</summary>
    public List<Arrival> Requests { get; } = [];

    public RowChange Row { get; set; }

    /// <summary>The key of an ended instance that this one replaces.</summary>
    public long? Replaces { get; set; }

    /// <summary>All turns before this one are dropped: the instance continues as new, or was rewound.</summary>
    public bool ReplacesHistory { get; set; }

    /// <summary>For a rewind: what takes the place of the earlier turns.</summary>
    public List<TurnBatch>? RewrittenHistory { get; set; }

    /// <summary>The instance ended in this turn.</summary>
    public bool Ended { get; set; }

    /// <summary>The instance was started anew by this turn and its code has to begin after the commit.</summary>
    public bool BeginsAnew { get; set; }

    /// <summary>The code was replayed: what it has open may have to be handed out again.</summary>
    public bool Replayed { get; set; }

    /// <summary>The instance was sent back to before its failure; so are its failed children.</summary>
    public bool Rewinds { get; set; }

    /// <summary>The instance was started without looking whether its id is taken; the write itself finds out.</summary>
    public bool IsUncheckedStart { get; set; }

    /// <summary>The id was taken: nothing of this turn was written.</summary>
    public bool FoundIdTaken { get; set; }

    public int Sequence { get; set; }

    public byte[]? Batch { get; private set; }

    public bool HasWrites => Row != RowChange.None || _hasRecords;

    public void Clear()
    {
        Records.Clear();
        Scheduled.Clear();
        Children.Clear();
        ChildKeys.Clear();
        Conflicts.Clear();
        TimersCreated.Clear();
        TimersRemoved.Clear();
        Requests.Clear();
        (Row, Replaces, ReplacesHistory, RewrittenHistory, Ended, BeginsAnew) = (RowChange.None, null, false, null, false, false);
        (_hasRecords, Batch, Replayed, Rewinds, IsUncheckedStart, FoundIdTaken) = (false, null, false, false, false, false);
    }

    public void Add(HistoryRecord record)
    {
        Records.Add(record);
        _hasRecords = true;
        if (record.Kind == HistoryKind.TimerFired) TimersRemoved.Add(record);
    }

    /// <summary>Writes the records down as they are stored.</summary>
    public void Seal(long time)
    {
        if (Records.Count == 0) return;
        _writer.Begin(time);
        foreach (var record in Records) _writer.Add(record);
        Batch = _writer.ToArray();
    }
}

/// <summary>What becomes of an instance's row in a turn.</summary>
internal enum RowChange
{
    None,
    Insert,
    Update,
}
