using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Timelines;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Leads;

/// <summary><c>GET /api/leads/{id}/timeline</c> and <c>timeline.svg</c>: where the time of one lead went.</summary>
public sealed class LeadTimelines(IOrchestrationClient client)
{
    /// <summary>The analysis as JSON.</summary>
    /// <exception cref="ApiProblemException">404 unknown lead, 409 nothing has happened yet.</exception>
    public async Task<IResult> GetAsync(string id, CancellationToken cancellationToken) =>
        Results.Json(await AnalyzeAsync(id, cancellationToken), ApiJson.Readable.TimelineAnalysis);

    /// <summary>The analysis as a Gantt chart.</summary>
    /// <exception cref="ApiProblemException">404 unknown lead, 409 nothing has happened yet.</exception>
    public async Task<IResult> GetSvgAsync(string id, CancellationToken cancellationToken) =>
        new SvgResult(GanttSvg.Render(await AnalyzeAsync(id, cancellationToken), $"Lead {id}"));

    /// <summary>The timeline that a view's outcome holds; null before there is one.</summary>
    internal static Timeline? ReadTimeline(LeadView view) =>
        StoredContent.Read(() => LeadSummary.ReadOutcome(view)?.Timeline, () => null);

    private async Task<TimelineAnalysis> AnalyzeAsync(string id, CancellationToken cancellationToken)
    {
        var instance = await LeadQueries.FindAsync(client, id, cancellationToken);
        var view = LeadViewReader.Read(instance);
        if (ReadTimeline(view) is not { } timeline)
            throw new ApiProblemException(
                409, $"The lead '{id}' has no timeline yet ({view.Status}): it is written when the lead is completed or parked.", retryAfter: TimeSpan.FromSeconds(1));
        return TimelineAnalysis.Of(timeline, view.Status == LeadStatus.Completed ? instance.LastUpdatedAt : null);
    }
}
