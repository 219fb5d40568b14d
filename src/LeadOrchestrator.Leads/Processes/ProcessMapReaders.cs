namespace LeadOrchestrator.Leads.Processes;

/// <summary>Reads process maps from JSON.</summary>
public static class ProcessMapJson
{
    /// <summary>Reads and checks a map.</summary>
    /// <exception cref="ProcessMapException">It cannot be read or is not sound.</exception>
    public static ProcessMap Read(string text) => throw new NotSupportedException();
}

/// <summary>Reads process maps from YAML.</summary>
public static class ProcessMapYaml
{
    /// <summary>Reads and checks a map.</summary>
    /// <exception cref="ProcessMapException">It cannot be read or is not sound.</exception>
    public static ProcessMap Read(string text) => throw new NotSupportedException();
}
