using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Api.Reports;
using LeadOrchestrator.Durability;
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
public sealed class ProcessHandler(EffectConnectors connectors, MeasuredRuns runs, IOrchestrationClient client, IOptions<ResponseWatchOptions> watch)
{
    /// <summary>How many of the newest completed leads durations are taken from.</summary>
    private const int MeasuredLeads = 200;

    /// <summary>The analysis as JSON.</summary>
    public async Task<IResult> GetAsync(CancellationToken cancellationToken) =>
        Results.Json((await AnalyzeAsync(cancellationToken)).Analysis, ApiJson.Readable.ProcessAnalysis);

    /// <summary>The analysis as a flow chart; with <c>?counts=true</c> each step bears how many leads took it or wait at it.</summary>
    /// <exception cref="ApiProblemException">400, naming the parameter.</exception>
    public async Task<IResult> GetSvgAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var counts = QueryReader.Flag(request, "counts", defaultValue: false);
        var (analysis, recent) = await AnalyzeAsync(cancellationToken);
        var badges = counts ? StepCounts.Badges(recent, await ParkedAsync(cancellationToken)) : null;
        return new SvgResult(FlowSvg.Render(analysis, badges: badges, falseDependencies: false));
    }

    private async Task<(ProcessAnalysis Analysis, List<TimelineAnalysis> Recent)> AnalyzeAsync(CancellationToken cancellationToken)
    {
        var map = LeadProcess.Map(connectors.Targets.Select(target => new LeadEffect(ActivityOf(target.Kind), target.Name)), watch.Value.Enabled);
        var recent = new List<TimelineAnalysis>();
        await foreach (var run in runs.ReadAsync(null, null, MeasuredLeads, cancellationToken)) recent.Add(run.Analysis);
        return (ProcessAnalysis.Of(LeadProcess.Measured(map, recent)), recent);
    }

    private async Task<IReadOnlyList<ParkedStep>> ParkedAsync(CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery([RuntimeStatus.Running], LeadOrchestration.Definition.Name, PageSize: MeasuredLeads);
        var page = await new LeadScan(client, new LeadFilter([LeadStatus.Parked])).ReadAsync(query, cancellationToken);
        return [.. page.Leads.SelectMany(lead => LeadSummary.ReadOutcome(lead.View)?.Parked ?? [])];
    }

    private static string ActivityOf(EffectKind kind) => kind switch
    {
        EffectKind.Crm => LeadActivities.UpdateCrm.Name,
        EffectKind.Notify => LeadActivities.NotifySales.Name,
        _ => LeadActivities.LogEvent.Name,
    };
}
