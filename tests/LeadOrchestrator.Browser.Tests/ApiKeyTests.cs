using System.Collections.Concurrent;
using LeadOrchestrator.Acceptance.Hosting;
using LeadOrchestrator.Browser.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadOrchestrator.Browser.Tests;

[Collection(nameof(BrowserCollection))]
public sealed class ApiKeyTests(BrowserFixture browser)
{
    private const string Key = "a key & nobody's";

    [BrowserFact]
    public async Task Key_AskedForOnce_IsKeptInTheTabAndNeverInAnAddress()
    {
        await using var host = new LocalHostProcess(BrowserFixture.FreePort(), apiKey: Key);
        await host.StartAsync();
        await using var dashboard = await browser.OpenAsync("#/leads", baseUrl: host.BaseUrl);
        var page = dashboard.Page;
        var addresses = new ConcurrentQueue<string>();
        page.Request += (_, request) => addresses.Enqueue(request.Url);

        await page.GetByLabel("API key").FillAsync("not it");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("That was not the key")).ToBeVisibleAsync();
        await page.GetByLabel("API key").FillAsync(Key);
        await page.Keyboard.PressAsync("Enter");

        await Expect(dashboard.Heading).ToHaveTextAsync("Leads");
        await Expect(page.Locator("#live")).ToHaveTextAsync("Live");
        await page.ReloadAsync();
        await Expect(dashboard.Heading).ToHaveTextAsync("Leads");
        await Expect(page.Locator("#key")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Process" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Flow chart" })).ToBeVisibleAsync();
        Assert.DoesNotContain(addresses, address => address.Contains("nobody", StringComparison.Ordinal));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
    }
}
