namespace LeadOrchestrator.Acceptance.Hosting;

/// <summary>A test that needs a host of the suite's own, because it stops and starts it; skipped under LEAD_BASE_URL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnedHostFactAttribute : FactAttribute
{
    public OwnedHostFactAttribute() => Skip = OwnHost.Missing;
}

/// <summary>A test of what only the local host promises; under LEAD_BASE_URL it is skipped with the reason why others do otherwise.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LocalHostTheoryAttribute : TheoryAttribute
{
    public LocalHostTheoryAttribute(string otherwise) => Skip = OwnHost.Missing is null ? null : otherwise;
}

internal static class OwnHost
{
    public static string? Missing { get; } = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("LEAD_BASE_URL"))
        ? null
        : "The host is not this suite's own (LEAD_BASE_URL is set).";
}
