namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Draws the Gantt chart of one lead.</summary>
public static class GanttSvg
{
    /// <summary>A self-contained, accessible SVG without script that follows the reader's light or dark preference.</summary>
    /// <param name="analysis">What to draw.</param>
    /// <param name="title">The heading; any text, it is escaped.</param>
    public static string Render(TimelineAnalysis analysis, string title) => throw new NotSupportedException();
}
