using System.Net;
using System.Net.Sockets;

namespace LeadOrchestrator.Local.Tests;

internal static class Loopback
{
    /// <summary>An address at which nothing listens.</summary>
    public static string UnusedUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
