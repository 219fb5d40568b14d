using System.Net;
using System.Text;
using LeadOrchestrator.Acceptance.Hosting;

namespace LeadOrchestrator.Acceptance;

/// <summary>What a restart in the middle does to work in hand: nothing. These tests have hosts of their own.</summary>
public sealed class RestartTests
{
    [OwnedHostFact]
    public async Task Restart_WithALeadParked_KeepsItParkedAndRedrivesIt()
    {
        await using var webhooks = await WebhookReceiver.StartAsync(port: 0);
        await using var process = new LocalHostProcess(HostFixture.FreePort(), webhooks.Address);
        await process.StartAsync();
        using var client = new LeadClient(new Uri(process.BaseUrl), apiKey: null);
        var id = LeadClient.NewId("restart");
        webhooks.On(id, "hook-log", HttpStatusCode.BadGateway);
        using var submitted = await client.SubmitAsync(LeadClient.Lead(id));
        await client.WaitForStatusAsync(id, "Parked");

        await process.KillAsync();
        await process.StartAsync();

        await client.WaitForStatusAsync(id, "Parked");
        var before = webhooks.DeliveriesOf(id).Count(delivery => delivery.Target == "hook-crm");
        webhooks.On(id, "hook-log", HttpStatusCode.OK);
        using var redrive = await client.PostAsync($"api/leads/{id}/events/redrive", "{}");
        await client.WaitForStatusAsync(id, "Completed");
        Assert.Equal(before, webhooks.DeliveriesOf(id).Count(delivery => delivery.Target == "hook-crm"));
    }

    [OwnedHostFact]
    public async Task Kill_WhileAnEffectIsOnItsWay_CompletesAfterTheRestartUnderTheSameKey()
    {
        await using var webhooks = await WebhookReceiver.StartAsync(port: 0);
        await using var process = new LocalHostProcess(HostFixture.FreePort(), webhooks.Address);
        await process.StartAsync();
        using var client = new LeadClient(new Uri(process.BaseUrl), apiKey: null);
        var id = LeadClient.NewId("midway");
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        webhooks.On(id, "hook-crm", async _ =>
        {
            arrived.TrySetResult();
            await release.Task;
            return HttpStatusCode.OK;
        });
        using var submitted = await client.SubmitAsync(LeadClient.Lead(id));
        await arrived.Task.WaitAsync(LeadClient.Patience);

        await process.KillAsync();
        release.SetResult();
        await process.StartAsync();

        await client.WaitForStatusAsync(id, "Completed");
        Assert.Single(webhooks.DeliveriesOf(id).Where(delivery => delivery.Target == "hook-crm").Select(delivery => delivery.Key).Distinct());
    }

    [OwnedHostFact]
    public async Task Kill_AfterASubmissionWithAKey_TheKeyStandsForItStill()
    {
        await using var process = new LocalHostProcess(HostFixture.FreePort());
        await process.StartAsync();
        using var client = new LeadClient(new Uri(process.BaseUrl), apiKey: null);
        var (key, id) = (LeadClient.NewId("key"), LeadClient.NewId("killed"));
        using var first = await client.SubmitWithKeyAsync(LeadClient.Lead(id), key);
        first.EnsureSuccessStatusCode();

        await process.KillAsync();
        await process.StartAsync();

        using var same = await client.SubmitWithKeyAsync(LeadClient.Lead(id), key);
        using var other = await client.SubmitWithKeyAsync(LeadClient.Lead(id + "-2"), key);
        Assert.Equal("existing", (await LeadClient.ReadAsync(same)).GetProperty("result").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [OwnedHostFact]
    public async Task Kill_InTheMiddleOfAnImport_LosesAndRepeatsNothing()
    {
        await using var process = new LocalHostProcess(HostFixture.FreePort());
        await process.StartAsync();
        using var client = new LeadClient(new Uri(process.BaseUrl), apiKey: null);
        var tag = LeadClient.NewId("bulk");
        var csv = new StringBuilder("Id,E-Mail,Source\n");
        for (var row = 0; row < 2000; row++) csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{tag}-{row},{(row % 100 == 99 ? "damaged" : $"p{row}@example.com")},fair\n");
        using var accepted = await client.PostAsync("api/imports", csv.ToString(), "text/csv");
        var id = (await LeadClient.ReadAsync(accepted)).GetProperty("id").GetString()!;
        await client.WaitForAsync($"api/imports/{Uri.EscapeDataString(id)}", import => import.GetProperty("progress").GetProperty("rows").GetInt32() > 0, "its first rows");

        await process.KillAsync();
        await process.StartAsync();

        var done = await client.WaitForAsync(
            $"api/imports/{Uri.EscapeDataString(id)}?top=1000", import => import.GetProperty("status").GetString() == "Completed", "its end");
        var progress = done.GetProperty("progress");
        Assert.Equal((2000, 1980, 20), (progress.GetProperty("rows").GetInt32(), progress.GetProperty("started").GetInt32(), progress.GetProperty("rejected").GetInt32()));
        Assert.Equal(20, done.GetProperty("rows").GetArrayLength());
    }
}
