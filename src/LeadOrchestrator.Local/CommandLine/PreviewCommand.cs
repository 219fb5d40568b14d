using System.CommandLine;
using System.Text.Json;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using Spectre.Console;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>preview</c>: what would be decided, with nothing written.</summary>
internal sealed class PreviewCommand : ClientCommand
{
    private readonly Argument<string> _file = new("file") { Description = "A JSON file with one lead or an array of leads; - for standard input." };

    private readonly Option<string?> _rules = new("--rules")
    {
        Description = "A draft of other rules (JSON) to compare with those in force: who would change owner, how the load would spread.",
        HelpName = "FILE",
    };

    public PreviewCommand()
        : base("preview", "Shows what would be decided for leads, without writing anything; also by draft rules.")
    {
        Arguments.Add(_file);
        Options.Add(_rules);
    }

    protected override string Examples => """
          lead preview samples/leads.json
          lead preview samples/leads.json --rules my-draft.json

        Leads that are not valid are left out and listed with the field that is wrong.
        Exit code 0: all were previewed; 5: some were left out; 1: none is valid.
        """;

    protected override async Task<int> RunAsync(
        ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken)
    {
        var leads = await LeadFile.ReadAsync(arguments.GetRequiredValue(_file), cancellationToken);
        var rules = arguments.GetValue(_rules) is { } path ? await ReadRulesAsync(path, cancellationToken) : "null";
        var body = $$"""{"leads":[{{string.Join(',', leads)}}],"rules":{{rules}}}""";
        var answer = await client.SendJsonAsync(HttpMethod.Post, "api/preview?skipInvalid=true", body, cancellationToken);
        var report = answer.Body.Deserialize(ClientJson.Default.PreviewReport)!;
        var refused = report.Refused ?? [];
        if (output.Json) output.WriteJson(answer.Body);
        else PreviewTable.Write(output.Console, report);
        foreach (var lead in refused)
            foreach (var error in lead.Errors) output.ErrorConsole.MarkupLine($"[red]left out[/] {Words.Safe($"lead {lead.Index + 1}: {InLead(error.Path, lead.Index)}: {error.Message}")}");
        if (refused.Count > 0) output.ErrorConsole.MarkupLine($"{Words.Count(report.Leads.Count, "lead", "leads")} previewed, {Words.Count(refused.Count)} left out because they are not valid.");
        return refused.Count == 0 ? ExitCodes.Success : ExitCodes.PartlyRejected;
    }

    /// <summary>The path within the lead, as <c>submit</c> names it: the file may have been no array.</summary>
    private static string InLead(string path, int index) => path.Replace($"$.leads[{index}]", "$", StringComparison.Ordinal);

    private static async Task<string> ReadRulesAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = LeadFile.Open(path);
        try
        {
            // Comments and trailing commas are for people; the host gets plain JSON.
            using var document = await JsonDocument.ParseAsync(
                stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }, cancellationToken);
            return JsonSerializer.Serialize(document.RootElement, ClientJson.Default.JsonElement);
        }
        catch (JsonException exception)
        {
            throw new CommandFailedException(ExitCodes.Usage, $"{path} is not valid JSON: {exception.Message}", exception);
        }
    }
}
