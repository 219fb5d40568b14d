using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Management;

/// <summary><c>DELETE …/instances</c> and <c>DELETE …/instances/{id}</c> of Durable Functions' management API.</summary>
public sealed class InstancePurging(IOrchestrationClient client)
{
    /// <summary>Deletes one instance that has ended: 200 with the count, 404 for an unknown id.</summary>
    /// <exception cref="ApiProblemException">412: it still runs.</exception>
    public async Task<IResult> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var deleted = await client.PurgeInstanceAsync(id, cancellationToken);
        if (deleted == 0 && await client.GetInstanceAsync(id, getInputsAndOutputs: false, cancellationToken) is { IsCompleted: false })
            throw new ApiProblemException(412, $"The instance '{id}' still runs. Only an instance that has ended can be purged; terminate it first.");
        return Answer(deleted);
    }

    /// <summary>
    /// Deletes the ended instances that match: <c>?createdTimeFrom=</c> (required), <c>createdTimeTo=</c>, <c>runtimeStatus=</c>.
    /// 200 with the count, 404 if none matched.
    /// </summary>
    /// <exception cref="ApiProblemException">400, naming the parameter; nothing was deleted.</exception>
    public async Task<IResult> DeleteManyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (from, to, statuses) = QueryErrors.All(
            () => ManagementReader.Time(request, "createdTimeFrom")
                ?? throw ApiProblemException.BadRequest("createdTimeFrom", "is required; give the earliest start, such as 2026-03-31T00:00:00Z."),
            () => ManagementReader.Time(request, "createdTimeTo"),
            () => ManagementReader.Statuses(request, "runtimeStatus", RuntimeStatus.Completed, RuntimeStatus.Failed, RuntimeStatus.Terminated));
        if (to < from) throw ApiProblemException.BadRequest("createdTimeTo", "is earlier than createdTimeFrom.");
        if (statuses is { Count: 0 }) return Results.NotFound();

        return Answer(await client.PurgeInstancesAsync(new(from, to, statuses), cancellationToken));
    }

    private static IResult Answer(int deleted) => deleted == 0
        ? Results.NotFound()
        : Results.Text(
            new JsonObject { ["instancesDeleted"] = deleted }.ToJsonString(ManagementJson.Options), "application/json", System.Text.Encoding.UTF8, 200);
}
