using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace LeadOrchestrator.Local.Settings;

/// <summary>
/// Every setting with its default and meaning, read from the options classes and their documentation:
/// what the help says cannot differ from what the code does.
/// </summary>
internal sealed class SettingsCatalog
{
    private readonly XmlSummaries _summaries = new();

    public SettingsCatalog(IEnumerable<OptionsSection> sections)
    {
        Sections = [.. sections];
        Settings = [.. Sections.SelectMany(section =>
            Describe(section.Name, section.Type, Create(section.Type), section.Hidden))];
    }

    public IReadOnlyList<OptionsSection> Sections { get; }

    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>The setting that a key names, or null.</summary>
    public Setting? Find(string key) => Settings.FirstOrDefault(setting => setting.Matches(key));

    private IEnumerable<Setting> Describe(string prefix, Type type, object? defaults, IReadOnlyList<string> hidden)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (hidden.Contains(property.Name) || property.GetIndexParameters().Length > 0) continue;
            var value = defaults is null ? null : property.GetValue(defaults);
            if (!property.CanWrite && IsSimple(property.PropertyType)) continue;
            foreach (var setting in Describe($"{prefix}:{property.Name}", property, property.PropertyType, value)) yield return setting;
        }
    }

    private IEnumerable<Setting> Describe(string key, PropertyInfo property, Type declared, object? value)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (IsSimple(type))
            return [ToSetting(key, property, type, Write(value))];
        if (TableValue(type) is { } tableValue)
            return Describe($"{key}:{Setting.AnyName}", property, tableValue, value: null);
        if (ListItem(type) is { } item)
            return Describe($"{key}:{Setting.AnyIndex}", property, item, value: null);
        return Describe(key, type, value ?? Create(type), []);
    }

    private Setting ToSetting(string key, PropertyInfo property, Type type, string? value)
    {
        // Where the real default is shown, the sentence about it would only repeat it.
        var summary = _summaries.Of(property);
        return new(key, type, Expected(property, type), value, value is null ? summary : XmlSummaries.WithoutDefault(summary));
    }

    private static bool IsSimple(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) || type.IsEnum || type == typeof(Uri)
            || TypeDescriptor.GetConverter(type) is { } converter && converter.GetType() != typeof(TypeConverter)
                && converter is not CollectionConverter && converter.CanConvertFrom(typeof(string));
    }

    private static Type? TableValue(Type type) => GenericArguments(type, typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>))?[1];

    private static Type? ListItem(Type type) => type.IsArray ? type.GetElementType() : GenericArguments(type, typeof(IEnumerable<>))?[0];

    private static Type[]? GenericArguments(Type type, params Type[] definitions) =>
        type.GetInterfaces().Prepend(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && definitions.Contains(candidate.GetGenericTypeDefinition()))
            ?.GetGenericArguments();

    private static object? Create(Type type) => type.GetConstructor(Type.EmptyTypes) is null ? null : Activator.CreateInstance(type);

    private static string Expected(PropertyInfo property, Type type)
    {
        var kind = type switch
        {
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(string) => "text",
            _ when type == typeof(Uri) => "an address",
            _ when type == typeof(TimeSpan) => "a time as [days.]hours:minutes:seconds",
            _ when type.IsEnum => string.Join(", ", Enum.GetNames(type)),
            _ when type == typeof(int) || type == typeof(long) || type == typeof(short) => "a whole number",
            _ => "a number",
        };
        return property.GetCustomAttribute<RangeAttribute>() is { } range
            ? $"{kind}, {Bound(range.Minimum)} to {Bound(range.Maximum)}"
            : property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed ? string.Join(", ", allowed.Values) : kind;
    }

    private static string Bound(object bound) => Write(bound) ?? "";

    private static string? Write(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        "" => null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
