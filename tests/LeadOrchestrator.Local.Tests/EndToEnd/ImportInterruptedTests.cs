using System.Net;
using System.Net.Sockets;
using System.Text;
using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.EndToEnd;

/// <summary>A host that goes away in the middle of an import: what is said must be true of what was acknowledged.</summary>
public sealed class ImportInterruptedTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_HostGoesAwayAfterItAcknowledged_SaysThatTheImportGoesOn()
    {
        var (code, error) = await ImportAsync("""{"id":"import-1","statusUri":"x","created":true,"bytes":1,"format":"csv"}""");

        Assert.Equal(ExitCodes.Unreachable, code);
        Assert.Contains("import import-1 goes on by itself when the host is back", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Start one", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_HostGoesAwayWhileTheFileIsSent_SaysThatItWasNotAcknowledged()
    {
        var (code, error) = await ImportAsync(answer: null);

        Assert.True(code == ExitCodes.Unreachable, error);
        Assert.Contains("did not acknowledge", error, StringComparison.Ordinal);
        Assert.Contains("importing a file twice does no harm", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Start one", error, StringComparison.Ordinal);
    }

    /// <summary>Imports through a host that serves one request and is gone then.</summary>
    private async Task<(int Code, string Error)> ImportAsync(string? answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var served = ServeOnceAsync(listener, answer);

        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await LeadCommandLine.RunAsync(["import", _folder.Write("list.csv", "Email\na@example.com\n"), "--url", url], output, error);
        await served;
        return (code, error.ToString());
    }

    private static async Task ServeOnceAsync(TcpListener listener, string? answer)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        listener.Stop();
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        while (!(await reader.ReadLineAsync())!.StartsWith("a@example.com", StringComparison.Ordinal))
        {
            // The request is read to its last row, so that closing resets nothing.
        }

        if (answer is null) return;
        var text = $"HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer)}\r\nConnection: close\r\n\r\n{answer}";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
