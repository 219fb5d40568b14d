using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>Tells the sales manager once a day what came in and what waits, by the inbox and by the event log.</summary>
public sealed class DailyDigest(
    IOrchestrationClient client, IAssignmentLedger ledger, IInbox inbox, IEventLog log, IOptions<ResponseWatchOptions> recipients, TimeProvider time)
    : IScheduledJob
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public string Name => nameof(DailyDigest);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var received = await CountByStatusAsync(now - Period, cancellationToken);
        var parked = await CountParkedAsync(cancellationToken);
        var unassigned = await CountQueuedAsync(cancellationToken);
        var data = new DigestData(now - Period, now, received.Values.Sum(), received, unassigned, parked);

        // By the minute: run twice after a crash, or by two hands, it is one digest.
        var key = string.Create(CultureInfo.InvariantCulture, $"digest:{now.UtcDateTime:yyyy-MM-dd'T'HH:mm}");
        await inbox.AddAsync(new(key, recipients.Value.EscalateTo, null, "digest", Text(data), now), cancellationToken);
        await log.AppendAsync(
            new(key, Activities.Effects.LeadEvents.Source, "digest.daily", null, now, JsonSerializer.SerializeToElement(data, DigestJson.Default.DigestData)), cancellationToken);
    }

    private static string Text(DigestData data)
    {
        var statuses = string.Join(", ", data.ByStatus.Select(status => $"{status.Value} {status.Key.ToLowerInvariant()}"));
        var received = data.Received == 0 ? "No leads" : data.Received == 1 ? "1 lead" : $"{data.Received} leads";
        return $"{received} in the last 24 hours{(statuses.Length == 0 ? "" : $" ({statuses})")}. "
            + $"Waiting in the house queue: {data.Unassigned}. Parked: {data.Parked}.";
    }

    private async Task<SortedDictionary<string, int>> CountByStatusAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var instance in ReadAsync(
            new(Name: LeadOrchestration.Definition.Name, CreatedFrom: from, PageSize: PageSize, FetchInputsAndOutputs: false), cancellationToken))
        {
            var status = instance.RuntimeStatus.ToString();
            counts[status] = counts.GetValueOrDefault(status) + 1;
        }

        return counts;
    }

    private async Task<int> CountParkedAsync(CancellationToken cancellationToken)
    {
        var parked = 0;
        await foreach (var instance in ReadAsync(new([RuntimeStatus.Running], LeadOrchestration.Definition.Name, PageSize: PageSize), cancellationToken))
            if (LeadViewReader.Read(instance).Status == LeadStatus.Parked) parked++;
        return parked;
    }

    private async Task<int> CountQueuedAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        string? token = null;
        do
        {
            var page = await ledger.ListQueuedAsync(PageSize, token, cancellationToken);
            count += page.Items.Count;
            token = page.ContinuationToken;
        }
        while (token is not null);
        return count;
    }

    private async IAsyncEnumerable<OrchestrationMetadata> ReadAsync(
        OrchestrationQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await client.ListInstancesAsync(query, cancellationToken);
            foreach (var instance in page.Instances) yield return instance;
            if (page.ContinuationToken is null) yield break;
            query = query with { ContinuationToken = page.ContinuationToken };
        }
    }

    internal sealed record DigestData(
        DateTimeOffset From, DateTimeOffset To, int Received, SortedDictionary<string, int> ByStatus, int Unassigned, int Parked);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DailyDigest.DigestData))]
internal sealed partial class DigestJson : JsonSerializerContext;
