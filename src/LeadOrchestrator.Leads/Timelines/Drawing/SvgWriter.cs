using System.Globalization;
using System.Text;
using System.Xml;

namespace LeadOrchestrator.Leads.Timelines.Drawing;

/// <summary>Writes well-formed SVG, whatever the texts hold: they are escaped, and what XML cannot hold is replaced.</summary>
internal sealed class SvgWriter : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    public SvgWriter(double width, double height, string id, string title, string description)
    {
        _xml = XmlWriter.Create(_text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n" });
        Begin("svg",
            ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width:0.##} {height:0.##}")),
            ("width", width), ("height", height), ("class", "lo"),
            ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"));
        Element("title", Clean(title), ("id", $"{id}-title"));
        Element("desc", Clean(description), ("id", $"{id}-desc"));
        Element("style", SvgStyle.Css);
        Rect(0, 0, width, height, "lo-page");
    }

    public override string ToString()
    {
        _xml.Flush();
        return _text.ToString();
    }

    /// <summary>Closes what is open and returns the whole.</summary>
    public string Finish()
    {
        _xml.WriteEndDocument();
        return ToString();
    }

    /// <summary>A group; a tooltip is what a pointer shows over it.</summary>
    public void BeginGroup(string? css, string? tooltip = null, params (string Name, object Value)[] attributes)
    {
        Begin("g", css is null ? attributes : [("class", css), .. attributes]);
        if (tooltip is not null) Element("title", Clean(tooltip));
    }

    public void Begin(string name, params (string Name, object Value)[] attributes)
    {
        _xml.WriteStartElement(name, Namespace);
        foreach (var (attribute, value) in attributes)
            _xml.WriteAttributeString(attribute, Clean(value is double number ? Number(number) : value.ToString() ?? ""));
    }

    public void End() => _xml.WriteEndElement();

    public void Rect(double x, double y, double width, double height, string css, double radius = 0) => Element("rect", null,
        ("x", x), ("y", y), ("width", Math.Max(0, width)), ("height", Math.Max(0, height)), ("rx", radius), ("class", css));

    public void Line(double x1, double y1, double x2, double y2, string css) =>
        Element("line", null, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("class", css));

    public void Path(string data, string css) => Element("path", null, ("d", data), ("class", css));

    public void Text(double x, double y, string text, string css) => Element("text", Clean(text), ("x", x), ("y", y), ("class", css));

    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    public void Dispose() => _xml.Dispose();

    private void Element(string name, string? text, params (string Name, object Value)[] attributes)
    {
        Begin(name, attributes);
        if (text is not null) _xml.WriteString(text);
        End();
    }

    /// <summary>Replaces control characters and halves of characters by �.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value < 0x10000 && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }
}
