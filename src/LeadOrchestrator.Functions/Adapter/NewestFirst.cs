using System.Globalization;
using LeadOrchestrator.Durability;
using Microsoft.DurableTask.Client;
using Instance = Microsoft.DurableTask.Client.OrchestrationMetadata;
using NativeQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using OrchestrationQuery = LeadOrchestrator.Durability.OrchestrationQuery;

namespace LeadOrchestrator.Functions.Adapter;

/// <summary>
/// Lists instances newest first, although Azure Storage keeps them by id: reads backwards through windows of time, each wider than the
/// last, until a page is full. The newest cost one short query; the oldest of very many cost a reading of the table (docs/hosts.md).
/// </summary>
internal sealed class NewestFirst(DurableTaskClient client, TimeProvider time)
{
    private const int Widening = 8;
    private static readonly TimeSpan FirstWindow = TimeSpan.FromHours(1), LongestWindow = TimeSpan.FromDays(365);
    private static readonly Comparer<Instance> ByAge = Comparer<Instance>.Create((x, y) =>
        x.CreatedAt != y.CreatedAt ? y.CreatedAt.CompareTo(x.CreatedAt) : string.CompareOrdinal(x.InstanceId, y.InstanceId));

    public async Task<OrchestrationPage> ReadAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        var after = query.ContinuationToken is { } token ? Decode(token) : null;
        var until = after?.CreatedAt ?? query.CreatedTo ?? time.GetUtcNow() + FirstWindow; // clocks differ
        for (var window = FirstWindow; ; window *= Widening)
        {
            DateTimeOffset? from = window < LongestWindow ? until - window : null;
            var last = from is null || from <= query.CreatedFrom;
            var found = await NewestAsync(query, last ? query.CreatedFrom : from, until, after, cancellationToken);
            if (found.Count <= query.PageSize && !last) continue;

            var page = found.Take(query.PageSize).ToList();
            return new([.. page.Select(instance => instance.ToPort())], found.Count > query.PageSize ? Encode(page[^1]) : null);
        }
    }

    /// <summary>The newest of a window after the given one; one more than a page, to tell whether there is another.</summary>
    private async Task<SortedSet<Instance>> NewestAsync(
        OrchestrationQuery query, DateTimeOffset? from, DateTimeOffset until, Instance? after, CancellationToken cancellationToken)
    {
        var newest = new SortedSet<Instance>(ByAge);
        var native = new NativeQuery(
            from, until, query.Statuses.ToDurableTask(), TaskHubNames: null, query.InstanceIdPrefix, PageSize: 1000, query.FetchInputsAndOutputs);
        await foreach (var instance in client.GetAllInstancesAsync(native).WithCancellation(cancellationToken))
        {
            if (query.Name is not null && instance.Name != query.Name) continue;
            if (after is not null && ByAge.Compare(instance, after) <= 0) continue;
            newest.Add(instance);
            if (newest.Count > query.PageSize + 1) newest.Remove(newest.Max!);
        }

        return newest;
    }

    private static string Encode(Instance last) => $"{last.CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture)}:{last.InstanceId}";

    private static Instance Decode(string token)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !long.TryParse(token.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks)
            throw new ArgumentException("The continuation token is not one that this list gave.", nameof(token));
        return new("", token[(colon + 1)..]) { CreatedAt = new DateTimeOffset(ticks, TimeSpan.Zero) };
    }
}
