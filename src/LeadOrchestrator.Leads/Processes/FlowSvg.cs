namespace LeadOrchestrator.Leads.Processes;

/// <summary>Draws a process as a flow chart: stages from left to right, parallel branches and the critical path marked.</summary>
public static class FlowSvg
{
    /// <summary>A self-contained, accessible SVG without script that follows the reader's light or dark preference.</summary>
    /// <param name="analysis">What to draw.</param>
    /// <param name="title">The heading; the process's name if null. Any text: it is escaped.</param>
    /// <param name="badges">A short text for some steps by id, drawn on their corner: live counts, for example.</param>
    public static string Render(ProcessAnalysis analysis, string? title = null, IReadOnlyDictionary<string, string>? badges = null) =>
        throw new NotSupportedException();
}

/// <summary>Writes a process as a Mermaid flow chart.</summary>
public static class MermaidText
{
    /// <summary>The text, for a Markdown block of the language <c>mermaid</c>.</summary>
    public static string Render(ProcessAnalysis analysis) => throw new NotSupportedException();
}
