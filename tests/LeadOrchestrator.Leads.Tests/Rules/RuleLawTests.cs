using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using LeadOrchestrator.Leads.Rules;

namespace LeadOrchestrator.Leads.Tests.Rules;

/// <summary>What holds for every rule document, and for anything else that is read as one.</summary>
public sealed class RuleLawTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void Hash_PropertiesInAnyOrderAndAnyWhiteSpace_IsTheSame() => Gen.Int.Sample(
        seed =>
        {
            var shuffled = Shuffle(JsonNode.Parse(Samples.Rules)!, new Random(seed)).ToJsonString(seed % 2 == 0 ? Indented : null);
            Assert.Equal(RuleText.Sample.Version, RuleDocument.Read(shuffled).Rules!.Version);
        },
        iter: 20);

    [Theory]
    [InlineData("scoring/engagement/halfLifeDays", "14.0")]
    [InlineData("scoring/engagement/halfLifeDays", "1.4e1")]
    [InlineData("$schema", "\"https://example.com/rules.schema.json\"")]
    [InlineData("$schema", null)]
    public void Hash_SameContentWrittenOtherwise_IsTheSame(string place, string? value) =>
        Assert.Equal(RuleText.Sample.Version, RuleDocument.Read(RuleText.Changed(place, value)).Rules!.Version);

    [Theory]
    [InlineData("label", "\"other\"")]
    [InlineData("scoring/fit/rules/0/points", "17")]
    [InlineData("scoring/engagement/halfLifeDays", "14.5")]
    [InlineData("routing/teams/1/members/1/weight", "3")]
    public void Hash_OtherContent_IsAnother(string place, string value) =>
        Assert.NotEqual(RuleText.Sample.Version.Hash, RuleDocument.Read(RuleText.Changed(place, value)).Rules!.Version.Hash);

    [Fact]
    public void Hash_RulesInAnotherOrder_IsAnother()
    {
        var root = JsonNode.Parse(Samples.Rules)!;
        var rules = root["followUp"]!["rules"]!.AsArray();
        var first = rules[0]!;
        rules.RemoveAt(0);
        rules.Insert(1, first);

        Assert.NotEqual(RuleText.Sample.Version.Hash, RuleDocument.Read(root.ToJsonString()).Rules!.Version.Hash);
    }

    [Fact]
    public void Read_DamagedDocument_NeverThrowsAndAlwaysAnswers() =>
        Gen.Select(Gen.Int[0, Samples.Rules.Length - 1], Gen.Char, Gen.Int[0, 2]).Array[1, 4].Sample(
            damages =>
            {
                var text = Samples.Rules;
                foreach (var (at, character, kind) in damages)
                {
                    var index = Math.Min(at, text.Length - 1);
                    text = kind switch
                    {
                        0 => text.Remove(index, 1),
                        1 => text.Insert(index, character.ToString()),
                        _ => text.Remove(index, 1).Insert(index, character.ToString()),
                    };
                }
                AnswersOnce(text);
            },
            iter: 300);

    [Fact]
    public void Read_ValueOfAnotherKindAnywhere_NeverThrowsAndAlwaysAnswers() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.OneOf("null", "true", "-1", "1e999", "\"\"", "\"\\ud800\"", "[]", "[null]", "{}", "{\"x\":1}")).Sample(
            (pick, value) =>
            {
                var root = JsonNode.Parse(Samples.Rules)!;
                var all = Descendants(root).ToList();
                all[pick % all.Count].ReplaceWith("here");
                AnswersOnce(root.ToJsonString().Replace("\"here\"", value, StringComparison.Ordinal));
            },
            iter: 300);

    private static void AnswersOnce(string document)
    {
        var reading = RuleDocument.Read(document);
        Assert.Equal(reading.Rules is null, reading.Errors.Count > 0);
        Assert.All(reading.Errors, error => Assert.StartsWith("$", error.Path, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        var children = node switch
        {
            JsonObject @object => @object.Select(property => property.Value),
            JsonArray array => array,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Descendants(child).Prepend(child));
    }

    private static JsonNode Shuffle(JsonNode node, Random random)
    {
        if (node is JsonArray array) return new JsonArray([.. array.Select(item => item is null ? null : Shuffle(item, random))]);
        if (node is not JsonObject @object) return node.DeepClone();
        var properties = @object.Select(property => KeyValuePair.Create(property.Key, property.Value is null ? null : Shuffle(property.Value, random))).ToArray();
        random.Shuffle(properties);
        return new JsonObject(properties);
    }
}
