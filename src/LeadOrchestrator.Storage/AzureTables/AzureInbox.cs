using Azure.Data.Tables;
using static LeadOrchestrator.Storage.AzureTables.Journal;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>The notification inbox on Azure Tables.</summary>
internal sealed class AzureInbox(AzureTable table, IErasures erasures) : IInbox
{
    private readonly Journal _journal = new(table, "inbox", erasures);

    public Task<bool> AddAsync(Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        Group[] groups = notification.LeadId is { } leadId ? [For(notification.Recipient), About(leadId)] : [For(notification.Recipient)];
        return _journal.AddAsync(
            notification.Key, notification.At, groups,
            entity =>
            {
                entity[nameof(Notification.Key)] = notification.Key;
                entity[nameof(Notification.Recipient)] = notification.Recipient;
                entity[nameof(Notification.Kind)] = notification.Kind;
                entity[nameof(Notification.At)] = notification.At.UtcTicks;
                if (notification.LeadId is not null) entity[nameof(Notification.LeadId)] = notification.LeadId;
                LongText.Set(entity, nameof(Notification.Text), notification.Text);
            },
            notification.LeadId, notification.SubmittedAt, cancellationToken);
    }

    public Task<Page<Notification>> ListAsync(string? recipient, int top, string? continuationToken, CancellationToken cancellationToken) => _journal.ReadAsync(
        recipient is null ? null : For(recipient), from: null, to: null, filter: null, top, continuationToken, ToNotification, cancellationToken);

    public async Task<IReadOnlyList<Notification>> ListAboutAsync(string leadId, CancellationToken cancellationToken)
    {
        var all = new List<Notification>();
        string? token = null;
        do
        {
            var page = await _journal.ReadAsync(About(leadId), from: null, to: null, filter: null, top: 1000, token, ToNotification, cancellationToken);
            all.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);
        return all;
    }

    public Task<int> EraseAsync(string leadId, CancellationToken cancellationToken) => _journal.EraseAsync(About(leadId), cancellationToken);

    private static Group For(string recipient) => new('r', recipient);

    private static Group About(string leadId) => new('l', leadId);

    private static Notification ToNotification(TableEntity row) => new(
        row.GetString(nameof(Notification.Key)), row.GetString(nameof(Notification.Recipient)), row.GetString(nameof(Notification.LeadId)),
        row.GetString(nameof(Notification.Kind)), LongText.Get(row, nameof(Notification.Text))!, row.Time(nameof(Notification.At))!.Value);
}
