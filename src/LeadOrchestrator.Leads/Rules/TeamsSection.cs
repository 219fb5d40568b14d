using LeadOrchestrator.Leads.Reading;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads the teams, and sees to it that fallbacks end somewhere.</summary>
internal static class TeamsSection
{
    private const int MostTeams = 500;
    private const int MostMembers = 1_000;
    private const int MostWeight = 1_000;

    private static readonly FieldNames Names = new("id", "name", "description", "strategy", "members", "fallback");
    private static readonly FieldNames MemberNames = new("rep", "weight");
    private static readonly Dictionary<string, RoutingStrategy> Strategies = new(StringComparer.Ordinal)
    {
        ["weightedRoundRobin"] = RoutingStrategy.WeightedRoundRobin,
        ["leastLoaded"] = RoutingStrategy.LeastLoaded,
        ["sticky"] = RoutingStrategy.Sticky,
    };

    public static IReadOnlyList<Team> Read(JsonFields section, IEnumerable<string> reps)
    {
        List<string> known = [.. reps.Where(rep => rep.Length > 0)];
        List<(Team Team, string Path)> teams = [];
        if (section.Require("teams", "an array of teams") is null) return [];
        foreach (var (element, path) in section.Array("teams", MostTeams))
            if (JsonFields.Of(element, path, Names, section.Errors) is { } fields) teams.Add((ReadTeam(fields, known), path));

        DocumentText.ReportDuplicates(teams.Where(team => team.Team.Id.Length > 0).Select(team => ((string?)team.Team.Id, $"{team.Path}.id")), section.Errors);
        ReportFallbacks(teams, section.Errors);
        return [.. teams.Select(team => team.Team)];
    }

    private static Team ReadTeam(JsonFields fields, IReadOnlyList<string> reps)
    {
        fields.Text("description");
        var id = DocumentText.Name(fields, "id", "an id") ?? "";
        var strategy = fields.Text("strategy") ?? "weightedRoundRobin";
        if (!Strategies.ContainsKey(strategy)) fields.Error("strategy", FieldNames.Unknown("strategy", strategy, Strategies.Keys));
        return new Team(
            id, DocumentText.Optional(fields, "name") ?? id, Strategies.GetValueOrDefault(strategy), ReadMembers(fields, reps),
            DocumentText.Optional(fields, "fallback"));
    }

    private static IReadOnlyList<TeamMember> ReadMembers(JsonFields team, IReadOnlyList<string> reps)
    {
        const string expectation = "an array of at least one member, each { \"rep\": id, \"weight\": 1 }";
        List<(TeamMember Member, string Path)> members = [];
        if (team.Require("members", expectation) is not { } value) return [];
        foreach (var (element, path) in team.Array("members", MostMembers))
        {
            if (JsonFields.Of(element, path, MemberNames, team.Errors) is not { } fields) continue;
            var rep = DocumentText.Name(fields, "rep", "a rep's id");
            if (rep is not null && !reps.Contains(rep, StringComparer.Ordinal)) fields.Error("rep", FieldNames.Unknown("rep", rep, reps));
            members.Add((new TeamMember(rep ?? "", fields.WholeNumber("weight", 1, MostWeight) ?? 1), path));
        }
        if (value.ValueKind == System.Text.Json.JsonValueKind.Array && value.GetArrayLength() == 0) team.Error("members", $"Is empty; expected {expectation}.");
        DocumentText.ReportDuplicates(members.Where(member => member.Member.Rep.Length > 0).Select(member => ((string?)member.Member.Rep, $"{member.Path}.rep")), team.Errors);
        return [.. members.Select(member => member.Member)];
    }

    private static void ReportFallbacks(List<(Team Team, string Path)> teams, ErrorList errors)
    {
        var byId = teams.DistinctBy(team => team.Team.Id).ToDictionary(team => team.Team.Id, team => team.Team, StringComparer.Ordinal);
        foreach (var (team, path) in teams)
        {
            if (team.Fallback is not { } fallback) continue;
            if (!byId.ContainsKey(fallback))
            {
                errors.Add($"{path}.fallback", FieldNames.Unknown("team", fallback, byId.Keys.Where(id => id.Length > 0)));
                continue;
            }

            List<string> way = [team.Id];
            for (var next = fallback; next is not null && !way.Contains(next, StringComparer.Ordinal); next = byId.GetValueOrDefault(next)?.Fallback) way.Add(next);
            var last = byId.GetValueOrDefault(way[^1])?.Fallback;
            if (last == team.Id) errors.Add($"{path}.fallback", $"Goes round in a circle: {string.Join(" → ", way)} → {last}. Let one of them have no fallback.");
        }
    }
}
