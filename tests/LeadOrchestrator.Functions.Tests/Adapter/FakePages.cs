using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LeadOrchestrator.Functions.Tests.Adapter;

/// <summary>Instances in pages, as a client lists them.</summary>
internal static class FakePages
{
    public static AsyncPageable<OrchestrationMetadata> Of(params IReadOnlyList<OrchestrationMetadata> instances) => Pageable.Create((token, size, _) =>
    {
        var from = token is null ? 0 : int.Parse(token, System.Globalization.CultureInfo.InvariantCulture);
        var page = instances.Skip(from).Take(size ?? 2).ToList();
        var next = from + page.Count < instances.Count ? (from + page.Count).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new Page<OrchestrationMetadata>(page, next));
    });
}
