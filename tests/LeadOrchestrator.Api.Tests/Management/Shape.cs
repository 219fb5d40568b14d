using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LeadOrchestrator.Api.Tests.Management;

/// <summary>
/// Compares an answer with a recorded shape: the same properties in the same order, the same values; what differs from
/// recording to recording stands in angle brackets.
/// </summary>
internal static partial class Shape
{
    /// <summary>Says where they differ; null if they do not.</summary>
    public static string? Difference(JsonElement expected, JsonElement actual, string baseUri, string path = "$")
    {
        if (expected.ValueKind == JsonValueKind.String && expected.GetString() is { } text && text.Contains('<', StringComparison.Ordinal))
            return DifferenceFromPattern(text, actual, baseUri, path);
        if (expected.ValueKind != actual.ValueKind) return $"{path}: expected {expected}, got {actual.GetRawText()}";
        return expected.ValueKind switch
        {
            JsonValueKind.Object => DifferenceOfObjects(expected, actual, baseUri, path),
            JsonValueKind.Array => DifferenceOfLists(expected, actual, baseUri, path),
            _ => expected.GetRawText() == actual.GetRawText() ? null : $"{path}: expected {expected.GetRawText()}, got {actual.GetRawText()}",
        };
    }

    /// <summary>Whether a text is what a pattern stands for.</summary>
    public static bool Matches(string pattern, string actual, string baseUri) => pattern switch
    {
        "<seconds>" => DateTime.TryParseExact(actual, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "<ticks>" => DateTime.TryParseExact(actual, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "<offset>" => actual.EndsWith("+00:00", StringComparison.Ordinal) && DateTimeOffset.TryParse(actual, CultureInfo.InvariantCulture, out _),
        "<failure>" => Failure().IsMatch(actual),
        "<type>" => TypeName().IsMatch(actual),
        "<text>" => actual.Length > 0,
        _ => Regex.IsMatch(
            actual,
            $"^{Regex.Escape(pattern).Replace("<id>", "[0-9a-f]{32}", StringComparison.Ordinal).Replace("<base>", Regex.Escape(baseUri), StringComparison.Ordinal)}$"),
    };

    private static string? DifferenceFromPattern(string pattern, JsonElement actual, string baseUri, string path)
    {
        if (pattern == "<any>") return null;
        return actual.ValueKind == JsonValueKind.String && Matches(pattern, actual.GetString()!, baseUri)
            ? null
            : $"{path}: expected {pattern}, got {actual.GetRawText()}";
    }

    private static string? DifferenceOfObjects(JsonElement expected, JsonElement actual, string baseUri, string path)
    {
        var expectedNames = expected.EnumerateObject().Select(property => property.Name).ToList();
        var actualNames = actual.EnumerateObject().Select(property => property.Name).ToList();
        if (!expectedNames.SequenceEqual(actualNames))
            return $"{path}: expected the properties {string.Join(", ", expectedNames)}, got {string.Join(", ", actualNames)}";
        return expected.EnumerateObject()
            .Select(property => Difference(property.Value, actual.GetProperty(property.Name), baseUri, $"{path}.{property.Name}"))
            .FirstOrDefault(difference => difference is not null);
    }

    /// <summary>Instances are compared as a set: the recorded provider orders them by id, ours by age. Histories keep their order.</summary>
    private static string? DifferenceOfLists(JsonElement expected, JsonElement actual, string baseUri, string path)
    {
        var left = actual.EnumerateArray().ToList();
        if (left.Count != expected.GetArrayLength()) return $"{path}: expected {expected.GetArrayLength()} items, got {left.Count}: {actual}";
        var ordered = path.EndsWith("historyEvents", StringComparison.Ordinal);
        var wanted = ordered
            ? expected.EnumerateArray().Select((item, index) => (Item: item, Index: index))
            : expected.EnumerateArray().Select((item, index) => (Item: item, Index: index)).OrderBy(item => item.Item.GetRawText().Count(character => character == '<'));
        foreach (var (item, index) in wanted)
        {
            var match = ordered
                ? Difference(item, left[index], baseUri, $"{path}[{index}]") is null ? index : -1
                : left.FindIndex(candidate => Difference(item, candidate, baseUri) is null);
            if (match < 0) return ordered ? Difference(item, left[index], baseUri, $"{path}[{index}]") : $"{path}: nothing matches {item} in {actual}";
            if (!ordered) left.RemoveAt(match);
        }

        return null;
    }

    [GeneratedRegex(@"^[\w.]+Exception: .+$")]
    private static partial Regex Failure();

    [GeneratedRegex(@"^[\w.]+$")]
    private static partial Regex TypeName();
}
