using System.Globalization;
using System.Text.Json;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Importing.Mapping;

/// <summary>A lead in the making: the cells of one row, sorted into fields, activities and attributes.</summary>
internal sealed class LeadDraft(ColumnPlan plan)
{
    private const string Attributes = "attributes.";

    private readonly Dictionary<string, object> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> _attributes = new(StringComparer.Ordinal);
    private readonly List<DraftActivity> _activities = [];

    /// <summary>Adds a cell.</summary>
    /// <param name="column">What becomes of it.</param>
    /// <param name="cell">What it says; null for nothing.</param>
    /// <returns>Why it cannot be taken; null if it was.</returns>
    public FieldError? Add(PlannedColumn column, string? cell)
    {
        if (cell is null) return null;
        object? given = cell;
        if (column.Values is { } values && values.TryGetValue(cell, out var mapped) && (given = ValueOf(mapped)) is null) return null;

        var left = column.Fields.Count == 0;
        foreach (var target in column.Fields)
        {
            var value = given;
            if (given is string text && Typed(target, text, column, out value) is { } problem) return problem;
            if (value is not null) left |= !Fill(target.Field, value);
        }

        if (left && column.Attribute is { } attribute)
            _attributes.TryAdd(attribute, given is string words ? CellValue.Attribute(words) : ToAttribute(given));
        return null;
    }

    /// <summary>Adds an activity, if the cells tell of one.</summary>
    public FieldError? Add(PlannedActivity activity, Func<int, string?> cell)
    {
        var type = activity.TypeName;
        if (activity.Type >= 0)
        {
            if (cell(activity.Type) is not { } named) return null;
            type = activity.Types is { } types && types.TryGetValue(named, out var known) ? known : CellValue.Slug(named);
            if (string.IsNullOrEmpty(type)) return null;
        }

        if (Amount("count", activity.Count, cell, out var count) is { } badCount) return badCount;
        if (Amount("seconds", activity.Seconds, cell, out var seconds) is { } badSeconds) return badSeconds;
        if ((activity.Count >= 0 || activity.Seconds >= 0) && (count ?? 0) == 0 && (seconds ?? 0) == 0) return null;

        string? at = null;
        if (activity.At >= 0 && cell(activity.At) is { } when && (at = TimeOf(when)) is null)
            return new($"$.activities[{_activities.Count}].at", $"Column '{plan.Columns[activity.At].Name}': '{when}' is not a date in any of the mapping's dateFormats.");
        _activities.Add(new(type!, at, count, seconds));
        return null;
    }

    /// <summary>Writes it as the JSON of a lead.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        foreach (var (name, value) in plan.Defaults) Set(name, value, overwrite: false);
        foreach (var (name, value) in plan.Constants) Set(name, value, overwrite: true);

        json.WriteStartObject();
        foreach (var (name, value) in _fields.Where(field => !field.Key.Contains('.', StringComparison.Ordinal))) Write(json, name, value);
        var consent = _fields.Where(field => field.Key.StartsWith("consent.", StringComparison.Ordinal)).ToList();
        if (consent.Count > 0)
        {
            json.WriteStartObject("consent");
            foreach (var (name, value) in consent) Write(json, name["consent.".Length..], value);
            json.WriteEndObject();
        }

        json.WriteStartArray("activities");
        foreach (var activity in _activities) activity.WriteTo(json);
        json.WriteEndArray();
        json.WriteStartObject("attributes");
        foreach (var (name, value) in _attributes) Write(json, name, (object?)value.Text ?? (object?)value.Number ?? value.Flag!);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The first value of a field stays, but a no to contact is stronger than a yes.</summary>
    /// <returns>Whether the field says what the value says.</returns>
    private bool Fill(string field, object value)
    {
        if (value is Unfit) return false;
        if (_fields.TryAdd(field, value) || _fields[field].Equals(value)) return true;
        if (value is false) _fields[field] = value;
        return value is bool;
    }

    private void Set(string name, JsonElement value, bool overwrite)
    {
        if (ValueOf(value) is not { } given) return;
        if (name.StartsWith(Attributes, StringComparison.Ordinal))
        {
            var attribute = name[Attributes.Length..];
            if (overwrite || !_attributes.ContainsKey(attribute)) _attributes[attribute] = ToAttribute(given);
        }
        else if (overwrite || !_fields.ContainsKey(name)) _fields[name] = given;
    }

    /// <summary>A text as its field takes it. One that does not fit is an error where a mapping or consent is at stake; else it becomes an attribute.</summary>
    private static FieldError? Typed(FieldTarget target, string text, PlannedColumn column, out object? value)
    {
        value = text;
        switch (LeadFields.All[target.Field])
        {
            case LeadFieldKind.Flag when CellValue.Flag(text) is { } flag:
                value = !target.Inverted ? flag : flag ? false : null;
                return null;
            case LeadFieldKind.Flag:
                return new($"$.{target.Field}", $"Column '{column.Name}': '{text}' is neither yes nor no. Consent is not guessed: write yes or no, or leave it empty.");
            case LeadFieldKind.WholeNumber or LeadFieldKind.Number:
                if (CellValue.Number(text) is { } number) value = number;
                else if (!column.Explicit) value = Unfit.Instance;
                else return new($"$.{target.Field}", $"Column '{column.Name}': '{text}' is not a number.");
                return null;
            default:
                return null;
        }
    }

    private FieldError? Amount(string name, int place, Func<int, string?> cell, out decimal? amount)
    {
        amount = null;
        if (place < 0 || cell(place) is not { } text) return null;
        amount = CellValue.Number(text);
        return amount is null ? new($"$.activities[{_activities.Count}].{name}", $"Column '{plan.Columns[place].Name}': '{text}' is not a number.") : null;
    }

    private string? TimeOf(string text)
    {
        if (plan.Mapping.DateFormats.Count == 0) return text; // ISO 8601, which the reader of leads checks
        foreach (var format in plan.Mapping.DateFormats)
        {
            if (!DateTimeOffset.TryParseExact(
                text, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out var time)) continue;
            var saysOffset = format.AsSpan().IndexOfAny('z', 'K') >= 0;
            if ((saysOffset ? time.UtcDateTime : InZone(time.DateTime)) is not { } utc) return null;
            return utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>A time of the mapping's zone in UTC; null where that is before the first or after the last there is.</summary>
    private DateTime? InZone(DateTime local)
    {
        var ticks = local.Ticks - plan.Zone.GetUtcOffset(local).Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;
    }

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static AttributeValue ToAttribute(object value) => value switch
    {
        decimal number => AttributeValue.Of(number),
        bool flag => AttributeValue.Of(flag),
        _ => AttributeValue.Of((string)value),
    };

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        if (value is decimal number) json.WriteNumber(name, number);
        else if (value is bool flag) json.WriteBoolean(name, flag);
        else json.WriteString(name, (string)value);
    }

    private sealed class Unfit
    {
        public static readonly Unfit Instance = new();
    }

    private sealed record DraftActivity(string Type, string? At, decimal? Count, decimal? Seconds)
    {
        public void WriteTo(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            if (At is not null) json.WriteString("at", At);
            if (Count is { } count) json.WriteNumber("count", count);
            if (Seconds is { } seconds) json.WriteNumber("seconds", seconds);
            json.WriteEndObject();
        }
    }
}
