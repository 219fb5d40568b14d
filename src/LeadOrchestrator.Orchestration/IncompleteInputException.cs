namespace LeadOrchestrator.Orchestration;

/// <summary>An orchestration was started with an input that lacks something; it ends as failed, saying what.</summary>
/// <param name="orchestration">The orchestration.</param>
/// <param name="missing">What is missing, as JSON paths.</param>
public sealed class IncompleteInputException(string orchestration, IEnumerable<string> missing)
    : Exception($"The input of {orchestration} lacks {string.Join(", ", missing)}. Start leads by POST /api/leads and files by POST /api/imports, which fill it in.")
{
    /// <summary>
    /// Looks whether everything is there that the code goes on to use. A host that lets anybody start an orchestration by name
    /// (Durable Functions' own management API) hands over whatever was sent.
    /// </summary>
    internal static void ThrowIfAnyIsMissing(string orchestration, params ReadOnlySpan<(string Path, object? Value)> parts)
    {
        var missing = new List<string>();
        foreach (var (path, value) in parts)
            if (value is null) missing.Add(path);
        if (missing.Count > 0) throw new IncompleteInputException(orchestration, missing);
    }
}
