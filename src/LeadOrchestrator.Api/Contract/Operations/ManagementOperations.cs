using System.Text.Json;
using LeadOrchestrator.Api.Contract.Document;
using LeadOrchestrator.Api.Http;
using static LeadOrchestrator.Api.Contract.ApiParameter;

namespace LeadOrchestrator.Api.Contract.Operations;

/// <summary>What Durable Functions' own management API promises, as both hosts answer it.</summary>
internal static class ManagementOperations
{
    private const string Tag = "Management";

    private static readonly ApiParameter Id = InPath("id", "The instance's id.", "web-20260331-0001");

    private static readonly ApiParameter Reason = Text("reason", "Why, for the history.", "asked for by support");

    private static readonly ApiParameter From = Time("createdTimeFrom", "Started at or after.", "2026-03-31T00:00:00Z"), To = Time("createdTimeTo", "Started at or before.", "2026-04-01T00:00:00Z");

    private static readonly string[] Statuses = ["Pending", "Running", "Suspended", "Completed", "Failed", "Terminated"];

    private static readonly ApiAnswer Unknown = ApiAnswer.Empty(404, "There is no such instance."), Ended = ApiAnswer.Empty(410, "The instance has ended.");

    public static readonly ApiOperation List = Durable("ListInstances", "List instances, newest first") with
    {
        Parameters =
        [
            SomeOf("runtimeStatus", "Where they stand.", Statuses), From, To, Text("instanceIdPrefix", "How their ids begin.", "web-"),
            Flag("showInput", "Taken and not heeded, as the extension does.", true), Number("top", "How many at most.", 1, 1000, 100),
            Header("x-ms-continuation-token", "The header of this name of the page before."),
        ],
        Answers = [ApiAnswer.Json<ManagedInstance[]>(200, "A page of instances.", "x-ms-continuation-token")],
    };

    public static readonly ApiOperation Get = Durable("GetInstance", "One instance") with
    {
        Parameters =
        [
            Id, Flag("showInput", "Show the input.", true), Flag("showHistory", "Show the history.", false),
            Flag("showHistoryOutput", "Show results in the history.", false), Flag("returnInternalServerErrorOnFailure", "Answer 500 for a failed one.", false),
        ],
        Answers =
        [
            ApiAnswer.Json<ManagedInstance>(200, "It has ended."), ApiAnswer.Json<ManagedInstance>(202, "It has not ended.", "Location", "Retry-After"), Unknown,
            ApiAnswer.Json<ManagedInstance>(500, "It has failed, and `returnInternalServerErrorOnFailure` was set."),
        ],
    };

    public static readonly ApiOperation PurgeMany = Durable("PurgeInstances", "Forget instances that have ended") with
    {
        Parameters = [From with { Required = true }, To, SomeOf("runtimeStatus", "Where they stand.", "Completed", "Failed", "Terminated")],
        Answers = [ApiAnswer.Json<PurgedInstances>(200, "How many were forgotten."), ApiAnswer.Empty(404, "None matched.")],
    };

    public static readonly ApiOperation Purge = Durable("PurgeInstance", "Forget one instance that has ended") with
    {
        Parameters = [Id],
        Answers = [ApiAnswer.Json<PurgedInstances>(200, "It was forgotten."), Unknown],
        Problems = [412],
    };

    public static readonly ApiOperation RaiseEvent = Durable("RaiseEvent", "Raise an event") with
    {
        Parameters = [Id, InPath("name", "The event's name.", "Approve")],
        Body = new ApiBody("What goes with the event.", typeof(JsonElement), "application/json") { Optional = true },
        Answers = [ApiAnswer.Empty(202, "The event is stored and will be seen."), ApiAnswer.Json<ManagementError>(400, "The body is no JSON."), Unknown, Ended],
        Problems = [413],
    };

    public static readonly ApiOperation Suspend = Command("SuspendInstance", "Hold an instance");

    public static readonly ApiOperation Resume = Command("ResumeInstance", "Let a held instance go on");

    public static readonly ApiOperation Terminate = Command("TerminateInstance", "End an instance");

    public static readonly ApiOperation Rewind = Command("RewindInstance", "Send a failed instance back to before its failure") with
    {
        Answers = [ApiAnswer.Empty(202, "It will be done."), Unknown, ApiAnswer.Empty(412, "The instance has not failed.")],
    };

    public static readonly ApiOperation Restart = Durable("RestartInstance", "Run an instance once more") with
    {
        Parameters = [Id, Flag("restartWithNewInstanceId", "Under a new id.", true)],
        Answers = [ApiAnswer.Json<ManagementLinks>(202, "It runs.", "Location", "Retry-After"), Unknown],
        Problems = [409],
    };

    public static readonly ApiOperation Start = Durable("StartOrchestrator", "Start an orchestration by name") with
    {
        Parameters = [InPath("name", "The orchestration.", "LeadOrchestration")],
        Body = new ApiBody("Its input.", typeof(JsonElement), "application/json") { Optional = true },
        Answers = [ApiAnswer.Json<ManagementLinks>(202, "It runs.", "Location", "Retry-After")],
        Problems = [413],
    };

    public static readonly ApiOperation StartWithId = Start with
    {
        Name = "StartOrchestratorWithId",
        Summary = "Start an orchestration by name, under an id",
        Description = "An instance of that id is left as it is. The id must be the input's own: the run of a lead has the id of the lead.",
        Parameters = [.. Start.Parameters, Id],
    };

    private static ApiOperation Command(string name, string summary) => Durable(name, summary) with
    {
        Parameters = [Id, Reason],
        Answers = [ApiAnswer.Empty(202, "It will be done."), Unknown, Ended],
    };

    private static ApiOperation Durable(string name, string summary) => new(name, Tag, summary) { RefusesUnknownParameters = false };
}
