using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace LeadOrchestrator.Benchmarks;

/// <summary>
/// Leads through a host that runs elsewhere, so many in flight at once. Each is waited for by the host itself (<c>?wait=</c>): a client that
/// asks for a status again and again makes more requests to an Azure host's storage than the leads do.
/// </summary>
internal static class RemoteScenario
{
    private const int WaitSeconds = 30;

    /// <param name="address">Where the host listens.</param>
    /// <param name="key">Its key; null for none.</param>
    /// <param name="leads">How many leads a run.</param>
    /// <param name="inFlight">How many at once.</param>
    /// <param name="repeats">How many runs; one more comes first and is not counted.</param>
    public static async Task RunAsync(Uri address, string? key, int leads, int inFlight, int repeats)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = inFlight }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2 * WaitSeconds) };
        if (key is not null) http.DefaultRequestHeaders.Add("x-functions-key", key);
        await OneRunAsync(http, Math.Min(leads, 40), inFlight);
        var runs = new List<Run>();
        for (var i = 0; i < repeats; i++) runs.Add(await OneRunAsync(http, leads, inFlight));

        var latencies = runs.SelectMany(run => run.Milliseconds).Order().ToArray();
        Report.Print($"remote ({leads} leads, {inFlight} in flight, {repeats} repeats)", [
            new("throughput, median", Report.Median(runs.Select(run => run.PerSecond)), "leads/s"),
            new("throughput, least", runs.Min(run => run.PerSecond), "leads/s"),
            new("throughput, most", runs.Max(run => run.PerSecond), "leads/s"),
            new("submitted to completed, p50", Report.Percentile(latencies, 50), "ms"),
            new("submitted to completed, p99", Report.Percentile(latencies, 99), "ms"),
            new("not completed in time", runs.Sum(run => run.Late), "leads", "0"),
        ]);
    }

    private static async Task<Run> OneRunAsync(HttpClient http, int leads, int inFlight)
    {
        var (name, late, took) = (Guid.NewGuid().ToString("N"), 0, new ConcurrentBag<double>());
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, leads), new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (i, cancellationToken) =>
        {
            var submitted = Stopwatch.GetTimestamp();
            if (await SubmitAsync(http, $"{name}-{i}", cancellationToken)) took.Add(Stopwatch.GetElapsedTime(submitted).TotalMilliseconds);
            else Interlocked.Increment(ref late);
        });
        return new(leads / Stopwatch.GetElapsedTime(began).TotalSeconds, [.. took], late);
    }

    /// <returns>Whether the lead was completed in time.</returns>
    private static async Task<bool> SubmitAsync(HttpClient http, string id, CancellationToken cancellationToken)
    {
        var lead = new
        {
            id,
            email = $"{id}@example.com",
            firstName = "Ada",
            company = "Example Ltd",
            jobTitle = "Head of Sales",
            employees = 400,
            country = "GB",
            source = "benchmark",
            consent = new { email = true, call = true },
        };
        using var answer = await http.PostAsJsonAsync($"api/leads?wait={WaitSeconds}", lead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return body.TryGetProperty("status", out var status) && status.GetString() == "Completed";
    }

    private sealed record Run(double PerSecond, double[] Milliseconds, int Late);
}
