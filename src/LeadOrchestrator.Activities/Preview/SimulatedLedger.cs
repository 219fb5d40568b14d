using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Preview;

/// <summary>What the ledger would know if the leads so far had really been assigned: its facts, and what was simulated on top.</summary>
internal sealed class SimulatedLedger(IAssignmentLedger ledger)
{
    private readonly Dictionary<string, RepLoad> _added = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RoundRobinState> _roundRobin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    public async Task<Assignment> AssignAsync(
        AssignmentRequest request, Func<RoutingFacts, RoutingDecision> decide, CancellationToken cancellationToken)
    {
        var known = await ledger.ReadFactsAsync(request, cancellationToken);
        var decision = decide(Plus(known, request));
        if (decision is { RoundRobinTeam: { } team, RoundRobin: { } state }) _roundRobin[team] = state;
        if (decision.Assignment.RepId is { } rep) Add(rep, request);
        return decision.Assignment;
    }

    private RoutingFacts Plus(RoutingFacts known, AssignmentRequest request)
    {
        var loads = new Dictionary<string, RepLoad>(known.Loads, StringComparer.Ordinal);
        foreach (var (rep, added) in _added)
        {
            var before = loads.GetValueOrDefault(rep) ?? new(0, 0, null);
            loads[rep] = new(before.AssignedToday + added.AssignedToday, before.Open + added.Open, added.LastAssignedAt);
        }

        var roundRobin = new Dictionary<string, RoundRobinState>(known.RoundRobin, StringComparer.Ordinal);
        foreach (var (team, state) in _roundRobin) roundRobin[team] = state;

        var owner = request.OwnerKeys.Select(key => _owners.GetValueOrDefault(key)).FirstOrDefault(rep => rep is not null);
        return known with { Loads = loads, RoundRobin = roundRobin, ExistingOwner = known.ExistingOwner ?? owner };
    }

    private void Add(string rep, AssignmentRequest request)
    {
        var before = _added.GetValueOrDefault(rep) ?? new(0, 0, null);
        _added[rep] = new(before.AssignedToday + 1, before.Open + 1, request.Now);
        foreach (var key in request.OwnerKeys) _owners[key] = rep;
    }
}
