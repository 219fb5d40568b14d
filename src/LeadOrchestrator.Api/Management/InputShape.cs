using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Management;

/// <summary>
/// Holds JSON against the type that an orchestration takes, and names every place where it does not fit. The orchestration itself
/// would read what is missing as nothing, and fail where it is used, long after the start was accepted.
/// </summary>
internal sealed class InputShape
{
    private const int MaxErrors = 20;

    private static readonly JsonSerializerOptions Options = new(OrchestrationJson.Default.Options) { AllowDuplicateProperties = false };

    private readonly List<FieldError> _errors = [];

    /// <summary>Reads a value of a type, or says what does not fit: nothing may be missing, and nothing be there twice.</summary>
    public static (T? Value, IReadOnlyList<FieldError> Errors) Read<T>(JsonElement json) where T : class
    {
        var shape = new InputShape();
        shape.Check(json, typeof(T), "$");
        T? value = null;
        if (shape._errors.Count == 0 && !TryRead(json, Options.GetTypeInfo(typeof(T)), out value))
            shape.Add("$", "cannot be read; is a member there twice?");
        return (value, shape._errors);
    }

    private void Check(JsonElement value, Type type, string path)
    {
        if (_errors.Count == MaxErrors) return;
        var info = Options.GetTypeInfo(type);
        if (info.Kind == JsonTypeInfoKind.Object) CheckObject(value, info, path);
        else if (info is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }) CheckArray(value, element, path);
        else if (!TryRead<object>(value, info, out _)) Add(path, $"is not {Expected(type)}.");
    }

    private void CheckObject(JsonElement value, JsonTypeInfo info, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(path, "is not an object.");
            return;
        }

        foreach (var property in info.Properties)
        {
            if (property.AssociatedParameter is not { } parameter) continue;
            var at = $"{path}.{property.Name}";
            if (value.TryGetProperty(property.Name, out var given) && given.ValueKind != JsonValueKind.Null) Check(given, property.PropertyType, at);
            else if (!parameter.IsNullable && !parameter.HasDefaultValue) Add(at, "is missing.");
        }
    }

    private void CheckArray(JsonElement value, Type element, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(path, "is not an array.");
            return;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray()) Check(item, element, $"{path}[{index++}]");
    }

    private void Add(string path, string message)
    {
        if (_errors.Count < MaxErrors) _errors.Add(new(path, message));
    }

    private static bool TryRead<T>(JsonElement json, JsonTypeInfo info, out T? value) where T : class
    {
        try
        {
            value = (T?)json.Deserialize(info);
            return value is not null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            value = null;
            return false;
        }
    }

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var some when some == typeof(string) => "a text",
        var some when some == typeof(bool) => "true or false",
        var some when some == typeof(int) || some == typeof(long) => "a whole number that fits",
        var some when some == typeof(decimal) || some == typeof(double) => "a number that fits",
        var some when some == typeof(DateTimeOffset) => "a time such as 2026-03-31T09:30:00Z",
        var some when some == typeof(TimeSpan) => "a span of time such as 00:30:00",
        { IsEnum: true } some => $"one of {string.Join(", ", Enum.GetNames(some))}",
        _ => "what is expected here",
    };
}
