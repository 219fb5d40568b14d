using System.CommandLine;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Importing;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>import</c>: hands a file of leads to a running host and follows it to the end.</summary>
internal sealed class ImportCommand : ClientCommand
{
    private readonly Argument<string> _file = new("file") { Description = "A CSV file with a header line, or NDJSON (one JSON object a line; .ndjson or .jsonl)." };

    private readonly Option<string?> _map = new("--map")
    {
        Description = "How columns become fields of a lead, where names and common synonyms do not tell: a JSON file (it is handed to the host), or the name of a mapping that the host has.",
        HelpName = "FILE|NAME",
    };

    private readonly Option<string?> _format = new("--format") { Description = "The file's format, where its name does not tell: csv or ndjson.", HelpName = "FORMAT" };

    public ImportCommand()
        : base("import", "Imports a file of leads through a running host, with progress. Importing the same file again does no harm.")
    {
        _format.AcceptOnlyFromAmong("csv", "ndjson");
        Arguments.Add(_file);
        Options.Add(_map);
        Options.Add(_format);
    }

    protected override string Examples => """
          lead import crm-export.csv
          lead import x-education-leads.csv --map samples/mappings/x-education.json
          lead import crm-export.rejected.csv       after mending: the same columns, the reasons are ignored

        Rejected rows go to a file beside it, crm-export.rejected.csv: the rows as they were, each with its line and the
        reason in front. Mend the rows there and import that file; leave the reasons or remove them.
        Ctrl+C stops watching, not the import: the host goes on. The same command shows it again.

        Exit code 0: every row was accepted; 5: some were rejected; 1: all were, or the file cannot be imported.
        """;

    private static async Task<string> SendAsync(ImportFile file, LeadApiClient client, string? mapping, CancellationToken cancellationToken)
    {
        try
        {
            return await file.SendAsync(client, mapping, cancellationToken);
        }
        catch (ConnectionLostException lost)
        {
            throw new CommandFailedException(
                lost.ExitCode, $"{lost.What} It did not acknowledge {file.Path}. Run the same command again when the host is back: importing a file twice does no harm.", lost);
        }
    }

    private static async Task<(ImportView Import, IReadOnlyList<ImportRow> Rejected)> FollowAsync(
        LeadApiClient client, string id, CommandOutput output, CancellationToken cancellationToken)
    {
        try
        {
            var import = await ImportWatch.WaitAsync(client, id, output, cancellationToken);
            return (import, import.Progress.Rejected == 0 ? [] : await ImportWatch.RejectedAsync(client, id, cancellationToken));
        }
        catch (ConnectionLostException lost)
        {
            throw new CommandFailedException(
                lost.ExitCode,
                $"{lost.What} It has the whole file, and import {id} goes on by itself when the host is back; nothing is lost. To see it then, run the same command again (it starts nothing twice), or GET {client.Url}api/imports/{id}.",
                lost);
        }
    }

    protected override async Task<int> RunAsync(
        ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken)
    {
        var file = ImportFile.Open(arguments.GetRequiredValue(_file), arguments.GetValue(_format));
        var mapping = arguments.GetValue(_map) is { } map ? await Mappings.NameOfAsync(client, map, cancellationToken) : null;
        var id = await SendAsync(file, client, mapping, cancellationToken);

        var (import, rejected) = await FollowAsync(client, id, output, cancellationToken);
        var rejectedFile = await RejectedFile.WriteAsync(file, rejected, cancellationToken);

        if (output.Json) output.WriteJson(writer => ImportReport.Write(writer, import, rejected, rejectedFile));
        else ImportReport.Show(output, import, rejected, rejectedFile, arguments.GetValue(_map));
        return import.Progress switch
        {
            _ when import.Status != RuntimeStatus.Completed => ExitCodes.Failure,
            { Rejected: 0 } => ExitCodes.Success,
            { Started: 0, Existing: 0 } => ExitCodes.Failure,
            _ => ExitCodes.PartlyRejected,
        };
    }
}
