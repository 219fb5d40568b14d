using System.Text.Json;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Starting;

/// <summary>Finds where two leads differ, to tell a sender what is in conflict.</summary>
internal static class LeadDifference
{
    /// <summary>The JSON path of the first field that differs; null if none does.</summary>
    public static string? FirstPath(Lead left, Lead right)
    {
        using var first = JsonDocument.Parse(LeadWriter.Write(left));
        using var second = JsonDocument.Parse(LeadWriter.Write(right));
        return FirstPath("$", first.RootElement, second.RootElement);
    }

    private static string? FirstPath(string path, JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind) return path;
        return left.ValueKind switch
        {
            JsonValueKind.Object => InObjects(path, left, right),
            JsonValueKind.Array => InArrays(path, left, right),
            _ => JsonElement.DeepEquals(left, right) ? null : path,
        };
    }

    private static string? InObjects(string path, JsonElement left, JsonElement right)
    {
        foreach (var field in left.EnumerateObject())
        {
            var at = Of(path, field.Name);
            if (!right.TryGetProperty(field.Name, out var other)) return at;
            if (FirstPath(at, field.Value, other) is { } found) return found;
        }

        foreach (var field in right.EnumerateObject())
            if (!left.TryGetProperty(field.Name, out _)) return Of(path, field.Name);
        return null;
    }

    private static string? InArrays(string path, JsonElement left, JsonElement right)
    {
        var shared = Math.Min(left.GetArrayLength(), right.GetArrayLength());
        for (var index = 0; index < shared; index++)
            if (FirstPath($"{path}[{index}]", left[index], right[index]) is { } found) return found;
        return left.GetArrayLength() == right.GetArrayLength() ? null : $"{path}[{shared}]";
    }

    /// <summary>As JSONPath (RFC 9535) writes it, and as the paths of errors in leads do.</summary>
    private static string Of(string path, string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? $"{path}.{name}"
            : $"{path}['{name}']";
}
