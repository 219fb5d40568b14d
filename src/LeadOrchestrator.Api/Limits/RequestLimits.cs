using System.Threading.RateLimiting;
using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Limits;

/// <summary>Bounds what costly requests can cost together. A host with a pipeline of its own (Azure Functions) bounds requests by its settings instead.</summary>
public static class RequestLimits
{
    /// <summary>The policies, by which routes name what they cost.</summary>
    internal const string Previews = "previews", Imports = "imports", Reports = "reports";

    /// <summary>
    /// Adds the limits that <c>MapLeadApi</c> puts on its routes. More policies can be added with
    /// <c>services.Configure&lt;RateLimiterOptions&gt;</c>: whoever is refused by a limit that counts time gets 429, by one that counts requests at work 503.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">Section <see cref="RequestLimitsOptions.Section"/>.</param>
    public static IServiceCollection AddLeadLimits(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<RequestLimitsOptions>().Bind(configuration.GetSection(RequestLimitsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Previews, context => AtOnce(context, Previews, limits => limits.Previews));
            limiter.AddPolicy(Imports, context => AtOnce(context, Imports, limits => limits.Imports));
            limiter.AddPolicy(Reports, context => AtOnce(context, Reports, limits => limits.Reports));
            limiter.OnRejected = RefuseAsync;
        });
    }

    private static RateLimitPartition<string> AtOnce(HttpContext context, string kind, Func<RequestLimitsOptions, int> permits)
    {
        var limits = OptionsOf(context);
        return RateLimitPartition.GetConcurrencyLimiter(kind, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = permits(limits),
            QueueLimit = limits.Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    private static ValueTask RefuseAsync(OnRejectedContext refused, CancellationToken cancellationToken)
    {
        var context = refused.HttpContext;
        var problem = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? new ProblemResult(StatusCodes.Status429TooManyRequests, "These are too many requests in a short time. Come back later.", retryAfter: wait)
            : new ProblemResult(
                StatusCodes.Status503ServiceUnavailable, "As many requests of this kind are at work, and wait, as this host serves at once (section Limits of the settings). Nothing was done; come back later.",
                retryAfter: OptionsOf(context).RetryAfter);
        return new(problem.ExecuteAsync(context));
    }

    private static RequestLimitsOptions OptionsOf(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<RequestLimitsOptions>>().Value;
}
