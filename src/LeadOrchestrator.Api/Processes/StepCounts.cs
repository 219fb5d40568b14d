using System.Globalization;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Processes;

/// <summary>What is written on the steps of the drawing: how many leads wait at a step, or else how many of the latest took it.</summary>
internal static class StepCounts
{
    public static Dictionary<string, string> Badges(IReadOnlyList<TimelineAnalysis> recent, IReadOnlyList<ParkedStep> parked)
    {
        var badges = recent.SelectMany(run => run.Steps).Where(step => step.Succeeded).CountBy(step => step.Key)
            .ToDictionary(step => step.Key, step => string.Create(CultureInfo.InvariantCulture, $"{step.Value} leads"), StringComparer.Ordinal);
        foreach (var (step, count) in parked.CountBy(step => step.Step)) badges[step] = string.Create(CultureInfo.InvariantCulture, $"{count} parked");
        return badges;
    }
}
