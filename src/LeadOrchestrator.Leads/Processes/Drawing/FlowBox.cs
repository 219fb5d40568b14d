using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Leads.Timelines.Drawing;

namespace LeadOrchestrator.Leads.Processes.Drawing;

/// <summary>Draws one step.</summary>
internal static class FlowBox
{
    /// <summary>Bold letters are as wide as ordinary ones of this size.</summary>
    private const double BoldSize = 13.8;

    public static void Draw(SvgWriter svg, AnalyzedStep step, FlowLayout.Item place, string? badge)
    {
        var x = FlowLayout.Left(place.Column);
        svg.BeginGroup(null, FlowText.Describe(step), ("data-step", step.Id));
        svg.Rect(x, place.Top, FlowLayout.BoxWidth, place.Height, step.Critical ? "lo-box-critical" : "lo-box", radius: 8);

        var room = FlowLayout.BoxWidth - 24;
        var (first, second) = TextFit.TwoLines(step.Name, room, BoldSize);
        List<(string Text, string Css, double Height)> lines = [(first, "lo-strong", 17)];
        if (second is not null) lines.Add((second, "lo-strong", 17));
        lines.Add((TextFit.Cut(FlowText.Time(step), room, 12), "lo-sub", 16));
        if (!step.Critical) lines.Add((TextFit.Cut($"{DurationText.Of(step.SlackMs)} slack", room, 12), "lo-sub", 16));
        if (step.Owner is { } owner) lines.Add((TextFit.Cut(owner, room, 12), "lo-sub", 16));

        var y = place.Middle - (lines.Sum(line => line.Height) / 2);
        foreach (var (text, css, height) in lines)
        {
            svg.Text(x + 12, y + (height * 0.76), text, css);
            y += height;
        }

        if (!string.IsNullOrEmpty(badge)) DrawBadge(svg, x + FlowLayout.BoxWidth, place.Top, TextFit.Cut(badge, 90, 11));
        svg.End();
    }

    private static void DrawBadge(SvgWriter svg, double right, double top, string text)
    {
        var width = Math.Max(22, TextFit.Width(text, 11) + 14);
        svg.Rect(right - width + 8, top - 13, width, 20, "lo-badge", radius: 10);
        svg.Text(right - (width / 2) + 8, top + 1, text, "lo-badge-text");
    }
}
