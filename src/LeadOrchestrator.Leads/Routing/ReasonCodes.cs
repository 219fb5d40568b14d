namespace LeadOrchestrator.Leads.Routing;

/// <summary>
/// Why a rep was or was not taken. Filters are applied in the order in which they stand here, and the first that
/// says no gives the code: what holds for everything the rep does comes before what holds for this one lead.
/// </summary>
public static class ReasonCodes
{
    /// <summary>Took the lead.</summary>
    public const string Chosen = "chosen";

    /// <summary>Could have taken it.</summary>
    public const string Eligible = "eligible";

    /// <summary>Gets nothing at all, or is not listed among the reps.</summary>
    public const string Inactive = "inactive";

    /// <summary>Is away on this day of the rep's own calendar.</summary>
    public const string OutOfOffice = "outOfOffice";

    /// <summary>Is not at work at this hour, or has a holiday.</summary>
    public const string OutsideWorkingHours = "outsideWorkingHours";

    /// <summary>Was given as many today as the rep may get in a day.</summary>
    public const string DailyCap = "dailyCap";

    /// <summary>Has as many open as the rep may have.</summary>
    public const string OpenCap = "openCap";

    /// <summary>Lacks a skill that the rule requires.</summary>
    public const string MissingSkill = "missingSkill";

    /// <summary>Does not speak the lead's language.</summary>
    public const string MissingLanguage = "missingLanguage";

    /// <summary>The lead's country and region are not in the rep's territory.</summary>
    public const string OutsideTerritory = "outsideTerritory";

    /// <summary>Must not get this lead: had it and did not respond.</summary>
    public const string Excluded = "excluded";

    /// <summary>The codes that keep a rep out, in the order in which they are looked at.</summary>
    public static IReadOnlyList<string> Filters { get; } =
    [
        Inactive, OutOfOffice, OutsideWorkingHours, DailyCap, OpenCap, MissingSkill, MissingLanguage, OutsideTerritory, Excluded,
    ];
}
