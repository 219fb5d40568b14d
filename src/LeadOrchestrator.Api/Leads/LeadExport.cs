using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Management;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadOrchestrator.Api.Leads;

/// <summary><c>GET /api/leads/{id}/export</c>: everything that is kept of a lead, as one document to hand to the person.</summary>
public sealed class LeadExport(
    IOrchestrationClient client, ILeadBook book, IAssignmentLedger ledger, IInbox inbox, IEventLog log, ImportedRows rows, TimeProvider time)
{
    private const int PageSize = 1000;

    /// <summary>Answers 200 with the document, to be saved as a file.</summary>
    /// <exception cref="ApiProblemException">404: nothing is kept of that lead.</exception>
    public async Task<IResult> GetAsync(HttpResponse response, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        var instances = await LeadInstances.FindAsync(client, id, copies: true, cancellationToken);
        var record = await book.FindAsync(id, cancellationToken);
        var assignment = await ledger.FindAsync(id, cancellationToken);
        var notices = await inbox.ListAboutAsync(id, cancellationToken);
        var events = await EventsAsync(id, cancellationToken);

        var leads = instances.Select(LeadInstances.RunOf).OfType<LeadRun>().Select(run => run.Lead);
        var person = Person.Of(id, record is null ? leads : leads.Append(record.Lead));
        var imported = new List<ExportedRow>();
        await foreach (var import in rows.FindAsync(person, cancellationToken)) imported.AddRange(Exported(import));

        if (instances.Count == 0 && record is null && assignment is null && notices.Count == 0 && events.Count == 0 && imported.Count == 0)
            throw LeadQueries.Unknown(id);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"lead-{id}.json");
        response.Headers.ContentDisposition = disposition.ToString();
        var runs = new List<ExportedRun>();
        foreach (var instance in instances) runs.Add(await ExportedAsync(instance, cancellationToken));
        return Results.Json(
            new LeadExportView(id, time.GetUtcNow(), record, assignment, runs, events, notices, imported), ApiJson.Readable.LeadExportView);
    }

    private async Task<IReadOnlyList<CloudEvent>> EventsAsync(string id, CancellationToken cancellationToken)
    {
        var all = new List<CloudEvent>();
        var query = new EventQuery(Subject: id, Top: PageSize);
        while (true)
        {
            var page = await log.ReadAsync(query, cancellationToken);
            all.AddRange(page.Items);
            if (page.ContinuationToken is null) return all;
            query = query with { ContinuationToken = page.ContinuationToken };
        }
    }

    private async Task<ExportedRun> ExportedAsync(OrchestrationMetadata instance, CancellationToken cancellationToken) => new(
        instance.InstanceId, instance.Name, instance.RuntimeStatus, instance.CreatedAt, instance.LastUpdatedAt,
        Shown(instance.SerializedInput), Shown(instance.SerializedOutput), Shown(instance.SerializedCustomStatus),
        StoredDurations.Shown(HistoryJson.Write(await client.GetHistoryAsync(instance.InstanceId, cancellationToken) ?? [], showOutput: true)));

    private static IEnumerable<ExportedRow> Exported(PersonRows import)
    {
        var recorded = import.Recorded.ToDictionary(row => row.Line);
        var inFile = import.InFile.Select(row => new ExportedRow(
            import.ImportId, row.Line, recorded.GetValueOrDefault(row.Line)?.Status, recorded.GetValueOrDefault(row.Line)?.Reason, row.Raw));
        var lines = import.InFile.Select(row => row.Line).ToHashSet();
        return inFile.Concat(import.Recorded.Where(row => !lines.Contains(row.Line))
            .Select(row => new ExportedRow(import.ImportId, row.Line, row.Status, row.Reason, row.Raw)));
    }

    private static JsonElement? Shown(string? json) => json is null ? null : StoredDurations.Shown(StoredContent.ReadJson(json));
}

/// <summary>Everything that is kept of a lead.</summary>
/// <param name="Id">The lead.</param>
/// <param name="ExportedAt">When this was written.</param>
/// <param name="Record">The lead book's record; null if there is none.</param>
/// <param name="Assignment">Who has it and why; null if nobody was asked.</param>
/// <param name="Runs">The lead's runs: the lead as it was submitted, every decision and every effect.</param>
/// <param name="Events">The event log's entries, newest first.</param>
/// <param name="Notices">The inbox's notices, newest first.</param>
/// <param name="ImportRows">The person's rows in imported files.</param>
public sealed record LeadExportView(
    string Id, DateTimeOffset ExportedAt, LeadRecord? Record, Assignment? Assignment, IReadOnlyList<ExportedRun> Runs,
    IReadOnlyList<CloudEvent> Events, IReadOnlyList<Notification> Notices, IReadOnlyList<ExportedRow> ImportRows);

/// <summary>A run, watch or round of a lead.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Name">Its orchestration.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="UpdatedAt">When anything last happened to it.</param>
/// <param name="Input">What it was started with.</param>
/// <param name="Output">How it ended.</param>
/// <param name="CustomStatus">What it says of itself.</param>
/// <param name="History">Its events, oldest first, as Durable Functions writes them.</param>
public sealed record ExportedRun(
    string InstanceId, string Name, RuntimeStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    JsonElement? Input, JsonElement? Output, JsonElement? CustomStatus, JsonArray History);

/// <summary>A row of an imported file.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Status"><c>rejected</c> or <c>repaired</c>; null for an ordinary row.</param>
/// <param name="Reason">What was wrong.</param>
/// <param name="Raw">The row as it stands in the file.</param>
public sealed record ExportedRow(string ImportId, int Line, [property: AllowedValues("rejected", "repaired", null)] string? Status, string? Reason, string Raw);
