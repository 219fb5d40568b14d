using System.Text;
using System.Text.Json;
using CsCheck;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Tests.Intake;

/// <summary>What holds for every lead, and for anything else that is sent.</summary>
public sealed class LeadLawTests
{
    private static readonly byte[] Sample = Encoding.UTF8.GetBytes(
        """{"id":"a","email":"a@example.com","phone":"+1 212 555 0123","employees":12,"consent":{"call":true},"activities":[{"type":"x","at":"2026-11-20","count":2}],"attributes":{"k":"\u00e4","n":1.5}}""");

    [Fact]
    public void Read_AnyBytes_NeverThrowsAndAlwaysAnswers() => Gen.Byte.Array[0, 200].Sample(AnswersOnce);

    [Fact]
    public void Read_DamagedLead_NeverThrowsAndAlwaysAnswers() =>
        Gen.Select(Gen.Int[0, Sample.Length - 1], Gen.Byte, Gen.Int[0, 2]).Array[1, 6].Sample(damages =>
        {
            List<byte> bytes = [.. Sample];
            foreach (var (at, value, kind) in damages)
            {
                var index = Math.Min(at, bytes.Count - 1);
                if (kind == 0) bytes[index] = value;
                else if (kind == 1) bytes.Insert(index, value);
                else bytes.RemoveAt(index);
            }
            AnswersOnce([.. bytes]);
        });

    [Fact]
    public void Read_AnyJson_NeverThrowsAndAlwaysAnswers()
    {
        var leaf = Gen.OneOf(Gen.String.Select(text => JsonSerializer.Serialize(text)), Gen.Double.Where(double.IsFinite).Select(number => JsonSerializer.Serialize(number)), Gen.OneOf("null", "true", "[]", "{}", "1e999", "-0"));
        var key = Gen.OneOf("id", "email", "phone", "employees", "consent", "activities", "attributes", "message", "source", "x");
        var value = Gen.OneOf(leaf, leaf.Array[0, 3].Select(items => $"[{string.Join(",", items)}]"), Gen.Select(key, leaf).Array[0, 3].Select(Object));
        Gen.Select(key, value).Array[0, 8].Select(Object).Sample(json => AnswersOnce(Encoding.UTF8.GetBytes(json)));

        static string Object((string Key, string Value)[] fields) => $"{{{string.Join(",", fields.Select(field => $"\"{field.Key}\":{field.Value}"))}}}";
    }

    [Fact]
    public void Write_AnyLead_IsReadAsTheSameLead() => LeadGen.Lead.Sample(lead =>
    {
        var reading = LeadReader.Read(LeadWriter.Write(lead));

        Assert.Empty(reading.Errors);
        Assert.Equal(LeadWriter.Write(lead), LeadWriter.Write(reading.Lead!));
        Assert.Equal(LeadIdentity.ContentHash(lead), LeadIdentity.ContentHash(reading.Lead!));
    });

    [Fact]
    public void ContentHash_AttributesInAnotherOrder_IsTheSame() => LeadGen.Lead.Sample(lead => Assert.Equal(
        LeadIdentity.ContentHash(lead),
        LeadIdentity.ContentHash(lead with { Attributes = lead.Attributes.Reverse().ToDictionary(pair => pair.Key, pair => pair.Value) })));

    [Fact]
    public void ContentHash_NumberWithTrailingZeros_IsTheSame() => Assert.Equal(
        LeadIdentity.ContentHash(LeadText.With("""  "annualRevenue": 1.5, "attributes": { "n": 2 } """)),
        LeadIdentity.ContentHash(LeadText.With("""  "annualRevenue": 1.50, "attributes": { "n": 2.000 } """)));

    [Fact]
    public void ContentHash_AnythingElseChanged_IsAnother() => LeadGen.Lead.Sample(lead =>
    {
        Lead[] others =
        [
            lead with { FirstName = lead.FirstName + "x" }, lead with { Company = lead.Company + "x" }, lead with { Source = lead.Source + "x" },
            lead with { Employees = (lead.Employees ?? 0) + 1 }, lead with { AnnualRevenue = (lead.AnnualRevenue ?? 0) + 0.01m },
            lead with { Consent = new Consent(lead.Consent?.Email != true, lead.Consent?.Call) },
            lead with { Activities = [.. lead.Activities, new LeadActivity("x", null, null, null)] },
            lead with { Attributes = lead.Attributes.Append(new("never generated", AttributeValue.Of(true))).ToDictionary(pair => pair.Key, pair => pair.Value) },
        ];
        Assert.Equal(others.Length + 1, others.Append(lead).Select(LeadIdentity.ContentHash).Distinct().Count());
    });

    private static void AnswersOnce(byte[] bytes)
    {
        var reading = LeadReader.Read(bytes);
        Assert.Equal(reading.Lead is null, reading.Errors.Count > 0);
        Assert.All(reading.Errors, error => Assert.StartsWith("$", error.Path, StringComparison.Ordinal));
    }
}
