using System.Text.Json;
using System.Text.Json.Serialization;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Leads;

/// <summary>One line of a list of leads: what people know a lead by, and where it stands.</summary>
/// <param name="Id">The lead.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="SubmittedAt">When it was accepted.</param>
/// <param name="UpdatedAt">When anything last happened to it.</param>
/// <param name="Name">The person's name; null if not given.</param>
/// <param name="Company">The company; null if not given.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Score">0 to 100; null until known.</param>
/// <param name="Grade">For example <c>B2</c>; null until known.</param>
/// <param name="Action">What to do next; null until known.</param>
/// <param name="Assigned">Whether somebody has it, it waits, or nobody need have it; null until known.</param>
/// <param name="OwnerId">The rep's id; null for nobody.</param>
/// <param name="Owner">The rep's name; null for nobody.</param>
/// <param name="Parked">How many steps wait for a redrive.</param>
/// <param name="Contact">The email address, or else the phone number; null if there is neither.</param>
/// <param name="Error">What is wrong with the line itself: that its content could not be read. Left out otherwise.</param>
public sealed record LeadSummary(
    string Id, LeadStatus Status, DateTimeOffset SubmittedAt, DateTimeOffset UpdatedAt, string? Name, string? Company, string? Source,
    int? Score, string? Grade, FollowUpAction? Action, AssignmentOutcome? Assigned, string? OwnerId, string? Owner, int Parked, string? Contact,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    /// <summary>Never throws: what cannot be read is a line that says so.</summary>
    internal static LeadSummary Of(OrchestrationMetadata instance, LeadView view) => StoredContent.Read(
        () => OfContent(instance, view),
        () => new(view.Id, view.Status, view.SubmittedAt, view.UpdatedAt, null, null, null, null, null, null, null, null, null, Parked: 0, Contact: null, LeadViewReader.Unreadable));

    private static LeadSummary OfContent(OrchestrationMetadata instance, LeadView view)
    {
        var lead = ReadRun(instance)?.Lead;
        var outcome = ReadOutcome(view);
        return new(
            view.Id, view.Status, view.SubmittedAt, view.UpdatedAt, lead is null ? null : FullName(lead), lead?.Company, lead?.Source,
            outcome?.Score?.Value, outcome?.Score?.Grade, outcome?.FollowUp?.Action, outcome?.Assignment?.Outcome,
            outcome?.Assignment?.RepId, outcome?.Assignment?.RepName, view.Status == LeadStatus.Parked ? outcome?.Parked.Count ?? 0 : 0,
            lead?.Email ?? lead?.Phone);
    }

    /// <summary>What people know a lead by: name, or else company, address or number; null if its run holds none of them.</summary>
    internal static string? NameOf(OrchestrationMetadata instance) =>
        ReadRun(instance)?.Lead is { } lead ? FullName(lead) ?? lead.Company ?? lead.Email ?? lead.Phone : null;

    private static string? FullName(Lead lead) => $"{lead.FirstName} {lead.LastName}".Trim() is { Length: > 0 } name ? name : null;

    internal static LeadRun? ReadRun(OrchestrationMetadata instance) =>
        instance.SerializedInput is { } input ? JsonSerializer.Deserialize(input, OrchestrationJson.Default.LeadRun) : null;

    internal static LeadOutcome? ReadOutcome(LeadView view) =>
        view.Outcome is { ValueKind: JsonValueKind.Object } outcome ? outcome.Deserialize(OrchestrationJson.Default.LeadOutcome) : null;
}

/// <summary>A page of a list of leads, newest first.</summary>
/// <param name="Leads">The leads. A page may hold fewer than asked for although there are more: then go on with the token.</param>
/// <param name="ContinuationToken">What to ask the next page with; null on the last.</param>
public sealed record LeadSummaryPage(IReadOnlyList<LeadSummary> Leads, string? ContinuationToken);
