namespace LeadOrchestrator.Local.Settings;

/// <summary>A section of the configuration that one options class is bound to.</summary>
/// <param name="Name">The section, for example <c>Engine</c>.</param>
/// <param name="Type">The options class.</param>
/// <param name="Hidden">Properties that are not settings: the host sets them.</param>
internal sealed record OptionsSection(string Name, Type Type, params IReadOnlyList<string> Hidden);
