using System.Globalization;
using System.Text;
using LeadOrchestrator.Leads.Processes.Drawing;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>Writes a process as a Mermaid flow chart.</summary>
public static class MermaidText
{
    /// <summary>The text, for a Markdown block of the language <c>mermaid</c>. Dotted arrows are waits that nothing needs.</summary>
    /// <param name="analysis">What to write; of more than 240 steps, the most critical of the first stages.</param>
    /// <param name="falseDependencies">Whether waits that nothing needs are written.</param>
    public static string Render(ProcessAnalysis analysis, bool falseDependencies = true)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var selection = FlowSelection.Of(analysis);
        var number = selection.Steps.Select((step, i) => (step.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var stage in selection.Steps.GroupBy(step => step.Stage).OrderBy(stage => stage.Key))
        {
            var count = analysis.Stages[stage.Key - 1].Steps.Count;
            if (count > 1) text.Append(CultureInfo.InvariantCulture, $"  subgraph stage{stage.Key} [\"{count} at once\"]\n");
            foreach (var step in stage) text.Append(CultureInfo.InvariantCulture, $"    s{number[step.Id]}[\"{Label(step)}\"]{(step.Critical ? ":::critical" : "")}\n");
            if (count > 1) text.Append("  end\n");
        }

        foreach (var (from, to) in selection.Needs)
        {
            var critical = selection.Steps[from].Critical && selection.Steps[to].Critical;
            text.Append(CultureInfo.InvariantCulture, $"  s{from} {(critical ? "==>" : "-->")} s{to}\n");
        }

        if (falseDependencies)
        {
            foreach (var wait in analysis.FalseDependencies.Where(wait => number.ContainsKey(wait.Step) && number.ContainsKey(wait.WaitsFor)))
                text.Append(CultureInfo.InvariantCulture, $"  s{number[wait.WaitsFor]} -. \"not needed\" .-> s{number[wait.Step]}\n");
        }

        if (selection.LeftOut > 0) text.Append(CultureInfo.InvariantCulture, $"  more[\"{selection.LeftOut} more steps\"]\n");
        return text.Append("  classDef critical stroke:#d2541b,stroke-width:3px\n").ToString();
    }

    private static string Label(AnalyzedStep step)
    {
        var owner = step.Owner is null ? "" : "<br/>" + Escape(step.Owner);
        return $"{Escape(step.Name)}<br/>{Escape(FlowText.Time(step))}{owner}";
    }

    /// <summary>Mermaid's own entities: a quote would end the label, markup would be markup, and line breaks would end the line.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsControl(letter)) escaped.Append(' ');
            else if (letter is '"' or '<' or '>' or '&' or '#' or '`' or '[' or ']' or '{' or '}' or '|' or '\\') escaped.Append(CultureInfo.InvariantCulture, $"#{(int)letter};");
            else escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
