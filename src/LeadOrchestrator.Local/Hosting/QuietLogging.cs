using LeadOrchestrator.Local.Settings;
using Microsoft.Extensions.Logging.Console;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>Logging of a process that people watch: warnings to standard error, a line each; everything with <c>--verbose</c>.</summary>
internal sealed class QuietLogging
{
    // Both report a failed start with a stack trace; the command says it in one sentence.
    private static readonly string[] StartReporters = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    // It tells its first rules on start, which the ready line does; after that, every change of them.
    private const string RuleChanges = "LeadOrchestrator.Activities.Rules.RuleBook";

    private readonly bool _verbose;
    private volatile bool _started;

    public QuietLogging(bool verbose) => _started = _verbose = verbose;

    /// <summary>From now on the platform's own reports are let through.</summary>
    public void Started() => _started = true;

    public void Configure(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.SetMinimumLevel(_verbose ? LogLevel.Information : LogLevel.Warning);
        if (_verbose) logging.AddFilter("LeadOrchestrator", LogLevel.Debug);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        foreach (var reporter in StartReporters) logging.AddFilter(reporter, level => _started && level >= (_verbose ? LogLevel.Information : LogLevel.Warning));
        logging.AddFilter(RuleChanges, level => level >= (_started ? LogLevel.Information : LogLevel.Warning));
        if (string.Equals(configuration[SettingKeys.LogFormat], ConsoleFormatterNames.Json, StringComparison.OrdinalIgnoreCase)) AddJson(logging);
        else AddText(logging);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private void AddText(ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = !_verbose;
        console.TimestampFormat = "HH:mm:ss.fff ";
        console.UseUtcTimestamp = true;
        console.ColorBehavior = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
    });

    /// <summary>A line each for machines, with date and time in UTC.</summary>
    private static void AddJson(ILoggingBuilder logging) => logging.AddJsonConsole(console =>
    {
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        console.UseUtcTimestamp = true;
    });
}
