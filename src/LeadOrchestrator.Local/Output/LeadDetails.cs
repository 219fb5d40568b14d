using LeadOrchestrator.Leads.Timelines;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Orchestration;
using Spectre.Console;

namespace LeadOrchestrator.Local.Output;

/// <summary>One lead with every decision and its reason.</summary>
internal static class LeadDetails
{
    private const int BarWidth = 40;

    public static void Write(IAnsiConsole console, LeadState lead)
    {
        console.MarkupLine($"[bold]{Words.Safe(lead.Id)}[/]  {LeadTable.Status(lead.Status)}  submitted {Words.Time(lead.SubmittedAt)}");
        if (lead.Error is not null) console.MarkupLine($"  [red]{Words.Safe(lead.Error)}[/]");
        if (lead.Outcome is not { } outcome) return;

        Decisions(console, outcome);
        foreach (var effect in outcome.Effects)
        {
            var result = effect.Status == EffectStatus.Done ? "[green]done[/]" : $"[yellow]parked[/]: {Words.Safe(effect.Error)}";
            console.MarkupLine($"  {Words.Spaced(effect.Kind),-10} {Words.Safe(effect.Target)}: {result}");
        }

        if (outcome.Parked.Count > 0)
            console.MarkupLine($"  [yellow]{outcome.Parked.Count} parked[/]; send it on with POST /api/leads/{Words.Safe(lead.Id)}/events/redrive");
        Gantt(console, outcome.Timeline);
    }

    private static void Decisions(IAnsiConsole console, LeadOutcome outcome)
    {
        if (outcome.Score is { } score)
        {
            console.MarkupLine($"  score      [bold]{score.Value}[/] ({Words.Safe(score.Grade)}; fit {score.Fit}, engagement {score.Engagement}), rules {Words.Safe(score.Rules.Label)} {Words.Safe(score.Rules.Hash)}");
            foreach (var line in score.Contributions) console.MarkupLine($"             {line.Points,4:+0;-0;0}  {Words.Safe(line.Rule)}: {Words.Safe(line.Reason)}");
        }

        if (outcome.FollowUp is { } followUp)
        {
            var within = followUp.RespondWithin is { } time ? $" within {Words.Duration(time)}" : "";
            console.MarkupLine($"  follow-up  [bold]{Words.Spaced(followUp.Action)}[/]{within} ({Words.Safe(followUp.Rule)}: {Words.Safe(followUp.Reason)})");
        }

        if (outcome.Assignment is not { } assignment) return;
        console.MarkupLine($"  rep        [bold]{LeadTable.Rep(assignment)}[/] ({Words.Safe(assignment.Rule)}: {Words.Safe(assignment.Reason)})");
        foreach (var candidate in assignment.Candidates)
            console.MarkupLine($"             {Words.Safe(candidate.RepId)}: {Words.Safe(candidate.Code)}{(candidate.Detail is null ? "" : $" ({Words.Safe(candidate.Detail)})")}");
    }

    private static void Gantt(IAnsiConsole console, Timeline timeline)
    {
        var total = timeline.EndedAt - timeline.StartedAt;
        if (timeline.Steps.Count == 0) return;
        console.MarkupLine($"  took       {Words.Duration(total)}");
        var widest = timeline.Steps.Max(step => step.Key.Length);
        foreach (var step in timeline.Steps)
        {
            var from = Place(step.StartedAt);
            var to = Math.Max(from + 1, Place(step.EndedAt));
            var colour = step.Succeeded ? "green" : "yellow";
            var attempts = step.Attempts > 1 ? $", {step.Attempts} attempts" : "";
            console.MarkupLine(
                $"    {Words.Safe(step.Key.PadRight(widest))} {new string(' ', from)}[{colour}]{new string('█', to - from)}[/]{new string(' ', Math.Max(0, BarWidth + 1 - to))} {Words.Duration(step.EndedAt - step.StartedAt)}{attempts}");
        }

        int Place(DateTimeOffset time) =>
            total <= TimeSpan.Zero ? 0 : (int)Math.Clamp((time - timeline.StartedAt) / total * BarWidth, 0, BarWidth);
    }
}
