using System.Globalization;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>What a field holds: a text, a number, or true/false.</summary>
internal readonly record struct FieldValue(string? Text, decimal? Number, bool? Flag)
{
    public static FieldValue? Of(string? text) => text is null ? null : new FieldValue(text, null, null);

    public static FieldValue? Of(decimal? number) => number is null ? null : new FieldValue(null, number, null);

    public static FieldValue? Of(bool? flag) => flag is null ? null : new FieldValue(null, null, flag);

    public static FieldValue? Of(AttributeValue? value) => value is null ? null : new FieldValue(value.Text, value.Number, value.Flag);

    /// <summary>As a text, as people write it.</summary>
    public string AsText() => Text ?? Number?.ToString(CultureInfo.InvariantCulture) ?? (Flag == true ? "true" : "false");

    /// <summary>As a number: files know no types, so a text such as <c>674</c> or <c>2.5</c> counts as one.</summary>
    public decimal? AsNumber() => Number
        ?? (decimal.TryParse(Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>As true or false: files say yes and no.</summary>
    public bool? AsFlag() => Flag ?? Text?.ToUpperInvariant() switch
    {
        "TRUE" or "YES" => true,
        "FALSE" or "NO" => false,
        _ => null,
    };
}
