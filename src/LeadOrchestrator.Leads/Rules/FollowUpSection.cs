using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>Reads the <c>followUp</c> section.</summary>
internal static class FollowUpSection
{
    private const int MostRules = 500;

    private static readonly FieldNames Names = new("description", "respondWithin", "rules");
    private static readonly FieldNames RuleNames = new("name", "description", "when", "action", "respondWithin");
    private static readonly string[] PersonalActions =
        [.. Enum.GetValues<FollowUpAction>().Where(FollowUpActions.NeedsPerson).Select(FollowUpActions.NameOf)];
    private static readonly FieldNames RespondWithinNames = new(PersonalActions);

    public static FollowUpRules? Read(JsonFields document)
    {
        if (document.Require("followUp", "an object with \"respondWithin\" and \"rules\"") is not { } value
            || JsonFields.Of(value, document.PathOf("followUp"), Names, document.Errors) is not { } section) return null;
        section.Text("description");
        return new FollowUpRules(ReadRules(section), ReadRespondWithin(section));
    }

    private static Dictionary<FollowUpAction, TimeSpan> ReadRespondWithin(JsonFields section)
    {
        Dictionary<FollowUpAction, TimeSpan> times = [];
        var expectation = $"an object with {string.Join(", ", PersonalActions.Select(name => $"\"{name}\""))}: within what time each must be done";
        if (section.Require("respondWithin", expectation) is not { } value
            || JsonFields.Of(value, section.PathOf("respondWithin"), RespondWithinNames, section.Errors) is not { } fields) return times;
        foreach (var name in PersonalActions)
            if (fields.Require(name, DurationText.Expected) is not null && DocumentText.Duration(fields, name) is { } time)
                times[FollowUpActions.Find(name)!.Value] = time;
        return times;
    }

    private static IReadOnlyList<FollowUpRule> ReadRules(JsonFields section)
    {
        List<(FollowUpRule Rule, bool HasCondition, string Path)> rules = [];
        if (section.Require("rules", "an array of rules, the last of them without \"when\"") is null) return [];
        foreach (var (element, path) in section.Array("rules", MostRules))
            if (JsonFields.Of(element, path, RuleNames, section.Errors) is { } fields) rules.Add((ReadRule(fields), fields.Find("when") is not null, path));

        DocumentText.ReportDuplicates(rules.Where(rule => rule.Rule.Name.Length > 0).Select(rule => ((string?)rule.Rule.Name, $"{rule.Path}.name")), section.Errors);
        ReachableRules.Report([.. rules.Select(rule => ((string?)rule.Rule.Name, rule.HasCondition, rule.Path))], section.Errors);
        if (rules.All(rule => rule.HasCondition) && section.Find("rules") is { ValueKind: System.Text.Json.JsonValueKind.Array })
            section.Error("rules", "No rule takes the leads that the others leave over; end with one without \"when\".");
        return [.. rules.Select(rule => rule.Rule)];
    }

    private static FollowUpRule ReadRule(JsonFields fields)
    {
        fields.Text("description");
        var name = DocumentText.Name(fields, "name");
        var when = new ConditionReader(RuleStage.FollowUp).Read(fields, "when");
        var expectation = $"one of {string.Join(", ", FollowUpActions.Names)}";
        var text = fields.Require("action", expectation) is null ? null : fields.Text("action");
        var action = text is null ? null : FollowUpActions.Find(text);
        if (text is not null && action is null) fields.Error("action", FieldNames.Unknown("action", text, FollowUpActions.Names));
        var within = DocumentText.Duration(fields, "respondWithin");
        if (action is { } known && !FollowUpActions.NeedsPerson(known) && fields.Find("respondWithin") is not null)
            fields.Error("respondWithin", $"Has no meaning with \"{text}\", for which nobody has to respond; leave it out.");
        return new FollowUpRule(name ?? "", when, action ?? FollowUpAction.Disqualify, within);
    }
}
