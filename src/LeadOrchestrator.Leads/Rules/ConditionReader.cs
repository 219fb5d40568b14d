using System.Text.Json;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads conditions: <c>{ "field": …, test: … }</c>, or <c>all</c>, <c>any</c>, <c>not</c> of other conditions.</summary>
internal sealed class ConditionReader(RuleStage stage)
{
    private const int MostConditions = 200;
    private static readonly string[] Shapes = ["all", "any", "not", "field"];
    private static readonly FieldNames Names = new([.. Shapes, .. FieldTestReader.Names]);

    /// <summary>The condition in a field, or null if there is none or it is wrong.</summary>
    public Condition? Read(JsonFields parent, string name) =>
        parent.Find(name) is { } value ? Read(value, parent.PathOf(name), parent.Errors) : null;

    private Condition? Read(JsonElement element, string path, ErrorList errors)
    {
        var before = errors.Count;
        if (JsonFields.Of(element, path, Names, errors) is not { } fields) return null;
        List<string> shapes = [.. Shapes.Where(fields.Has)];
        if (shapes.Count != 1)
        {
            errors.Add(path, shapes.Count == 0
                ? "A condition needs \"field\", \"all\", \"any\" or \"not\"; leave \"when\" out for a rule that matches every lead."
                : $"Has {string.Join(" and ", shapes.Select(shape => $"\"{shape}\""))}; a condition has one of them: combine with \"all\" or \"any\".");
            return null;
        }

        if (shapes[0] == "field") return ReadField(fields, before);
        foreach (var test in FieldTestReader.Names.Where(fields.Has)) fields.Error(test, "A test needs a \"field\" beside it.");
        if (shapes[0] == "not") return Read(fields, "not") is { } inner ? new Not(inner) : null;

        if (fields.Find(shapes[0]) is not { } list || IsEmptyArray(list))
        {
            fields.Error(shapes[0], "Expected an array of at least one condition.");
            return null;
        }

        List<Condition> parts = [.. fields.Array(shapes[0], MostConditions).Select(part => Read(part.Value, part.Path, errors)).OfType<Condition>()];
        return shapes[0] == "all" ? new AllOf(parts) : new AnyOf(parts);
    }

    private FieldCondition? ReadField(JsonFields fields, int before)
    {
        if (fields.Require("field", "the name of a field") is null || fields.Text("field") is not { } name) return null;
        if (RuleFields.Find(name) is not { } field)
        {
            fields.Error("field", Unknown(name));
            return null;
        }

        if (field.From > stage)
        {
            fields.Error("field", $"\"{name}\" is not yet known in this section; it is from {(field.From == RuleStage.FollowUp ? "\"followUp\"" : "\"routing\"")} on.");
            return null;
        }

        var tests = FieldTestReader.Read(fields, field);
        if (tests.Count == 0 && fields.Errors.Count == before)
            fields.Errors.Add(fields.Path, $"Has no test; add one of {string.Join(", ", FieldTestReader.Names)}.");
        return new FieldCondition(field, tests);
    }

    private static string Unknown(string name) => name.StartsWith("activity.", StringComparison.Ordinal)
        ? $"Unknown field \"{JsonPath.Shorten(name)}\"; of an activity there are count, seconds and daysAgo, as in \"activity.email-opened.count\"."
        : FieldNames.Unknown("field", name, RuleFields.Names);

    private static bool IsEmptyArray(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;
}
