using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Security.Tokens;

public sealed class OidcTests : IAsyncLifetime
{
    private const string Audience = "lead-api";
    private readonly Issuer _issuer = new();
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        await _issuer.StartAsync();
        _host = await ApiHost.StartAsync(new Dictionary<string, string?>
        {
            ["Oidc:Authority"] = _issuer.Url,
            ["Oidc:Audience"] = Audience,
            ["Oidc:Roles:Sales.Rep"] = "read,work",
            ["Oidc:Roles:Sales.Ops"] = "read, decide, admin",
        });
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task AToken_WithARole_MayWhatTheRoleMay()
    {
        var rep = _issuer.Token(Audience, "Sales.Rep");

        Assert.Equal("""{"name":"oidc:subject-1","scopes":["read","work"]}""", (await GetAsync("/api/access", rep)).Body);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/leads", rep)).Status);
        (await GetAsync("/api/audit", rep)).IsProblem(HttpStatusCode.Forbidden, "'admin'");
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/audit", _issuer.Token(Audience, "Sales.Ops"))).Status);
    }

    [Fact]
    public async Task AToken_WithoutARoleOfOurs_MayNothing() =>
        (await GetAsync("/api/leads", _issuer.Token(Audience, "admin"))).IsProblem(HttpStatusCode.Forbidden);

    [Fact]
    public async Task NoToken_Is401NamingTheWay()
    {
        var answer = await _host.GetAsync("/api/leads");

        answer.IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task ATokenThatIsNotGood_Is401()
    {
        using var stranger = new Issuer();
        (await GetAsync("/api/leads", _issuer.Token("another-api", "Sales.Rep"))).IsProblem(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/leads", _issuer.Token(Audience, "Sales.Rep", expires: DateTime.UtcNow.AddHours(-1)))).IsProblem(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/leads", _issuer.Token(Audience, "Sales.Rep", issuer: "http://127.0.0.1:1"))).IsProblem(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/leads", stranger.Token(Audience, "Sales.Rep", issuer: _issuer.Url))).IsProblem(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/leads", _issuer.Unsigned(Audience, "Sales.Rep"))).IsProblem(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/leads", "rubbish")).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AToken_SignedWithASecretThatTheIssuerPublishes_Is401() =>
        (await GetAsync("/api/leads", _issuer.SignedWithTheSecret(Audience, "Sales.Rep"))).IsProblem(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task WrongTokens_BeyondTheLimit_Are429AndAGoodOneIsServed()
    {
        for (var i = 0; i < 20; i++) (await GetAsync("/api/leads", "rubbish")).IsProblem(HttpStatusCode.Unauthorized);

        (await GetAsync("/api/leads", "rubbish")).IsProblem(HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/leads", _issuer.Token(Audience, "Sales.Rep"))).Status);
    }

    [Fact]
    public async Task Submitted_WithAToken_HasLinksWithoutIt()
    {
        var token = _issuer.Token(Audience, "Sales.Ops");

        var answer = await _host.PostAsync("/api/leads", LeadJson(NewId()), headers: ("Authorization", $"Bearer {token}"));

        Assert.True(answer.Json.TryGetProperty("statusQueryGetUri", out _));
        Assert.DoesNotContain(token[..20], answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("code=", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Oidc:Audience", null, "Oidc:Audience")]
    [InlineData("Oidc:Authority", "http://login.example.com", "Oidc:Authority")]
    [InlineData("Oidc:Authority", null, "Oidc:Authority")]
    [InlineData("Oidc:Roles:Sales.Rep", "read,wrok", "Oidc:Roles:Sales.Rep")]
    [InlineData("Oidc:Roles:Sales.Rep", "", "Oidc:Roles:Sales.Rep")]
    [InlineData("Oidc:RoleClaim", "", "Oidc:RoleClaim")]
    public async Task Start_WithAWrongSetting_IsRefusedNamingIt(string setting, string? value, string named)
    {
        var settings = new Dictionary<string, string?> { ["Oidc:Authority"] = "https://login.example.com", ["Oidc:Audience"] = Audience, [setting] = value };

        Assert.Contains(named, (await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.StartAsync(settings))).Message, StringComparison.Ordinal);
    }

    private Task<Answer> GetAsync(string path, string token) => _host.GetAsync(path, ("Authorization", $"Bearer {token}"));

    /// <summary>An issuer of tokens with a key of its own; what it publishes is served on loopback.</summary>
    private sealed class Issuer : IAsyncDisposable, IDisposable
    {
        private const string SecretId = "published-secret";
        private static readonly byte[] Secret = [.. Enumerable.Repeat((byte)7, 32)];
        private readonly RSA _key = RSA.Create(2048);
        private readonly string _keyId = Guid.NewGuid().ToString("N");
        private WebApplication? _app;

        public string Url { get; private set; } = "";

        public async Task StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore();
            builder.Services.AddRouting();
            _app = builder.Build();
            _app.Urls.Add("http://127.0.0.1:0");
            _app.UseRouting();
            _app.MapGet("/.well-known/openid-configuration", () => Results.Text(new JsonObject { ["issuer"] = Url, ["jwks_uri"] = $"{Url}/keys" }.ToJsonString(), "application/json"));
            _app.MapGet("/keys", () => Results.Text(Keys().ToJsonString(), "application/json"));
            await _app.StartAsync();
            Url = _app.Urls.Single();
        }

        public string Token(string audience, string role, string? issuer = null, DateTime? expires = null) =>
            Write(audience, role, issuer, expires, new(new RsaSecurityKey(_key) { KeyId = _keyId }, SecurityAlgorithms.RsaSha256));

        public string SignedWithTheSecret(string audience, string role) =>
            Write(audience, role, null, null, new(new SymmetricSecurityKey(Secret) { KeyId = SecretId }, SecurityAlgorithms.HmacSha256));

        public string Unsigned(string audience, string role) => Write(audience, role, null, null, null);

        public async ValueTask DisposeAsync()
        {
            if (_app is not null) await _app.DisposeAsync();
            Dispose();
        }

        public void Dispose() => _key.Dispose();

        private string Write(string audience, string role, string? issuer, DateTime? expires, SigningCredentials? signing) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Url,
            Audience = audience,
            IssuedAt = DateTime.UtcNow.AddHours(-2),
            NotBefore = DateTime.UtcNow.AddHours(-2),
            Expires = expires ?? DateTime.UtcNow.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = "subject-1", ["roles"] = new[] { role } },
            SigningCredentials = signing,
        });

        private JsonObject Keys()
        {
            var parameters = _key.ExportParameters(includePrivateParameters: false);
            return new()
            {
                ["keys"] = new JsonArray(
                    new JsonObject
                    {
                        ["kty"] = "RSA",
                        ["use"] = "sig",
                        ["alg"] = "RS256",
                        ["kid"] = _keyId,
                        ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
                        ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
                    },
                    new JsonObject { ["kty"] = "oct", ["use"] = "sig", ["alg"] = "HS256", ["kid"] = SecretId, ["k"] = Base64UrlEncoder.Encode(Secret) }),
            };
        }
    }
}
