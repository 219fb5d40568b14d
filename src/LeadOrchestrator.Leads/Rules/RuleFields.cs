using System.Collections.Frozen;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Routing;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>The fields that conditions can ask about, by name.</summary>
internal static class RuleFields
{
    private const string AttributePrefix = "attributes.";

    private static readonly FrozenDictionary<string, RuleField> Fields = OfLead().Concat(Decided()).ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>The names, in alphabetical order, with a placeholder for those of attributes and activities.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Fields.Keys.Order(StringComparer.Ordinal), "attributes.<name>", "activity.<type>.count", "activity.<type>.seconds", "activity.<type>.daysAgo"];

    /// <summary>The field of that name; null if there is none.</summary>
    public static RuleField? Find(string name)
    {
        if (Fields.TryGetValue(name, out var field)) return field;
        if (name.StartsWith(AttributePrefix, StringComparison.Ordinal) && name.Length > AttributePrefix.Length)
        {
            var attribute = name[AttributePrefix.Length..];
            return new RuleField(name, RuleFieldKind.Any, RuleStage.Scoring, subject => FieldValue.Of(AttributeOf(subject.Lead, attribute)));
        }
        return ActivityFields.Find(name);
    }

    private static IEnumerable<RuleField> OfLead()
    {
        yield return Text("id", lead => lead.Id);
        yield return Text("email", lead => lead.Email);
        yield return Text("email.domain", lead => DomainOf(lead.Email));
        yield return Flag("email.free", lead => DomainOf(lead.Email) is { } domain ? FreeMailProviders.Has(domain) : null);
        yield return Text("phone", lead => lead.Phone);
        yield return new("phone.country", RuleFieldKind.Country, RuleStage.Scoring, subject => FieldValue.Of(subject.Lead.Phone is { } phone ? PhoneText.CountryOf(phone) : null));
        yield return Text("firstName", lead => lead.FirstName);
        yield return Text("lastName", lead => lead.LastName);
        yield return Text("company", lead => lead.Company);
        yield return Text("website", lead => lead.Website);
        yield return Text("jobTitle", lead => lead.JobTitle);
        yield return Text("industry", lead => lead.Industry);
        yield return Number("employees", lead => lead.Employees);
        yield return Number("annualRevenue", lead => lead.AnnualRevenue);
        yield return new("country", RuleFieldKind.Country, RuleStage.Scoring, subject => FieldValue.Of(subject.Lead.Country));
        yield return Text("region", lead => lead.Region);
        yield return Text("city", lead => lead.City);
        yield return new("language", RuleFieldKind.Language, RuleStage.Scoring, subject => FieldValue.Of(subject.Lead.Language));
        yield return Text("source", lead => lead.Source);
        yield return Text("campaign", lead => lead.Campaign);
        yield return Text("message", lead => lead.Message);
        yield return Flag("consent.email", lead => lead.Consent?.Email);
        yield return Flag("consent.call", lead => lead.Consent?.Call);
    }

    private static IEnumerable<RuleField> Decided()
    {
        yield return new("score", RuleFieldKind.Number, RuleStage.FollowUp, subject => FieldValue.Of((decimal?)subject.Score?.Value));
        yield return new("fit", RuleFieldKind.Number, RuleStage.FollowUp, subject => FieldValue.Of((decimal?)subject.Score?.Fit));
        yield return new("engagement", RuleFieldKind.Number, RuleStage.FollowUp, subject => FieldValue.Of((decimal?)subject.Score?.Engagement));
        yield return new("grade", RuleFieldKind.Text, RuleStage.FollowUp, subject => FieldValue.Of(subject.Score?.Grade))
        {
            Values = [.. "ABCD".SelectMany(fit => "1234".Select(engagement => $"{fit}{engagement}"))],
        };
        yield return new("followUp", RuleFieldKind.Text, RuleStage.Routing, subject => FieldValue.Of(subject.FollowUp is { } plan ? FollowUpActions.NameOf(plan.Action) : null))
        {
            Values = FollowUpActions.Names,
        };
    }

    private static RuleField Text(string name, Func<Lead, string?> read) =>
        new(name, RuleFieldKind.Text, RuleStage.Scoring, subject => FieldValue.Of(read(subject.Lead)));

    private static RuleField Number(string name, Func<Lead, decimal?> read) =>
        new(name, RuleFieldKind.Number, RuleStage.Scoring, subject => FieldValue.Of(read(subject.Lead)));

    private static RuleField Flag(string name, Func<Lead, bool?> read) =>
        new(name, RuleFieldKind.Flag, RuleStage.Scoring, subject => FieldValue.Of(read(subject.Lead)));

    private static string? DomainOf(string? email) => email?[(email.LastIndexOf('@') + 1)..];

    private static AttributeValue? AttributeOf(Lead lead, string name)
    {
        if (lead.Attributes.TryGetValue(name, out var value)) return value;
        foreach (var (key, other) in lead.Attributes)
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return other;
        return null;
    }
}
