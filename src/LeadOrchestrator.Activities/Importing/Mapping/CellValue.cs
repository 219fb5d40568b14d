using System.Globalization;
using System.Text.RegularExpressions;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Importing.Mapping;

/// <summary>Reads what people write into cells; what is not clearly a number or a yes stays text.</summary>
internal static partial class CellValue
{
    private static readonly HashSet<string> Yes = new(["yes", "y", "true", "1", "x", "on"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> No = new(["no", "n", "false", "0", "off"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Yes or no; null if it is neither.</summary>
    public static bool? Flag(string text) => Yes.Contains(text) ? true : No.Contains(text) ? false : null;

    /// <summary>A number as people write it, with thousands separated and a currency sign before or after; null if it is not clearly one.</summary>
    public static decimal? Number(string text)
    {
        var plain = text.Trim(' ', '\u00A0', '$', '€', '£', '₹').Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
        if (CommaThousands().IsMatch(plain)) plain = plain.Replace(",", "", StringComparison.Ordinal);
        else if (DotThousands().IsMatch(plain)) plain = plain.Replace(".", "", StringComparison.Ordinal);
        else if (!PlainNumber().IsMatch(plain)) return null;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }

    /// <summary>
    /// The value of an attribute: <c>true</c> and <c>false</c>, and numbers of up to 15 digits, are taken for what they are;
    /// leading zeros, longer numbers and everything else stay text, for they may be codes.
    /// </summary>
    public static AttributeValue Attribute(string text)
    {
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase)) return AttributeValue.Of(true);
        if (text.Equals("false", StringComparison.OrdinalIgnoreCase)) return AttributeValue.Of(false);
        return text.Count(char.IsAsciiDigit) <= 15 && AttributeNumber().IsMatch(text)
            ? AttributeValue.Of(decimal.Parse(text, CultureInfo.InvariantCulture))
            : AttributeValue.Of(text);
    }

    /// <summary>A type of activity: <c>Email Opened</c> becomes <c>email-opened</c>.</summary>
    public static string Slug(string text) => NotWord().Replace(text.Trim().ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex(@"^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?\z")]
    private static partial Regex CommaThousands();

    [GeneratedRegex(@"^[0-9]{1,3}(\.[0-9]{3}){2,}\z")]
    private static partial Regex DotThousands();

    [GeneratedRegex(@"^-?[0-9]{1,28}(\.[0-9]+)?\z")]
    private static partial Regex PlainNumber();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z")]
    private static partial Regex AttributeNumber();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NotWord();
}
