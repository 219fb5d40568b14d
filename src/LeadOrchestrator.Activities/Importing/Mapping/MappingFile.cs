using System.Globalization;
using System.Text.Json;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Activities.Importing.Mapping;

/// <summary>Reads a mapping file and checks all of it that does not depend on the file to be imported.</summary>
public static class MappingFile
{
    private static readonly DateTimeOffset Sample = new(2026, 3, 31, 21, 45, 30, TimeSpan.Zero);

    /// <summary>Says what is wrong with a mapping file; null if it can be used.</summary>
    public static string? Problem(byte[] utf8Json)
    {
        try
        {
            _ = Read(utf8Json);
            return null;
        }
        catch (InvalidDataException exception)
        {
            return exception.Message;
        }
    }

    /// <exception cref="InvalidDataException">It is not a mapping; the message says where and why.</exception>
    internal static ColumnMapping Read(byte[] utf8Json)
    {
        try
        {
            if (!JsonUnicode.IsValid(utf8Json)) throw new InvalidDataException($"The mapping {JsonUnicode.Problem}");
            var mapping = JsonSerializer.Deserialize(utf8Json, MappingJson.Default.ColumnMapping) ?? throw new JsonException("An object is expected.");
            Check(mapping);
            return mapping;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The mapping is not valid: {exception.Message}", exception);
        }
    }

    private static void Check(ColumnMapping mapping)
    {
        CheckNames("columns", mapping.Columns.Keys.Select(name => name.Trim()));
        if (mapping.Empty.Any(value => value is null)) throw Invalid("empty", "holds null; expected texts");
        for (var index = 0; index < mapping.Activities.Count; index++)
        {
            if (mapping.Activities[index] is not { } activity) throw Invalid($"activities[{index}]", "is null; expected an object");
            CheckNames($"activities[{index}].types", activity.Types?.Keys ?? []);
        }

        for (var index = 0; index < mapping.DateFormats.Count; index++)
            if (!IsDateFormat(mapping.DateFormats[index]))
                throw Invalid($"dateFormats[{index}]", $"is '{mapping.DateFormats[index]}'; expected how dates are written, for example dd.MM.yyyy HH:mm");
    }

    /// <summary>Names are compared without regard to case, so two that differ in nothing else mean the same.</summary>
    private static void CheckNames(string path, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
            if (!seen.Add(name)) throw Invalid($"{path}['{name}']", "is there twice: case does not count");
    }

    /// <summary>Whether what is written by the format can be read by it.</summary>
    private static bool IsDateFormat(string? format)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(format) && DateTimeOffset.TryParseExact(
                Sample.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture,
                DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out _);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static InvalidDataException Invalid(string path, string problem) => new($"The mapping's $.{path} {problem}.");
}
