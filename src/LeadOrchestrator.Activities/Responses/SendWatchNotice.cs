using System.Globalization;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Responses;

/// <summary>Puts a reminder, a reassignment or an escalation into the inbox and into the event log, each under the notice's key.</summary>
public sealed class SendWatchNotice(IInbox inbox, IEventLog log, IOptions<ResponseWatchOptions> options, TimeProvider clock)
    : IActivity<WatchNotice, bool>
{
    /// <inheritdoc/>
    public async Task<bool> RunAsync(ActivityContext context, WatchNotice input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var now = clock.GetUtcNow();
        var recipient = input.Kind == "escalation" ? options.Value.EscalateTo : input.RepId ?? options.Value.EscalateTo;
        var added = await inbox.AddAsync(
            new(input.Key, recipient, input.LeadId, input.Kind, Text(input), now) { SubmittedAt = input.SubmittedAt }, cancellationToken);
        await log.AppendAsync(LeadEvents.WatchNotice(input, now) with { SubmittedAt = input.SubmittedAt }, cancellationToken);
        return added;
    }

    private static string Text(WatchNotice notice)
    {
        var due = notice.DueAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return notice.Kind switch
        {
            "reminder" => $"Reminder: lead {notice.LeadId} waits for a response; it is due by {due}.",
            "reassigned" => $"Lead {notice.LeadId} is yours now: nobody responded by {due}.",
            _ => $"Nobody has responded to lead {notice.LeadId}; a response was due by {due}. "
                + (notice.RepId is { } rep ? $"It is with {rep}." : "Nobody has it."),
        };
    }
}
