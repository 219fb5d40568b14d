namespace LeadOrchestrator.Leads.Processes;

/// <summary>The lead's own path as a process map.</summary>
public static class LeadProcess
{
    /// <summary>The map for some configured targets; step ids are the keys of recorded timeline steps. Today's order is one after the other.</summary>
    /// <param name="effects">The effects: activity (<c>UpdateCrm</c>, <c>NotifySales</c>, <c>LogEvent</c>) and target's name.</param>
    /// <param name="watchResponse">Whether the response watch is started as well.</param>
    public static ProcessMap Map(IEnumerable<LeadEffect> effects, bool watchResponse = true) => throw new NotSupportedException();
}

/// <summary>An effect and its target.</summary>
/// <param name="Activity">The activity: <c>UpdateCrm</c>, <c>NotifySales</c> or <c>LogEvent</c>.</param>
/// <param name="Target">The target's name.</param>
public sealed record LeadEffect(string Activity, string Target);
