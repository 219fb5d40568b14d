using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Leads.Processes;

internal static class ProcessAnalyzer
{
    public static ProcessAnalysis Analyze(ProcessMap map) => throw new NotSupportedException();
}

internal static class MeasuredDurations
{
    public static ProcessMap Apply(ProcessMap map, IEnumerable<TimelineAnalysis> analyses, StepDuration? missing) => throw new NotSupportedException();
}
