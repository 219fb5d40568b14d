using System.Diagnostics;

namespace LeadOrchestrator.Api.Http;

/// <summary>The traces of this project. Tags hold ids, counts and status names, never personal data.</summary>
public static class ApiActivity
{
    /// <summary>The name to register with OpenTelemetry.</summary>
    public const string SourceName = "LeadOrchestrator.Api";

    internal static readonly ActivitySource Source = new(SourceName);

    internal static Activity? Start(string operation, string? leadId = null)
    {
        var activity = Source.StartActivity(operation);
        if (leadId is not null) activity?.SetTag("lead.id", leadId);
        return activity;
    }
}
