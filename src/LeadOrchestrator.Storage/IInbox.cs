using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LeadOrchestrator.Storage;

/// <summary>The notification inbox of the sales team: the channel that needs nothing installed.</summary>
public interface IInbox
{
    /// <summary>Adds a notification unless one of its key is there.</summary>
    /// <returns>False if it was there already.</returns>
    /// <exception cref="LeadErasedException">Its lead was erased after <see cref="Notification.SubmittedAt"/>.</exception>
    Task<bool> AddAsync(Notification notification, CancellationToken cancellationToken = default);

    /// <summary>Lists notifications, newest first.</summary>
    /// <param name="recipient">A rep's or team's id; null for all.</param>
    /// <param name="top">How many a page.</param>
    /// <param name="continuationToken">Where the last page ended.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The continuation token is not one of this list's.</exception>
    Task<Page<Notification>> ListAsync(string? recipient, int top, string? continuationToken = null, CancellationToken cancellationToken = default);

    /// <summary>The notifications about one lead, newest first.</summary>
    Task<IReadOnlyList<Notification>> ListAboutAsync(string leadId, CancellationToken cancellationToken = default);

    /// <summary>Removes the notifications about one lead.</summary>
    /// <returns>How many there were.</returns>
    Task<int> EraseAsync(string leadId, CancellationToken cancellationToken = default);
}

/// <summary>A notification.</summary>
/// <param name="Key">Its stable key; the same key is the same notification.</param>
/// <param name="Recipient">The rep's or team's id.</param>
/// <param name="LeadId">The lead it is about.</param>
/// <param name="Kind"><c>assigned</c>, <c>queued</c>, <c>reminder</c>, <c>reassigned</c>, <c>escalation</c>, <c>digest</c>.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When it was made.</param>
public sealed record Notification(
    string Key, string Recipient, string? LeadId,
    [property: AllowedValues("assigned", "queued", "reminder", "reassigned", "escalation", "digest")] string Kind, string Text, DateTimeOffset At)
{
    /// <summary>When the run was submitted that it comes from; of a lead erased since, nothing is written. Not kept.</summary>
    [JsonIgnore]
    public DateTimeOffset? SubmittedAt { get; init; }
}
