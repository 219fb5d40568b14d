using LeadOrchestrator.Local.Hosting;

namespace LeadOrchestrator.Local.Demo;

/// <summary>
/// A demo's own settings: targets that answer as slowly as remote systems, and a control group. Built-in
/// targets alone take microseconds, so that nothing could be seen of what running at once saves.
/// </summary>
internal static class SimulatedTargets
{
    private const string ControlShare = "--Execution:SequentialShare=0.2";

    /// <summary>No inbox: nobody reads it in a demo, and a branch less is easier to see.</summary>
    private static readonly (string Kind, string? BuiltIn, string Simulated)[] Targets =
        [("Crm", "leadBook", "simulated-crm"), ("Notify", null, "simulated-chat"), ("Log", "eventLog", "simulated-log")];

    /// <summary>Puts them before the settings of the command line, which therefore win.</summary>
    public static HostArguments AddTo(HostArguments arguments, Uri receiver) => arguments with
    {
        Settings = arguments.Settings with { CommandLine = [ControlShare, .. Targets.SelectMany(target => SettingsOf(target, receiver)), .. arguments.Settings.CommandLine] },
    };

    private static IEnumerable<string> SettingsOf((string Kind, string? BuiltIn, string Simulated) target, Uri receiver)
    {
        string[] simulated = [$"Name={target.Simulated}", "Type=webhook", $"Url={new Uri(receiver, target.Simulated)}"];
        string[][] all = target.BuiltIn is { } builtIn ? [[$"Name={builtIn}", $"Type={builtIn}"], simulated] : [simulated];
        return all.SelectMany((settings, index) => settings.Select(setting => $"--Targets:{target.Kind}:{index}:{setting}"));
    }
}
