using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>In ordered rules nothing may stand behind a rule that matches every lead.</summary>
internal static class ReachableRules
{
    public static void Report(IReadOnlyList<(string? Name, bool HasCondition, string Path)> rules, ErrorList errors)
    {
        string? catchAll = null;
        foreach (var (name, hasCondition, path) in rules)
        {
            if (catchAll is not null) errors.Add(path, $"Is never reached: \"{catchAll}\" before it has no \"when\" and so takes every lead. Move this rule up, or give that one a condition.");
            else if (!hasCondition) catchAll = name ?? "a rule";
        }
    }
}
