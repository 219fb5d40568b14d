namespace LeadOrchestrator.Leads.Intake;

/// <summary>Email addresses as people have them: <c>local@domain.tld</c>, letters of any script in both parts (RFC 6531); no quoted local parts.</summary>
internal static class EmailAddress
{
    private const string NotAllowed = "\"(),:;<>[\\]";

    /// <summary>Says what is wrong with an address, or null.</summary>
    public static string? Check(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 0) return "Is not an email address: it has no @. Expected for example name@example.com.";
        var (local, domain) = (address[..at], address[(at + 1)..]);
        if (local.Length is 0 or > 64) return "Is not an email address: 1 to 64 characters are expected before the @.";
        if (local.Any(c => c == '@' || char.IsWhiteSpace(c) || NotAllowed.Contains(c, StringComparison.Ordinal)))
            return "Is not an email address: before the last @ there must be neither another one, nor spaces, nor any of \" ( ) , : ; < > [ \\ ].";
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return "Is not an email address: dots before the @ must stand between other characters.";
        return IsDomain(domain) ? null : "Is not an email address: after the @ a domain such as example.com is expected.";
    }

    /// <summary>Whether this is a host name with at least two labels.</summary>
    public static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return domain.Length <= 253 && labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsDigit);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
        && label.All(c => c == '-' || char.IsLetterOrDigit(c) || char.IsSurrogate(c) || IsMark(c));

    private static bool IsMark(char c) => char.GetUnicodeCategory(c)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
