using System.CommandLine;
using System.Text.Json;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>export</c>: everything that is kept of one lead, as a document to hand to the person.</summary>
internal sealed class ExportCommand : ClientCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The lead's id." };
    private readonly Option<FileInfo?> _out = new("--out", "-o") { Description = "Write to this file, readable by its owner alone, instead of the terminal.", HelpName = "FILE" };

    public ExportCommand()
        : base("export", "Writes everything that is kept of one lead as JSON: the lead, decisions, effects, events, notices, imported rows.")
    {
        Arguments.Add(_id);
        Options.Add(_out);
    }

    protected override string Examples => """
          lead export LEAD-ID --out lead.json
          lead export LEAD-ID | jq .record.lead

        The document holds personal data: hand it to the person, and to nobody else.
        """;

    protected override async Task<int> RunAsync(
        ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync($"api/leads/{Uri.EscapeDataString(arguments.GetRequiredValue(_id))}/export", cancellationToken);
        if (arguments.GetValue(_out) is not { } file)
        {
            output.WriteJson(answer.Body);
            return ExitCodes.Success;
        }

        await using var stream = PrivateFiles.Create(file.FullName);
        await using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        answer.Body.WriteTo(writer);
        return ExitCodes.Success;
    }
}
