namespace LeadOrchestrator.Api.Security;

/// <summary>What a caller may do. Each is given by itself; <see cref="Admin"/> holds all others.</summary>
[Flags]
public enum Scopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Hand in leads and files of leads.</summary>
    Submit = 1,

    /// <summary>See leads, reports and the process; try decisions without writing.</summary>
    Read = 2,

    /// <summary>Say that a lead was answered, redrive what is parked.</summary>
    Work = 4,

    /// <summary>Change what decides: rules, rollout, mappings.</summary>
    Decide = 8,

    /// <summary>Everything: export and erase a person, run jobs, manage instances, read the audit log.</summary>
    Admin = 16,
}

/// <summary>Scopes as people write them.</summary>
public static class ScopeNames
{
    /// <summary>All of them, the least first.</summary>
    public static IReadOnlyList<string> All { get; } = ["submit", "read", "work", "decide", "admin"];

    /// <summary>Whether who has these may do what needs those.</summary>
    public static bool Allow(this Scopes has, Scopes needed) => has.HasFlag(Scopes.Admin) || has.HasFlag(needed);

    /// <summary>One scope by its name; null for a name that is none.</summary>
    public static Scopes? Parse(string name) => All.Contains(name, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<Scopes>(name, ignoreCase: true) : null;

    /// <summary>Several together; names that are none count for nothing.</summary>
    public static Scopes Together(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Aggregate(Scopes.None, (all, name) => all | (Parse(name) ?? Scopes.None));
    }

    /// <summary>The names of the scopes.</summary>
    public static IReadOnlyList<string> Names(this Scopes scopes) => [.. All.Where(name => scopes.HasFlag(Parse(name)!.Value))];
}
