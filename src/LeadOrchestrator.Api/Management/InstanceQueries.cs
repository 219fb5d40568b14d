using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Management;

/// <summary><c>GET …/instances</c> and <c>GET …/instances/{id}</c> of Durable Functions' management API.</summary>
public sealed class InstanceQueries(IOrchestrationClient client)
{
    /// <summary>The header that pages are asked and answered with.</summary>
    public const string ContinuationHeader = "x-ms-continuation-token";

    private const string RetryAfterSeconds = "5";
    private const int DefaultTop = 100, MaxTop = 1000;

    /// <summary>
    /// One instance: 202 until it has ended, 200 after that, 404 for an unknown id.
    /// <c>?showInput=true&amp;showHistory=false&amp;showHistoryOutput=false&amp;returnInternalServerErrorOnFailure=false</c>.
    /// </summary>
    public async Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (showInput, showHistory, showHistoryOutput, failureIsError) = QueryErrors.All(
            () => ManagementReader.Flag(request, "showInput", true), () => ManagementReader.Flag(request, "showHistory", false),
            () => ManagementReader.Flag(request, "showHistoryOutput", false),
            () => ManagementReader.Flag(request, "returnInternalServerErrorOnFailure", false));
        if (await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is not { } instance) return Results.NotFound();

        var body = InstanceJson.Write(instance, showInput);
        if (showHistory) body["historyEvents"] = HistoryJson.Write(await client.GetHistoryAsync(id, cancellationToken) ?? [], showHistoryOutput);
        if (instance.IsCompleted) return Json(body, failureIsError && instance.RuntimeStatus == RuntimeStatus.Failed ? 500 : 200);

        var headers = request.HttpContext.Response.Headers;
        headers.Location = ApiLinks.Self(request);
        headers.RetryAfter = RetryAfterSeconds;
        return Json(body, StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// Instances, newest first, a page at a time:
    /// <c>?runtimeStatus=&amp;createdTimeFrom=&amp;createdTimeTo=&amp;instanceIdPrefix=&amp;top=&amp;showInput=true</c>.
    /// </summary>
    /// <exception cref="ApiProblemException">400, naming the parameter.</exception>
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Durable Functions heeds showInput in filtered lists only; whoever declines personal data gets none here, filter or not.
        var ((statuses, showInput), prefix, from, to, top) = QueryErrors.All(
            () => QueryErrors.All(
                () => ManagementReader.Statuses(request, "runtimeStatus", Enum.GetValues<RuntimeStatus>()), () => ManagementReader.Flag(request, "showInput", true)),
            () => QueryReader.Text(request, "instanceIdPrefix"),
            () => ManagementReader.Time(request, "createdTimeFrom"), () => ManagementReader.Time(request, "createdTimeTo"),
            () => QueryReader.Number(request, "top", DefaultTop, 1, MaxTop));
        var token = request.Headers[ContinuationHeader].ToString();
        var query = new OrchestrationQuery(statuses, null, prefix, from, to, top, token.Length == 0 ? null : token);
        if (statuses is { Count: 0 }) return Json(new JsonArray(), 200);

        try
        {
            var page = await client.ListInstancesAsync(query, cancellationToken);
            if (page.ContinuationToken is { } next) request.HttpContext.Response.Headers[ContinuationHeader] = next;
            return Json(new JsonArray([.. page.Instances.Select(instance => InstanceJson.Write(instance, showInput))]), 200);
        }
        catch (ArgumentException exception) when (query.ContinuationToken is not null)
        {
            throw ApiProblemException.BadRequest(ContinuationHeader, $"is not one that this list gave: {exception.Message}");
        }
    }

    private static IResult Json(JsonNode body, int statusCode) =>
        Results.Text(body.ToJsonString(ManagementJson.Options), "application/json", System.Text.Encoding.UTF8, statusCode);
}
