using System.Net;
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
    public async Task Delete_AnUnknownLead_Is404() => (await _host.DeleteAsync($"/api/leads/{NewId()}")).IsProblem(HttpStatusCode.NotFound);
}
