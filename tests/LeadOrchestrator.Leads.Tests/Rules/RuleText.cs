using System.Text.Json;
using System.Text.Json.Nodes;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Leads.Tests.Rules;

/// <summary>Rule documents for tests: the sample with something changed.</summary>
internal static class RuleText
{
    public static RuleSet Sample { get; } = RuleDocument.Read(Samples.Rules).Rules!;

    /// <summary>The sample with the value at a place, such as <c>routing/reps/0/timeZone</c>, replaced, added or, without a value, removed.</summary>
    public static string Changed(string place, string? value)
    {
        var root = JsonNode.Parse(Samples.Rules)!;
        var steps = place.Split('/');
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray array ? array[int.Parse(step)]! : node[step]!);
        var last = steps[^1];
        switch (parent)
        {
            case JsonArray array when last == "+":
                array.Add(JsonNode.Parse(value!));
                break;
            case JsonArray array when value is null:
                array.RemoveAt(int.Parse(last));
                break;
            case JsonArray array:
                array[int.Parse(last)] = JsonNode.Parse(value);
                break;
            case JsonObject @object when value is null:
                @object.Remove(last);
                break;
            case JsonObject @object:
                @object[last] = JsonNode.Parse(value);
                break;
        }
        return root.ToJsonString();
    }

    /// <summary>A condition, read as one of the section given.</summary>
    public static Condition Condition(string json, RuleStage stage = RuleStage.Routing)
    {
        var (condition, errors) = ReadCondition(json, stage);
        Assert.Empty(errors);
        return Assert.IsType<Condition>(condition, exactMatch: false);
    }

    public static (Condition? Condition, IReadOnlyList<FieldError> Errors) ReadCondition(string json, RuleStage stage = RuleStage.Routing)
    {
        using var document = JsonDocument.Parse($$"""{ "when": {{json}} }""");
        var errors = new Reading.ErrorList();
        var fields = Reading.JsonFields.Of(document.RootElement, "$", new Reading.FieldNames("when"), errors)!;
        return (new ConditionReader(stage).Read(fields, "when"), errors.ToList());
    }
}
