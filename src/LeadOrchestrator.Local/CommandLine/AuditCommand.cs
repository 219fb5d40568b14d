using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Sqlite;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>audit</c>: who changed what.</summary>
internal sealed class AuditCommand : Command, IHelpfulCommand
{
    public AuditCommand()
        : base("audit", "Shows who changed what on a running host, and who tried to.") => Subcommands.Add(new AuditExportCommand());

    public string MoreHelp() => """
        Examples:
          lead audit export > audit.csv
          lead audit export --who ann --from 2026-01-01 --format ndjson --out audit.ndjson

        """;
}

/// <summary><c>audit export</c>: the audit log as a file.</summary>
internal sealed class AuditExportCommand : ClientCommand
{
    private static readonly string[] Columns = ["at", "who", "what", "on", "from", "status", "count", "id"];

    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "Only what happened at or after this time (UTC unless it names an offset).", HelpName = "TIME", CustomParser = Times.Parse };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "Only what happened at or before this time.", HelpName = "TIME", CustomParser = Times.Parse };
    private readonly Option<string?> _who = new("--who") { Description = "Only what this key or person did.", HelpName = "NAME" };
    private readonly Option<string> _format = new("--format") { Description = "csv or ndjson.", HelpName = "FORMAT", DefaultValueFactory = _ => "csv" };
    private readonly Option<string?> _out = new("--out") { Description = "The file to write, readable by its owner alone; without it standard output.", HelpName = "FILE" };

    public AuditExportCommand()
        : base("export", "Writes the audit log, newest first, as CSV or NDJSON. Needs a key with the scope admin, where keys are asked for.")
    {
        _format.AcceptOnlyFromAmong("csv", "ndjson");
        foreach (var option in new Option[] { _from, _to, _who, _format, _out }) Options.Add(option);
    }

    protected override string Examples => """
          lead audit export > audit.csv
          lead audit export --who ann --from 2026-01-01 --format ndjson --out audit.ndjson
        """;

    protected override async Task<int> RunAsync(ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken)
    {
        var filter = ListCommand.Filter([], arguments.GetValue(_from), arguments.GetValue(_to))
            + (arguments.GetValue(_who) is { Length: > 0 } who ? $"&who={Uri.EscapeDataString(who)}" : "");
        await using var file = arguments.GetValue(_out) is { } path
            ? new StreamWriter(PrivateFiles.Create(path)) { NewLine = "\n" }
            : null;
        var text = file ?? output.Text;
        var asJson = output.Json || arguments.GetValue(_format) == "ndjson";

        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        if (!asJson) WriteRow(csv, Columns);
        string? token = null;
        do
        {
            var page = (await client.GetAsync($"api/audit?top=1000{filter}{(token is null ? "" : $"&continuationToken={Uri.EscapeDataString(token)}")}", cancellationToken)).Body;
            foreach (var entry in page.GetProperty("entries").EnumerateArray())
            {
                if (asJson) await text.WriteLineAsync(JsonSerializer.Serialize(entry, ClientJson.Default.JsonElement));
                else WriteRow(csv, Columns.Select(column => entry.TryGetProperty(column, out var value) ? value.ToString() : ""));
            }

            await csv.FlushAsync();
            token = page.TryGetProperty("continuationToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);
        return ExitCodes.Success;
    }

    private static void WriteRow(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields) csv.WriteField(SpreadsheetText.Neutralize(field)); // ids are chosen by callers
        csv.NextRecord();
    }
}
