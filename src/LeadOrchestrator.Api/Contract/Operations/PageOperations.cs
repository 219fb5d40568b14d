using static LeadOrchestrator.Api.Contract.ApiParameter;

namespace LeadOrchestrator.Api.Contract.Operations;

/// <summary>What the pages for people, and the document itself, promise.</summary>
internal static class PageOperations
{
    private const string Tag = "Pages";

    public static readonly ApiOperation Dashboard = Page("Dashboard", "The dashboard");

    public static readonly ApiOperation DashboardFile = File("DashboardFile", "What the dashboard is made of");

    public static readonly ApiOperation Start = Page("StartPage", "The dashboard, as a one-machine host's start page");

    public static readonly ApiOperation StartFile = File("StartPageFile", "What the start page is made of");

    public static readonly ApiOperation OpenApi = new("OpenApi", Tag, "This document")
    {
        Open = true,
        Parameters = [IfNoneMatch],
        Answers = [ApiAnswer.Json<System.Text.Json.Nodes.JsonObject>(200, "The OpenAPI 3.1 document.", "ETag"), ApiAnswer.NotModified],
    };

    private static ApiOperation Page(string name, string summary) => new(name, Tag, summary)
    {
        Open = true,
        Parameters = [IfNoneMatch],
        Answers = [ApiAnswer.Text(200, "The page.", "text/html", "ETag"), ApiAnswer.NotModified],
        RefusesUnknownParameters = false, // a page is opened from mails and chats, which add parameters of their own
    };

    private static ApiOperation File(string name, string summary) => new(name, Tag, summary)
    {
        Open = true,
        Parameters = [InPath("name", "The file.", "app.js"), IfNoneMatch],
        Answers = [ApiAnswer.Text(200, "The file, in a type of its own.", "text/javascript", "ETag"), ApiAnswer.NotModified],
        Problems = [404],
        RefusesUnknownParameters = false,
    };
}
