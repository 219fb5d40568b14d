using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit.Sdk;

namespace LeadOrchestrator.Storage.Tests.AzureTables;

/// <summary>One real Azurite for the tests of a collection, on free ports of this machine, in a folder of its own.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private const int Starts = 3; // a free port may be taken by somebody else in between
    private const string Account = "devstoreaccount1";

    /// <summary>Public: every emulator has it; https://learn.microsoft.com/azure/storage/common/storage-connect-azurite.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private Process? _process;
    private string? _missing;
    private string _connectionString = "";

    /// <summary>The way to it; skips the test where Azurite is not installed.</summary>
    public string ConnectionString => _missing is null ? _connectionString : throw SkipException.ForSkip(_missing);

    public async Task InitializeAsync()
    {
        var home = Environment.GetEnvironmentVariable("LEAD_AZURITE") is { Length: > 0 } set ? set : DefaultFolder();
        var program = Path.Combine(home, "node_modules", ".bin", "azurite");
        if (!File.Exists(program))
        {
            _missing = $"Azurite is not installed in {home}; ./test.sh installs it, or LEAD_AZURITE names where it is.";
            return;
        }

        for (var start = 1; ; start++)
        {
            var output = await StartAsync(program);
            if (output is null) return;
            if (start == Starts) throw new InvalidOperationException($"Azurite does not start: {output}");
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    /// <summary>Comes back when all services listen; with what it said if it ended before.</summary>
    private async Task<string?> StartAsync(string program)
    {
        var ports = FreePorts(3);
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
            ArgumentList =
            {
                "--silent", "--skipApiVersionCheck", "--inMemoryPersistence", "--disableTelemetry",
                "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
            },
        };
        var output = new StringBuilder();
        var listening = new TaskCompletionSource();
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(listening.Task, ended).WaitAsync(StartTimeout) == ended) return $"{output}";
        _connectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};TableEndpoint=http://127.0.0.1:{ports[2]}/{Account};";
        return null;

        void Read(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
                if ($"{output}".Split("successfully listening").Length > ports.Count) listening.TrySetResult();
            }
        }
    }

    private static string DefaultFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "lead-orchestrator", "azurite");
    }

    private static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}

/// <summary>The tests that share an Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<Azurite>
{
    public const string Name = "Azurite";
}
