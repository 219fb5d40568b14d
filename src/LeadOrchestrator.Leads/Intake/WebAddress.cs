namespace LeadOrchestrator.Leads.Intake;

/// <summary>Web addresses: with http or https, or without a scheme. Anything else could be harmful where it is shown as a link.</summary>
internal static class WebAddress
{
    /// <summary>Says what is wrong with an address, or null.</summary>
    public static string? Check(string address)
    {
        const string expected = "Is not a web address; expected for example https://www.example.com or www.example.com.";
        if (address.Any(char.IsWhiteSpace)) return expected;
        var full = address.Contains("://", StringComparison.Ordinal) ? address : $"https://{address}";
        return Uri.TryCreate(full, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.UserInfo.Length == 0
            && EmailAddress.IsDomain(uri.Host)
            ? null
            : expected;
    }
}
