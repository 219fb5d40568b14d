using System.CommandLine;
using LeadOrchestrator.Local.Hosting;
using LeadOrchestrator.Local.Settings;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>serve</c>: runs the host until it is stopped.</summary>
internal sealed class ServeCommand()
    : HostCommand("serve", "Runs the host: HTTP API, orchestrations, scheduled jobs. The default command.", ".data")
{
    public override string MoreHelp() => $"""
        Examples:
          lead serve --sample-rules                 to try it out; with rules of your own: lead serve
          lead serve --urls http://127.0.0.1:8080 --data /var/lib/lead
          LEAD_API_KEY=secret lead serve --urls http://0.0.0.0:7071
          lead serve --Rules:Path=my-rules.json --Engine:MaxConcurrentActivities=64

        Settings, each by file (JSON), by environment as Section__Key, or here as --Section:Key=value.
        Later sources win: appsettings.json in the working directory, settings.json in the data folder,
        --settings FILE, environment, command line. <n> stands for a number from 0, <name> for any name.
        In the environment besides: LEAD_API_KEY (a key for everything; see 'lead key'), LEAD_DATA (--data), ASPNETCORE_URLS (--urls),
        {string.Join(", ", HostSettings.Shortcuts.Select(shortcut => $"{shortcut.Key} ({shortcut.Value})"))}. Logging:LogLevel and Kestrel work as in every ASP.NET Core host.

        {SettingsHelp.Write(new SettingsCatalog(LocalServices.Sections)).TrimEnd()}

        {ExitCodes.Help}

        """;

    protected override async Task<int> RunAsync(ParseResult arguments)
    {
        var output = arguments.InvocationConfiguration.Output;
        await using var host = await LocalHost.StartAsync(ToHostArguments(arguments));
        ReadyLine.Write(output, host);
        await using var stopping = host.Stopping.Register(() => output.WriteLine("Stopping: running work is committed first."));
        await host.WaitForShutdownAsync();
        await output.WriteLineAsync("Stopped.");
        return ExitCodes.Success;
    }
}
