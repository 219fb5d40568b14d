using System.Net;
using System.Net.Sockets;
using LeadOrchestrator.Acceptance.Hosting;
using Microsoft.Playwright;

namespace LeadOrchestrator.Browser.Tests.Hosting;

/// <summary>The real host, the other end of its webhooks, and one browser; each test has a fresh profile.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>How long anything may take before a test gives up on it, in milliseconds; a busy machine is no failure.</summary>
    private const float PatienceMs = 30_000;

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private LocalHostProcess? _process;

    public WebhookReceiver Webhooks { get; private set; } = null!;

    public LeadClient Client { get; private set; } = null!;

    public string BaseUrl => _process!.BaseUrl;

    public async Task InitializeAsync()
    {
        if (Tools.Chromium is not { } chromium) return; // every test says so and is skipped
        Webhooks = await WebhookReceiver.StartAsync(0);
        _process = new LocalHostProcess(FreePort(), Webhooks.Address);
        await _process.StartAsync();
        Client = new LeadClient(new Uri(BaseUrl), apiKey: null);
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Flags });
    }

    /// <summary>A page of the dashboard, with requests to some address failing where wanted, that reports every script error and every refusal of the content-security policy.</summary>
    public async Task<DashboardPage> OpenAsync(string hash = "#/", BrowserNewContextOptions? options = null, string? baseUrl = null, string? blocked = null)
    {
        var context = await _browser!.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        var page = new DashboardPage(context, await context.NewPageAsync());
        if (blocked is not null) await page.Page.RouteAsync(blocked, route => route.AbortAsync());
        await page.Page.GotoAsync($"{baseUrl ?? BaseUrl}/{hash}");
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        Client?.Dispose();
        if (_process is not null) await _process.DisposeAsync();
        if (Webhooks is not null) await Webhooks.DisposeAsync();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>All browser tests share one host and one browser.</summary>
[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>;
