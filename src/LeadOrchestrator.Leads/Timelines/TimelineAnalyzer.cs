namespace LeadOrchestrator.Leads.Timelines;

internal static class TimelineAnalyzer
{
    public static TimelineAnalysis Analyze(Timeline timeline, DateTimeOffset? completedAt) => throw new NotSupportedException();
}
internal static class SavingsReporter
{
    public static SavingsReport Report(IEnumerable<MeasuredRun> runs) => throw new NotSupportedException();
}
