using System.Globalization;
using System.Net;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Api.Tests.Security;

public sealed class WrongKeysTests : IAsyncLifetime
{
    private const string Chosen = "guessable";
    private readonly KeyFile _keys = new(Directory.CreateTempSubdirectory("keys-tests-").FullName);
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string?> { ["LEAD_API_KEY"] = Chosen, ["Api:WrongKeysPerMinute"] = "3", ["Api:TrustedProxies"] = "127.0.0.1" };
        _host = await ApiHost.StartAsync(settings, services => services.AddSingleton(_keys));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_keys.FullPath)!, recursive: true);
    }

    [Fact]
    public async Task WrongKeys_BeyondTheLimit_Are429WithRetryAfter()
    {
        for (var i = 0; i < 3; i++) (await AskAsync("192.0.2.1", $"wrong {i}")).IsProblem(HttpStatusCode.Unauthorized);

        var answer = await AskAsync("192.0.2.1", "wrong again");

        answer.IsProblem(HttpStatusCode.TooManyRequests, "Too many wrong keys");
        Assert.InRange(int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public async Task AChosenKey_AfterTooManyWrongOnes_IsRefusedFromThatAddressAlone()
    {
        await ExhaustAsync("192.0.2.1");

        (await AskAsync("192.0.2.1", Chosen)).IsProblem(HttpStatusCode.TooManyRequests); // or guessing would go on, unseen
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("192.0.2.2", Chosen)).Status);
    }

    [Fact]
    public async Task ARandomKey_AfterTooManyWrongOnes_IsServedFromTheSameAddressToo()
    {
        var key = _keys.Create("ann", Scopes.Read, DateTimeOffset.UnixEpoch);
        await ExhaustAsync("192.0.2.1");

        Assert.Equal(HttpStatusCode.OK, (await AskAsync("192.0.2.1", key)).Status);
    }

    [Fact]
    public async Task NoKey_HoweverOften_IsNoGuess()
    {
        for (var i = 0; i < 10; i++) (await _host.GetAsync("/api/leads", ("X-Forwarded-For", "192.0.2.3"))).IsProblem(HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync("192.0.2.3", Chosen)).Status);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010db800010002::/64")]
    [InlineData("::1", "::1")]
    public void Origin_OfAnAddress_IsWhatOneSenderHas(string address, string origin) => Assert.Equal(origin, WrongKeys.Origin(IPAddress.Parse(address)));

    private async Task ExhaustAsync(string address)
    {
        while ((await AskAsync(address, "wrong")).Status != HttpStatusCode.TooManyRequests)
        {
        }
    }

    private Task<Answer> AskAsync(string address, string key) => _host.GetAsync("/api/leads", ("X-Forwarded-For", address), ("x-api-key", key));
}
