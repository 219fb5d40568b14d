using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Activities.Importing;

/// <summary>Section <c>Imports</c>: files of leads.</summary>
public sealed class ImportOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Imports";

    /// <summary>The most that <see cref="ChunkSize"/> may be.</summary>
    public const int MaxChunkSize = 10_000;

    /// <summary>The largest file, in bytes. Default: 256 MiB.</summary>
    [Range(1L, 10L << 30, ErrorMessage = "Imports:MaxBytes must be between 1 and 10737418240 (10 GiB).")]
    public long MaxBytes { get; set; } = 256L << 20;

    /// <summary>The longest row, in bytes; a longer one is rejected. Default: 64 KiB, which is also the largest lead.</summary>
    [Range(1024, 1 << 20, ErrorMessage = "Imports:MaxRowBytes must be between 1024 and 1048576.")]
    public int MaxRowBytes { get; set; } = 64 << 10;

    /// <summary>How many rows are started, and waited for, at once. Default: 200.</summary>
    [Range(1, MaxChunkSize, ErrorMessage = "Imports:ChunkSize must be between 1 and 10000.")]
    public int ChunkSize { get; set; } = 200;

    /// <summary>How many starts of a chunk are under way at the same time. Default: 32.</summary>
    [Range(1, 1024, ErrorMessage = "Imports:Parallelism must be between 1 and 1024.")]
    public int Parallelism { get; set; } = 32;

    /// <summary>How long a chunk waits for its leads to end before the next one is begun anyway. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Imports:SettleWithin must be between 00:00:00 and 01:00:00.")]
    public TimeSpan SettleWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one lead waits, all in all, while the host is overloaded; then the chunk is tried again later. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Imports:OverloadPatience must be between 00:00:00 and 01:00:00.")]
    public TimeSpan OverloadPatience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The folder of mapping files, <c>NAME.json</c> each. Default: <c>mappings</c> in the data folder.</summary>
    public string? Mappings { get; set; }
}
