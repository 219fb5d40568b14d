using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Activities.Starting;
using LeadOrchestrator.Api;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Api.Limits;
using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Api.Security.Tokens;
using LeadOrchestrator.Engine.Hosting;
using LeadOrchestrator.Local.Settings;
using LeadOrchestrator.Local.Telemetry;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>Which section of the configuration goes to which options class. A test holds it against what the host binds.</summary>
internal static class LocalSections
{
    public static IReadOnlyList<OptionsSection> All(string engineSection) =>
    [
        new(RulesOptions.Section, typeof(RulesOptions)),
        new(TargetsOptions.Section, typeof(TargetsOptions)),
        new(ExecutionOptions.Section, typeof(ExecutionOptions)),
        new(RetryOptions.Section, typeof(RetryOptions)),
        new(ParkingOptions.Section, typeof(ParkingOptions)),
        new(ResponseWatchOptions.Section, typeof(ResponseWatchOptions)),
        new(ImportOptions.Section, typeof(ImportOptions)),
        new(ScheduleOptions.Section, typeof(ScheduleOptions)),
        new(RetentionOptions.Section, typeof(RetentionOptions)),

        // The key is no setting of the section: it is LEAD_API_KEY. No platform signs callers in here.
        new(LeadApiOptions.Section, typeof(LeadApiOptions), nameof(LeadApiOptions.Key), nameof(LeadApiOptions.BuiltInAuthentication)),

        new(RequestLimitsOptions.Section, typeof(RequestLimitsOptions)),
        new(AuditOptions.Section, typeof(AuditOptions)),
        new(OidcOptions.Section, typeof(OidcOptions)),

        // One folder holds everything: --data names it.
        new(StorageOptions.SectionName, typeof(StorageOptions), nameof(StorageOptions.Folder)),

        // The host decides where the engine's file is and how it is written.
        new(engineSection, typeof(EmbeddedEngineOptions),
            nameof(EmbeddedEngineOptions.DatabasePath), nameof(EmbeddedEngineOptions.AllowInMemory), nameof(EmbeddedEngineOptions.SerializerOptions)),
        new(TelemetryOptions.Section, typeof(TelemetryOptions)),
    ];
}
