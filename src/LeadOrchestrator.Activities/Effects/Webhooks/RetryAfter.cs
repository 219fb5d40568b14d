namespace LeadOrchestrator.Activities.Effects.Webhooks;

/// <summary>Reads the <c>Retry-After</c> header, RFC 9110 section 10.2.3: seconds or a date.</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait; null where the answer does not say.</summary>
    public static TimeSpan? Of(HttpResponseMessage? answer, DateTimeOffset now) => answer?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
