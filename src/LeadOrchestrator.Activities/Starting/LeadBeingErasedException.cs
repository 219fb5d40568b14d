namespace LeadOrchestrator.Activities.Starting;

/// <summary>A lead cannot be started now, because what was there under its id is being erased.</summary>
public sealed class LeadBeingErasedException(string leadId)
    : Exception($"Lead '{leadId}' is being erased; send it again in a moment. Where this goes on, an erasure was cut short: erase the lead again, then send it.");
