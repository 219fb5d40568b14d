using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Api;

/// <summary>Settings of the HTTP API: the section <c>Api</c>, and the key from <c>LEAD_API_KEY</c>.</summary>
public sealed class LeadApiOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Api";

    /// <summary>The setting (environment variable, command line or file) that holds the key.</summary>
    public const string KeySetting = "LEAD_API_KEY";

    /// <summary>
    /// A key for everything, that callers may show in <c>x-functions-key</c>, <c>x-api-key</c> or the query parameter <c>code</c>;
    /// null for none. Others are made with <c>lead key create</c>. Default: none.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>How many wrong keys a minute one address may show before it is told to wait. Default: 20.</summary>
    [Range(1, 100_000, ErrorMessage = "Api:WrongKeysPerMinute must be from 1 to 100000.")]
    public int WrongKeysPerMinute { get; set; } = 20;

    /// <summary>The largest body of a preview, in bytes. Default: 8 MiB.</summary>
    [Range(1024, 1 << 30, ErrorMessage = "Api:MaxPreviewBytes must be from 1024 to 1073741824 bytes.")]
    public int MaxPreviewBytes { get; set; } = 8 << 20;

    /// <summary>How much a preview may answer, in bytes; more is refused (413) before it is written. Default: 32 MiB.</summary>
    [Range(1024, 1 << 30, ErrorMessage = "Api:MaxPreviewAnswerBytes must be from 1024 to 1073741824 bytes.")]
    public int MaxPreviewAnswerBytes { get; set; } = 32 << 20;

    /// <summary>How long an answer about health is good for; it is made once, whoever asks meanwhile. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "Api:HealthCacheFor must be from 00:00:00 to 00:01:00.")]
    public TimeSpan HealthCacheFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed, so that links are the ones that callers can reach: addresses
    /// or networks, separated by semicolons, for example <c>127.0.0.1;10.0.0.0/8</c>. Default: nobody.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>
    /// Whether the answer to a submitted lead holds the links of Durable Functions' management API, as Durable Functions'
    /// starters do. They hold a key. The lead's own status link, which holds none, is always there. Default: All.
    /// </summary>
    public LinkPolicy ManagementLinks { get; set; }

    /// <summary>
    /// Azure Functions alone: whether the platform signs callers in (built-in authentication), so that its header may be believed. Then
    /// a function key opens the door, and the roles of who is signed in (section <c>Oidc</c>) say what they may. Default: false.
    /// </summary>
    public bool BuiltInAuthentication { get; set; }

    /// <summary>The task hub's name in management links. Default: <c>LeadOrchestrator</c>.</summary>
    [Required, RegularExpression("^[A-Za-z][A-Za-z0-9]{2,44}$", ErrorMessage = "Api:TaskHub must be 3 to 45 letters and digits, a letter first.")]
    public string TaskHub { get; set; } = "LeadOrchestrator";

    /// <summary>How many live streams (<c>GET /api/stream</c>) may be open at once; one more gets 503. Default: 64.</summary>
    [Range(0, 10_000, ErrorMessage = "Api:MaxStreams must be from 0 to 10000.")]
    public int MaxStreams { get; set; } = 64;

    /// <summary>How often a live stream looks whether something has changed. Default: 0.4 s; 3 s on Azure, where each look is a query of a table.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00", ErrorMessage = "Api:StreamInterval must be from 00:00:00.050 to 00:05:00.")]
    public TimeSpan StreamInterval { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a live stream lasts before it asks its reader to connect again. Default: 1 h; 10 s on Azure, where a stream is an invocation.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Api:StreamLifetime must be from 00:00:01 to 1.00:00:00.")]
    public TimeSpan StreamLifetime { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>Who gets management links.</summary>
public enum LinkPolicy
{
    /// <summary>Who submits a lead, unless the key may submit and no more; the dashboard never.</summary>
    All,

    /// <summary>Nobody.</summary>
    None,
}
