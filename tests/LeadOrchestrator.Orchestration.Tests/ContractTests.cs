using System.Text.Json;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Orchestration.Tests;

/// <summary>Names and JSON shapes outlive releases: histories written by an old one are read by a new one.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Definitions_Names_AreThoseOfReleasedHistories()
    {
        Assert.Equal("LeadOrchestration", LeadOrchestration.Definition.Name);
        Assert.Equal("ResponseWatch", ResponseWatch.Definition.Name);
        Assert.Equal("ImportOrchestration", ImportOrchestration.Definition.Name);
        Assert.Equal("QueuedLead", QueuedLead.Definition.Name);
        Assert.Equal("KeyedSubmission", KeyedSubmission.Definition.Name);
        Assert.Equal(
            ["AssignRep", "DecideFollowUp", "ImportChunk", "LogEvent", "NotifySales", "ReassignRep", "RecordResponse", "ScoreLead", "SendWatchNotice", "StartResponseWatch", "UpdateCrm"],
            typeof(LeadActivities).GetFields().Select(field => (string)field.FieldType.GetProperty("Name")!.GetValue(field.GetValue(null))!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void KeyedContent_Json_KeepsItsShape() => Assert.Equal("""{"hash":"ab12"}""", JsonSerializer.Serialize(new KeyedContent("ab12"), OrchestrationJson.Default.KeyedContent));

    [Fact]
    public Task LeadRun_Json_KeepsItsShape() => AssertGoldenAsync("lead-run.json", Given.Run() with
    {
        WatchResponse = new WatchPolicy(0.5, 2, TimeSpan.FromDays(30)),
        Import = new ImportOrigin("import:abc", 7),
    });

    [Fact]
    public Task LeadOutcome_Json_KeepsItsShape() => AssertGoldenAsync("lead-outcome.json", new LeadOutcome(
        "lead-1", Given.Score, Given.FollowUp, Given.AssignedTo("ann"),
        [new(EffectKind.Crm, "leadBook", EffectStatus.Done, "lead-1:crm:leadBook", "17", null), new(EffectKind.Notify, "chat", EffectStatus.Parked, "lead-1:notify:chat", null, "timed out")],
        [new("NotifySales:chat", "timed out", Given.Start)], ExecutionMode.Parallel,
        new Timeline(Given.Start, Given.Start.AddSeconds(1), [new("ScoreLead", null, [], Given.Start, Given.Start, Given.Start.AddSeconds(1), 1, true)])));

    [Fact]
    public Task ResponseWatchRun_Json_KeepsItsShape() => AssertGoldenAsync("response-watch-run.json", new ResponseWatchRun(
        "lead-1", Given.Lead, Given.Score, Given.FollowUp, Given.AssignedTo("ann"), Given.Start, Given.Start, TimeSpan.FromHours(1),
        new WatchPolicy(0.5, 1, TimeSpan.FromDays(30)), ["bob"], new Durability.RetryPolicy(3, TimeSpan.FromSeconds(1))));

    [Fact]
    public Task ImportRun_Json_KeepsItsShape() => AssertGoldenAsync("import-run.json", new ImportRun(
        "import:1", "leads.csv", ImportFormat.Csv, "x", 100, new Durability.RetryPolicy(3, TimeSpan.FromSeconds(1)), ImportProgress.None));

    /// <summary>
    /// Compares with the file in Golden/. A new file is written with UPDATE_GOLDEN=1; a changed one is a broken contract,
    /// unless members were only added.
    /// </summary>
    private static async Task AssertGoldenAsync<T>(string name, T value)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Golden", name);
        var options = new JsonSerializerOptions(OrchestrationJson.Default.Options) { WriteIndented = true };
        var json = JsonSerializer.Serialize(value, options);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, name), json + "\n");

        Assert.Equal(await File.ReadAllTextAsync(path), json + "\n");
        var read = JsonSerializer.Deserialize<T>(json, options);
        Assert.Equal(json, JsonSerializer.Serialize(read, options));
    }
}
