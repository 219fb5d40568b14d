using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Management;

/// <summary><c>POST …/orchestrators/{name}/{id?}</c> of Durable Functions' management API.</summary>
public sealed class OrchestratorStarts(IOrchestrationStarterByName starter, ApiLinks links)
{
    private const int MaxInputBytes = 1 << 20;
    private const int MaxIdLength = 200;

    /// <summary>Starts an orchestration by name with the body as its input; an id that exists is left as it is. Answers 202 with links.</summary>
    /// <exception cref="ApiProblemException">400: unknown name, bad id or one that is not the input's, bad JSON.</exception>
    public async Task<IResult> PostAsync(HttpRequest request, string name, string? id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!starter.Names.Contains(name))
            throw ApiProblemException.BadRequest("name", $"there is no orchestration '{name}'; there are {string.Join(", ", starter.Names.Order())}.");
        if (id is not null && (id.Length is 0 or > MaxIdLength || id.Any(char.IsControl)))
            throw ApiProblemException.BadRequest("id", $"an instance id has 1 to {MaxIdLength} characters, none of them a control character.");
        var input = await RequestBody.ReadJsonAsync(request, MaxInputBytes, cancellationToken);
        var started = await starter.StartAsync(name, input, id, cancellationToken);
        return ManagementResults.Started(request, links, started.InstanceId);
    }
}
