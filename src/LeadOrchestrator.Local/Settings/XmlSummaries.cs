using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LeadOrchestrator.Local.Settings;

/// <summary>Reads the summaries that the compiler wrote beside the assemblies.</summary>
internal sealed partial class XmlSummaries
{
    private readonly Dictionary<Assembly, Dictionary<string, string>> _read = [];

    public string Of(PropertyInfo property)
    {
        if (property.GetCustomAttribute<DescriptionAttribute>() is { } description) return description.Description;
        var type = property.DeclaringType!;
        if (!_read.TryGetValue(type.Assembly, out var members)) _read.Add(type.Assembly, members = Read(type.Assembly));
        var name = type.FullName!.Replace('+', '.');

        // A positional record documents its properties as parameters.
        var text = members.GetValueOrDefault($"P:{name}.{property.Name}") ?? members.GetValueOrDefault($"T:{name}#{property.Name}") ?? "";
        return text;
    }

    /// <summary>A summary without its sentence about the default.</summary>
    public static string WithoutDefault(string summary) => DefaultSentence().Replace(summary, "").Trim();

    private static Dictionary<string, string> Read(Assembly assembly)
    {
        var path = Path.ChangeExtension(Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".dll"), ".xml");
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return members;
        foreach (var member in XDocument.Load(path).Descendants("member"))
        {
            var name = member.Attribute("name")!.Value;
            if (member.Element("summary") is { } summary) members[name] = Text(summary);
            foreach (var parameter in member.Elements("param")) members[$"{name}#{parameter.Attribute("name")!.Value}"] = Text(parameter);
        }

        return members;
    }

    private static string Text(XElement element)
    {
        var words = element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "seealso" } see =>
                (see.Attribute("cref") ?? see.Attribute("langword") ?? see.Attribute("href"))?.Value.Split('.', ':')[^1] ?? see.Value,
            XElement { Name.LocalName: "paramref" } reference => reference.Attribute("name")?.Value ?? "",
            XElement inner => inner.Value,
            _ => "",
        });
        return Whitespace().Replace(string.Concat(words), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"(?<=^|\. |; )Default(s to|:)? [^.]*(\.\S[^.]*)*\.?$")]
    private static partial Regex DefaultSentence();
}
