using LeadOrchestrator.Leads.Processes.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LeadOrchestrator.Leads.Processes;

/// <summary>Reads process maps from YAML.</summary>
public static class ProcessMapYaml
{
    /// <summary>Reads and checks a map: one document, without aliases and tags.</summary>
    /// <exception cref="ProcessMapException">It cannot be read or is not sound: what is wrong, by path and line.</exception>
    public static ProcessMap Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ProcessMapReader.Read(Parse(text));
    }

    private static DocNode Parse(string text)
    {
        var builder = new DocBuilder();
        var parser = new Parser(new StringReader(text));
        try
        {
            while (Advance(parser)) Take(parser.Current!, builder);
        }
        catch (YamlException exception)
        {
            throw DocBuilder.Problem("$", (int)exception.Start.Line, $"this is no YAML: {exception.Message}");
        }

        return builder.Root ?? throw DocBuilder.Problem("$", 1, "the text is empty; expected a map with the fields 'name' and 'steps'.");
    }

    /// <summary>The parser fails in a way of its own when a flow map is broken off by a text over several lines.</summary>
    private static bool Advance(Parser parser)
    {
        var line = (int)(parser.Current?.End.Line ?? 1);
        try
        {
            return parser.MoveNext();
        }
        catch (InvalidOperationException)
        {
            throw DocBuilder.Problem("$", line, "this is no YAML: a bracket or brace is not closed where a new line begins.");
        }
    }

    private static void Take(ParsingEvent token, DocBuilder builder)
    {
        var line = (int)token.Start.Line;
        switch (token)
        {
            case DocumentStart when builder.Root is not null:
                throw DocBuilder.Problem("$", line, "there is a second document; one text is one process.");
            case AnchorAlias alias:
                throw DocBuilder.Problem("$", line, $"the alias *{alias.Value} is not supported; write it out.");
            case Scalar name when builder.ExpectsName:
                builder.Name(name.Value, line);
                break;
            case MappingStart or SequenceStart when builder.ExpectsName:
                throw DocBuilder.Problem("$", line, "a field's name is a text, not a list or a map.");
            case Scalar { Style: ScalarStyle.Plain, Value: "" or "~" or "null" }:
                builder.Value(null, line);
                break;
            case Scalar scalar:
                builder.Value(scalar.Value, line);
                break;
            case MappingStart or SequenceStart:
                builder.Begin(token is SequenceStart, line);
                break;
            case MappingEnd or SequenceEnd:
                builder.End();
                break;
        }
    }
}
