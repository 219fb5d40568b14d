using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly;

namespace LeadOrchestrator.Activities.Effects.Webhooks;

/// <summary>The HTTP client of all webhooks, and one resilience pipeline a target.</summary>
internal static class WebhookHttp
{
    public const string ClientName = "LeadOrchestrator.Webhook";

    /// <summary>The pipeline of the empty request that the client factory tries the selector with.</summary>
    private const string NoTarget = "";

    private static readonly TimeSpan FirstQuickRetry = TimeSpan.FromMilliseconds(200);

    public static void AddWebhookClient(this IServiceCollection services) => services
        .AddHttpClient(ClientName, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline's time-outs decide
            client.DefaultRequestHeaders.UserAgent.ParseAdd("LeadOrchestrator/1.0");
        })
        .RemoveAllLoggers() // they log addresses, which may hold a secret
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a redirect could lead what we send to where no setting points
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that changes of DNS are seen
        })
        .AddResilienceHandler("webhook", (pipeline, context) =>
        {
            var settings = SettingsOf(context.ServiceProvider.GetRequiredService<IOptions<TargetsOptions>>().Value, context.InstanceName);
            var clock = context.ServiceProvider.GetRequiredService<TimeProvider>();
            if (settings is not null) Configure(pipeline, settings, clock);
        })
        .SelectPipelineBy(_ => request => request.Options.TryGetValue(WebhookRequest.TargetKey, out var target) ? target.ToString() : NoTarget);

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TargetSettings settings, TimeProvider clock)
    {
        var longestWait = TimeSpan.FromSeconds(settings.MaxRetryAfterSeconds);
        pipeline.TimeProvider = clock;
        pipeline.ConfigureTelemetry(NullLoggerFactory.Instance); // its meters stay; its logs quote what a receiver said, each attempt twice
        pipeline.AddTimeout(TimeSpan.FromSeconds(settings.TotalTimeoutSeconds));
        if (settings.QuickRetries > 0)
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = settings.QuickRetries,
                Delay = FirstQuickRetry,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldRetryAfterHeader = false, // its own reading knows no bound and no TimeProvider
                ShouldHandle = args => ValueTask.FromResult(
                    HttpClientResiliencePredicates.IsTransient(args.Outcome)
                    && (RetryAfter.Of(args.Outcome.Result, clock.GetUtcNow()) ?? TimeSpan.Zero) <= longestWait),
                DelayGenerator = args => ValueTask.FromResult(RetryAfter.Of(args.Outcome.Result, clock.GetUtcNow())),
            });
        pipeline.AddTimeout(TimeSpan.FromSeconds(settings.TimeoutSeconds));
    }

    private static TargetSettings? SettingsOf(TargetsOptions options, string target) =>
        options.All().FirstOrDefault(entry => new EffectTarget(entry.Kind, entry.Settings.Name).ToString() == target).Settings;
}
