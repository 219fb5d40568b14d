using System.Globalization;
using LeadOrchestrator.Leads.Processes.Drawing;
using LeadOrchestrator.Leads.Timelines.Drawing;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>Draws a process as a flow chart: stages from left to right, parallel branches and the critical path marked.</summary>
public static class FlowSvg
{
    private const double Margin = 28, Top = 122, BandPadding = 12, LegendHeight = 62, LeastWidth = 720;

    /// <summary>More dotted lines than this hide what they are to show.</summary>
    private const int MostFalseWaits = 60;

    /// <summary>A self-contained, accessible SVG without script that follows the reader's light or dark preference.</summary>
    /// <param name="analysis">What to draw; of more than 240 steps, the most critical of the first stages.</param>
    /// <param name="title">The heading; the process's name if null. Any text: it is escaped.</param>
    /// <param name="badges">A short text for some steps by id, drawn on their corner: live counts, for example.</param>
    /// <param name="falseDependencies">Whether waits that nothing needs are drawn as dotted lines.</param>
    public static string Render(
        ProcessAnalysis analysis, string? title = null, IReadOnlyDictionary<string, string>? badges = null, bool falseDependencies = true)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        title ??= analysis.Name;
        var selection = FlowSelection.Of(analysis);
        var layout = FlowLayout.Of(selection, selection.Steps.Any(step => step.Owner is not null) ? 98 : 82);
        var (width, height) = (Math.Max(LeastWidth, layout.Width + (2 * Margin)), Top + layout.Height + LegendHeight);
        var left = (width - layout.Width) / 2;
        var waits = falseDependencies ? FalseWaits(analysis, selection) : [];

        using var svg = new SvgWriter(width, height, "flow", title, FlowText.Describe(analysis, selection));
        svg.Text(Margin, 34, TextFit.Cut(title, width - (2 * Margin), 18), "lo-h");
        svg.Text(Margin, 56, TextFit.Cut(FlowText.Summary(analysis), width - (2 * Margin), 12), "lo-sub");
        svg.BeginGroup(null, null, ("transform", $"translate({SvgWriter.Number(left)} {SvgWriter.Number(Top)})"));
        DrawBands(svg, analysis, selection, layout);
        DrawLines(svg, selection, layout);
        foreach (var (from, to) in waits) DrawFalseWait(svg, layout.Boxes[from], layout.Boxes[to]);
        for (var i = 0; i < selection.Steps.Count; i++) FlowBox.Draw(svg, selection.Steps[i], layout.Boxes[i], badges?.GetValueOrDefault(selection.Steps[i].Id));
        svg.End();
        DrawLegend(svg, Top + layout.Height + 40, waits.Count > 0, selection.LeftOut);
        return svg.Finish();
    }

    private static void DrawBands(SvgWriter svg, ProcessAnalysis analysis, FlowSelection selection, FlowLayout layout)
    {
        foreach (var stage in selection.Steps.Select((step, i) => (step.Stage, Box: layout.Boxes[i])).GroupBy(step => step.Stage, step => step.Box))
        {
            var (x, top) = (FlowLayout.Left(stage.Key - 1), stage.Min(box => box.Top));
            var bottom = stage.Max(box => box.Top + box.Height);
            var count = analysis.Stages[stage.Key - 1].Steps.Count;
            if (count > 1)
            {
                svg.Rect(x - BandPadding, top - BandPadding - 18, FlowLayout.BoxWidth + (2 * BandPadding), bottom - top + (2 * BandPadding) + 18, "lo-band", radius: 10);
                svg.Text(x + (FlowLayout.BoxWidth / 2), top - BandPadding, string.Create(CultureInfo.InvariantCulture, $"{count} at once"), "lo-small lo-strong lo-mid");
            }
            else
            {
                svg.Text(x + (FlowLayout.BoxWidth / 2), top - 10, string.Create(CultureInfo.InvariantCulture, $"stage {stage.Key}"), "lo-small lo-mid");
            }
        }
    }

    private static void DrawLines(SvgWriter svg, FlowSelection selection, FlowLayout layout)
    {
        var lines = selection.Needs.Zip(layout.Lines, (need, places) => (places, critical: IsCritical(selection.Steps[need.From], selection.Steps[need.To])));
        foreach (var (places, critical) in lines.OrderBy(line => line.critical))
        {
            var path = $"M{N(FlowLayout.Left(places[0].Column) + FlowLayout.BoxWidth)} {N(places[0].Middle)}";
            foreach (var (one, next) in places.Zip(places.Skip(1)))
            {
                var from = FlowLayout.Left(one.Column) + FlowLayout.BoxWidth;
                var to = FlowLayout.Left(next.Column) - (next == places[^1] ? 8 : 0);
                var bend = (to - from) / 2;
                path += $"C{N(from + bend)} {N(one.Middle)} {N(to - bend)} {N(next.Middle)} {N(to)} {N(next.Middle)}";
                if (next != places[^1]) path += $"h{N(FlowLayout.BoxWidth)}";
            }

            svg.Path(path, critical ? "lo-link-critical" : "lo-link");
            var tip = FlowLayout.Left(places[^1].Column) - 1;
            svg.Path($"M{N(tip)} {N(places[^1].Middle)}l-9 -5v10z", critical ? "lo-head-critical" : "lo-head");
        }
    }

    /// <summary>A line of the critical path: both ends have no slack, and the one begins when the other ends.</summary>
    private static bool IsCritical(AnalyzedStep from, AnalyzedStep to) =>
        from.Critical && to.Critical && Math.Abs(to.StartMs - from.EndMs) <= 1e-9 * to.EndMs;

    private static List<(int From, int To)> FalseWaits(ProcessAnalysis analysis, FlowSelection selection)
    {
        var index = selection.Steps.Select((step, i) => (step.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        return
        [
            .. analysis.FalseDependencies.Where(wait => index.ContainsKey(wait.Step) && index.ContainsKey(wait.WaitsFor))
                .Take(MostFalseWaits).Select(wait => (index[wait.WaitsFor], index[wait.Step])),
        ];
    }

    /// <summary>Beside the column when both are in one; otherwise from edge to edge.</summary>
    private static void DrawFalseWait(SvgWriter svg, FlowLayout.Item from, FlowLayout.Item to)
    {
        var (right, back) = (to.Column > from.Column, to.Column < from.Column);
        var x1 = FlowLayout.Left(from.Column) + (back ? 0 : FlowLayout.BoxWidth);
        var x2 = FlowLayout.Left(to.Column) + (right ? 0 : FlowLayout.BoxWidth);
        var (y1, y2) = (from.Middle + 14, to.Middle - 14);
        var (bend1, bend2) = (back ? x1 - 40 : x1 + 40, right ? x2 - 40 : x2 + 40);
        svg.Path($"M{N(x1)} {N(y1)}C{N(bend1)} {N(y1)} {N(bend2)} {N(y2)} {N(x2 + (right ? -8 : 8))} {N(y2)}", "lo-false");
        svg.Path($"M{N(x2 + (right ? -1 : 1))} {N(y2)}l{(right ? -8 : 8)} -4v8z", "lo-head-false");
    }

    private static void DrawLegend(SvgWriter svg, double y, bool waits, int leftOut)
    {
        var x = Margin;
        Entry("lo-box-critical", "critical path", box: true);
        Entry("lo-band", "can run at once", box: true);
        if (waits) Entry("lo-false", "waits today, needs nothing of it", box: false);
        if (leftOut > 0) svg.Text(x, y, string.Create(CultureInfo.InvariantCulture, $"{leftOut:#,0} more steps are not drawn"), "lo-sub lo-strong");

        void Entry(string css, string text, bool box)
        {
            if (box) svg.Rect(x, y - 11, 24, 14, css, radius: 3);
            else svg.Line(x, y - 4, x + 24, y - 4, css);
            svg.Text(x + 32, y, text, "lo-sub");
            x += 32 + TextFit.Width(text, 12) + 24;
        }
    }

    private static string N(double value) => SvgWriter.Number(value);
}
