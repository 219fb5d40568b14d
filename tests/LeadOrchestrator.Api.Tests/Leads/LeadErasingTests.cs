using System.Net;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.DependencyInjection;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Leads;

[Collection(nameof(SharedHostCollection))]
public sealed class LeadErasingTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Delete_ALead_ForgetsItEverywhere()
    {
        var id = await _host.SubmitAndCompleteAsync();

        var answer = await _host.DeleteAsync($"/api/leads/{id}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.Json.GetProperty("leadBook").GetBoolean());
        (await _host.GetAsync($"/api/leads/{id}")).IsProblem(HttpStatusCode.NotFound);
        Assert.Null(await _host.Services.GetRequiredService<ILeadBook>().FindAsync(id));
        (await _host.DeleteAsync($"/api/leads/{id}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_ALeadOnItsWay_EndsItFirst()
    {
        var id = await _host.SubmitAndParkAsync();

        Assert.Equal(HttpStatusCode.OK, (await _host.DeleteAsync($"/api/leads/{id}")).Status);
        Assert.Null(await _host.Client.GetInstanceAsync(id));
    }

    [Fact]
    public async Task Post_WhileTheLeadIsErased_Is503AndTakenWhenThatIsOver()
    {
        var id = NewId();
        var lead = $$"""{"id":"{{id}}","email":"a@example.com","source":"form"}""";
        await _host.PostAsync("/api/leads", lead);
        await _host.UntilAsync($"/api/leads/{id}", view => view.Json.GetProperty("status").GetString() == "Completed");
        var now = TimeProvider.System.GetUtcNow();
        await _host.Services.GetRequiredService<IErasures>().RecordAsync(id, now, now.AddDays(1)); // how an erasure begins, also one that was cut short

        (await _host.PostAsync("/api/leads", lead)).IsProblem(HttpStatusCode.ServiceUnavailable, $"Lead '{id}' is being erased");

        await _host.DeleteAsync($"/api/leads/{id}");
        Assert.Equal("created", (await _host.PostAsync("/api/leads", lead)).Json.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Delete_CallerGoesAwayHalfWay_IsCarriedThrough()
    {
        using var caller = new CancellationTokenSource();
        await using var host = await ApiHost.StartAsync(services: services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(ILeadBook)).ImplementationFactory!;
            services.AddSingleton<ILeadBook>(provider => new LeavingBook((ILeadBook)real(provider), caller));
        });
        var id = await host.SubmitAndCompleteAsync();

        await host.Services.GetRequiredService<LeadErasing>().DeleteAsync(id, caller.Token);

        Assert.True(caller.IsCancellationRequested);
        Assert.Null(await host.Client.GetInstanceAsync(id));
    }

    [Fact]
    public async Task Delete_AnUnknownLead_Is404() => (await _host.DeleteAsync($"/api/leads/{NewId()}")).IsProblem(HttpStatusCode.NotFound);

    /// <summary>With the first thing that is erased, the caller has gone away.</summary>
    private sealed class LeavingBook(ILeadBook real, CancellationTokenSource caller) : ILeadBook
    {
        public Task<bool> UpsertAsync(LeadRecord record, CancellationToken cancellationToken = default) => real.UpsertAsync(record, cancellationToken);

        public Task<LeadRecord?> FindAsync(string leadId, CancellationToken cancellationToken = default) => real.FindAsync(leadId, cancellationToken);

        public Task<Page<LeadRecord>> ListAsync(int top, string? continuationToken = null, CancellationToken cancellationToken = default) =>
            real.ListAsync(top, continuationToken, cancellationToken);

        public Task<bool> RecordResponseAsync(string leadId, string? repId, DateTimeOffset assignedAt, DateTimeOffset respondedAt, CancellationToken cancellationToken = default) =>
            real.RecordResponseAsync(leadId, repId, assignedAt, respondedAt, cancellationToken);

        public async Task<bool> EraseAsync(string leadId, CancellationToken cancellationToken = default)
        {
            var erased = await real.EraseAsync(leadId, cancellationToken);
            await caller.CancelAsync();
            return erased;
        }
    }
}
