using System.Collections.Concurrent;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using Spectre.Console;

namespace LeadOrchestrator.Local.Demo;

/// <summary>Feeds leads to a host over HTTP, as any sender would, and shows them going through.</summary>
internal static class DemoRun
{
    /// <summary>How many leads are under way at the same time.</summary>
    public const int AtOnce = 32;

    private const int LinesOfProgress = 5;

    /// <summary>Sends all leads and waits for every outcome.</summary>
    public static async Task<IReadOnlyList<Submission>> FeedAsync(
        LeadApiClient client, IReadOnlyList<string> leads, CommandOutput output, CancellationToken cancellationToken)
    {
        var done = new ConcurrentQueue<Submission>();
        var feeding = Parallel.ForEachAsync(
            leads.Select((lead, index) => (lead, index)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (item, token) =>
            {
                var submission = await Submission.SendAsync(client, item.index, item.lead, wait: true, token);
                done.Enqueue(submission);
                if (!output.IsLive) WriteProgress(output, done.Count, leads.Count);
            });

        if (output.IsLive) await WatchAsync(output.Console, feeding, done, leads.Count);
        else await feeding;
        return [.. done.OrderBy(submission => submission.Index)];
    }

    private static async Task WatchAsync(IAnsiConsole console, Task feeding, ConcurrentQueue<Submission> done, int total) =>
        await console.Live(Picture(done, total)).StartAsync(async live =>
        {
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!feeding.IsCompleted)
            {
                live.UpdateTarget(Picture(done, total));
                await Task.WhenAny(feeding, tick.WaitForNextTickAsync().AsTask());
            }

            await feeding;
            live.UpdateTarget(Picture(done, total));
        });

    private static Table Picture(ConcurrentQueue<Submission> done, int total)
    {
        Submission[] submissions = [.. done];
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Leads").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        foreach (var (name, colour, count) in new[]
                 {
                     ("completed", "green", submissions.Count(submission => submission.State?.Status == LeadStatus.Completed)),
                     ("parked", "yellow", submissions.Count(submission => submission.State?.Status == LeadStatus.Parked)),
                     ("rejected", "red", submissions.Count(submission => submission.Problem is not null)),
                     ("on their way", "grey", total - submissions.Length),
                 })
            table.AddRow(name, $"{count}", $"[{colour}]{new string('█', total == 0 ? 0 : (count * 40 + total - 1) / total)}[/]");
        return table;
    }

    private static void WriteProgress(CommandOutput output, int done, int total)
    {
        // A few lines are enough for a file.
        if (done == total || done % Math.Max(1, total / LinesOfProgress) == 0) output.Console.WriteLine($"  {done} of {total} leads");
    }
}
