using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>
/// Regular expressions in linear time. Building one costs 10 to 20 ms, which a document that is read again (a reload, a draft
/// that is compared) need not pay twice; so they are kept, up to a bound.
/// </summary>
internal static class Patterns
{
    /// <summary>Far beyond what linear time needs for the longest field: a guard, not a limit that decides.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    private const int MostKept = 500;

    private static readonly ConcurrentDictionary<string, Regex> Kept = new(StringComparer.Ordinal);

    /// <summary>The expression, whatever the case, found anywhere.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking, or is too large.</exception>
    public static Regex Of(string pattern)
    {
        if (Kept.TryGetValue(pattern, out var kept)) return kept;
        var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeLimit);
        if (Kept.Count >= MostKept) Kept.Clear();
        return Kept.GetOrAdd(pattern, regex);
    }
}
