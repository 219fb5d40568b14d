using Grpc.Core;
using LeadOrchestrator.Api;
using LeadOrchestrator.Api.Dashboard;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Api.Security.Tokens;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using LeadOrchestrator.Functions.Http;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;
using HubQuery = LeadOrchestrator.Durability.OrchestrationQuery;
using Instance = LeadOrchestrator.Durability.OrchestrationMetadata;

namespace LeadOrchestrator.Functions.Tests.Http;

public sealed class ApiCallTests : IDisposable
{
    private readonly BoundClient _bound = new();
    private readonly DurableTaskClient _client = new Mock<DurableTaskClient>("hub").Object;
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly Mock<IAuditLog> _log = new();
    private readonly LeadApiOptions _options = new();
    private readonly OidcOptions _roles = new();
    private readonly AuditWriter _writer;
    private readonly DefaultHttpContext _http;
    private readonly ApiCall _call;

    public ApiCallTests()
    {
        _http = new() { RequestServices = _services, Response = { Body = new MemoryStream() } };
        _writer = new(_log.Object, Options.Create(new AuditOptions()), TimeProvider.System, new LogLimiter(TimeProvider.System), NullLogger<AuditWriter>.Instance);
        _call = new(_bound, new FunctionAccess(Options.Create(_options), Options.Create(_roles)), new Auditor(_writer, TimeProvider.System), NullLogger<ApiCall>.Instance);
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

    [Fact]
    public async Task RunAsync_APageWithoutAKey_IsRefused()
    {
        _http.Request.Method = "POST";
        _http.Request.Headers["Sec-Fetch-Site"] = "cross-site";

        await RunAsync(() => throw new InvalidOperationException("It got in."));

        Assert.Equal(403, _http.Response.StatusCode);
    }

    [Fact]
    public async Task RunAsync_APageWithAFunctionKey_IsServed()
    {
        _http.Request.Method = "POST";
        _http.Request.Headers["Sec-Fetch-Site"] = "cross-site";
        _http.Request.Headers["x-functions-key"] = "told";

        await RunAsync(() => Task.FromResult(Results.NoContent()));

        Assert.Equal(204, _http.Response.StatusCode);
    }

    [Theory]
    [InlineData("leads.azurewebsites.net", 204)] // the platform has checked the key
    [InlineData("localhost:7071", 403)] // on a desk nobody has
    [InlineData("127.0.0.1:7071", 403)]
    [InlineData("[::1]:7071", 403)]
    public async Task RunAsync_APageWithAKeyInTheAddress_IsServedWhereKeysAreChecked(string host, int expected)
    {
        _http.Request.Method = "POST";
        _http.Request.Host = new(host);
        _http.Request.QueryString = new("?code=anything");
        _http.Request.Headers["Sec-Fetch-Site"] = "cross-site";

        await RunAsync(() => Task.FromResult(Results.NoContent()));

        Assert.Equal(expected, _http.Response.StatusCode);
    }

    [Fact]
    public async Task RunAsync_APageWithAKeyWhereACookieSignsIn_IsRefused()
    {
        _options.BuiltInAuthentication = true;
        _http.Request.Method = "POST";
        _http.Request.Headers["Sec-Fetch-Site"] = "cross-site";
        _http.Request.Headers["x-functions-key"] = "told";
        _http.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal("admin");

        await RunAsync(() => throw new InvalidOperationException("It got in."));

        Assert.Equal(403, _http.Response.StatusCode);
    }

    [Theory]
    [InlineData(204, true)]
    [InlineData(499, true)] // who went away may have changed something first
    [InlineData(409, false)] // refusals are gathered
    public async Task RunAsync_AChange_IsInTheAuditLogBeforeItIsAnswered(int status, bool noted)
    {
        var response = new StartedResponse();
        _http.Features.Set<IHttpResponseFeature>(response);
        _http.Request.Method = "POST";

        await RunAsync(() => Task.FromResult(Results.StatusCode(status)));
        await response.StartAsync();

        _log.Verify(
            log => log.AppendAsync(It.Is<IReadOnlyList<AuditEntry>>(entries => entries.Single().Status == status), It.IsAny<CancellationToken>()),
            noted ? Times.Once() : Times.Never());
    }

    [Fact]
    public async Task RunAsync_ForgedPrincipalWithoutBuiltInAuthentication_IsIgnored()
    {
        Caller? caller = null;
        _http.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal("read");

        await RunAsync(() =>
        {
            caller = Caller.Of(_http);
            return Task.FromResult(Results.NoContent());
        });

        Assert.Equal(Caller.Anyone, caller);
    }

    [Theory]
    [InlineData("admin", 204)]
    [InlineData("read", 403)]
    [InlineData("Lead.Boss", 403)]
    [InlineData(null, 401)]
    public async Task RunAsync_BuiltInAuthentication_AsksForTheRole(string? role, int expected)
    {
        _options.BuiltInAuthentication = true;
        _http.Request.Headers["x-functions-key"] = "told";
        if (role is not null) _http.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(role);

        await RunAsync(() => Task.FromResult(Results.NoContent())); // a method that declares nothing needs admin

        Assert.Equal(expected, _http.Response.StatusCode);
    }

    [Fact]
    public async Task RunAsync_RoleMappedBySettings_MayWhatTheySay()
    {
        _options.BuiltInAuthentication = true;
        _roles.Roles["Lead.Boss"] = "read,admin";
        _http.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal("Lead.Boss");

        await RunAsync(() => Task.FromResult(Results.NoContent()));

        Assert.Equal((204, "oidc:object-1"), (_http.Response.StatusCode, Caller.Of(_http).Name));
    }

    [Fact]
    public async Task RunAsync_PrincipalThatIsNone_Is401()
    {
        _options.BuiltInAuthentication = true;
        _http.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = "rubbish";

        await RunAsync(() => Task.FromResult(Results.NoContent()));

        Assert.Equal(401, _http.Response.StatusCode);
    }

    [Fact]
    public async Task Stream_WhenTheHostCancelsTheInvocation_Ends()
    {
        using var drained = new CancellationTokenSource();
        var hub = Mock.Of<IOrchestrationClient>(client => client.ListInstancesAsync(It.IsAny<HubQuery>(), It.IsAny<CancellationToken>())
            == Task.FromResult(new OrchestrationPage(Array.Empty<Instance>(), null)));
        var stream = new LiveStream(hub, new(Options.Create(_options), NullLogger<KeyRing>.Instance), Mock.Of<IHostApplicationLifetime>(), Options.Create(_options), new FakeTimeProvider());
        var open = new DashboardFunctions(_call, null!, null!, null!, null!, stream).StreamAsync(_http.Request, _client, drained.Token);
        Assert.False(open.IsCompleted);

        await drained.CancelAsync();

        await open.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public void Dispose()
    {
        _services.Dispose();
        _writer.Dispose();
    }

    private static string Principal(string role) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(
        $$"""{ "auth_typ": "aad", "name_typ": "name", "role_typ": "roles", "claims": [{ "typ": "oid", "val": "object-1" }, { "typ": "roles", "val": "{{role}}" }] }"""));

    /// <summary>A response that starts when the test says so, as a server's does when the first byte goes out.</summary>
    private sealed class StartedResponse : HttpResponseFeature
    {
        private readonly List<(Func<object, Task> Callback, object State)> _starting = [];

        public override void OnStarting(Func<object, Task> callback, object state) => _starting.Add((callback, state));

        public async Task StartAsync()
        {
            foreach (var (callback, state) in _starting) await callback(state);
        }
    }

    private async Task<string> RunAsync(Func<Task<IResult>> handle)
    {
        Assert.Same(Results.Empty, await _call.RunAsync(_http.Request, _client, _ => handle()));
        _http.Response.Body.Position = 0;
        return await new StreamReader(_http.Response.Body).ReadToEndAsync();
    }
}
