using Azure.Data.Tables;

namespace LeadOrchestrator.Storage.AzureTables;

/// <summary>Times in entities are UTC ticks: the service's own times may lose the last digit.</summary>
internal static class EntityTimes
{
    public static DateTimeOffset? Time(this TableEntity entity, string name) =>
        entity.GetInt64(name) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
