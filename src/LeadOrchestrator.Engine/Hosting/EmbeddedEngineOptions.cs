using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace LeadOrchestrator.Engine.Hosting;

/// <summary>The settings of the embedded engine. They are checked when the host starts; a wrong one stops the start.</summary>
public sealed class EmbeddedEngineOptions
{
    private const string TimeSpanRange = "{0} must be between {1} and {2}.";

    /// <summary>The SQLite file that keeps every instance; its folder is created if missing. Default: <c>.data/engine.db</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "DatabasePath must name the file that keeps the orchestrations.")]
    public string DatabasePath { get; set; } = Path.Combine(".data", "engine.db");

    /// <summary>Permits <c>:memory:</c> as <see cref="DatabasePath"/>, which loses everything with the process: for tests only. Default: false.</summary>
    public bool AllowInMemory { get; set; }

    /// <summary>How every payload is written and read. Default: web defaults (camelCase).</summary>
    [Required(ErrorMessage = "SerializerOptions must not be null.")]
    public JsonSerializerOptions SerializerOptions { get; set; } = new(JsonSerializerDefaults.Web);

    /// <summary>How many activities run at once. They mostly wait for other systems, so far more than processors. Default: 256.</summary>
    [Range(1, 100_000, ErrorMessage = "MaxConcurrentActivities must be between 1 and 100,000.")]
    public int MaxConcurrentActivities { get; set; } = 256;

    /// <summary>
    /// The bound of the queues: turns that are not committed plus activities that wait for a free slot. Beyond it a start
    /// is refused with <see cref="Durability.OverloadedException"/>. Default: 20,000.
    /// </summary>
    [Range(1, 10_000_000, ErrorMessage = "MaxPendingWork must be between 1 and 10,000,000.")]
    public int MaxPendingWork { get; set; } = 20_000;

    /// <summary>What a refused caller is told to wait. Default: one second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "OverloadRetryAfter: " + TimeSpanRange)]
    public TimeSpan OverloadRetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an instance that waits for timers or events stays in memory. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "IdleEviction: " + TimeSpanRange)]
    public TimeSpan IdleEviction { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Beyond this many instances in memory, those that wait are evicted at once. Default: 20,000.</summary>
    [Range(0, 10_000_000, ErrorMessage = "MaxResidentInstances must be between 0 and 10,000,000.")]
    public int MaxResidentInstances { get; set; } = 20_000;

    /// <summary>Replays every instance from its history before every turn: slow, but proves that the code is deterministic. Default: false.</summary>
    public bool ReplayEveryTurn { get; set; }

    /// <summary>Stamped on every instance that is started; null for none.</summary>
    public string? ApplicationVersion { get; set; }

    /// <summary>How long a stop waits for running activities; after it they are cancelled and run again after the restart. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "ShutdownTimeout: " + TimeSpanRange)]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How far ahead timers are kept in memory; later ones wait on disk. Default: five minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ErrorMessage = "TimerWindow: " + TimeSpanRange)]
    public TimeSpan TimerWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many events one execution may record before its instance is suspended: a runaway loop must not fill the disk. Default: 100,000.</summary>
    [Range(100, 100_000_000, ErrorMessage = "MaxHistoryEvents must be between 100 and 100,000,000.")]
    public int MaxHistoryEvents { get; set; } = 100_000;

    /// <summary>The first wait after a failed commit (a full disk); it doubles up to 30 seconds. Default: 100 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:30", ErrorMessage = "StorageRetryDelay: " + TimeSpanRange)]
    public TimeSpan StorageRetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);
}
