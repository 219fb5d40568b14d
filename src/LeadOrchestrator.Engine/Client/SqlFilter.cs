using System.Globalization;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Client;

/// <summary>A WHERE clause with its arguments. Values never become part of the text.</summary>
internal sealed class SqlFilter
{
    private readonly List<string> _terms = [];
    private readonly List<object?> _arguments = [];

    public object?[] Arguments => [.. _arguments];

    public void Add(string comparison, object? value)
    {
        if (value is null) return;
        _terms.Add($"i.{comparison} ${_arguments.Count.ToString(CultureInfo.InvariantCulture)}");
        _arguments.Add(value);
    }

    public void AddPrefix(string column, string? prefix)
    {
        if (string.IsNullOrEmpty(prefix)) return;
        Add($"{column} >=", prefix);
        Add($"{column} <", prefix + "\U0010FFFF");
    }

    /// <summary>States are an enumeration, so they may stand in the text; where it can be, in the words of the partial index.</summary>
    public void AddStatuses(IReadOnlyCollection<RuntimeStatus>? statuses)
    {
        if (statuses is not { Count: > 0 }) return;
        _terms.Add($"i.status IN ({string.Join(", ", statuses.Select(status => (int)status).Order())})");
        if (!statuses.Contains(RuntimeStatus.Completed)) _terms.Add("i.status <> 3");
    }

    public override string ToString() => _terms.Count == 0 ? "" : "WHERE " + string.Join(" AND ", _terms);
}
