using System.Diagnostics;
using System.Reflection;

namespace LeadOrchestrator.Local.Tests.EndToEnd;

/// <summary>The real executable in a process of its own, watched by what it writes. Waits are bounded; nothing sleeps.</summary>
internal sealed class LeadProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Executable = Metadata("LocalHost");

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _error = [];
    private readonly List<(Func<string, bool> Matches, TaskCompletionSource<string> Seen)> _awaited = [];
    private readonly List<(Func<string, bool> Matches, TaskCompletionSource<string> Seen)> _awaitedErrors = [];

    private LeadProcess(string folder, IReadOnlyDictionary<string, string>? environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Executable, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        foreach (var name in new[] { "LEAD_API_KEY", "LEAD_URL", "LEAD_DATA", "LEAD_RULES", "ASPNETCORE_URLS" }) start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, _error);
    }

    public static string Samples { get; } = Metadata("Samples");

    public int Id => _process.Id;

    public string Output
    {
        get { lock (_output) return string.Join('\n', _output); }
    }

    public string Error
    {
        get { lock (_error) return string.Join('\n', _error); }
    }

    public static LeadProcess Start(string folder, IReadOnlyDictionary<string, string>? environment, params IEnumerable<string> arguments)
    {
        var process = new LeadProcess(folder, environment, arguments);
        process._process.Start();
        process._process.StandardInput.Close();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        await using var process = Start(folder, environment: null, arguments);
        var code = await process.WaitForExitAsync();
        return (code, process.Output, process.Error);
    }

    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Comes back with the first line of output that matches; fails if the process ends without one.</summary>
    public Task<string> WaitForLineAsync(Func<string, bool> matches) => WaitForAsync(_output, _awaited, matches);

    /// <summary>The same for what it writes to standard error.</summary>
    public Task<string> WaitForErrorLineAsync(Func<string, bool> matches) => WaitForAsync(_error, _awaitedErrors, matches);

    private async Task<string> WaitForAsync(
        List<string> lines, List<(Func<string, bool> Matches, TaskCompletionSource<string> Seen)> awaited, Func<string, bool> matches)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (lines)
        {
            if (lines.Find(line => matches(line)) is { } line) return line;
            awaited.Add((matches, seen));
        }

        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(seen.Task, ended).WaitAsync(Patience) == ended && !seen.Task.IsCompleted)
            throw new InvalidOperationException($"The process ended before it wrote that:\n{Output}\n{Error}");
        return await seen.Task;
    }

    /// <summary>Waits until the host listens.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> WaitForHostAsync() =>
        (await WaitForLineAsync(line => line.Contains("is listening on", StringComparison.Ordinal))).Split(' ')[^1];

    /// <summary>Asks it to stop, as a supervisor does.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line, List<string> lines)
    {
        if (line is null) return;
        lock (lines)
        {
            lines.Add(line);
            foreach (var awaited in (lines == _output ? _awaited : _awaitedErrors).Where(awaited => awaited.Matches(line))) awaited.Seen.TrySetResult(line);
        }
    }

    private static string Metadata(string key) =>
        typeof(LeadProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
