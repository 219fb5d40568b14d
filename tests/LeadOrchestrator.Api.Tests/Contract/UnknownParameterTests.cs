using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;

namespace LeadOrchestrator.Api.Tests.Contract;

[Collection(nameof(SharedHostCollection))]
public sealed class UnknownParameterTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Query_Misspelt_IsRefusedNamingTheNearest()
    {
        var answer = await _host.GetAsync("/api/leads?statuss=parked&top=5");

        answer.IsProblem(HttpStatusCode.BadRequest, "statuss: is not known here; did you mean 'status'?");
        Assert.Equal(["statuss"], answer.ErrorPaths);
    }

    [Theory]
    [InlineData("/api/process?counts=true", "No query parameter is.")]
    [InlineData("/api/health?verbose=1", "No query parameter is.")]
    [InlineData("/api/imports?limit=3", "Known are top, continuationToken.")]
    public async Task Query_Unknown_IsRefusedNamingWhatIsKnown(string path, string known) =>
        (await _host.GetAsync(path)).IsProblem(HttpStatusCode.BadRequest, known);

    [Theory]
    [InlineData("/api/leads?TOP=1&code=anything")]
    [InlineData("/?utm_source=mail")]
    [InlineData("/runtime/webhooks/durabletask/instances?taskHub=Hub&connection=Storage&top=1")]
    public async Task Query_KnownInAnyCaseOrOfOthersClients_IsTaken(string path) => Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync(path)).Status);
}
