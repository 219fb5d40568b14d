namespace LeadOrchestrator.Acceptance.Hosting;

/// <summary>A test that needs a host of the suite's own, because it stops and starts it; skipped under LEAD_BASE_URL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnedHostFactAttribute : FactAttribute
{
    public OwnedHostFactAttribute() => Skip = OwnHost.Missing;
}

/// <summary>As <see cref="OwnedHostFactAttribute"/>, for what only the local host promises.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnedHostTheoryAttribute : TheoryAttribute
{
    public OwnedHostTheoryAttribute() => Skip = OwnHost.Missing;
}

internal static class OwnHost
{
    public static string? Missing { get; } = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("LEAD_BASE_URL"))
        ? null
        : "The host is not this suite's own (LEAD_BASE_URL is set).";
}
