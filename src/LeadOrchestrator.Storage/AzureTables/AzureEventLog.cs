using System.Text.Json;
using Azure.Data.Tables;
using static LeadOrchestrator.Storage.AzureTables.Journal;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>The event log on Azure Tables. Reading by time and by subject goes by key; a type is filtered by the service.</summary>
internal sealed class AzureEventLog(AzureTable table, IErasures erasures) : IEventLog
{
    private readonly Journal _journal = new(table, "events", erasures);

    public Task<bool> AppendAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        return _journal.AddAsync(
            $"{cloudEvent.Id}\n{cloudEvent.Source}", cloudEvent.Time, cloudEvent.Subject is { } subject ? [BySubject(subject)] : [],
            entity =>
            {
                entity[nameof(CloudEvent.Id)] = cloudEvent.Id;
                entity[nameof(CloudEvent.Source)] = cloudEvent.Source;
                entity[nameof(CloudEvent.Type)] = cloudEvent.Type;
                entity[nameof(CloudEvent.Time)] = cloudEvent.Time.UtcTicks;
                if (cloudEvent.Subject is not null) entity[nameof(CloudEvent.Subject)] = cloudEvent.Subject;
                LongText.Set(entity, nameof(CloudEvent.Data), cloudEvent.Data?.GetRawText());
            },
            cloudEvent.Subject, cloudEvent.SubmittedAt, cancellationToken);
    }

    public Task<Page<CloudEvent>> ReadAsync(EventQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _journal.ReadAsync(
            query.Subject is { } subject ? BySubject(subject) : null, query.From, query.To,
            query.Type is { } type ? TableClient.CreateQueryFilter($"Type eq {type}") : null,
            query.Top, query.ContinuationToken, ToEvent, cancellationToken);
    }

    public Task<int> EraseAsync(string subject, CancellationToken cancellationToken) => _journal.EraseAsync(BySubject(subject), cancellationToken);

    private static Group BySubject(string subject) => new('s', subject);

    private static CloudEvent ToEvent(TableEntity row) => new(
        row.GetString(nameof(CloudEvent.Id)), row.GetString(nameof(CloudEvent.Source)), row.GetString(nameof(CloudEvent.Type)),
        row.GetString(nameof(CloudEvent.Subject)), row.Time(nameof(CloudEvent.Time))!.Value,
        LongText.Get(row, nameof(CloudEvent.Data)) is { } data ? JsonElement.Parse(data) : null);
}
