using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>The fields of one lead, read in the order in which people know them.</summary>
internal sealed class LeadForm(JsonFields fields)
{
    private static readonly string[] Own = [.. LeadFields.All.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal))];

    public static readonly FieldNames Names = new([.. Own, "consent", "activities", "attributes"]);

    private static readonly FieldNames ConsentNames = new("email", "call");

    /// <summary>What to say of an unknown field.</summary>
    public static string Unknown(string name) =>
        FieldNames.Nearest(name, [.. Own, "consent", "activities", "attributes"]) is { } nearest
            ? $"Unknown field \"{JsonPath.Shorten(name)}\"; did you mean \"{nearest}\"? A field of your own goes into \"attributes\"."
            : $"Unknown field \"{JsonPath.Shorten(name)}\"; a field of your own goes into \"attributes\".";

    /// <summary>The lead; to be used only if nothing was reported.</summary>
    public Lead Read()
    {
        var country = Text("country", LeadLimits.Place);
        var lead = new Lead(
            Id: Checked("id", LeadLimits.Id, LeadIdentity.CheckId),
            Email: Checked("email", LeadLimits.Email, EmailAddress.Check)?.ToLowerInvariant(),
            Phone: Checked("phone", LeadLimits.Phone, PhoneText.Check) is { } phone ? PhoneText.Normalize(phone, country) : null,
            FirstName: Text("firstName", LeadLimits.PersonName),
            LastName: Text("lastName", LeadLimits.PersonName),
            Company: Text("company", LeadLimits.Company),
            Website: Checked("website", LeadLimits.Website, WebAddress.Check),
            JobTitle: Text("jobTitle", LeadLimits.JobTitle),
            Industry: Text("industry", LeadLimits.Industry),
            Employees: fields.WholeNumber("employees", 0, LeadLimits.Employees),
            AnnualRevenue: fields.Number("annualRevenue", 0, LeadLimits.AnnualRevenue),
            Country: country,
            Region: Text("region", LeadLimits.Place),
            City: Text("city", LeadLimits.Place),
            Language: Text("language", LeadLimits.Language),
            Source: Text("source", LeadLimits.Source) ?? "unknown",
            Campaign: Text("campaign", LeadLimits.Campaign),
            Message: Text("message", LeadLimits.Message, manyLines: true),
            Consent: ReadConsent(),
            Activities: ActivityReader.Read(fields),
            Attributes: AttributeReader.Read(fields));

        // An identity that is there but wrong has been reported as what it is.
        if (lead is { Id: null, Email: null, Phone: null } && !WasReported("id") && !WasReported("email") && !WasReported("phone"))
            fields.Errors.Add(fields.Path, "Has none of \"id\", \"email\" and \"phone\"; one of them is needed to know the lead by.");
        return lead;
    }

    private bool WasReported(string name) => fields.Errors.ToList().Any(error => error.Path == fields.PathOf(name));

    private string? Text(string name, int maxLength, bool manyLines = false) =>
        TextRules.Clean(fields.Text(name), maxLength, manyLines, fields.PathOf(name), fields.Errors);

    private string? Checked(string name, int maxLength, Func<string, string?> check)
    {
        if (Text(name, maxLength) is not { } text) return null;
        if (check(text) is not { } problem) return text;
        fields.Error(name, problem);
        return null;
    }

    private Consent? ReadConsent()
    {
        if (fields.Find("consent") is not { } value) return null;
        if (JsonFields.Of(value, fields.PathOf("consent"), ConsentNames, fields.Errors) is not { } consent) return null;
        var (email, call) = (consent.Flag("email"), consent.Flag("call"));
        return email is null && call is null ? null : new Consent(email, call);
    }
}
