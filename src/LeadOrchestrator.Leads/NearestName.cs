namespace LeadOrchestrator.Leads;

/// <summary>Finds what somebody probably meant by a name that does not exist.</summary>
public static class NearestName
{
    /// <summary>"; did you mean …?" for the closest of the names, or nothing if none is close.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="names">What could have been.</param>
    public static string Hint(string name, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(names);
        var allowed = name.Length < 4 ? 1 : Math.Max(2, name.Length / 3);
        var (best, distance) = ("", allowed + 1);
        foreach (var candidate in names)
        {
            if (Math.Abs(candidate.Length - name.Length) >= distance) continue;
            var found = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (found < distance) (best, distance) = (candidate, found);
        }

        return distance <= allowed ? $"; did you mean '{best}'?" : "";
    }

    /// <summary>The number of letters to insert, remove or replace (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
