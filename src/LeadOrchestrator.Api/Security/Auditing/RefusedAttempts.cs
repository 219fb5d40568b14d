using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Api.Security.Auditing;

/// <summary>
/// Keeps floods out of the audit log: so many refused attempts a minute are written one by one, fewer of one address, so that one
/// sender's flood does not hide the others; the rest are added up by who, what, from where and with which answer, and so many sums at
/// most. All of a minute is at most 120 entries, whoever attacks.
/// </summary>
internal sealed class RefusedAttempts(TimeProvider time)
{
    public const int OneByOne = 60, OfOneAddress = 20, MostSums = 59;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Who, string What, string? From, int Status), AuditEntry> _sums = [];
    private readonly Dictionary<string, int> _writtenOf = [];
    private DateTimeOffset _since = DateTimeOffset.MinValue;
    private int _written;

    /// <summary>Takes a refused attempt.</summary>
    /// <returns>Whether it is to be written by itself; else it is added up.</returns>
    public bool Take(AuditEntry entry)
    {
        lock (_gate)
        {
            if (time.GetUtcNow() - _since >= Window) Restart();
            if (_written < OneByOne && _writtenOf.GetValueOrDefault(entry.From ?? "") < OfOneAddress)
            {
                _written++;
                _writtenOf[entry.From ?? ""] = _writtenOf.GetValueOrDefault(entry.From ?? "") + 1;
                return true;
            }

            var key = (entry.Who, entry.What, entry.From, entry.Status);
            if (!_sums.ContainsKey(key) && _sums.Count >= MostSums) key = ("various", "various", null, 0);
            _sums[key] = _sums.TryGetValue(key, out var sum)
                ? sum with { At = entry.At, Count = sum.Count + 1 }
                : entry with { Who = key.Who, What = key.What, From = key.From, Status = key.Status, On = null };
            return false;
        }
    }

    /// <summary>The sums so far; counting starts anew.</summary>
    public IReadOnlyList<AuditEntry> Drain()
    {
        lock (_gate)
        {
            AuditEntry[] sums = [.. _sums.Values];
            _sums.Clear();
            return sums;
        }
    }

    private void Restart()
    {
        (_since, _written) = (time.GetUtcNow(), 0);
        _writtenOf.Clear();
    }
}
