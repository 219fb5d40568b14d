using System.Text.Json;
using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Management;
using LeadOrchestrator.Durability;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Leads;

/// <summary><c>GET /api/leads/{id}/record</c>: the lead as it was submitted, and everything that was recorded of its run.</summary>
public sealed class LeadRecords(IOrchestrationClient client)
{
    /// <summary>The record. Holds personal data and no key.</summary>
    /// <exception cref="ApiProblemException">404.</exception>
    public async Task<IResult> GetAsync(string id, CancellationToken cancellationToken)
    {
        var instance = await LeadQueries.FindAsync(client, id, cancellationToken);
        var history = await client.GetHistoryAsync(id, cancellationToken) ?? [];
        var run = instance.SerializedInput is { } input ? StoredContent.ReadJson(input) : (JsonElement?)null;
        return Results.Json(new LeadRecordView(id, StoredDurations.Shown(run), StoredDurations.Shown(HistoryJson.Write(history, showOutput: true))), ApiJson.Readable.LeadRecordView);
    }
}

/// <summary>What was recorded of a lead.</summary>
/// <param name="Id">The lead.</param>
/// <param name="Run">The run's input: the lead and what was stamped on it.</param>
/// <param name="History">The run's events, oldest first, as Durable Functions writes them.</param>
public sealed record LeadRecordView(string Id, JsonElement? Run, JsonArray History);
