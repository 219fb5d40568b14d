using PhoneNumbers;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>Phone numbers as people write them.</summary>
internal static class PhoneText
{
    private const int FewestDigits = 5;
    private const int MostDigits = 25;

    /// <summary>Says what is wrong with a number, or null. It need not be one that libphonenumber knows.</summary>
    public static string? Check(string phone)
    {
        const string expected = "Is not a phone number; expected digits, for example +1 212 555 0123, with spaces, dots, dashes or brackets, and ext. before an extension.";
        var digits = phone.Count(char.IsDigit);
        if (digits is < FewestDigits or > MostDigits) return expected;
        var number = phone;
        foreach (var word in (ReadOnlySpan<string>)["extension", "ext", "tel", "x"])
            number = number.Replace(word, "", StringComparison.OrdinalIgnoreCase);
        return number.All(c => char.IsDigit(c) || char.IsWhiteSpace(c) || "+-–().,/#*:;=".Contains(c, StringComparison.Ordinal)) ? null : expected;
    }

    /// <summary>
    /// The number in E.164, as far as it can be understood, else as given. A number without country code is taken to be one of
    /// the lead's country. An extension follows as in RFC 3966: <c>+12125550123;ext=7</c>.
    /// </summary>
    public static string Normalize(string phone, string? country)
    {
        var util = PhoneNumberUtil.GetInstance();
        PhoneNumber number;
        try
        {
            number = util.Parse(phone, Countries.CodeOf(country));
        }
        catch (NumberParseException)
        {
            return phone; // no country code and no country, or no number that libphonenumber could make sense of
        }

        if (!util.IsValidNumber(number)) return phone;
        var e164 = util.Format(number, PhoneNumberFormat.E164);
        return number.HasExtension && number.Extension.Length > 0 ? $"{e164};ext={number.Extension}" : e164;
    }

    /// <summary>The country of a number in E.164, as a two-letter code; null if unknown.</summary>
    public static string? CountryOf(string phone)
    {
        if (phone[0] != '+') return null;
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            return util.GetRegionCodeForNumber(util.Parse(phone, null)) is { Length: 2 } region && region != "ZZ" ? region : null;
        }
        catch (NumberParseException)
        {
            return null; // kept as given when it was read
        }
    }
}
