using LeadOrchestrator.Browser.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadOrchestrator.Browser.Tests;

/// <summary>What is wrong with the host stands above every page.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class NoticeTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task AnyPage_SampleRules_AreSaid()
    {
        await using var dashboard = await browser.OpenAsync("#/speed");

        await Expect(dashboard.Page.Locator("#notices")).ToContainTextAsync("Sample rules of an invented company are in force.");
    }

    [BrowserFact]
    public async Task AnyPage_DegradedAndUnhealthyHost_SayWhatIsWrongAndWhy()
    {
        await using var dashboard = await browser.OpenAsync("#/leads");
        await dashboard.Page.RouteAsync("**/api/health", route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/json",
            Body = """
                {"status":"Unhealthy","version":"1","checks":{
                  "storage":{"status":"Unhealthy","description":"The disk that holds engine.db is full.","data":{}},
                  "rules":{"status":"Degraded","description":"$.scoring: <b>is missing</b>.","data":{"sample":false}},
                  "targets":{"status":"Degraded","description":"The last 3 attempts at Crm:hook failed.","data":{}},
                  "jobs":{"status":"Healthy","description":null,"data":{}}}}
                """,
        }));
        await dashboard.Page.ReloadAsync();

        var notices = dashboard.Page.Locator("#notices .notice");
        await Expect(notices).ToHaveCountAsync(3);
        await Expect(notices.Nth(0)).ToContainTextAsync("New leads cannot be stored. The disk that holds engine.db is full.");
        await Expect(notices.Nth(1)).ToContainTextAsync("The changed rules were not taken up. $.scoring: <b>is missing</b>.");
        await Expect(notices.Nth(2)).ToContainTextAsync("Targets fail. The last 3 attempts at Crm:hook failed.");
        if (Environment.GetEnvironmentVariable("LEAD_SCREENSHOTS") is { Length: > 0 } folder) await SaveAsync(dashboard.Page, folder);
    }

    /// <summary>Pictures for people to look at: light, dark, and as narrow as a phone.</summary>
    private static async Task SaveAsync(IPage page, string folder)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "notices-light.png") });
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "notices-dark.png") });
        await page.SetViewportSizeAsync(390, 844);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "notices-phone.png") });
    }
}
