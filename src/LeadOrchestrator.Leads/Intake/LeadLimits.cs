namespace LeadOrchestrator.Leads.Intake;

/// <summary>How much a lead may hold. Lengths are in UTF-16 code units, counted after trimming; what is beyond is an error, never cut.</summary>
public static class LeadLimits
{
    /// <summary>Longest <see cref="Lead.Id"/>.</summary>
    public const int Id = LeadIdentity.MaxIdLength;

    /// <summary>Longest <see cref="Lead.Email"/> (RFC 5321, 4.5.3.1.3: a path of 256 with its two brackets).</summary>
    public const int Email = 254;

    /// <summary>Longest <see cref="Lead.Phone"/>.</summary>
    public const int Phone = 40;

    /// <summary>Longest <see cref="Lead.FirstName"/> and <see cref="Lead.LastName"/>, each.</summary>
    public const int PersonName = 100;

    /// <summary>Longest <see cref="Lead.Company"/>.</summary>
    public const int Company = 200;

    /// <summary>Longest <see cref="Lead.Website"/>.</summary>
    public const int Website = 500;

    /// <summary>Longest <see cref="Lead.JobTitle"/>.</summary>
    public const int JobTitle = 200;

    /// <summary>Longest <see cref="Lead.Industry"/>.</summary>
    public const int Industry = 100;

    /// <summary>Longest <see cref="Lead.Country"/>, <see cref="Lead.Region"/> and <see cref="Lead.City"/>, each.</summary>
    public const int Place = 100;

    /// <summary>Longest <see cref="Lead.Language"/>.</summary>
    public const int Language = 50;

    /// <summary>Longest <see cref="Lead.Source"/>.</summary>
    public const int Source = 100;

    /// <summary>Longest <see cref="Lead.Campaign"/>.</summary>
    public const int Campaign = 200;

    /// <summary>Longest <see cref="Lead.Message"/>.</summary>
    public const int Message = 10_000;

    /// <summary>Greatest <see cref="Lead.Employees"/>.</summary>
    public const int Employees = 10_000_000;

    /// <summary>Greatest <see cref="Lead.AnnualRevenue"/>.</summary>
    public const decimal AnnualRevenue = 1_000_000_000_000_000m;

    /// <summary>Most <see cref="Lead.Activities"/>.</summary>
    public const int Activities = 200;

    /// <summary>Longest <see cref="LeadActivity.Type"/>.</summary>
    public const int ActivityType = 100;

    /// <summary>Greatest <see cref="LeadActivity.Count"/>.</summary>
    public const int ActivityCount = 1_000_000;

    /// <summary>Greatest <see cref="LeadActivity.Seconds"/>: a year.</summary>
    public const int ActivitySeconds = 31_622_400;

    /// <summary>Most <see cref="Lead.Attributes"/>.</summary>
    public const int Attributes = 100;

    /// <summary>Longest name of an attribute.</summary>
    public const int AttributeName = 100;

    /// <summary>Longest text of an attribute.</summary>
    public const int AttributeText = 2_000;
}
