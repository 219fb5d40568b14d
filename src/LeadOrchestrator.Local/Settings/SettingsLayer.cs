namespace LeadOrchestrator.Local.Settings;

/// <summary>One source of settings; later ones win.</summary>
/// <param name="Name">Where it comes from, as messages name it.</param>
/// <param name="Source">The source.</param>
/// <param name="IsOurs">Whether it was written for this program alone, so that an unknown section in it is a mistake.</param>
internal sealed record SettingsLayer(string Name, IConfigurationSource Source, bool IsOurs);
