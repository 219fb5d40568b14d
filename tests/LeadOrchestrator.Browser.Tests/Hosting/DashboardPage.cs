using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace LeadOrchestrator.Browser.Tests.Hosting;

/// <summary>One open dashboard; when it is closed, nothing may have gone wrong in it.</summary>
public sealed class DashboardPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();

    public DashboardPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Dialog += (_, dialog) => _errors.Enqueue($"A script showed: {dialog.Message}");
        page.Console += (_, message) =>
        {
            // The browser notes every answer that is not a success; those that matter, the page shows.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _errors.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>Goes to another page of the dashboard, as a link would, and waits until all of it is there.</summary>
    public async Task GoAsync(string hash)
    {
        await Page.EvaluateAsync("hash => { location.hash = hash; }", hash);
        await Page.WaitForFunctionAsync(
            "hash => document.getElementById('main').dataset.shown === hash && [...document.images].every(image => image.complete)", hash);
    }

    /// <summary>Must be called once before <see cref="ViolationsAsync"/>.</summary>
    public async Task LoadAxeAsync() => await Page.EvaluateAsync(await File.ReadAllTextAsync(Tools.Axe!));

    /// <summary>Whatever axe finds wrong with what is shown, by WCAG 2.2 A and AA and its best practices.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        var found = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run(document)).violations");
        return [.. found.EnumerateArray().Select(violation =>
            $"{violation.GetProperty("id")}: {violation.GetProperty("help")}: {string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html").ToString()))}")];
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_errors);
    }
}
