using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Security.Tokens;

/// <summary>Whose token this is. The library checks signature, issuer, audience and time.</summary>
public sealed class BearerTokens(IOptions<OidcOptions> options)
{
    private const string Prefix = "Bearer ";

    /// <summary>Whether there is an issuer.</summary>
    public bool IsOn => options.Value.Authority is not null;

    /// <summary>Whether a request shows a token.</summary>
    public static bool IsShown(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.Authorization is [{ } value] && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Who showed it; null if it is not good.</summary>
    /// <exception cref="ApiProblemException">503: the issuer cannot be asked for its keys.</exception>
    public async Task<Caller?> ReadAsync(HttpContext context)
    {
        AuthenticateResult result;
        try
        {
            result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        }
        catch (InvalidOperationException)
        {
            throw Unreachable();
        }

        if (!result.Succeeded) return null;
        var claims = result.Principal.Claims.ToList();
        var subject = claims.Find(claim => claim.Type == "sub")?.Value ?? "unknown";
        return new($"oidc:{subject}", options.Value.ScopesOf(claims.Where(claim => claim.Type == options.Value.RoleClaim).Select(claim => claim.Value)));
    }

    private ApiProblemException Unreachable() => new(503, $"The issuer of tokens ({options.Value.Authority}) cannot be asked for its keys.", retryAfter: TimeSpan.FromSeconds(30));
}

/// <summary>Adds sign-in by token.</summary>
internal static class TokenServiceCollectionExtensions
{
    /// <summary>Adds it, where settings name an issuer.</summary>
    public static IServiceCollection AddLeadTokens(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(OidcOptions.Section);
        services.AddOptions<OidcOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<OidcOptions>, OidcValidation>().AddSingleton<BearerTokens>();
        if (section[nameof(OidcOptions.Authority)] is not { Length: > 0 }) return services;

        services.AddAuthentication().AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<OidcOptions>>((bearer, oidc) =>
        {
            bearer.Authority = oidc.Value.Authority!.ToString();
            bearer.Audience = oidc.Value.Audience;
            bearer.RequireHttpsMetadata = !oidc.Value.Authority.IsLoopback;
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);

            // Only algorithms whose keys the issuer publishes: a published key must never be taken for a shared secret.
            bearer.TokenValidationParameters.ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
        });
        return services;
    }
}
