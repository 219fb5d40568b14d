namespace LeadOrchestrator.Leads.Intake;

/// <summary>A lead as it was submitted, normalized. One of <see cref="Id"/>, <see cref="Email"/> and <see cref="Phone"/> is always there.</summary>
/// <param name="Id">The sender's id; becomes the orchestration's instance id.</param>
/// <param name="Email">Lower case.</param>
/// <param name="Phone">E.164 where the number could be understood, else as given.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Company">Company name.</param>
/// <param name="Website">Company web site.</param>
/// <param name="JobTitle">Job title.</param>
/// <param name="Industry">Industry.</param>
/// <param name="Employees">Number of employees.</param>
/// <param name="AnnualRevenue">Annual revenue, in the currency the rules are written for.</param>
/// <param name="Country">Country: name or ISO 3166 code, as given.</param>
/// <param name="Region">State or region.</param>
/// <param name="City">City.</param>
/// <param name="Language">Language: name or BCP 47 tag, as given.</param>
/// <param name="Source">Where the lead came from, for example <c>web-form</c>; <c>unknown</c> if not said.</param>
/// <param name="Campaign">The campaign that brought it.</param>
/// <param name="Message">What the person wrote.</param>
/// <param name="Consent">What the person allows; null where nothing was said.</param>
/// <param name="Activities">What the person did.</param>
/// <param name="Attributes">Everything else.</param>
public sealed record Lead(
    string? Id,
    string? Email,
    string? Phone,
    string? FirstName,
    string? LastName,
    string? Company,
    string? Website,
    string? JobTitle,
    string? Industry,
    int? Employees,
    decimal? AnnualRevenue,
    string? Country,
    string? Region,
    string? City,
    string? Language,
    string Source,
    string? Campaign,
    string? Message,
    Consent? Consent,
    IReadOnlyList<LeadActivity> Activities,
    IReadOnlyDictionary<string, AttributeValue> Attributes);

/// <summary>What a person allows. Null means that nothing was said; false is never overruled.</summary>
/// <param name="Email">Whether emails are allowed.</param>
/// <param name="Call">Whether calls are allowed.</param>
public sealed record Consent(bool? Email, bool? Call);

/// <summary>Something a person did, for example opened an email.</summary>
/// <param name="Type">What, for example <c>email-opened</c>.</param>
/// <param name="At">When; null where unknown (it then counts as done now).</param>
/// <param name="Count">How often; null for once.</param>
/// <param name="Seconds">For how long, in seconds.</param>
public sealed record LeadActivity(string Type, DateTimeOffset? At, int? Count, double? Seconds);
