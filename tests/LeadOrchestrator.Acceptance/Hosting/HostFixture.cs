using System.Net;
using System.Net.Sockets;

namespace LeadOrchestrator.Acceptance.Hosting;

/// <summary>
/// The host under test. With LEAD_BASE_URL it is whatever answers there (its webhook targets <c>hook-crm</c>,
/// <c>hook-notify</c> and <c>hook-log</c> must point at LEAD_WEBHOOK_PORT on loopback, and its retries be short: see docs/testing.md); without it the suite
/// starts a local host of its own, which it may also stop and start.
/// </summary>
public sealed class HostFixture : IAsyncLifetime
{
    private LocalHostProcess? _process;
    private WebhookReceiver? _webhooks;

    public bool OwnsHost => _process is not null;

    public LocalHostProcess Process => _process ?? throw new InvalidOperationException("The host is not this suite's own.");

    public WebhookReceiver Webhooks => _webhooks!;

    public LeadClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var baseUrl = Environment.GetEnvironmentVariable("LEAD_BASE_URL");
        var webhookPort = int.Parse(Environment.GetEnvironmentVariable("LEAD_WEBHOOK_PORT") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        _webhooks = await WebhookReceiver.StartAsync(webhookPort);
        if (string.IsNullOrEmpty(baseUrl))
        {
            _process = new LocalHostProcess(FreePort(), _webhooks.Address);
            await _process.StartAsync();
            baseUrl = _process.BaseUrl;
        }

        Client = new LeadClient(new Uri(baseUrl), Environment.GetEnvironmentVariable("LEAD_API_KEY"));
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_process is not null) await _process.DisposeAsync();
        if (_webhooks is not null) await _webhooks.DisposeAsync();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>All acceptance tests share one host.</summary>
[CollectionDefinition(nameof(HostCollection))]
public sealed class HostCollection : ICollectionFixture<HostFixture>;
