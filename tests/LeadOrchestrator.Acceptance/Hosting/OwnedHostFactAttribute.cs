namespace LeadOrchestrator.Acceptance.Hosting;

/// <summary>A test that stops and starts the host, so it needs one of the suite's own; skipped under LEAD_BASE_URL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnedHostFactAttribute : FactAttribute
{
    public OwnedHostFactAttribute()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("LEAD_BASE_URL")))
            Skip = "The host is not this suite's own (LEAD_BASE_URL is set), so it cannot be stopped.";
    }
}
