using Grpc.Core;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using LeadOrchestrator.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace LeadOrchestrator.Functions.Tests.Http;

public sealed class ApiCallTests : IDisposable
{
    private readonly BoundClient _bound = new();
    private readonly DurableTaskClient _client = new Mock<DurableTaskClient>("hub").Object;
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly DefaultHttpContext _http;
    private readonly ApiCall _call;

    public ApiCallTests()
    {
        _http = new() { RequestServices = _services, Response = { Body = new MemoryStream() } };
        _call = new(_bound, NullLogger<ApiCall>.Instance);
    }

    [Fact]
    public async Task RunAsync_Handler_FindsTheBoundClientAcrossAwaits()
    {
        DurableTaskClient? found = null;
        await RunAsync(async () =>
        {
            await Task.Yield();
            found = _bound.Client;
            return Results.Ok();
        });

        Assert.Same(_client, found);
        Assert.Throws<InvalidOperationException>(() => _bound.Client);
    }

    [Fact]
    public async Task RunAsync_Answer_HasTheSecurityHeaders()
    {
        await RunAsync(() => Task.FromResult(Results.NoContent()));

        Assert.Equal((204, "nosniff", "no-store"), (_http.Response.StatusCode, $"{_http.Response.Headers.XContentTypeOptions}", $"{_http.Response.Headers.CacheControl}"));
    }

    [Fact]
    public async Task RunAsync_ForwardedRequest_IsHandledUnderTheCallersAddress()
    {
        _http.Request.Headers["X-Forwarded-Host"] = "leads.example.com";
        _http.Request.Headers["X-Forwarded-Proto"] = "https";
        var address = "";

        await RunAsync(() =>
        {
            address = $"{_http.Request.Scheme}://{_http.Request.Host}";
            return Task.FromResult(Results.Ok());
        });

        Assert.Equal("https://leads.example.com", address);
    }

    [Fact]
    public async Task RunAsync_Problem_IsAnsweredAsTheLocalHostDoes()
    {
        var body = await RunAsync(() => throw new ApiProblemException(409, "Somebody else has it."));

        Assert.Equal((409, "application/problem+json"), (_http.Response.StatusCode, _http.Response.ContentType));
        Assert.Contains("Somebody else has it.", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Overloaded_Is503WithRetryAfter()
    {
        await RunAsync(() => throw new OverloadedException("Full.", TimeSpan.FromSeconds(7)));

        Assert.Equal((503, "7"), (_http.Response.StatusCode, $"{_http.Response.Headers.RetryAfter}"));
    }

    [Fact]
    public async Task RunAsync_TaskHubUnreachable_Is503NamingTheSettingAndTheRoles()
    {
        var body = await RunAsync(() => throw new RpcException(new Status(StatusCode.Unavailable, "no storage")));

        Assert.Equal(503, _http.Response.StatusCode);
        Assert.Contains("AzureWebJobsStorage", body, StringComparison.Ordinal);
        Assert.Contains("Queue", body, StringComparison.Ordinal);
    }

    public void Dispose() => _services.Dispose();

    private async Task<string> RunAsync(Func<Task<IResult>> handle)
    {
        Assert.Same(Results.Empty, await _call.RunAsync(_http.Request, _client, _ => handle()));
        _http.Response.Body.Position = 0;
        return await new StreamReader(_http.Response.Body).ReadToEndAsync();
    }
}
