using System.Net;
using LeadOrchestrator.Acceptance.Hosting;
using LeadOrchestrator.Browser.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadOrchestrator.Browser.Tests;

[Collection(nameof(BrowserCollection))]
public sealed class DashboardTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Submit_ByTheForm_IsSeenToCompleteWithoutReloading()
    {
        await using var dashboard = await browser.OpenAsync("#/submit");
        var email = $"{LeadClient.NewId("form")}@example.com";
        await dashboard.Page.GetByLabel("Email", new() { Exact = true }).FillAsync(email);
        await dashboard.Page.GetByLabel("Company").FillAsync("Example Ltd");

        await dashboard.Page.GetByRole(AriaRole.Button, new() { Name = "Submit the lead" }).ClickAsync();

        await Expect(dashboard.Heading).ToContainTextAsync("Completed");
        await Expect(dashboard.Page.GetByText(email).First).ToBeVisibleAsync();
        await Expect(dashboard.Page.GetByRole(AriaRole.Heading, new() { Name = "What was decided, and why" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Submit_WithoutEmailOrPhone_SaysWhatIsMissing()
    {
        await using var dashboard = await browser.OpenAsync("#/submit");

        await dashboard.Page.GetByRole(AriaRole.Button, new() { Name = "Submit the lead" }).ClickAsync();

        await Expect(dashboard.Page.Locator("#form-error")).ToContainTextAsync("one of them is needed");
    }

    [BrowserFact]
    public async Task Reference_OfTheApi_ShowsOperationsWithExamplesAndAsksNoOtherHost()
    {
        await using var dashboard = await browser.OpenAsync("#/leads");
        var elsewhere = new List<string>();
        dashboard.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(browser.Client.Http.BaseAddress!.ToString(), StringComparison.Ordinal)) elsewhere.Add(request.Url);
        };

        await dashboard.Page.GetByRole(AriaRole.Link, new() { Name = "The API, for programmers" }).ClickAsync();
        await dashboard.Page.GetByText("POST /api/leads Submit a lead").ClickAsync();

        await Expect(dashboard.Page.GetByRole(AriaRole.Region, new() { Name = "Example of SubmitLead, application/json" })).ToContainTextAsync("ada.byron@example.com");
        await Expect(dashboard.Page.GetByRole(AriaRole.Region, new() { Name = "Example of SubmitLead, 202, application/json" })).ToContainTextAsync("statusUri");
        Assert.Empty(elsewhere);
    }

    [BrowserFact]
    public async Task Lead_WithoutAName_IsCalledByItsAddressAndRepsByTheirNames()
    {
        var id = LeadClient.NewId("nameless");
        var email = $"{LeadClient.NewId("write-to")}@example.com";
        await browser.Client.SubmitAsync(new { id, email, source = "form", country = "GB", employees = 400, jobTitle = "Head of Sales" });
        await browser.Client.WaitForStatusAsync(id, "Completed");
        await using var dashboard = await browser.OpenAsync("#/leads");

        await Expect(dashboard.Page.Locator($"#list a[data-key='{id}']")).ToHaveTextAsync(email);
        await Expect(dashboard.Page.Locator("#list")).Not.ToContainTextAsync(id);
        await dashboard.GoAsync($"#/lead/{id}");

        await Expect(dashboard.Heading).ToContainTextAsync(email);
        var reps = (await browser.Client.GetAsync("api/reports/assignments")).GetProperty("reps").EnumerateArray().ToList();
        var lead = await browser.Client.LeadAsync(id);
        var seen = lead.GetProperty("outcome").GetProperty("assignment").GetProperty("candidates")[0].GetProperty("repId").GetString();
        var name = reps.Single(rep => rep.GetProperty("repId").GetString() == seen).GetProperty("name").GetString()!;
        await dashboard.Page.GetByText("Every rep who was looked at").ClickAsync();
        await Expect(dashboard.Page.GetByRole(AriaRole.Rowheader, new() { Name = name }).First).ToBeVisibleAsync();
        await Expect(dashboard.Page.Locator("main")).Not.ToContainTextAsync(" ms");
    }

    [BrowserFact]
    public async Task List_WhenALeadComesIn_ShowsItByItself()
    {
        await using var dashboard = await browser.OpenAsync("#/leads");
        await Expect(dashboard.Page.Locator("#live")).ToHaveTextAsync("Live");
        var id = LeadClient.NewId("live");

        await browser.Client.SubmitAsync(LeadClient.Lead(id));

        await Expect(dashboard.Page.Locator($"#list a[data-key='{id}']")).ToBeVisibleAsync();
        await Expect(dashboard.Page.Locator("tr", new() { Has = dashboard.Page.Locator($"a[data-key='{id}']") })).ToContainTextAsync("Completed");
    }

    [BrowserFact]
    public async Task List_WhereEventsAreBlocked_AsksFromTimeToTime()
    {
        await using var dashboard = await browser.OpenAsync("#/leads", blocked: "**/api/stream*");
        await Expect(dashboard.Page.Locator("#live")).ToHaveTextAsync("Asking every few seconds");
        var id = LeadClient.NewId("polled");

        await browser.Client.SubmitAsync(LeadClient.Lead(id));

        await Expect(dashboard.Page.Locator($"#list a[data-key='{id}']")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Lead_ThatDoesNotExist_IsSaidInPlainWords()
    {
        await using var dashboard = await browser.OpenAsync("#/lead/nobody-has-this-id");

        await Expect(dashboard.Heading).ToHaveTextAsync("Not found");
        await Expect(dashboard.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no lead 'nobody-has-this-id'.");
    }

    [BrowserFact]
    public async Task List_Searched_ShowsOnlyWhatMatches()
    {
        var (wanted, other) = (LeadClient.NewId("wanted"), LeadClient.NewId("other"));
        await browser.Client.SubmitAsync(LeadClient.Lead(wanted));
        await browser.Client.SubmitAsync(LeadClient.Lead(other));
        await browser.Client.WaitForStatusAsync(other, "Completed");
        await using var dashboard = await browser.OpenAsync("#/leads");
        await Expect(dashboard.Page.Locator($"#list a[data-key='{other}']")).ToBeVisibleAsync();

        await dashboard.Page.GetByLabel("Search").FillAsync(wanted.ToUpperInvariant());

        await Expect(dashboard.Page.Locator($"#list a[data-key='{other}']")).ToHaveCountAsync(0);
        await Expect(dashboard.Page.Locator($"#list a[data-key='{wanted}']")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Lead_Completed_ShowsItsGanttAndEveryEffect()
    {
        var id = LeadClient.NewId("gantt");
        await browser.Client.SubmitAsync(LeadClient.Lead(id));
        await browser.Client.WaitForStatusAsync(id, "Completed");

        await using var dashboard = await browser.OpenAsync($"#/lead/{id}");

        var gantt = dashboard.Page.GetByRole(AriaRole.Img, new() { Name = "Gantt chart" });
        await Expect(gantt).ToBeVisibleAsync();
        await Expect(gantt).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await gantt.EvaluateAsync<int>("image => image.naturalWidth") > 300);
        await Expect(dashboard.Page.Locator("tr", new() { HasText = "hook-crm" })).ToContainTextAsync("done");
    }

    [BrowserFact]
    public async Task Lead_WithAParkedEffect_IsRedrivenByItsButton()
    {
        var id = LeadClient.NewId("parked");
        browser.Webhooks.On(id, "hook-crm", HttpStatusCode.InternalServerError);
        await browser.Client.SubmitAsync(LeadClient.Lead(id));
        await browser.Client.WaitForStatusAsync(id, "Parked");
        await using var dashboard = await browser.OpenAsync($"#/lead/{id}");
        await Expect(dashboard.Heading).ToContainTextAsync("Parked");
        browser.Webhooks.On(id, "hook-crm", HttpStatusCode.OK);

        await dashboard.Page.GetByRole(AriaRole.Button, new() { Name = "Try hook-crm again" }).ClickAsync();

        await Expect(dashboard.Heading).ToContainTextAsync("Completed");
        await Expect(dashboard.Page.GetByRole(AriaRole.Button, new() { Name = "again" })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Imports_AFileDropped_IsImportedWithItsRejectedRowListed()
    {
        await using var dashboard = await browser.OpenAsync("#/imports");
        var name = LeadClient.NewId("drop") + ".csv";
        var csv = $"id,email,source\n{LeadClient.NewId("row")},row@example.com,list\n{LeadClient.NewId("row")},not an address,list\n";
        var transfer = await dashboard.Page.EvaluateHandleAsync(
            "([name, text]) => { const all = new DataTransfer(); all.items.add(new File([text], name, { type: 'text/csv' })); return all; }", new[] { name, csv });

        await dashboard.Page.Locator(".drop").DispatchEventAsync("drop", new { dataTransfer = transfer });

        await dashboard.Page.GetByRole(AriaRole.Link, new() { Name = "See how it goes" }).ClickAsync();
        await Expect(dashboard.Heading).ToContainTextAsync("Completed");
        await Expect(dashboard.Page.GetByText("1 rejected").First).ToBeVisibleAsync();
        await Expect(dashboard.Page.Locator("tbody")).ToContainTextAsync("not an address");
    }

    [BrowserFact]
    public async Task HostileLead_WhereverItIsShown_StaysText()
    {
        const string Attack = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        var id = LeadClient.NewId("hostile");
        await browser.Client.SubmitAsync(new
        {
            id,
            email = $"{id}@example.com",
            firstName = Attack,
            lastName = "\" onmouseover=\"alert(3)",
            company = "javascript:alert(4)",
            message = Attack,
            source = "<b>web</b>",
        });
        await browser.Client.WaitForStatusAsync(id, "Completed");

        await using var dashboard = await browser.OpenAsync($"#/leads?search={id}");
        await Expect(dashboard.Page.Locator("#list")).ToContainTextAsync(Attack);
        await Expect(dashboard.Page.Locator("main img[src=x], main script, main [onmouseover], main b")).ToHaveCountAsync(0);
        await dashboard.Page.Locator($"#list a[data-key='{id}']").ClickAsync();
        await Expect(dashboard.Heading).ToContainTextAsync(Attack);
        await Expect(dashboard.Page.Locator("main img[src=x], main script, main [onmouseover], main b")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task KeyboardAlone_LeadsFromTheStartToALeadAndItsRedrive()
    {
        var id = LeadClient.NewId("keys");
        browser.Webhooks.On(id, "hook-log", HttpStatusCode.InternalServerError);
        await browser.Client.SubmitAsync(LeadClient.Lead(id));
        await browser.Client.WaitForStatusAsync(id, "Parked");
        browser.Webhooks.On(id, "hook-log", HttpStatusCode.OK);
        await using var dashboard = await browser.OpenAsync($"#/leads?search={id}");
        var link = dashboard.Page.Locator($"#list a[data-key='{id}']");
        await Expect(link).ToBeVisibleAsync();

        await TabToAsync(dashboard.Page, link);
        await dashboard.Page.Keyboard.PressAsync("Enter");
        var redrive = dashboard.Page.GetByRole(AriaRole.Button, new() { Name = "Try hook-log again" });
        await Expect(redrive).ToBeVisibleAsync();
        await Expect(dashboard.Page.Locator("main")).ToBeFocusedAsync();
        await TabToAsync(dashboard.Page, redrive);
        await dashboard.Page.Keyboard.PressAsync("Enter");

        await Expect(dashboard.Heading).ToContainTextAsync("Completed");
    }

    [BrowserFact]
    public async Task PhoneWidth_OnEveryPage_NeedsNoScrollingSideways()
    {
        var id = LeadClient.NewId("phone");
        await browser.Client.SubmitAsync(LeadClient.Lead(id));
        await browser.Client.WaitForStatusAsync(id, "Completed");
        await using var dashboard = await browser.OpenAsync(
            "#/", new() { ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true });
        await Expect(dashboard.Page.Locator(".stages")).ToContainTextAsync("at once");
        foreach (var hash in Pages(id))
        {
            await dashboard.GoAsync(hash);
            var (wide, all) = (await dashboard.Page.EvaluateAsync<int>("innerWidth"), await dashboard.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.True(all <= 360 && wide <= 360, $"{hash} is {all} wide");
        }
    }

    [BrowserFact(NeedsAxe = true)]
    public Task Axe_InLight_FindsNothing() => FindNothingAsync(ColorScheme.Light);

    [BrowserFact(NeedsAxe = true)]
    public Task Axe_InDark_FindsNothing() => FindNothingAsync(ColorScheme.Dark);

    [BrowserFact]
    public async Task Dashboard_UnderTheFunctionsAddress_WorksTheSame()
    {
        await using var dashboard = await browser.OpenAsync("api/dashboard#/process");

        await Expect(dashboard.Heading).ToHaveTextAsync("The lead's path");
        await Expect(dashboard.Page.GetByRole(AriaRole.Img, new() { Name = "Flow chart" })).ToBeVisibleAsync();
    }

    private async Task FindNothingAsync(ColorScheme scheme)
    {
        var id = LeadClient.NewId("axe");
        browser.Webhooks.On(id, "hook-crm", HttpStatusCode.InternalServerError);
        await browser.Client.SubmitAsync(LeadClient.Lead(id));
        await browser.Client.WaitForStatusAsync(id, "Parked");
        using var imported = await browser.Client.PostAsync("api/imports?fileName=axe.csv", $"id,email,source\n{id}-row,a@example.com,list\n", "text/csv");
        await using var dashboard = await browser.OpenAsync(
            "#/", new() { ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = 900 }, BypassCSP = true });
        await dashboard.LoadAxeAsync();
        foreach (var hash in Pages(id))
        {
            await dashboard.GoAsync(hash);
            foreach (var summary in await dashboard.Page.Locator("main summary").AllAsync()) await summary.ClickAsync();
            var violations = await dashboard.ViolationsAsync();
            Assert.True(violations.Count == 0, $"{hash}:\n{string.Join('\n', violations)}");
        }
    }

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement")) return;
        }

        Assert.Fail("The keyboard does not get there.");
    }

    private static IEnumerable<string> Pages(string leadId) =>
        ["#/", "#/leads", $"#/lead/{leadId}", "#/process", "#/savings", "#/speed", "#/team", "#/imports", "#/submit", "#/api"];
}
