namespace LeadOrchestrator.Leads.Routing;

/// <summary>One team, asked for a rep.</summary>
/// <param name="Team">The team.</param>
/// <param name="Candidates">Every member, with a code.</param>
/// <param name="Choice">Who takes the lead; null if nobody is eligible.</param>
internal sealed record TeamAttempt(Team Team, IReadOnlyList<Candidate> Candidates, TeamChoice? Choice)
{
    public int EligibleCount => Candidates.Count(candidate => candidate.Code is ReasonCodes.Eligible or ReasonCodes.Chosen);

    /// <summary>How many were kept out by what: <c>2 outsideWorkingHours, 1 dailyCap</c>.</summary>
    public string WhyNobody() => Candidates.Count == 0
        ? "it has no members"
        : string.Join(", ", ReasonCodes.Filters
            .Select(code => (Code: code, Count: Candidates.Count(candidate => candidate.Code == code)))
            .Where(kept => kept.Count > 0)
            .Select(kept => $"{kept.Count} {kept.Code}"));

    public static TeamAttempt Make(Team team, Eligibility eligibility, RoutingFacts facts)
    {
        List<TeamMember> members = [.. team.Members.DistinctBy(member => member.Rep)];
        var candidates = members.ConvertAll(member =>
        {
            var (code, detail) = eligibility.Judge(member.Rep);
            return new Candidate(member.Rep, team.Id, code, detail);
        });
        var eligible = candidates.Where(candidate => candidate.Code == ReasonCodes.Eligible).Select(candidate => candidate.RepId)
            .ToHashSet(StringComparer.Ordinal);
        if (eligible.Count == 0) return new(team, candidates, Choice: null);

        var choice = TeamChoice.Make(team, members, eligible, eligibility, facts);
        var chosen = candidates.FindIndex(candidate => candidate.RepId == choice.RepId);
        candidates[chosen] = candidates[chosen] with { Code = ReasonCodes.Chosen };
        return new(team, candidates, choice);
    }
}
