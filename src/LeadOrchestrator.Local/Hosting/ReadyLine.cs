using LeadOrchestrator.Activities.Rules;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>Says that a host is ready, where everything is, and how to stop it. Scripts wait for its first line.</summary>
internal static class ReadyLine
{
    public static void Write(TextWriter output, LocalHost host)
    {
        var rules = host.Rules;
        output.WriteLine($"""
            Lead Orchestrator is listening on {string.Join(" and ", host.Urls)}
              version  {ProductVersion.Text}
              data     {host.DataFolder}
              rules    {rules.Version.Label} {rules.Version.Hash} ({rules.Source})
              stop     Ctrl+C, or SIGTERM to process {Environment.ProcessId}; running work is committed first
            """);
        if (rules.Sample) output.WriteLine($"  NOTE     {RuleBookStatus.SampleNotice}");
        output.Flush();
    }
}
