using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Reports;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Processes;

/// <summary>
/// <c>GET /api/process</c> and <c>process.svg</c>: the lead's path with the configured targets, its parallel branches and its
/// critical path, with durations measured from recent leads.
/// </summary>
public sealed class ProcessHandler(EffectConnectors connectors, MeasuredRuns runs, IOptions<ResponseWatchOptions> watch)
{
    /// <summary>How many of the newest completed leads durations are taken from.</summary>
    private const int MeasuredLeads = 200;

    /// <summary>The analysis as JSON.</summary>
    public async Task<IResult> GetAsync(CancellationToken cancellationToken) =>
        Results.Json(await AnalyzeAsync(cancellationToken), ApiJson.Readable.ProcessAnalysis);

    /// <summary>The analysis as a flow chart.</summary>
    public async Task<IResult> GetSvgAsync(CancellationToken cancellationToken) =>
        new SvgResult(FlowSvg.Render(await AnalyzeAsync(cancellationToken)));

    private async Task<ProcessAnalysis> AnalyzeAsync(CancellationToken cancellationToken)
    {
        var map = LeadProcess.Map(connectors.Targets.Select(target => new LeadEffect(ActivityOf(target.Kind), target.Name)), watch.Value.Enabled);
        var recent = new List<TimelineAnalysis>();
        await foreach (var run in runs.ReadAsync(null, null, MeasuredLeads, cancellationToken)) recent.Add(run.Analysis);
        return ProcessAnalysis.Of(map.WithMeasured(recent));
    }

    private static string ActivityOf(EffectKind kind) => kind switch
    {
        EffectKind.Crm => LeadActivities.UpdateCrm.Name,
        EffectKind.Notify => LeadActivities.NotifySales.Name,
        _ => LeadActivities.LogEvent.Name,
    };
}
