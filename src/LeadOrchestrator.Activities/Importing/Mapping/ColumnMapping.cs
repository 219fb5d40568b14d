using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadOrchestrator.Activities.Importing.Mapping;

/// <summary>A mapping file: which column becomes what. Columns that it does not name go by their own names, then to <c>attributes</c>.</summary>
internal sealed class ColumnMapping
{
    /// <summary>Goes by column names alone.</summary>
    public static ColumnMapping None { get; } = new();

    /// <summary>The address of a schema, for editors.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    /// <summary>For people.</summary>
    public string? Description { get; set; }

    /// <summary>What separates fields; null to tell from the header.</summary>
    public string? Delimiter { get; set; }

    /// <summary>Values that mean nothing, for example <c>Select</c>; compared without regard to case.</summary>
    public IReadOnlyList<string> Empty { get; set; } = [];

    /// <summary>By column name: a field's name, <c>attributes.NAME</c>, <c>ignore</c>, or a <see cref="ColumnRule"/>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Columns { get; set; } = new Dictionary<string, JsonElement>();

    /// <summary>What becomes of columns that are not named: <c>match</c> (by name, else attributes), <c>attributes</c> or <c>ignore</c>.</summary>
    public string Others { get; set; } = "match";

    /// <summary>By field: a value for every lead, whatever the columns say.</summary>
    public IReadOnlyDictionary<string, JsonElement> Constants { get; set; } = new Dictionary<string, JsonElement>();

    /// <summary>By field: a value for leads whose column is empty.</summary>
    public IReadOnlyDictionary<string, JsonElement> Defaults { get; set; } = new Dictionary<string, JsonElement>();

    /// <summary>Activities that columns tell of.</summary>
    public IReadOnlyList<ActivityRule> Activities { get; set; } = [];

    /// <summary>How dates of activities are written, as .NET format strings, tried in order; none for ISO 8601.</summary>
    public IReadOnlyList<string> DateFormats { get; set; } = [];

    /// <summary>The IANA time zone of dates without offset. Default: UTC.</summary>
    public string TimeZone { get; set; } = "UTC";
}

/// <summary>What becomes of one column, where its field's name alone does not say it.</summary>
/// <param name="Field">A field's name, <c>attributes.NAME</c>, or <c>ignore</c>.</param>
/// <param name="Values">By value in the file (without regard to case): the value it stands for; null for none.</param>
/// <param name="Optional">Whether files may lack the column.</param>
internal sealed record ColumnRule(string Field, IReadOnlyDictionary<string, JsonElement>? Values = null, bool Optional = false);

/// <summary>An activity that columns tell of. Without a type, or with a count or time of zero, there is none.</summary>
/// <param name="Type">The type; null to take it from <paramref name="TypeColumn"/>.</param>
/// <param name="TypeColumn">The column that names the type: <c>Email Opened</c> becomes <c>email-opened</c>.</param>
/// <param name="Types">By value of that column: the type it stands for; null for none.</param>
/// <param name="AtColumn">The column that says when.</param>
/// <param name="CountColumn">The column that says how often.</param>
/// <param name="SecondsColumn">The column that says for how many seconds.</param>
internal sealed record ActivityRule(
    string? Type = null, string? TypeColumn = null, IReadOnlyDictionary<string, string?>? Types = null,
    string? AtColumn = null, string? CountColumn = null, string? SecondsColumn = null);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(ColumnMapping))]
[JsonSerializable(typeof(ColumnRule))]
internal sealed partial class MappingJson : JsonSerializerContext;
