using System.Globalization;
using System.Net;
using System.Text.Json;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Api.Tests.Erasing;

/// <summary>A person every field of whom holds a mark that nobody else has.</summary>
internal sealed class MarkedPerson
{
    public string Mark { get; } = $"zq{Guid.NewGuid():N}"[..14];

    /// <summary>Without the mark: who erased which id stays in the audit log.</summary>
    public string Id { get; } = $"person-{Guid.NewGuid():N}";

    public string Email => $"{Mark}@example.org";

    /// <summary>The lead as it is submitted.</summary>
    public string Json(string source = "form") => JsonSerializer.Serialize(new
    {
        id = Id,
        email = Email,
        firstName = $"First {Mark}",
        lastName = $"Last {Mark}",
        company = $"{Mark} Ltd",
        website = $"https://{Mark}.example.org",
        jobTitle = $"Head of {Mark}",
        industry = $"Industry {Mark}",
        region = $"Region {Mark}",
        city = $"City {Mark}",
        source,
        campaign = $"Campaign {Mark}",
        message = string.Join(' ', Enumerable.Range(0, 70).Select(n => string.Create(CultureInfo.InvariantCulture, $"{Mark} wrote line {n}, {Guid.NewGuid():N}."))),
        attributes = new Dictionary<string, string> { ["note"] = $"Note {Mark}" },
    });
}

internal static class MarkedPersonExtensions
{
    /// <summary>Submits so many other people, one after the other.</summary>
    public static async Task SubmitManyAsync(this ApiHost host, int count)
    {
        for (var n = 0; n < count; n++) await host.SubmitAndCompleteAsync();
    }

    /// <summary>Submits the person and comes back when the run has ended.</summary>
    public static async Task SubmitAsync(this ApiHost host, MarkedPerson person)
    {
        Assert.Equal(HttpStatusCode.Accepted, (await host.PostAsync("/api/leads", person.Json(), headers: ("Idempotency-Key", $"{person.Mark}-{person.Id}"))).Status);
        await host.UntilAsync($"/api/leads/{person.Id}", answer => answer.Json.GetProperty("status").GetString() == "Completed");
    }

    /// <inheritdoc cref="AssertErasingLeavesNothingAsync(ApiHost, MarkedPerson[], Func{Task})"/>
    public static Task AssertErasingLeavesNothingAsync(this ApiHost host, MarkedPerson person, Func<Task>? running = null) =>
        host.AssertErasingLeavesNothingAsync([person], running);

    /// <summary>Imports a file and comes back when it is done.</summary>
    public static async Task<string> ImportAsync(this ApiHost host, string file, string contentType)
    {
        var answer = await host.PostAsync("/api/imports", file, contentType);
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var id = answer.Json.GetProperty("id").GetString()!;
        await host.EndOfAsync(id);
        return id;
    }

    public static async Task EndOfAsync(this ApiHost host, string instanceId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var ended = await host.Client.WaitForInstanceCompletionAsync(instanceId, patience.Token);
        Assert.Equal(RuntimeStatus.Completed, ended?.RuntimeStatus);
    }

    /// <summary>Comes back when the inbox has a notice of a kind about a lead.</summary>
    public static async Task NoticeOfAsync(this ApiHost host, string leadId, string kind)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var inbox = host.Services.GetRequiredService<IInbox>();
        while ((await inbox.ListAboutAsync(leadId, patience.Token)).All(notice => notice.Kind != kind)) await tick.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Erases the people, stops the host, and looks at every byte that it has left.</summary>
    public static async Task AssertErasingLeavesNothingAsync(this ApiHost host, MarkedPerson[] people, Func<Task>? running = null)
    {
        var before = StoredBytes.RunsInTables(host.Folder);
        foreach (var person in people)
        {
            Assert.NotEmpty(StoredBytes.Find(host.Folder, person.Mark));
            Assert.Equal(HttpStatusCode.OK, (await host.DeleteAsync($"/api/leads/{person.Id}")).Status);
        }

        Assert.NotEmpty(StoredBytes.MarkedFiles(host.Folder)); // a copy in an unused byte is rare; the mark that rids the file of it is not
        if (running is not null) await running();
        await host.StopAsync();

        Assert.Empty(StoredBytes.MarkedFiles(host.Folder));
        before.ExceptWith(StoredBytes.RunsInTables(host.Folder));
        Assert.NotEmpty(before);
        foreach (var person in people) Assert.Empty(StoredBytes.Find(host.Folder, person.Mark));
        Assert.Empty(StoredBytes.Find(host.Folder, before));
    }
}
