using LeadOrchestrator.Activities.Erasing;
using LeadOrchestrator.Api.Imports;
using static LeadOrchestrator.Api.Contract.ApiParameter;

namespace LeadOrchestrator.Api.Contract.Operations;

/// <summary>What the routes under <c>/api/imports</c> promise.</summary>
internal static class ImportOperations
{
    private const string Tag = "Imports";

    private static readonly ApiParameter Id = InPath("id", "The import's id.", "import:5f2b9d0c4e1a7788");

    public static readonly ApiOperation Submit = new("SubmitImport", Tag, "Import a file of leads")
    {
        Description = "The file is streamed to the store; when the answer comes, file and start are durable. The same file with the same mapping is the same import.",
        Parameters =
        [
            Text("map", "A named mapping of the file's columns.", "hubspot"),
            Text("fileName", "The file's name, as people know it; also taken from `Content-Disposition`.", "leads.csv"),
        ],
        Body = new("The file: CSV with a header line, or one JSON object a line.", typeof(string), "text/csv", "application/x-ndjson", "application/octet-stream"),
        Answers = [ApiAnswer.Json<ImportAccepted>(202, "The import is on its way, or the same file was imported before (`created` is false).", "Location", "Retry-After")],
        Problems = [413, 415],
    };

    public static readonly ApiOperation List = new("ListImports", Tag, "List imports, newest first")
    {
        Parameters = [Number("top", "How many at most.", 1, 1000, 100), ContinuationToken],
        Answers = [ApiAnswer.Json<ImportPage>(200, "A page of imports, without their rows.")],
    };

    public static readonly ApiOperation Get = new("GetImport", Tag, "How far one import is")
    {
        Description = "Progress, counts and a page of rejected and repaired rows. With `Accept: text/csv` or `format=csv`, all rejected rows as a file.",
        Parameters =
        [
            Id, Number("top", "How many rows at most.", 1, 1000, 100), ContinuationToken,
            OneOf("format", "`csv`: the rejected rows as a file.", "json", "csv"),
        ],
        Answers = [ApiAnswer.Json<ImportView>(200, "The import."), ApiAnswer.Text(200, "The rejected rows.", "text/csv")],
        Problems = [404],
    };

    public static readonly ApiOperation Rejected = new("RejectedRows", Tag, "The rejected rows, to be mended and imported again")
    {
        Parameters = [Id],
        Answers = [ApiAnswer.Text(200, "The rows as they stand in the file, under its header; a file of JSON lines gives JSON lines.", "text/csv", "Content-Disposition")],
        Problems = [404],
    };

    public static readonly ApiOperation Erase = new("EraseImport", Tag, "Erase an import: its file and its rows")
    {
        Parameters = [Id],
        Answers = [ApiAnswer.Json<ImportErasure>(200, "What was erased.")],
        Problems = [404],
    };

    public static readonly ApiOperation PutMapping = new("PutMapping", Tag, "Hand over a mapping of columns")
    {
        Description = "One-machine host only: in the Functions app mappings are deployed with it. A mapping of that name is replaced.",
        Parameters = [InPath("name", "The mapping's name: 1 to 64 letters, digits, `-` or `_`.", "hubspot")],
        Body = new("The mapping, at most 64 KiB; see docs/configuring.md.", typeof(System.Text.Json.Nodes.JsonObject), "application/json"),
        Answers = [ApiAnswer.Empty(204, "The mapping can be used.")],
        Problems = [413],
    };
}
