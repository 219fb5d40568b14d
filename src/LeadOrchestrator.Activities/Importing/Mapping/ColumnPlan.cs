using System.Text.Json;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Importing.Mapping;

/// <summary>What becomes of every column of one file: a mapping and a header, brought together and checked.</summary>
internal sealed class ColumnPlan
{
    private const string Ignore = "ignore";
    private const string Attributes = "attributes.";

    private const int NamedColumns = 30;

    private readonly IReadOnlyList<string> _header;
    private readonly Dictionary<string, int> _places;

    /// <exception cref="InvalidDataException">The mapping does not fit the header, or nothing in the file could identify a lead.</exception>
    public ColumnPlan(ColumnMapping mapping, IReadOnlyList<string> header)
    {
        (Mapping, _header) = (mapping, header);
        _places = header.Select((name, index) => (name, index)).ToDictionary(column => column.name, column => column.index, StringComparer.OrdinalIgnoreCase);
        if (mapping.Others is not ("match" or "attributes" or Ignore))
            throw Invalid("others", $"is '{mapping.Others}'; expected match, attributes or ignore");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(mapping.TimeZone, out var zone))
            throw Invalid("timeZone", $"is '{mapping.TimeZone}'; expected an IANA time zone, for example Europe/Berlin");
        Zone = zone;

        Empty = mapping.Empty.ToHashSet(StringComparer.OrdinalIgnoreCase);
        Constants = Values("constants", mapping.Constants);
        Defaults = Values("defaults", mapping.Defaults);
        Activities = [.. mapping.Activities.Select((rule, index) => Activity($"activities[{index}]", rule))];
        var rules = mapping.Columns.ToDictionary(entry => entry.Key.Trim(), entry => Rule(entry.Key, entry.Value), StringComparer.OrdinalIgnoreCase);
        foreach (var (column, rule) in rules)
            if (!rule.Optional) _ = IndexOf($"columns['{column}']", column);
        var usedByActivities = Activities.SelectMany(activity => new[] { activity.Type, activity.At, activity.Count, activity.Seconds }).ToHashSet();
        Columns = [.. header.Select((name, index) => Column(name, rules.GetValueOrDefault(name), usedByActivities.Contains(index)))];

        if (!Columns.SelectMany(column => column.Fields).Select(field => field.Field).Concat(Constants.Keys).Any(field => field is "id" or "email" or "phone"))
            throw new InvalidDataException(
                "No column holds an id, an email or a phone, so no lead could be known by anything. "
                + $"The columns are: {ColumnsInWords()}. Name one so, or import with a mapping.");
    }

    /// <summary>Where it comes from.</summary>
    public ColumnMapping Mapping { get; }

    /// <summary>One for every column of the file, in order.</summary>
    public IReadOnlyList<PlannedColumn> Columns { get; }

    /// <summary>Values that mean nothing.</summary>
    public IReadOnlySet<string> Empty { get; }

    /// <summary>By field or <c>attributes.NAME</c>: what every lead gets.</summary>
    public IReadOnlyDictionary<string, JsonElement> Constants { get; }

    /// <summary>By field or <c>attributes.NAME</c>: what leads get whose column is empty.</summary>
    public IReadOnlyDictionary<string, JsonElement> Defaults { get; }

    /// <summary>Activities by the columns' places; −1 for none.</summary>
    public IReadOnlyList<PlannedActivity> Activities { get; }

    /// <summary>The time zone of dates without offset.</summary>
    public TimeZoneInfo Zone { get; }

    private PlannedColumn Column(string name, ColumnRule? rule, bool usedByActivity)
    {
        if (rule is { Field: Ignore }) return new(name, [], null, null, Explicit: true);
        if (rule is not null)
            return rule.Field.StartsWith(Attributes, StringComparison.Ordinal)
                ? new(name, [], rule.Field[Attributes.Length..], rule.Values, Explicit: true)
                : new(name, [new(rule.Field, Inverted: false)], name, rule.Values, Explicit: true);
        if (usedByActivity || Mapping.Others == Ignore) return new(name, [], null, null, Explicit: false);
        if (name.StartsWith(Attributes, StringComparison.OrdinalIgnoreCase) && name.Length > Attributes.Length)
            return new(name, [], name[Attributes.Length..], null, Explicit: false);
        return new(name, Mapping.Others == "match" ? ColumnNames.Find(name) : [], name, null, Explicit: false);
    }

    private static ColumnRule Rule(string column, JsonElement value)
    {
        var path = $"columns['{column}']";
        try
        {
            var rule = value.ValueKind == JsonValueKind.String ? new(value.GetString()!) : value.Deserialize(MappingJson.Default.ColumnRule);
            if (rule is not { Field: { } field }) throw Invalid(path, "needs a field");
            if (field != Ignore) CheckField(path, field);
            return rule with { Values = rule.Values is { } values ? new Dictionary<string, JsonElement>(values, StringComparer.OrdinalIgnoreCase) : null };
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw Invalid(path, $"cannot be read: {exception.Message}");
        }
    }

    private static Dictionary<string, JsonElement> Values(string section, IReadOnlyDictionary<string, JsonElement> values)
    {
        foreach (var field in values.Keys) CheckField($"{section}['{field}']", field);
        return new(values, StringComparer.Ordinal);
    }

    private static void CheckField(string path, string field)
    {
        if (LeadFields.All.ContainsKey(field) || (field.StartsWith(Attributes, StringComparison.Ordinal) && field.Length > Attributes.Length)) return;
        throw Invalid(path, $"names the field '{field}'; expected one of {string.Join(", ", LeadFields.All.Keys)}, attributes.NAME, or ignore");
    }

    private PlannedActivity Activity(string path, ActivityRule rule)
    {
        if ((rule.Type is null) == (rule.TypeColumn is null)) throw Invalid(path, "needs either type or typeColumn");
        var types = rule.Types is { } given ? new Dictionary<string, string?>(given, StringComparer.OrdinalIgnoreCase) : null;
        return new(rule.Type, types, Place("typeColumn", rule.TypeColumn), Place("atColumn", rule.AtColumn),
            Place("countColumn", rule.CountColumn), Place("secondsColumn", rule.SecondsColumn));

        int Place(string property, string? column) => column is null ? -1 : IndexOf($"{path}.{property}", column);
    }

    private int IndexOf(string path, string column)
    {
        return _places.TryGetValue(column.Trim(), out var index)
            ? index
            : throw Invalid(path, $"names the column '{column}', which the file does not have. Its columns are: {ColumnsInWords()}");
    }

    private string ColumnsInWords() =>
        string.Join(", ", _header.Take(NamedColumns)) + (_header.Count > NamedColumns ? $" and {_header.Count - NamedColumns} more" : "");

    private static InvalidDataException Invalid(string path, string problem) => new($"The mapping's $.{path} {problem}.");
}

/// <summary>What becomes of one column.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Fields">The fields that it fills; the first value that comes stays.</param>
/// <param name="Attribute">The attribute that takes the value where no field does; null for none.</param>
/// <param name="Values">What its values stand for; null for themselves.</param>
/// <param name="Explicit">Whether a mapping says so: a value that does not fit its field is then an error, not an attribute.</param>
internal sealed record PlannedColumn(
    string Name, IReadOnlyList<FieldTarget> Fields, string? Attribute, IReadOnlyDictionary<string, JsonElement>? Values, bool Explicit);

/// <summary>An activity with the places of its columns; −1 for none.</summary>
internal sealed record PlannedActivity(string? TypeName, IReadOnlyDictionary<string, string?>? Types, int Type, int At, int Count, int Seconds);
