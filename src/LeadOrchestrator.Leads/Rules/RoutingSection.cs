using LeadOrchestrator.Leads.Reading;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads the <c>routing</c> section.</summary>
internal static class RoutingSection
{
    private const int MostRules = 500;
    private const int MostSkills = 50;

    private static readonly FieldNames Names = new("description", "rules", "teams", "reps", "calendars", "houseQueue");
    private static readonly FieldNames RuleNames = new("name", "description", "when", "team", "requires");
    private static readonly FieldNames RequirementNames = new("skills", "language", "territory");

    public static RoutingRules? Read(JsonFields document)
    {
        if (document.Require("routing", "an object with \"rules\", \"teams\", \"reps\" and \"houseQueue\"") is not { } value
            || JsonFields.Of(value, document.PathOf("routing"), Names, document.Errors) is not { } section) return null;

        section.Text("description");
        var calendars = CalendarsSection.Read(section);
        var reps = RepsSection.Read(section, calendars.Keys);
        var teams = TeamsSection.Read(section, reps.Select(rep => rep.Id));
        var rules = ReadRules(section, [.. teams.Select(team => team.Id)], SkillsOf(reps));
        var queue = DocumentText.Name(section, "houseQueue", "the name of the queue where leads wait that nobody could be found for");
        return new RoutingRules(rules, teams, reps, calendars, queue ?? "");
    }

    private static HashSet<string> SkillsOf(IEnumerable<Rep> reps) => reps.SelectMany(rep => rep.Skills).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<RoutingRule> ReadRules(JsonFields section, IReadOnlyList<string> teams, HashSet<string> skills)
    {
        List<(RoutingRule Rule, bool HasCondition, string Path)> rules = [];
        if (section.Require("rules", "an array of rules") is null) return [];
        foreach (var (element, path) in section.Array("rules", MostRules))
        {
            if (JsonFields.Of(element, path, RuleNames, section.Errors) is not { } fields) continue;
            fields.Text("description");
            var name = DocumentText.Name(fields, "name");
            var when = new ConditionReader(RuleStage.Routing).Read(fields, "when");
            var team = DocumentText.Name(fields, "team", "a team's id");
            if (team is not null && !teams.Contains(team, StringComparer.Ordinal)) fields.Error("team", FieldNames.Unknown("team", team, teams));
            rules.Add((new RoutingRule(name ?? "", when, team ?? "", ReadRequirements(fields, skills)), fields.Find("when") is not null, path));
        }
        DocumentText.ReportDuplicates(rules.Where(rule => rule.Rule.Name.Length > 0).Select(rule => ((string?)rule.Rule.Name, $"{rule.Path}.name")), section.Errors);
        ReachableRules.Report([.. rules.Select(rule => ((string?)rule.Rule.Name, rule.HasCondition, rule.Path))], section.Errors);
        return [.. rules.Select(rule => rule.Rule)];
    }

    private static RoutingRequirements? ReadRequirements(JsonFields rule, HashSet<string> known)
    {
        if (rule.Find("requires") is not { } value
            || JsonFields.Of(value, rule.PathOf("requires"), RequirementNames, rule.Errors) is not { } fields) return null;
        var skills = DocumentText.List(fields, "skills", MostSkills, skill => known.Contains(skill) ? null : $"No rep has the skill \"{skill}\"; give it to one, or leave it out.");
        return new RoutingRequirements(skills, fields.Flag("language") ?? false, fields.Flag("territory") ?? false);
    }
}
