using System.Text.Json;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Leads;

/// <summary><c>POST /api/leads/{id}/events/{name}</c>: tells a lead's run, or the watch over it, that something happened.</summary>
public sealed class LeadEvents(IOrchestrationClient client)
{
    private const int MaxNameLength = 100;

    /// <summary><c>responded</c> and <c>redrive</c> are checked; any other event is raised on the lead's run as it is. Answers 202.</summary>
    /// <exception cref="ApiProblemException">400, 404 unknown lead, 409 nothing waits for the event, 413, 415.</exception>
    public async Task<IResult> PostAsync(HttpRequest request, string id, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(name);
        using var activity = ApiActivity.Start("leads.event", id);
        if (id is not { Length: <= LeadIdentity.MaxIdLength }) throw LeadQueries.Unknown(id);
        if (name.Length > MaxNameLength || name.Any(char.IsControl))
            throw ApiProblemException.BadRequest("name", $"an event's name has at most {MaxNameLength} characters, none of them a control character.");
        if (request.ContentLength is > 0 || request.ContentType is not null) RequestBody.RequireJson(request);
        var payload = await RequestBody.ReadJsonAsync(request, RequestBody.MaxBytes, cancellationToken);

        if (name.Equals(ResponseWatch.RespondedEventName, StringComparison.OrdinalIgnoreCase)) await RespondedAsync(id, payload, cancellationToken);
        else if (name.Equals(LeadOrchestration.RedriveEvent, StringComparison.OrdinalIgnoreCase)) await RedriveAsync(id, payload, cancellationToken);
        else await OtherAsync(id, name, payload, cancellationToken);

        return Results.Accepted(ApiLinks.Lead(request, id));
    }

    private async Task RespondedAsync(string id, JsonElement payload, CancellationToken cancellationToken)
    {
        var response = EventPayload.ReadResponded(payload);
        var result = await client.RaiseEventAsync(ResponseWatch.InstanceIdFor(id), ResponseWatch.RespondedEventName, response, cancellationToken);
        if (result == ManageResult.Accepted) return;
        var lead = await LeadQueries.FindAsync(client, id, cancellationToken);
        throw new ApiProblemException(
            409, $"No watch waits for a response to the lead '{lead.InstanceId}': it was never assigned with a time to respond, or its watch has ended.");
    }

    private async Task RedriveAsync(string id, JsonElement payload, CancellationToken cancellationToken)
    {
        var redrive = EventPayload.ReadRedrive(payload);
        var lead = await LeadQueries.FindAsync(client, id, cancellationToken);
        if (LeadViewReader.ReadParked(lead) is not { } progress)
            throw new ApiProblemException(409, $"The lead '{id}' is not parked ({LeadViewReader.Read(lead).Status}), so there is nothing to redrive.");

        var parked = progress.Outcome.Parked.Select(step => step.Step).ToList();
        if (redrive.Step is { } step && !parked.Contains(step))
        {
            var message = $"'{step}' is not a parked step; parked are {string.Join(", ", parked)}. Leave it out to redrive all.";
            throw new ApiProblemException(400, message, [new FieldError("$.step", message)]);
        }

        Require(await client.RaiseEventAsync(id, LeadOrchestration.RedriveEvent, redrive, cancellationToken), id);
    }

    private async Task OtherAsync(string id, string name, JsonElement payload, CancellationToken cancellationToken)
    {
        await LeadQueries.FindAsync(client, id, cancellationToken);
        Require(await client.RaiseEventAsync(id, name, payload, cancellationToken), id);
    }

    private static void Require(ManageResult result, string id)
    {
        if (result == ManageResult.NotFound) throw LeadQueries.Unknown(id);
        if (result == ManageResult.Gone) throw new ApiProblemException(409, $"The lead '{id}' has ended; nothing waits for events any more.");
    }
}
