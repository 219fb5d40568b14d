using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
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

    [BrowserFact]
    public async Task ReadOnlyKey_Pages_OfferNothingThatWouldBeRefused()
    {
        await using var host = new LocalHostProcess(BrowserFixture.FreePort());
        const string Reader = "a key that reads", Form = "a key that submits";
        await File.WriteAllTextAsync(Path.Combine(host.DataFolder, "keys.json"), $$"""{ "keys": [{{Stored("reader", "read", Reader)}}, {{Stored("form", "submit", Form)}}] }""");
        await host.StartAsync();
        await using var dashboard = await browser.OpenAsync("#/leads", baseUrl: host.BaseUrl);
        var page = dashboard.Page;

        await page.GetByLabel("API key").FillAsync(Form);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("needs the scope 'read'")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use another key" }).ClickAsync();
        await page.GetByLabel("API key").FillAsync(Reader);
        await page.Keyboard.PressAsync("Enter");
        await Expect(dashboard.Heading).ToHaveTextAsync("Leads");

        await page.GetByRole(AriaRole.Link, new() { Name = "Add a lead" }).ClickAsync();
        await Expect(page.GetByText("needs a key with the scope “submit”")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Submit the lead" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Imports" }).ClickAsync();
        await Expect(page.GetByText("needs a key with the scope “submit”")).ToBeVisibleAsync();
        await Expect(page.Locator("input[type=file]")).ToHaveCountAsync(0);
    }

    private static string Stored(string name, string scope, string key) =>
        $$"""{ "name": "{{name}}", "scopes": ["{{scope}}"], "hash": "{{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}}", "createdAt": "2026-01-01T00:00:00Z" }""";
}
