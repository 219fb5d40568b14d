using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Effects.Webhooks;

/// <summary>What a receiver answered: a bounded piece of it, of which only a reference or a harmless excerpt is kept.</summary>
internal static partial class AnswerBody
{
    private const int MostBytes = 64 * 1024;
    private const int LongestReference = 200;
    private const int LongestExcerpt = 200;
    private const int ShortestMasked = 3;

    /// <summary>Reads at most 64 KiB, for a bounded time. The status has decided already: a body that breaks off is as good as none.</summary>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage answer, TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        var buffer = new byte[MostBytes];
        var length = 0;
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(either.Token);
            length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, either.Token);
        }
        catch (Exception exception) when (
            exception is IOException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [];
        }

        return buffer[..length];
    }

    /// <summary>The receiver's id for what was written: <c>id</c> or <c>reference</c> of a JSON object; null if it gave none.</summary>
    public static string? ReferenceIn(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!JsonDocument.TryParseValue(ref reader, out var document)) return null;
            using (document)
            {
                if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
                foreach (var name in new[] { "id", "reference" })
                {
                    if (!document.RootElement.TryGetProperty(name, out var value)) continue;
                    var text = value.ValueKind switch
                    {
                        JsonValueKind.String => value.GetString()!,
                        JsonValueKind.Number => value.GetRawText(),
                        _ => "",
                    };
                    text = WithoutControls(text);
                    if (text.Length is > 0 and <= LongestReference) return text;
                }
            }
        }
        catch (JsonException)
        {
            // Not JSON: a receiver need not answer anything.
        }

        return null;
    }

    /// <summary>The beginning of an answer, fit for a log: one line, without secrets, the lead's own data, addresses or numbers.</summary>
    public static string Excerpt(byte[] body, Lead lead, TargetSettings settings)
    {
        var text = WithoutControls(Encoding.UTF8.GetString(body));
        foreach (var secret in settings.Headers.Values.SelectMany(value => value.Split(' ')).Append(settings.Secret))
            text = Mask(text, secret, "[secret]");
        foreach (var personal in new[] { lead.Email, lead.Phone, lead.FirstName, lead.LastName, lead.Company, lead.Website, lead.Message })
            text = Mask(text, personal, "[lead]");
        text = LongNumber().Replace(Email().Replace(text, "[email]"), "[number]").Trim();
        return text.Length <= LongestExcerpt ? text : $"{text[..LongestExcerpt]}…";
    }

    private static string Mask(string text, string? value, string mask) =>
        value is { Length: >= ShortestMasked } ? text.Replace(value, mask, StringComparison.OrdinalIgnoreCase) : text;

    private static string WithoutControls(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"[\p{C}\s]+")]
    private static partial Regex Space();

    [GeneratedRegex(@"[^\s@<>""']+@[^\s@<>""']+")]
    private static partial Regex Email();

    [GeneratedRegex(@"\+?\d(?:[\s().-]?\d){6,}")]
    private static partial Regex LongNumber();
}
