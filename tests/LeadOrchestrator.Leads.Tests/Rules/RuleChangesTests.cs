using System.Text.Json.Nodes;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Leads.Tests.Rules;

public sealed class RuleChangesTests
{
    [Fact]
    public void Describe_LabelAlone_SaysSo() => Assert.Equal("nothing but the label", Describe(rules => rules["label"] = "new"));

    [Fact]
    public void Describe_RepsRulesAndFigures_AreCountedAndNamed()
    {
        var text = Describe(rules =>
        {
            var reps = rules["routing"]!["reps"]!.AsArray();
            foreach (var id in new[] { "new-1", "new-2" })
            {
                var rep = reps[0]!.DeepClone();
                rep["id"] = id;
                reps.Add(rep);
            }

            reps[0]!["dailyCap"] = 3;
            rules["followUp"]!["rules"]![0]!["name"] = "Another name";
            rules["scoring"]!["fit"]!["max"] = 41;
        });

        Assert.Contains("2 reps added ('new-1', 'new-2')", text, StringComparison.Ordinal);
        Assert.Contains("1 rep changed (", text, StringComparison.Ordinal);
        Assert.Contains("1 follow-up rule added ('Another name'), 1 follow-up rule removed (", text, StringComparison.Ordinal);
        Assert.EndsWith("scoring.fit.max changed", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_OtherOrder_IsAChange() // the first rule that matches decides
    {
        Assert.Equal("order of follow-up rules changed", Describe(rules =>
        {
            var list = rules["followUp"]!["rules"]!.AsArray();
            var first = list[0]!;
            list.RemoveAt(0);
            list.Insert(1, first);
        }));
    }

    private static string Describe(Action<JsonNode> change)
    {
        var changed = JsonNode.Parse(DefaultRules.Document)!;
        change(changed);
        return RuleChanges.Describe(Read(DefaultRules.Document), Read(changed.ToJsonString()));
    }

    private static RuleSet Read(string document)
    {
        var reading = RuleDocument.Read(document);
        Assert.Empty(reading.Errors);
        return reading.Rules!;
    }
}
