using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using LeadOrchestrator.Storage;
using Polly.Timeout;

namespace LeadOrchestrator.Activities.Effects.Webhooks;

/// <summary>
/// Posts effects to a webhook. Quick retries are the pipeline's, slow ones the orchestration's. Any 2xx is success, 409 says
/// that the receiver has the key already, other 4xx and redirects are permanent, and everything else is worth another try.
/// </summary>
internal sealed class WebhookConnector(EffectTarget target, TargetSettings settings, HttpClient client, IErasures erasures, TimeProvider clock) : IEffectConnector
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private long _pausedUntilTicks;

    public async Task<EffectReceipt> SendAsync(EffectRequest effect, CancellationToken cancellationToken)
    {
        await KeepPauseAsync(cancellationToken);
        if (await erasures.CoverAsync(effect.LeadId, effect.SubmittedAt, cancellationToken)) throw new LeadErasedException(effect.LeadId);
        using var request = WebhookRequest.For(effect, settings, clock.GetUtcNow());
        using var answer = await PostAsync(request, cancellationToken);
        var body = await AnswerBody.ReadAsync(answer, TimeSpan.FromSeconds(settings.TimeoutSeconds), clock, cancellationToken);

        if (answer.IsSuccessStatusCode) return new(AnswerBody.ReferenceIn(body), AlreadyDone: false);
        if (answer.StatusCode == HttpStatusCode.Conflict) return new(AnswerBody.ReferenceIn(body), AlreadyDone: true);
        Pause(answer);
        throw Refused(answer, AnswerBody.Excerpt(body, effect.Lead, settings));
    }

    private async Task<HttpResponseMessage> PostAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (TimeoutRejectedException exception)
        {
            throw Unreachable(string.Create(CultureInfo.InvariantCulture, $"Target {target} did not answer within {exception.Timeout.TotalSeconds:0.###} s."), exception);
        }
        catch (HttpRequestException exception)
        {
            throw Unreachable($"Target {target} could not be reached: {Cause(exception)}.", exception);
        }
    }

    private static TargetFailedException Unreachable(string message, Exception? exception = null) => new(message, exception) { LogText = message };

    private Exception Refused(HttpResponseMessage answer, string excerpt)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {answer.ReasonPhrase}").Trim();
        var said = excerpt.Length == 0 ? "" : $": {excerpt}";

        // The log gets the code alone: what a receiver says may quote the lead.
        var log = string.Create(CultureInfo.InvariantCulture, $"Target {target} answered {(int)answer.StatusCode}.");
        return (int)answer.StatusCode switch
        {
            408 or 429 => new TargetFailedException($"Target {target} answered {status}{said}") { LogText = log },
            >= 300 and < 400 => new PermanentFailureException(
                $"Target {target} answered {status}; redirects are not followed. Put the final address into the target's Url.")
            { LogText = log },
            >= 400 and < 500 => new PermanentFailureException($"Target {target} refused the effect with {status}{said}") { LogText = log },
            _ => new TargetFailedException($"Target {target} answered {status}{said}") { LogText = log },
        };
    }

    /// <summary>A target that asked for a pause is not called before it is over, whichever lead is next.</summary>
    private async Task KeepPauseAsync(CancellationToken cancellationToken)
    {
        var until = new DateTimeOffset(Interlocked.Read(ref _pausedUntilTicks), TimeSpan.Zero);
        var left = until - clock.GetUtcNow();
        if (left <= TimeSpan.Zero) return;
        if (left > TimeSpan.FromSeconds(settings.MaxRetryAfterSeconds))
            throw Unreachable(string.Create(
                CultureInfo.InvariantCulture, $"Target {target} asked not to be called before {until:yyyy-MM-dd HH:mm:ss} UTC."));
        await Task.Delay(left, clock, cancellationToken);
    }

    private void Pause(HttpResponseMessage answer)
    {
        var now = clock.GetUtcNow();
        if (RetryAfter.Of(answer, now) is not { } wait || wait <= TimeSpan.Zero) return;
        Interlocked.Exchange(ref _pausedUntilTicks, (now + (wait < LongestPause ? wait : LongestPause)).UtcTicks);
    }

    private static string Cause(HttpRequestException exception) => exception switch
    {
        { InnerException: SocketException socket } => $"{exception.HttpRequestError}, {socket.SocketErrorCode}",
        { InnerException: { } inner } => $"{exception.HttpRequestError}, {inner.GetType().Name}",
        _ => exception.HttpRequestError.ToString(),
    };
}
