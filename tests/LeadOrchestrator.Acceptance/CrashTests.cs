using System.Collections.Concurrent;
using System.Globalization;
using LeadOrchestrator.Acceptance.Hosting;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace LeadOrchestrator.Acceptance;

/// <summary>
/// Kills the real process after a random number of acknowledgements, with others under way, and counts. LEAD_CRASH_KILLS says how often (100 unless set),
/// LEAD_CRASH_SEED repeats a run.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly int Kills = FromEnvironment("LEAD_CRASH_KILLS", 100);
    private static readonly int Seed = FromEnvironment("LEAD_CRASH_SEED", Environment.TickCount);

    private readonly ConcurrentBag<string> _acknowledged = [];

    [OwnedHostFact]
    public async Task Kill_AtRandomMomentsUnderLoad_LosesNothingAndDuplicatesNothing()
    {
        output.WriteLine($"{Kills} kills, seed {Seed}");
        var random = new Random(Seed);
        await using var process = new LocalHostProcess(HostFixture.FreePort());
        using var client = new LeadClient(new Uri(process.BaseUrl), apiKey: null);
        for (var kill = 0; kill < Kills; kill++)
        {
            await process.StartAsync();
            using var stop = new CancellationTokenSource();
            var moment = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var left = random.Next(0, 60);
            var load = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SubmitUntilAsync(client, OnAcknowledged, stop.Token)));
            await moment.Task.WaitAsync(LeadClient.Patience);
            await process.KillAsync();
            await stop.CancelAsync();
            await load;

            void OnAcknowledged()
            {
                if (Interlocked.Decrement(ref left) < 0) moment.TrySetResult();
            }
        }

        await process.StartAsync();
        foreach (var id in _acknowledged) await client.WaitForStatusAsync(id, "Completed");
        output.WriteLine($"{_acknowledged.Count} acknowledged, all completed");
        Assert.True(_acknowledged.Count > Kills, "The load was too light to prove anything.");

        await process.KillAsync();
        AssertCountedOnce(Path.Combine(process.DataFolder, "leads.db"));
    }

    private async Task SubmitUntilAsync(LeadClient client, Action onAcknowledged, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var id = LeadClient.NewId("crash");
            try
            {
                using var response = await client.SubmitAsync(LeadClient.Lead(id));
                if (!response.IsSuccessStatusCode) continue;
                _acknowledged.Add(id);
                onAcknowledged();
            }
            catch (HttpRequestException)
            {
                return; // killed: this one was never acknowledged
            }
        }
    }

    /// <summary>Every lead in the book stands once in the ledger, the log and the inbox, and the reps' counts add up to the assigned.</summary>
    private void AssertCountedOnce(string path)
    {
        using var database = new SqliteConnection($"Data Source={path};Pooling=False");
        database.Open();
        var leads = Count(database, "SELECT COUNT(*) FROM leads");
        Assert.True(leads >= _acknowledged.Count);
        Assert.Equal(leads, Count(database, "SELECT COUNT(*) FROM events"));
        Assert.Equal(leads, Count(database, "SELECT COUNT(*) FROM assignments"));
        Assert.Equal(Count(database, "SELECT COUNT(*) FROM assignments WHERE rep_id IS NOT NULL"), Count(database, "SELECT COALESCE(SUM(assigned), 0) FROM rep_days"));
    }

    private static long Count(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
