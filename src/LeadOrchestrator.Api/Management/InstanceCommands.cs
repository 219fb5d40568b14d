using System.Text.Json;
using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadOrchestrator.Api.Management;

/// <summary>
/// <c>POST …/instances/{id}/{raiseEvent/name|suspend|resume|terminate|rewind|restart}</c> of Durable Functions' management API:
/// 202 when accepted, 404 for an unknown id, 410 when the instance has ended (412 for a rewind of what has not failed); these without a body.
/// </summary>
public sealed class InstanceCommands(IOrchestrationClient client, ApiLinks links)
{
    private const int MaxEventBytes = RequestBody.MaxBytes;
    private const int MaxEventNameLength = 200;

    /// <summary>Raises an event; the body is its payload.</summary>
    public async Task<IResult> RaiseEventAsync(HttpRequest request, string id, string eventName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(eventName);
        if (request.ContentType is { Length: > 0 } && !(MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "application/json"))
            throw new ApiProblemException(400, $"Only application/json request content is supported, not '{request.ContentType}'.");
        if (eventName.Length > MaxEventNameLength || eventName.Any(char.IsControl))
            throw ApiProblemException.BadRequest("name", $"an event's name has at most {MaxEventNameLength} characters, none of them a control character.");
        var body = await RequestBody.ReadAsync(request, MaxEventBytes, cancellationToken);
        try
        {
            return Answer(await client.RaiseEventAsync(id, eventName, RequestBody.Parse(body), cancellationToken));
        }
        catch (JsonException exception)
        {
            return InvalidJson(exception);
        }
    }

    /// <summary>Holds an instance; <c>?reason=</c>.</summary>
    public async Task<IResult> SuspendAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        Answer(await client.SuspendInstanceAsync(id, Reason(request), cancellationToken));

    /// <summary>Lets an instance go on; <c>?reason=</c>.</summary>
    public async Task<IResult> ResumeAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        Answer(await client.ResumeInstanceAsync(id, Reason(request), cancellationToken));

    /// <summary>Ends an instance; <c>?reason=</c>.</summary>
    public async Task<IResult> TerminateAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        Answer(await client.TerminateInstanceAsync(id, Reason(request), cancellationToken));

    /// <summary>Sends a failed instance back to before its failure; <c>?reason=</c>.</summary>
    public async Task<IResult> RewindAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        Answer(await client.RewindInstanceAsync(id, Reason(request), cancellationToken), otherwise: StatusCodes.Status412PreconditionFailed);

    /// <summary>Runs an instance once more; <c>?restartWithNewInstanceId=true</c>. Answers 202 with the links of what runs now.</summary>
    /// <exception cref="ApiProblemException">409: the id is to be kept and the instance still runs.</exception>
    public async Task<IResult> RestartAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var newId = ManagementReader.Flag(request, "restartWithNewInstanceId", true);
        if (!newId && await client.GetInstanceAsync(id, getInputsAndOutputs: false, cancellationToken) is { IsCompleted: false })
            throw new ApiProblemException(409, $"The instance '{id}' still runs. Terminate it first, or restart it under a new id.");
        try
        {
            return await client.RestartInstanceAsync(id, newId, cancellationToken) is { } started
                ? ManagementResults.Started(request, links, started)
                : Results.NotFound();
        }
        catch (InstanceRunsException)
        {
            throw new ApiProblemException(409, $"The instance '{id}' has been started by another request meanwhile. Look at it, and restart it again if that is still wanted.");
        }
    }

    private static string? Reason(HttpRequest request) => QueryReader.Text(request, "reason");

    private static IResult Answer(ManageResult result, int otherwise = StatusCodes.Status410Gone) => Results.StatusCode(result switch
    {
        ManageResult.Accepted => StatusCodes.Status202Accepted,
        ManageResult.NotFound => StatusCodes.Status404NotFound,
        _ => otherwise,
    });

    // The shape in which Durable Functions answers this one error; tools show its Message.
    private static IResult InvalidJson(JsonException exception) => Results.Text(
        new JsonObject
        {
            ["Message"] = "Invalid JSON content",
            ["ExceptionMessage"] = exception.Message,
            ["ExceptionType"] = typeof(JsonException).FullName,
            ["StackTrace"] = null,
        }.ToJsonString(ManagementJson.Options),
        "application/json", System.Text.Encoding.UTF8, StatusCodes.Status400BadRequest);
}
