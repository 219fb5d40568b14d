namespace LeadOrchestrator.Leads.Rules;

/// <summary>What kind of value a field holds, and so what it can be compared with.</summary>
internal enum RuleFieldKind
{
    Text,
    Number,
    Flag,
    Country,
    Language,

    /// <summary>An attribute: whatever its sender made it.</summary>
    Any,
}

/// <summary>When in a lead's path a field is known first.</summary>
internal enum RuleStage
{
    Scoring,
    FollowUp,
    Routing,
}

/// <summary>A field that conditions can ask about.</summary>
/// <param name="Name">As documents write it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="From">The first section in which it is known.</param>
/// <param name="Read">Its value; null where there is none.</param>
internal sealed record RuleField(string Name, RuleFieldKind Kind, RuleStage From, Func<RuleSubject, FieldValue?> Read)
{
    /// <summary>The only values it takes; empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>True for counts, which are there only when they are not zero.</summary>
    public bool ZeroIsNone { get; init; }

    public bool Exists(RuleSubject subject) => Read(subject) is { } value && !(ZeroIsNone && value.Number == 0);
}
