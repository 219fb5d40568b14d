using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Reports;

/// <summary>
/// <c>GET /api/reports/speed</c>: speed to lead in its two senses: from submission until a rep has the lead and knows, and from
/// submission until a person has responded.
/// </summary>
public sealed class SpeedHandler(MeasuredRuns runs, ILeadBook leadBook)
{
    private const int DefaultTop = 1000, MaxTop = 100_000, BookPage = 500;

    /// <summary>Over the newest completed leads: <c>?from=&amp;to=&amp;top=</c>.</summary>
    /// <exception cref="ApiProblemException">400, naming the parameter.</exception>
    public async Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ((from, to), top) = QueryErrors.All(
            () => QueryReader.Period(request, "from", "to"), () => QueryReader.Number(request, "top", DefaultTop, 1, MaxTop));
        var (assigned, notified, completed) = (new List<double>(), new List<double>(), new List<double>());
        await foreach (var run in runs.ReadAsync(from, to, top, cancellationToken))
        {
            completed.Add(run.Analysis.WallMs);
            if (LastEnd(run.Analysis, LeadActivities.AssignRep.Name) is { } decided) assigned.Add(decided);
            if (LastEnd(run.Analysis, LeadActivities.NotifySales.Name) is { } told) notified.Add(told);
        }

        var report = new SpeedReport(
            completed.Count, TimeSpread.Of(assigned), TimeSpread.Of(notified), TimeSpread.Of(completed), await ResponsesAsync(from, to, top, cancellationToken));
        return TaggedResult.Json(report, ApiJson.Readable.SpeedReport);
    }

    /// <summary>From the run's start to the end of the last of such steps, in milliseconds; null if none succeeded.</summary>
    private static double? LastEnd(TimelineAnalysis run, string activity)
    {
        var ends = run.Steps.Where(step => step.Succeeded && step.Name == activity).Select(step => (step.EndedAt - run.StartedAt).TotalMilliseconds);
        return ends.DefaultIfEmpty(double.NaN).Max() is var last && double.IsNaN(last) ? null : Math.Max(0, last);
    }

    private async Task<ResponseSpeed> ResponsesAsync(DateTimeOffset? from, DateTimeOffset? to, int top, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var (read, waiting) = (0, 0);
        string? token = null;
        do
        {
            var page = await leadBook.ListAsync(Math.Min(BookPage, top - read), token, cancellationToken);
            foreach (var record in page.Items.Where(record => !(record.SubmittedAt < from) && !(record.SubmittedAt > to)))
            {
                if (record.RespondedAt is { } at) times.Add(Math.Max(0, (at - record.SubmittedAt).TotalMilliseconds));
                else if (record.RepId is not null) waiting++;
            }

            read += page.Items.Count;
            token = page.Items.Count > 0 && page.Items[^1].SubmittedAt < from ? null : page.ContinuationToken;
        }
        while (token is not null && read < top);
        return new(times.Count, waiting, TimeSpread.Of(times));
    }
}

/// <summary>How quick leads are served; times are in milliseconds from the start of a lead's run, or from its submission for responses.</summary>
/// <param name="Leads">How many completed leads were looked at.</param>
/// <param name="Assigned">Until a rep was decided on.</param>
/// <param name="Notified">Until the last notification was delivered.</param>
/// <param name="Completed">Until everything was done.</param>
/// <param name="Response">Until a person responded.</param>
public sealed record SpeedReport(int Leads, TimeSpread Assigned, TimeSpread Notified, TimeSpread Completed, ResponseSpeed Response);

/// <summary>First responses, as far as the lead book knows them.</summary>
/// <param name="Responded">Leads that a person has responded to.</param>
/// <param name="Waiting">Leads that a rep has and nobody has responded to.</param>
/// <param name="Times">From submission to first response.</param>
public sealed record ResponseSpeed(int Responded, int Waiting, TimeSpread Times);

/// <summary>How a time is spread; all 0 when nothing was counted.</summary>
/// <param name="Count">How many.</param>
/// <param name="MedianMs">Half are at most this, in milliseconds.</param>
/// <param name="P90Ms">Nine of ten are at most this.</param>
/// <param name="P99Ms">Ninety-nine of a hundred are at most this.</param>
/// <param name="MaxMs">The longest.</param>
public sealed record TimeSpread(int Count, double MedianMs, double P90Ms, double P99Ms, double MaxMs)
{
    internal static TimeSpread Of(List<double> times)
    {
        if (times.Count == 0) return new(0, 0, 0, 0, 0);
        times.Sort();
        return new(times.Count, At(0.5), At(0.9), At(0.99), times[^1]);

        // The nearest rank: a time that really occurred.
        double At(double share) => times[Math.Max(0, (int)Math.Ceiling(share * times.Count) - 1)];
    }
}
