namespace LeadOrchestrator.Durability;

/// <summary>
/// Keeps a log readable while the same thing goes wrong again and again: lets a message through once a minute, and says
/// then how many there were in between.
/// </summary>
public sealed class LogLimiter(TimeProvider clock)
{
    /// <summary>How long the same message is held back.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Messages are few; should they not be, forgetting them costs a line too many.</summary>
    private const int MostMessages = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long At, int HeldBack)> _messages = new(StringComparer.Ordinal);

    /// <summary>Whether a message is to be written now.</summary>
    /// <param name="message">What tells it from others.</param>
    /// <param name="more">How many like it were held back since the last one, in words with a space in front; empty if none.</param>
    public bool TryTake(string message, out string more)
    {
        var now = clock.GetTimestamp();
        lock (_lock)
        {
            var known = _messages.TryGetValue(message, out var last);
            if (known && clock.GetElapsedTime(last.At, now) < Interval)
            {
                _messages[message] = last with { HeldBack = last.HeldBack + 1 };
                more = "";
                return false;
            }

            if (!known && _messages.Count >= MostMessages) _messages.Clear();
            _messages[message] = (now, 0);
            more = last.HeldBack == 0 ? "" : $" ({last.HeldBack} more since the last such line)";
            return true;
        }
    }
}
