namespace LeadOrchestrator.Leads.Intake;

/// <summary>The kinds of value that a field of a lead takes.</summary>
public enum LeadFieldKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number, not negative.</summary>
    WholeNumber,

    /// <summary>A number, not negative.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>The single-valued fields of a lead by the name they have in JSON: what a column of a file can be mapped to.</summary>
public static class LeadFields
{
    /// <summary>Name and kind, <c>consent.email</c> and <c>consent.call</c> among them; activities and attributes are not.</summary>
    public static IReadOnlyDictionary<string, LeadFieldKind> All { get; } = new Dictionary<string, LeadFieldKind>(StringComparer.Ordinal)
    {
        ["id"] = LeadFieldKind.Text,
        ["email"] = LeadFieldKind.Text,
        ["phone"] = LeadFieldKind.Text,
        ["firstName"] = LeadFieldKind.Text,
        ["lastName"] = LeadFieldKind.Text,
        ["company"] = LeadFieldKind.Text,
        ["website"] = LeadFieldKind.Text,
        ["jobTitle"] = LeadFieldKind.Text,
        ["industry"] = LeadFieldKind.Text,
        ["employees"] = LeadFieldKind.WholeNumber,
        ["annualRevenue"] = LeadFieldKind.Number,
        ["country"] = LeadFieldKind.Text,
        ["region"] = LeadFieldKind.Text,
        ["city"] = LeadFieldKind.Text,
        ["language"] = LeadFieldKind.Text,
        ["source"] = LeadFieldKind.Text,
        ["campaign"] = LeadFieldKind.Text,
        ["message"] = LeadFieldKind.Text,
        ["consent.email"] = LeadFieldKind.Flag,
        ["consent.call"] = LeadFieldKind.Flag,
    };
}
