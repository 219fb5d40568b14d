namespace LeadOrchestrator.Engine.History;

/// <summary>What one turn recorded: what arrived, in order, then what was decided, in order.</summary>
/// <param name="Sequence">Its place in the history, from 0.</param>
/// <param name="Time">When the turn first ran, in UTC ticks.</param>
/// <param name="Records">Arrivals, then decisions.</param>
internal sealed record TurnBatch(int Sequence, long Time, List<HistoryRecord> Records);
