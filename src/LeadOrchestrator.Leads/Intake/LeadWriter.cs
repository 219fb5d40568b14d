namespace LeadOrchestrator.Leads.Intake;

/// <summary>Writes a lead as the JSON that <see cref="LeadReader"/> reads; what is null or empty is left out.</summary>
public static class LeadWriter
{
    /// <summary>Writes a lead.</summary>
    /// <returns>UTF-8, without white space.</returns>
    public static byte[] Write(Lead lead) => throw new NotImplementedException();
}
