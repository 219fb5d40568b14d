using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Security.Tokens;

/// <summary>Sign-in by OpenID Connect: section <c>Oidc</c>. Callers show an access token of the issuer (<c>Authorization: Bearer</c>).</summary>
public sealed class OidcOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Oidc";

    /// <summary>The issuer's address, for example <c>https://login.microsoftonline.com/TENANT/v2.0</c>; none means no sign-in. Default: none.</summary>
    public Uri? Authority { get; set; }

    /// <summary>Whom tokens must be made out to: the client id, or the URI, under which the issuer knows this API. Default: none.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim that names roles, or scopes separated by spaces. Default: roles.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Oidc:RoleClaim must name a claim, for example roles.")]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>What a role may do: scopes by the role's name, separated by commas. Without any, roles are called as the scopes are.</summary>
    public IDictionary<string, string> Roles { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What somebody with these roles may do.</summary>
    public Scopes ScopesOf(IEnumerable<string> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var roles = claims.SelectMany(claim => claim.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(claim)).Distinct(StringComparer.Ordinal);
        return ScopeNames.Together(Roles.Count == 0 ? roles : roles.Where(Roles.ContainsKey).SelectMany(role => Split(Roles[role])));
    }

    internal static string[] Split(string scopes) => scopes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>What cannot be said by attributes.</summary>
internal sealed class OidcValidation : IValidateOptions<OidcOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(OidcOptions options)
    {
        if (options.Authority is { } authority && !(authority.IsAbsoluteUri && (authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))))
            yield return $"Oidc:Authority is '{authority}'; expected an https address (http on loopback alone).";
        if (options.Authority is not null && string.IsNullOrWhiteSpace(options.Audience))
            yield return "Oidc:Audience is missing: without it, tokens that were made out for other programs would be good here.";
        if (options.Authority is null && options.Audience is not null) yield return "Oidc:Authority is missing; it names the issuer for Oidc:Audience.";
        foreach (var (role, scopes) in options.Roles)
            foreach (var scope in OidcOptions.Split(scopes).DefaultIfEmpty(""))
                if (ScopeNames.Parse(scope) is null) yield return $"Oidc:Roles:{role} is '{scopes}'; expected scopes separated by commas: {string.Join(", ", ScopeNames.All)}.";
    }
}
