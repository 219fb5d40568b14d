using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security;

/// <summary>Who sent a request.</summary>
/// <param name="Name">The key's name, or the subject of a token; <c>anyone</c> where nobody is asked.</param>
/// <param name="Scopes">What they may do.</param>
/// <param name="ShownKey">The key that they showed, for links that are to work as they stand; null if it was none.</param>
public sealed record Caller(string Name, Scopes Scopes, string? ShownKey = null)
{
    /// <summary>Who comes where nobody is asked: to a host without keys, or past a platform that has asked already.</summary>
    public static Caller Anyone { get; } = new("anyone", Scopes.Admin);

    /// <summary>Who has shown nothing that would let them in.</summary>
    public static Caller Nobody { get; } = new("nobody", Scopes.None);

    /// <summary>What a caller is told who lacks a scope.</summary>
    public static string Missing(Caller caller, Scopes needed)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var may = caller.Scopes == Scopes.None ? "nothing here" : string.Join(", ", caller.Scopes.Names());
        return $"'{caller.Name}' may {may}. This needs the scope '{needed.Names()[0]}'.";
    }

    /// <summary>Who sent this request.</summary>
    public static Caller Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<Caller>() ?? Anyone;
    }
}
