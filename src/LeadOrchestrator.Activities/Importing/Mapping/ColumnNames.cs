namespace LeadOrchestrator.Activities.Importing.Mapping;

/// <summary>Fields that columns are known to stand for, by their usual names; case, spaces and punctuation do not matter.</summary>
internal static class ColumnNames
{
    private static readonly Dictionary<string, FieldTarget[]> Known = Build(new()
    {
        ["id"] = "id, lead id, prospect id, record id, contact id, external id, uuid",
        ["email"] = "email, e-mail, mail, email address, e-mail address, email id, mail address, work email, business email",
        ["phone"] = "phone, phone number, telephone, telephone number, tel, mobile, mobile phone, mobile number, cell, cell phone, contact number, work phone, business phone",
        ["firstName"] = "first name, given name, forename, first, fname",
        ["lastName"] = "last name, surname, family name, last, lname",
        ["company"] = "company, company name, organization, organisation, organization name, organisation name, account, account name, employer, business name",
        ["website"] = "website, web site, web, company website, homepage, url",
        ["jobTitle"] = "job title, title, position, job position, role, job role",
        ["industry"] = "industry, sector, vertical",
        ["employees"] = "employees, number of employees, no of employees, employee count, company size, headcount, staff",
        ["annualRevenue"] = "annual revenue, revenue, turnover, annual turnover",
        ["country"] = "country, country name, country code",
        ["region"] = "region, state, state/province, province, county",
        ["city"] = "city, town",
        ["language"] = "language, preferred language, lang, locale",
        ["source"] = "source, lead source, original source",
        ["campaign"] = "campaign, campaign name, utm campaign",
        ["message"] = "message, comment, comments, enquiry, inquiry, question",
        ["consent.email"] = "consent.email, email consent, email opt-in, may email",
        ["consent.call"] = "consent.call, call consent, phone consent, call opt-in, phone opt-in, may call",
        ["!consent.email"] = "do not email, don't email, no email, email opt-out, has opted out of email, unsubscribed, do not contact",
        ["!consent.call"] = "do not call, don't call, no call, call opt-out, phone opt-out, do not contact",
    });

    /// <summary>What a column of this name stands for; empty if it is not known.</summary>
    public static IReadOnlyList<FieldTarget> Find(string column) => Known.GetValueOrDefault(Plain(column), []);

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static Dictionary<string, FieldTarget[]> Build(Dictionary<string, string> names) => names
        .SelectMany(entry => entry.Value.Split(", ").Select(name => (
            Name: Plain(name), Target: new FieldTarget(entry.Key.TrimStart('!'), Inverted: entry.Key.StartsWith('!')))))
        .GroupBy(entry => entry.Name, entry => entry.Target, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
}

/// <summary>A field that a column fills.</summary>
/// <param name="Field">Its name, as <see cref="Leads.Intake.LeadFields"/> has it.</param>
/// <param name="Inverted">For consent: the column says what is <i>not</i> allowed. A no then allows nothing by itself: nothing was said.</param>
internal sealed record FieldTarget(string Field, bool Inverted);
