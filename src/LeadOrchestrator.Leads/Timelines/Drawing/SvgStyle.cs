namespace LeadOrchestrator.Leads.Timelines.Drawing;

/// <summary>
/// The looks of both drawings. Plain rules, no variables, so that viewers other than browsers show them too.
/// Contrast of text to page is at least 4.5:1 and of bars at least 3:1, in light and in dark; colour never says something alone.
/// </summary>
internal static class SvgStyle
{
    public const string Css = Light + "@media (prefers-color-scheme:dark){" + Dark + "}";

    private const string Light = """

        .lo{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color-scheme:light dark}
        .lo-page{fill:#ffffff}
        .lo text{fill:#1c2733;font-size:13px}
        .lo .lo-h{font-size:18px;font-weight:600}
        .lo .lo-sub,.lo .lo-tick,.lo .lo-small{fill:#566373;font-size:12px}
        .lo .lo-small{font-size:11px}
        .lo .lo-end{text-anchor:end}
        .lo .lo-mid{text-anchor:middle}
        .lo .lo-strong{font-weight:600}
        .lo .lo-warn{fill:#b42318;font-weight:600}
        .lo .lo-grid{stroke:#e4e9ef;stroke-width:1}
        .lo .lo-stripe{fill:#f6f8fa}
        .lo .lo-band{fill:#eef4fd;stroke:#c9dcf7;stroke-width:1}
        .lo .lo-wait{fill:#c3ccd7;stroke:#8593a3;stroke-width:1}
        .lo .lo-parked{fill:none;stroke:#b42318;stroke-width:1.5;stroke-dasharray:4 3}
        .lo .lo-work{fill:#3f76d6}
        .lo .lo-work-critical{fill:#d2541b}
        .lo .lo-link{fill:none;stroke:#8593a3;stroke-width:1.5}
        .lo .lo-link-critical{fill:none;stroke:#d2541b;stroke-width:2.5}
        .lo .lo-false{fill:none;stroke:#8a5cc9;stroke-width:1.5;stroke-dasharray:2 4;stroke-linecap:round}
        .lo .lo-head{fill:#8593a3;stroke:none}
        .lo .lo-head-critical{fill:#d2541b;stroke:none}
        .lo .lo-head-false{fill:#8a5cc9;stroke:none}
        .lo .lo-box{fill:#ffffff;stroke:#8593a3;stroke-width:1.25}
        .lo .lo-box-critical{fill:#fff5ef;stroke:#d2541b;stroke-width:2.5}
        .lo .lo-badge{fill:#1c2733}
        .lo .lo-badge-text{fill:#ffffff;font-size:11px;font-weight:600;text-anchor:middle}

        """;

    private const string Dark = """

        .lo-page{fill:#11161d}
        .lo text{fill:#e8edf3}
        .lo .lo-sub,.lo .lo-tick,.lo .lo-small{fill:#a3b0bf}
        .lo .lo-warn{fill:#ff8f85}
        .lo .lo-grid{stroke:#27303b}
        .lo .lo-stripe{fill:#161d26}
        .lo .lo-band{fill:#17222f;stroke:#2b4160}
        .lo .lo-wait{fill:#414e5d;stroke:#7f8d9d}
        .lo .lo-parked{stroke:#ff8f85}
        .lo .lo-work{fill:#5f97f5}
        .lo .lo-work-critical{fill:#ff8a50}
        .lo .lo-link{stroke:#7f8d9d}
        .lo .lo-link-critical{stroke:#ff8a50}
        .lo .lo-false{stroke:#b793ee}
        .lo .lo-head{fill:#7f8d9d}
        .lo .lo-head-critical{fill:#ff8a50}
        .lo .lo-head-false{fill:#b793ee}
        .lo .lo-box{fill:#1a222c;stroke:#7f8d9d}
        .lo .lo-box-critical{fill:#2e2018;stroke:#ff8a50}
        .lo .lo-badge{fill:#e8edf3}
        .lo .lo-badge-text{fill:#11161d}

        """;
}
