namespace LeadOrchestrator.Local.Settings;

/// <summary>Settings that this project names itself; a test holds them against the catalog.</summary>
internal static class SettingKeys
{
    /// <summary>At the root of the configuration, so that the environment variable is the setting.</summary>
    public const string ApiKey = "LEAD_API_KEY";

    public const string RulesPath = "Rules:Path";
    /// <summary>The platform's own setting, which no catalog names.</summary>
    public const string LogFormat = "Logging:Console:FormatterName";

    public const string SampleRules = "Rules:Samples";
    public const string Execution = "Execution:Mode";
}
