using Azure.Data.Tables;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Storage.AzureTables.Ledger;

/// <summary>
/// Works that are decided one after the other on what was read for all of them, and written together. What the earlier
/// ones decided, the later ones see. The state must have been read before anything else was: then, if its ETag still
/// holds at the commit, nothing that was read has changed meanwhile, because every commit replaces the state.
/// </summary>
internal sealed class LedgerBatch
{
    /// <summary>A transaction takes 4 MiB; text travels in one to three bytes a character.</summary>
    private const int MaxCharacters = 700_000;

    private readonly LedgerHead _head;
    private readonly Dictionary<string, LedgerLead> _read;
    private readonly Dictionary<string, LedgerLead> _leads;
    private readonly Dictionary<string, List<KnownOwner>> _owners;
    private readonly Dictionary<(string RepId, DateOnly Day), int> _days;
    private readonly Dictionary<string, (List<TableTransactionAction> Actions, int Characters)> _changes = new(StringComparer.Ordinal);
    private readonly HashSet<(string RepId, DateOnly Day)> _counted = [];
    private bool _stateChanged;

    private LedgerBatch(
        LedgerHead head, Dictionary<string, LedgerLead> leads, Dictionary<string, List<KnownOwner>> owners, Dictionary<(string, DateOnly), int> days)
    {
        _head = head;
        _read = leads;
        _leads = new(leads, StringComparer.Ordinal);
        _owners = owners;
        _days = days;
    }

    public bool IsUnchanged => !_stateChanged && _changes.Values.All(change => change.Actions.Count == 0);

    /// <summary>Whether anything was decided from the state.</summary>
    public bool UsedState { get; private set; }

    private int ActionCount => 1 + _counted.Count + _changes.Values.Sum(change => change.Actions.Count);

    /// <summary>Reads all that the works need, side by side.</summary>
    public static async Task<LedgerBatch> ReadAsync(LedgerReads reads, LedgerHead head, IReadOnlyList<LedgerWork> works)
    {
        var none = CancellationToken.None; // one caller's is not the others'
        var leadIds = works.Select(work => work.LeadId).Distinct(StringComparer.Ordinal).ToList();
        var keys = works.SelectMany(work => work.Request?.OwnerKeys ?? []).Distinct(StringComparer.Ordinal).ToList();
        var days = reads.DaysAsync(head.State, works.Select(work => work.Request).OfType<AssignmentRequest>(), none);

        // Leads of the batch may lose their keys in it; the one behind them is then the owner.
        var owners = Task.WhenAll(keys.Select(key => reads.OwnersAsync(key, leadIds.Count + 1, none)));
        var leads = Task.WhenAll(leadIds.Select(async leadId => await reads.LeadAsync(leadId, none) ?? LedgerLead.None(leadId)));
        await Task.WhenAll(days, owners, leads);
        return new(
            head, (await leads).ToDictionary(lead => lead.LeadId, StringComparer.Ordinal),
            keys.Zip(await owners).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), await days);
    }

    /// <summary>Lets works decide, in turn, as many as one transaction can hold; at least one.</summary>
    /// <returns>How many.</returns>
    public int Apply(IReadOnlyList<LedgerWork> works)
    {
        var done = 0;
        foreach (var work in works)
        {
            var lead = _leads[work.LeadId];
            var atMost = 1 + lead.Owners.Count + (work.Request?.OwnerKeys.Count ?? 0) + 2 + 1; // the lead, owners gone and new, the queue, the day
            if (done > 0 && (ActionCount + atMost > AzureTable.MaxActions || _changes.Values.Sum(change => change.Characters) > MaxCharacters)) break;
            var changed = work.Apply(lead, this);
            if (!ReferenceEquals(changed, lead))
            {
                _leads[work.LeadId] = changed;
                _changes[work.LeadId] = (LedgerRows.Change(_read[work.LeadId], changed, out var characters), characters);
            }

            done++;
        }

        return done;
    }

    /// <summary>Writes it all.</summary>
    /// <param name="table">The ledger's table.</param>
    /// <param name="commit">What the commit is known by.</param>
    /// <returns>The new head; null if somebody else came first, and nothing is written.</returns>
    public async Task<LedgerHead?> TryCommitAsync(AzureTable table, string commit)
    {
        var days = _counted.Select(day => LedgerRows.SaveDay(day.RepId, day.Day, _head.State.RepOf(day.RepId).On(day.Day)!.Value)).ToList();
        _head.State.Close(commit);

        // The state comes first: if it meets a conflict, nothing else is looked at.
        var answers = await table.TrySubmitAsync(
            [LedgerRows.Save(_head.State, _head.ETag), .. days, .. _changes.Values.SelectMany(change => change.Actions)], CancellationToken.None);
        return answers is null ? null : new(_head.State, answers[0].Headers.ETag);
    }

    public RoutingFacts Facts(AssignmentRequest request)
    {
        UsedState = true;
        return FactsOf(_head.State, _days, request, request.OwnerKeys.Select(OwnerOf).FirstOrDefault(repId => repId is not null));
    }

    public static RoutingFacts FactsOf(
        LedgerState state, Dictionary<(string RepId, DateOnly Day), int> days, AssignmentRequest request, string? existingOwner)
    {
        var loads = new Dictionary<string, RepLoad>(StringComparer.Ordinal);
        foreach (var (repId, day) in request.LocalDates)
        {
            if (!state.Reps.TryGetValue(repId, out var rep)) continue;
            DateTimeOffset? last = rep.LastAssignedAt is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
            loads.Add(repId, new(rep.On(day) ?? days.GetValueOrDefault((repId, day)), rep.Open, last));
        }

        return new(request.Now, loads, new Dictionary<string, RoundRobinState>(state.RoundRobins, StringComparer.Ordinal), existingOwner, request.Excluded);
    }

    public void Assigned(string repId, DateOnly day, DateTimeOffset at)
    {
        var rep = _head.State.RepOf(repId);
        rep.Assigned(day, (rep.On(day) ?? _days.GetValueOrDefault((repId, day))) + 1, at);
        _counted.Add((repId, day));
        _stateChanged = true;
    }

    public void Closed(string repId)
    {
        _head.State.RepOf(repId).Open--;
        _stateChanged = true;
    }

    public void Advance(string team, RoundRobinState state)
    {
        _head.State.RoundRobins[team] = state;
        _stateChanged = true;
    }

    /// <summary>Who was last given a lead with a key: of the leads of the batch as they are by now, of the others as they were read.</summary>
    private string? OwnerOf(string key) => _owners[key].Where(owner => !_leads.ContainsKey(owner.LeadId)).Take(1)
        .Concat(_leads.Values.SelectMany(lead => lead.Owners.Where(owner => owner.Key == key).Select(owner => new KnownOwner(lead.LeadId, owner.At, owner.RepId))))
        .OrderByDescending(owner => owner.At).ThenByDescending(owner => owner.LeadId, StringComparer.Ordinal)
        .FirstOrDefault()?.RepId;
}
