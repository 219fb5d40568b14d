using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;

namespace LeadOrchestrator.Local.Hosting;

/// <summary>Says what is wrong when a request is refused for the name it used: the platform's own refusal is an empty 400, or a page.</summary>
internal static class HostRefusal
{
    private static readonly object Accepted = new();

    /// <summary>Answers only requests for known names; others get a problem that names the setting.</summary>
    public static void UseKnownHosts(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Items.ContainsKey(Accepted) || context.Response.HasStarted) return;
            SecurityHeaders.Apply(context.Response);
            await new ProblemResult(StatusCodes.Status400BadRequest, Describe(context.Request.Host)).ExecuteAsync(context);
        });
        app.UseHostFiltering();
        app.Use((context, next) =>
        {
            context.Items[Accepted] = true;
            return next(context);
        });
    }

    private static string Describe(HostString host) => host.HasValue
        ? $"This host does not answer to the name '{host.Host}'. If it is meant to, allow it with the setting AllowedHosts, in settings.json or the environment: the names, separated by semicolons, for example {host.Host};localhost;127.0.0.1."
        : "The request has no Host header. Send the name of this host; the setting AllowedHosts lists the names it answers to.";
}
