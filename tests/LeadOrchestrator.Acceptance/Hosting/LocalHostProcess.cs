using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace LeadOrchestrator.Acceptance.Hosting;

/// <summary>The real executable in a process and a data folder of its own.</summary>
public sealed class LocalHostProcess(int port, Uri? webhooks = null, string? apiKey = null) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly string Executable = typeof(LocalHostProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "LocalHost").Value!;

    private readonly StringBuilder _output = new();
    private Process? _process;

    public string BaseUrl { get; } = $"http://127.0.0.1:{port}";

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("lead-acceptance-").FullName;

    /// <summary>Starts the host and comes back when it says that it listens.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Executable, "serve", "--sample-rules", "--urls", BaseUrl, "--data", DataFolder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = DataFolder,
        };
        foreach (var (name, value) in Settings()) start.Environment[name] = value;
        start.Environment.Remove("LEAD_API_KEY");
        if (apiKey is not null) start.Environment["LEAD_API_KEY"] = apiKey;

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The host ended before it listened:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(StartLimit);
    }

    /// <summary>Ends the host as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(DataFolder, recursive: true);
    }

    private string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    private void Read(string? line, TaskCompletionSource ready)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        if (line.Contains("is listening on", StringComparison.Ordinal)) ready.TrySetResult();
    }

    /// <summary>Quick retries, so that a branch parks within the test's patience, and targets at the suite's receiver.</summary>
    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>
        {
            ["Retry__Effects__MaxNumberOfAttempts"] = "2",
            ["Retry__Effects__FirstRetryInterval"] = "00:00:00.050",
        };
        if (webhooks is null) return settings;
        foreach (var (section, kind, builtIn) in new[] { ("Crm", "crm", "leadBook"), ("Notify", "notify", "inbox"), ("Log", "log", "eventLog") })
        {
            settings[$"Targets__{section}__0__Name"] = builtIn;
            settings[$"Targets__{section}__0__Type"] = builtIn;
            settings[$"Targets__{section}__1__Name"] = $"hook-{kind}";
            settings[$"Targets__{section}__1__Type"] = "webhook";
            settings[$"Targets__{section}__1__Url"] = new Uri(webhooks, $"/hook-{kind}").ToString();
        }

        return settings;
    }
}
