using System.ComponentModel.DataAnnotations;

namespace LeadOrchestrator.Leads.Scoring;

/// <summary>How good a lead is, and why. The points of <see cref="Contributions"/> add up to <see cref="Value"/> exactly.</summary>
/// <param name="Value">0 to 100.</param>
/// <param name="Grade">A to D for fit and 1 to 4 for engagement, for example <c>B2</c>.</param>
/// <param name="Fit">The share of the score that is due to who they are.</param>
/// <param name="Engagement">The share that is due to what they did.</param>
/// <param name="Contributions">Every rule that gave or took points, and every cap that cut them.</param>
/// <param name="Rules">The rules that decided.</param>
public sealed record LeadScore(
    int Value,
    string Grade,
    int Fit,
    int Engagement,
    IReadOnlyList<ScoreContribution> Contributions,
    Rules.RulesVersion Rules);

/// <summary>One line of a score's explanation.</summary>
/// <param name="Rule">The rule's name or the activity's type; or <c>cap</c>, <c>floor</c>, <c>rounding</c> for what was cut, lifted or rounded.</param>
/// <param name="Dimension"><c>fit</c> or <c>engagement</c>, whose contributions add up to the share of that name; or <c>total</c> for what the sum of both was cut by.</param>
/// <param name="Points">Points given; negative where taken.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record ScoreContribution(string Rule, [property: AllowedValues("fit", "engagement", "total")] string Dimension, int Points, string Reason);
