namespace LeadOrchestrator.Local.Settings;

/// <summary>Settings that this project names itself; a test holds them against the catalog.</summary>
internal static class SettingKeys
{
    public const string ApiKey = "Api:Key";
    public const string RulesPath = "Rules:Path";
    public const string Execution = "Execution:Mode";
}
