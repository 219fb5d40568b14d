using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>Section <c>Targets</c>: where effects go. Every entry is a branch of its own. Targets come from here only, never from a lead.</summary>
public sealed class TargetsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Targets";

    /// <summary>Who keeps the CRM record. Default: the lead book.</summary>
    public IList<TargetSettings> Crm { get; } = [];

    /// <summary>How the sales team is told. Default: the inbox.</summary>
    public IList<TargetSettings> Notify { get; } = [];

    /// <summary>Where events are logged for reporting. Default: the event log.</summary>
    public IList<TargetSettings> Log { get; } = [];

    internal IEnumerable<(EffectKind Kind, string Path, TargetSettings Settings)> All() =>
    [
        .. Entries(EffectKind.Crm, nameof(Crm), Crm),
        .. Entries(EffectKind.Notify, nameof(Notify), Notify),
        .. Entries(EffectKind.Log, nameof(Log), Log),
    ];

    private static IEnumerable<(EffectKind, string, TargetSettings)> Entries(EffectKind kind, string name, IList<TargetSettings> entries) =>
        entries.Select((settings, index) => (kind, $"{Section}:{name}:{index}", settings));
}

/// <summary>One target.</summary>
public sealed class TargetSettings
{
    /// <summary>Its name, unique within its kind: letters, digits, <c>-</c>, <c>_</c>, <c>.</c>. It is part of every effect's key, so it is not renamed.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>leadBook</c>, <c>inbox</c>, <c>eventLog</c> or <c>webhook</c>.</summary>
    public string Type { get; set; } = "";

    /// <summary>For a webhook: the absolute http or https address that effects are posted to.</summary>
    public string? Url { get; set; }

    /// <summary>For a webhook: headers sent with every request, for example <c>Authorization</c>.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// For a webhook: the secret that requests are signed with, after the Standard Webhooks specification; at least 16
    /// characters, or <c>whsec_</c> and Base64. Null to send no signature.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>For a webhook: how long one request may take, in seconds, 0.1 to 120. Default: 10.</summary>
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>For a webhook: how long one call may take with its quick retries, in seconds, up to 300. Default: 30.</summary>
    public double TotalTimeoutSeconds { get; set; } = 30;

    /// <summary>For a webhook: quick retries within one call, 0 to 5, before the orchestration's durable ones. Default: 2.</summary>
    public int QuickRetries { get; set; } = 2;

    /// <summary>
    /// For a webhook: the longest <c>Retry-After</c> that is waited for within a call, in seconds, 0 to 60. A longer one is
    /// honoured across calls: none is made before its time. Default: 5.
    /// </summary>
    public double MaxRetryAfterSeconds { get; set; } = 5;

    /// <summary>For a webhook: whether the lead itself is sent, with its contact data. Default: true, but for <c>Log</c> false.</summary>
    public bool? SendLead { get; set; }
}
