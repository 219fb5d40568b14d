using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Timelines;
using static LeadOrchestrator.Api.Contract.ApiParameter;

namespace LeadOrchestrator.Api.Contract.Operations;

/// <summary>What the routes under <c>/api/leads</c> promise.</summary>
internal static class LeadOperations
{
    private const string Tag = "Leads";

    private static readonly ApiParameter Id = InPath("id", "The lead's id.", "web-20260331-0001");

    private static readonly string[] Statuses = ["Pending", "Running", "Parked", "Completed", "Failed", "Suspended", "Terminated"];

    public static readonly ApiOperation Submit = new("SubmitLead", Tag, "Submit a lead")
    {
        Description = "Starts the lead's run; when the answer comes, the start is durable. The same lead again is answered with the run that exists.",
        Parameters =
        [
            Number("wait", "How many seconds to wait for the outcome.", 0, 30, 0),
            Header("Idempotency-Key", "Any text of your own that names this submission, for example a UUID; 1 to 200 visible ASCII characters. Sent again with the same id and content it is answered with what exists; with another id or other content it is refused with 422, until retention forgets it. Only hashes of it are stored.", "6f1c7a52-9a1e-4b8e-8a55-0f2f3d1c9b77"),
        ],
        Body = ApiBody.Json<Lead>("The lead; one of `id`, `email` and `phone` is required."),
        Answers =
        [
            ApiAnswer.Json<LeadView>(200, "With `wait`: the lead is completed, and this is its outcome."),
            ApiAnswer.Json<LeadAccepted>(202, "The lead is on its way, or was submitted before (`result`).", "Location", "Retry-After"),
        ],
        Problems = [409, 413, 415, 422],
    };

    public static readonly ApiOperation List = new("ListLeads", Tag, "List leads, newest first")
    {
        Description = "A page may hold fewer leads than asked for although there are more, where matches are rare: go on while there is a `continuationToken`.",
        Parameters =
        [
            SomeOf("status", "Where they stand.", Statuses), Time("from", "Submitted at or after."), Time("to", "Submitted at or before."),
            Text("grade", "How their grade begins: `A`, or `A1`.", "A"), Text("owner", "The id of the rep who has them.", "ana"),
            Text("search", "What id, name, company, email, phone or source holds, in any case.", "example"),
            OneOf("view", "`summary`: one line a lead, with name and company, instead of the whole outcome.", "summary", "full"),
            Number("top", "How many at most.", 1, 1000, 50), ContinuationToken,
        ],
        Answers = [ApiAnswer.Json<LeadPage>(200, "A page of leads;"), ApiAnswer.Json<LeadSummaryPage>(200, "with `view=summary`, one line each.")],
    };

    public static readonly ApiOperation Get = new("GetLead", Tag, "Where one lead stands")
    {
        Description = "Holds no personal data of the person and no key.",
        Parameters = [Id, IfNoneMatch],
        Answers = [ApiAnswer.Json<LeadView>(200, "The lead.", "ETag"), ApiAnswer.NotModified],
        Problems = [404],
    };

    public static readonly ApiOperation Erase = new("EraseLead", Tag, "Erase a lead and its personal data")
    {
        Parameters = [Id],
        Answers = [ApiAnswer.Json<LeadErasure>(200, "What was erased.")],
        Problems = [404],
    };

    public static readonly ApiOperation Event = new("RaiseLeadEvent", Tag, "Tell a lead's run that something happened")
    {
        Description = "`responded` (`{ at?, by? }`) tells the watch that a person has responded; `redrive` (`{ step? }`) repeats what is parked, or one step of it. Any other event is raised on the run as it is.",
        Parameters = [Id, InPath("name", "The event's name.", "responded")],
        Body = new ApiBody("What goes with the event; may be left out.", typeof(System.Text.Json.JsonElement), "application/json") { Optional = true },
        Answers = [ApiAnswer.Empty(202, "The event is stored and will be seen.", "Location")],
        Problems = [404, 409, 413, 415],
    };

    public static readonly ApiOperation Export = new("ExportLead", Tag, "Everything kept of a lead, for the person it is about")
    {
        Description = "Holds personal data, so it needs the scope admin, and is noted in the audit log.",
        Parameters = [Id],
        Answers = [ApiAnswer.Json<LeadExportView>(200, "What is kept.", "Content-Disposition")],
        Problems = [404],
    };

    public static readonly ApiOperation Record = new("LeadRecord", Tag, "The lead as submitted, and everything recorded of its run")
    {
        Description = "Holds personal data.",
        Parameters = [Id],
        Answers = [ApiAnswer.Json<LeadRecordView>(200, "The record.")],
        Problems = [404],
    };

    public static readonly ApiOperation Timeline = new("LeadTimeline", Tag, "Where the time of one lead went")
    {
        Parameters = [Id],
        Answers = [ApiAnswer.Json<TimelineAnalysis>(200, "The analysis.")],
        Problems = [404, 409],
    };

    public static readonly ApiOperation TimelineSvg = new("LeadTimelineSvg", Tag, "The same as a Gantt chart")
    {
        Parameters = [Id],
        Answers = [ApiAnswer.Text(200, "The drawing.", "image/svg+xml")],
        Problems = [404, 409],
    };
}
