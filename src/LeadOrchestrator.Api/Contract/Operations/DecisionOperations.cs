using LeadOrchestrator.Activities.Preview;
using LeadOrchestrator.Api.Contract.Document;
using LeadOrchestrator.Api.Health;
using LeadOrchestrator.Api.Reports;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Timelines;
using static LeadOrchestrator.Api.Contract.ApiParameter;

namespace LeadOrchestrator.Api.Contract.Operations;

/// <summary>What preview, process, reports, stream and health promise.</summary>
internal static class DecisionOperations
{
    private static readonly ApiParameter From = Time("from", "Submitted at or after."), To = Time("to", "Submitted at or before.");

    public static readonly ApiOperation Preview = new("Preview", "Decisions", "What would be decided, without writing")
    {
        Description = "The body is a lead, an array of leads, or `{ leads, rules }` with draft rules to compare with.",
        Parameters = [Flag("skipInvalid", "List invalid leads under `refused` instead of refusing all.", false)],
        Body = ApiBody.Json<PreviewRequest>("What to decide."),
        Answers = [ApiAnswer.Json<PreviewReport>(200, "The decisions.")],
        Problems = [413, 415],
    };

    public static readonly ApiOperation Process = new("Process", "Decisions", "The lead's path with measured durations")
    {
        Parameters = [],
        Answers = [ApiAnswer.Json<ProcessAnalysis>(200, "The analysis.")],
    };

    public static readonly ApiOperation ProcessSvg = new("ProcessSvg", "Decisions", "The same as a flow chart")
    {
        Parameters = [Flag("counts", "Write on each step how many of the latest leads took it, or are parked there.", false)],
        Answers = [ApiAnswer.Text(200, "The drawing.", "image/svg+xml")],
    };

    public static readonly ApiOperation Savings = new("SavingsReport", "Reports", "What running at once saved")
    {
        Parameters = [From, To, Number("top", "How many of the newest completed leads to look at.", 1, 1_000_000, 10_000), IfNoneMatch],
        Answers = [ApiAnswer.Json<SavingsReport>(200, "The report.", "ETag"), ApiAnswer.NotModified],
    };

    public static readonly ApiOperation Speed = new("SpeedReport", "Reports", "Speed to lead")
    {
        Description = "From submission until a rep has it, sales know it, all is done, a person has responded; times in milliseconds.",
        Parameters = [From, To, Number("top", "How many of the newest completed leads to look at.", 1, 100_000, 1000), IfNoneMatch],
        Answers = [ApiAnswer.Json<SpeedReport>(200, "The report.", "ETag"), ApiAnswer.NotModified],
    };

    public static readonly ApiOperation Assignments = new("AssignmentsReport", "Reports", "The load of the reps")
    {
        Parameters = [Time("from", "The first day; the last seven if not said."), Time("to", "The last day."), IfNoneMatch],
        Answers = [ApiAnswer.Json<AssignmentsReport>(200, "The report.", "ETag"), ApiAnswer.NotModified],
    };

    public static readonly ApiOperation Unassigned = new("UnassignedReport", "Reports", "The house queue, longest waiting first")
    {
        Parameters = [Number("top", "How many at most.", 1, 1000, 50), ContinuationToken, IfNoneMatch],
        Answers = [ApiAnswer.Json<UnassignedPage>(200, "A page of the queue.", "ETag"), ApiAnswer.NotModified],
    };

    public static readonly ApiOperation Stream = new("Stream", "Operation", "Hear when something has changed")
    {
        Description = "Server-sent events: `open` once, then `changed` whenever one of the 50 newest leads, or the one of `lead`, has changed. What has changed is then asked for as always.",
        Parameters = [Text("lead", "The id of a lead to watch besides the newest.", "web-20260331-0001")],
        Answers = [ApiAnswer.Text(200, "The events, as they happen.", "text/event-stream")],
    };

    public static readonly ApiOperation Access = new("Access", "Operation", "Who the caller is taken for, and what they may do")
    {
        Answers = [ApiAnswer.Json<AccessView>(200, "The caller's name and scopes.")],
    };

    public static readonly ApiOperation Audit = new("Audit", "Operation", "Who changed what, and who tried to, newest first")
    {
        Description = "Holds no personal data of leads.",
        Parameters =
        [
            Time("from", "At or after."), Time("to", "At or before."), Text("who", "The key's name, or the subject of a token.", "web-form"),
            Number("top", "How many at most.", 1, 1000, 100), ContinuationToken,
        ],
        Answers = [ApiAnswer.Json<AuditPage>(200, "A page of the audit log.")],
    };

    public static readonly ApiOperation Health = new("Health", "Operation", "How the host is")
    {
        Description = "Open to anybody; details are told to callers with the key alone.",
        Open = true,
        Answers =
        [
            ApiAnswer.Json<HealthView>(200, "Healthy, or degraded."),
            ApiAnswer.Json<HealthView>(503, "Unhealthy: new leads cannot be stored, or something else that they need is missing."),
        ],
    };

    public static readonly ApiOperation Job = new("RunJob", "Operation", "Run a scheduled job now")
    {
        Description = "As the Functions host does for its timers.",
        Parameters = [InPath("name", "The job.", "UnassignedSweep") with { Schema = """{"type":"string","enum":["DailyDigest","RetentionPurge","UnassignedSweep"]}""" }],
        Body = new ApiBody("`{}`; the jobs take no input.", typeof(JobInput), "application/json") { Optional = true },
        Answers = [ApiAnswer.Empty(202, "The run is asked for.")],
        Problems = [404, 413, 415],
        RefusesUnknownParameters = false,
    };
}
