using System.Globalization;
using LeadOrchestrator.Leads.Timelines.Drawing;

namespace LeadOrchestrator.Leads.Timelines;

/// <summary>Draws the Gantt chart of one lead.</summary>
public static class GanttSvg
{
    private const double Width = 960, Left = 232, Right = 196, Top = 84, RowHeight = 32, AxisHeight = 30, LegendHeight = 36, Margin = 20;

    /// <summary>A self-contained, accessible SVG without script that follows the reader's light or dark preference.</summary>
    /// <param name="analysis">What to draw.</param>
    /// <param name="title">The heading; any text, it is escaped.</param>
    public static string Render(TimelineAnalysis analysis, string title)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(title);

        var bottom = Top + (Math.Max(1, analysis.Steps.Count) * RowHeight);
        var remarks = analysis.Remarks.Take(4).ToList();
        var height = bottom + AxisHeight + LegendHeight + (remarks.Count * 18) + 8;
        using var svg = new SvgWriter(Width, height, "gantt", title, GanttText.Describe(analysis));
        svg.Text(Margin, 32, TextFit.Cut(title, Width - (2 * Margin), 18), "lo-h");
        svg.Text(Margin, 54, GanttText.Summary(analysis), "lo-sub");

        var axis = new TimeAxis(analysis.WallMs, Left, Width - Left - Right);
        DrawAxis(svg, axis, analysis, bottom);
        DrawCriticalLinks(svg, axis, analysis);
        for (var i = 0; i < analysis.Steps.Count; i++) DrawStep(svg, axis, analysis, i);
        if (analysis.Steps.Count == 0) svg.Text(Left, Top + 21, "No step has run yet.", "lo-sub");

        DrawLegend(svg, bottom + AxisHeight + 20, analysis);
        for (var i = 0; i < remarks.Count; i++)
            svg.Text(Margin, bottom + AxisHeight + LegendHeight + 12 + (i * 18), TextFit.Cut("Note: " + remarks[i], Width - (2 * Margin), 12), "lo-sub");
        return svg.Finish();
    }

    private static void DrawAxis(SvgWriter svg, TimeAxis axis, TimelineAnalysis analysis, double bottom)
    {
        for (var i = 0; i < analysis.Steps.Count; i += 2) svg.Rect(0, Top + (i * RowHeight), Width, RowHeight, "lo-stripe");
        svg.Text(Width - Margin - 92, Top - 10, "waited", "lo-small lo-end");
        svg.Text(Width - Margin, Top - 10, "worked", "lo-small lo-end");
        foreach (var tick in axis.Ticks)
        {
            svg.Line(axis.X(tick), Top, axis.X(tick), bottom + 5, "lo-grid");
            svg.Text(axis.X(tick), bottom + 20, axis.Label(tick), "lo-tick lo-mid");
        }
    }

    /// <summary>From the end of a critical step down to the start of the next.</summary>
    private static void DrawCriticalLinks(SvgWriter svg, TimeAxis axis, TimelineAnalysis analysis)
    {
        var rows = analysis.Steps.Select((step, i) => (step, i)).Where(row => row.step.Critical).ToList();
        foreach (var ((from, fromRow), (to, toRow)) in rows.Zip(rows.Skip(1)))
        {
            var (x1, y1) = (axis.X(End(from, analysis)), Middle(fromRow));
            var (x2, y2) = (axis.X(Start(to, analysis)), Middle(toRow));
            svg.Path($"M{N(x1)} {N(y1)}V{N((y1 + y2) / 2)}H{N(x2)}V{N(y2)}", "lo-link-critical");
        }
    }

    private static void DrawStep(SvgWriter svg, TimeAxis axis, TimelineAnalysis analysis, int row)
    {
        var step = analysis.Steps[row];
        var (middle, scheduled) = (Middle(row), axis.X(step.OffsetMs));
        var (start, end) = (axis.X(Start(step, analysis)), axis.X(End(step, analysis)));
        svg.BeginGroup(null, GanttText.Describe(step), ("data-step", step.Key));
        svg.Text(Margin, middle + 4.5, (step.Critical ? "◆ " : "") + TextFit.Cut(step.Key, Left - Margin - 30, 13), step.Critical ? "lo-strong" : "");

        if (step.Succeeded)
        {
            if (start - scheduled >= 0.5) svg.Rect(scheduled, middle - 4, start - scheduled, 8, "lo-wait");
            svg.Rect(start, middle - 9, Math.Max(2, end - start), 18, step.Critical ? "lo-work-critical" : "lo-work", radius: 2);
        }
        else
        {
            svg.Rect(scheduled, middle - 9, Math.Max(6, end - scheduled), 18, "lo-parked", radius: 2);
        }

        DrawNote(svg, step, scheduled, end, middle);
        svg.Text(Width - Margin - 92, middle + 4.5, DurationText.Of(step.WaitingMs), "lo-sub lo-end");
        svg.Text(Width - Margin, middle + 4.5, step.Succeeded ? DurationText.Of(step.WorkingMs) : "–", step.Critical ? "lo-strong lo-end" : "lo-end");
        svg.End();
    }

    /// <summary>Attempts and being parked, beside the bar: inside if it is hollow, behind it, or before it where there is no room.</summary>
    private static void DrawNote(SvgWriter svg, StepAnalysis step, double scheduled, double end, double middle)
    {
        var attempts = step.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $"{step.Attempts} attempts") : null;
        var note = string.Join(", ", new[] { step.Succeeded ? null : "parked", attempts }.OfType<string>());
        if (note.Length == 0) return;
        var (width, edge) = (TextFit.Width(note, 12), Width - Right);
        if (!step.Succeeded && scheduled + 16 + width <= end) svg.Text(scheduled + 8, middle + 4, note, "lo-small lo-warn");
        else if (end + 8 + width <= edge) svg.Text(end + 8, middle + 4.5, note, "lo-small lo-warn");
        else if (scheduled - 8 - width >= Left) svg.Text(scheduled - 8, middle + 4.5, note, "lo-small lo-warn lo-end");
        else svg.Text(scheduled + 8, middle - 5.5, note, "lo-small lo-warn");
    }

    private static void DrawLegend(SvgWriter svg, double y, TimelineAnalysis analysis)
    {
        var x = Margin;
        Entry("lo-work-critical", 18, "◆ on the critical path");
        Entry("lo-work", 18, "working, could take longer");
        Entry("lo-wait", 8, "waiting");
        if (analysis.Steps.Any(step => !step.Succeeded)) Entry("lo-parked", 14, "parked");

        void Entry(string css, double height, string text)
        {
            svg.Rect(x, y - 4.5 - (height * 0.7 / 2), 22, height * 0.7, css, radius: 1);
            svg.Text(x + 29, y, text, "lo-sub");
            x += 29 + TextFit.Width(text, 12) + 22;
        }
    }

    private static double Start(StepAnalysis step, TimelineAnalysis analysis) =>
        step.Succeeded ? (step.StartedAt - analysis.StartedAt).TotalMilliseconds : step.OffsetMs;

    private static double End(StepAnalysis step, TimelineAnalysis analysis) => step.Succeeded
        ? (step.StartedAt - analysis.StartedAt).TotalMilliseconds + step.WorkingMs
        : step.OffsetMs + step.WaitingMs;

    private static double Middle(int row) => Top + (row * RowHeight) + (RowHeight / 2);

    private static string N(double value) => SvgWriter.Number(value);
}
