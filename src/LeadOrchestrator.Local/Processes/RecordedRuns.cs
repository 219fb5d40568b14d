using System.Text.Json;
using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Processes;

/// <summary>Timelines of leads, from a running host or from what <c>lead list --json</c> wrote.</summary>
internal static class RecordedRuns
{
    /// <summary>As many of the newest completed leads as a figure needs.</summary>
    private const int MostRuns = 1000;

    /// <exception cref="CommandFailedException">No host answers, the file cannot be read, or it holds no timelines.</exception>
    public static async Task<IReadOnlyList<TimelineAnalysis>> ReadAsync(string source, string? key, CancellationToken cancellationToken)
    {
        var runs = IsUrl(source) ? await FromHostAsync(source, key, cancellationToken) : await FromFileAsync(source, cancellationToken);
        return runs.Count > 0
            ? runs
            : throw new CommandFailedException(
                ExitCodes.Failure, $"{source} holds no completed lead with a timeline yet. Submit some leads first ('lead submit samples/leads.json --wait').");
    }

    private static bool IsUrl(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static async Task<List<TimelineAnalysis>> FromHostAsync(string url, string? key, CancellationToken cancellationToken)
    {
        using var client = new LeadApiClient(new Uri(url), key);
        List<TimelineAnalysis> runs = [];
        await foreach (var lead in client.ListLeadsAsync("&status=completed", MostRuns, cancellationToken)) Add(lead, runs);
        return runs;
    }

    private static async Task<List<TimelineAnalysis>> FromFileAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw new CommandFailedException(
                ExitCodes.Usage, $"{path} is a folder. If it is a host's data, start that host ('lead serve --data {path}') and give its address.");
        }

        await using var stream = LeadFile.Open(path);
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            List<TimelineAnalysis> runs = [];
            foreach (var lead in Leads(document.RootElement)) Add(lead, runs);
            return runs;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new CommandFailedException(
                ExitCodes.Usage, $"{path} holds no leads as 'lead list --json' or 'lead status ID --json' write them: {exception.Message}", exception);
        }
    }

    private static IEnumerable<JsonElement> Leads(JsonElement root) => root switch
    {
        { ValueKind: JsonValueKind.Array } => root.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } when root.TryGetProperty("leads", out var leads) => leads.EnumerateArray(),
        _ => [root],
    };

    private static void Add(JsonElement lead, List<TimelineAnalysis> runs)
    {
        // Only what has ended tells how long it takes.
        if (string.Equals(lead.GetProperty("status"u8).GetString(), "completed", StringComparison.OrdinalIgnoreCase)
            && lead.TryGetProperty("outcome"u8, out var outcome) && outcome.ValueKind == JsonValueKind.Object
            && outcome.TryGetProperty("timeline"u8, out var timeline) && timeline.Deserialize(TimelineJson.Default.Timeline) is { } read)
        {
            runs.Add(TimelineAnalysis.Of(read));
        }
    }
}
