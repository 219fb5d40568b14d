using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.History;
using Microsoft.Data.Sqlite;

namespace LeadOrchestrator.Engine.Commit;

/// <summary>An instance as its row keeps it.</summary>
internal sealed class InstanceRow
{
    public const string Columns =
        "key, id, name, status, active, updated, generation, parent, parent_task, parent_generation, version, trace, custom_status, failure, input, output, "
        + "(SELECT p.id FROM instances p WHERE p.key = i.parent)";

    public required long Key { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public RuntimeStatus Status { get; set; }

    public bool Active { get; set; }

    public long Updated { get; set; }

    public int Generation { get; set; }

    public long? Parent { get; init; }

    public string? ParentId { get; init; }

    public int ParentTask { get; init; }

    public int ParentGeneration { get; init; }

    public string? Version { get; init; }

    public string? Trace { get; init; }

    public byte[]? CustomStatus { get; set; }

    public FailureDetails? Failure { get; set; }

    public byte[]? Input { get; set; }

    public byte[]? Output { get; set; }

    public bool IsEnded => Status is RuntimeStatus.Completed or RuntimeStatus.Failed or RuntimeStatus.Terminated;

    public static InstanceRow Read(SqliteDataReader reader) => new()
    {
        Key = reader.GetInt64(0),
        Id = reader.GetString(1),
        Name = reader.GetString(2),
        Status = (RuntimeStatus)reader.GetInt32(3),
        Active = reader.GetInt32(4) != 0,
        Updated = reader.GetInt64(5),
        Generation = reader.GetInt32(6),
        Parent = reader.IsDBNull(7) ? null : reader.GetInt64(7),
        ParentTask = reader.IsDBNull(8) ? 0 : reader.GetInt32(8),
        ParentGeneration = reader.IsDBNull(9) ? 0 : reader.GetInt32(9),
        Version = reader.IsDBNull(10) ? null : reader.GetString(10),
        Trace = reader.IsDBNull(11) ? null : reader.GetString(11),
        CustomStatus = Bytes(reader, 12),
        Failure = Bytes(reader, 13) is { } failure ? BatchReader.Failure(failure) : null,
        Input = StoredPayload.Unpack(Bytes(reader, 14)),
        Output = StoredPayload.Unpack(Bytes(reader, 15)),
        ParentId = reader.IsDBNull(16) ? null : reader.GetString(16),
    };

    /// <summary>Whether this instance was started by that call of that parent.</summary>
    public bool IsChildOf(InstanceRow parent, int task) =>
        Parent == parent.Key && ParentGeneration == parent.Generation && ParentTask == task;

    /// <summary>The row as the port shows it.</summary>
    public OrchestrationMetadata ToMetadata(bool inputsAndOutputs) => new(
        Name, Id, Status, Time(Key), Time(Math.Max(Updated, Key)),
        inputsAndOutputs ? Payload.Text(Input) : null,
        inputsAndOutputs ? Payload.Text(Output) : null,
        inputsAndOutputs ? Payload.Text(CustomStatus) : null,
        Failure, ParentId, Version);

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static byte[]? Bytes(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
}
