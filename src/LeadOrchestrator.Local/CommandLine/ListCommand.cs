using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using Spectre.Console;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>list</c>: the newest leads.</summary>
internal sealed class ListCommand : ClientCommand
{
    private static readonly string[] Statuses = ["Pending", "Running", "Parked", "Completed", "Failed", "Suspended", "Terminated"];

    private readonly Option<string[]> _status = new("--status")
    {
        Description = $"Only leads that stand here: {string.Join(", ", Statuses)}. May be repeated.",
        HelpName = "STATUS",
    };

    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "Only leads submitted at or after this time (UTC unless it names an offset).", HelpName = "TIME", CustomParser = Times.Parse };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "Only leads submitted at or before this time.", HelpName = "TIME", CustomParser = Times.Parse };
    private readonly Option<int> _top = new("--top") { Description = "How many at most.", HelpName = "N", DefaultValueFactory = _ => 50 };

    public ListCommand()
        : base("list", "Lists leads, newest first.")
    {
        _status.CompletionSources.Add(Statuses);
        _status.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Statuses.Contains(token.Value, StringComparer.OrdinalIgnoreCase)))
                result.AddError($"--status: '{token.Value}' is not one of {string.Join(", ", Statuses)}.");
        });
        _top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--top must be at least 1.");
        });
        Options.Add(_status);
        Options.Add(_from);
        Options.Add(_to);
        Options.Add(_top);
    }

    protected override string Examples => """
          lead list --top 20
          lead list --status Parked --status Failed
          lead list --from 2026-01-01 --json | jq -r '.leads[].id'
        """;

    protected override async Task<int> RunAsync(
        ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken)
    {
        var leads = new List<JsonElement>();
        var filter = Filter(arguments.GetValue(_status) ?? [], arguments.GetValue(_from), arguments.GetValue(_to));
        await foreach (var lead in client.ListLeadsAsync(filter, arguments.GetValue(_top), cancellationToken)) leads.Add(lead);

        if (output.Json) output.WriteJson(writer => Write(writer, leads));
        else if (leads.Count == 0) output.Console.WriteLine("No leads.");
        else output.Console.Write(LeadTable.Of(leads.Select(LeadApi.Read)));
        return ExitCodes.Success;
    }

    internal static string Filter(IReadOnlyCollection<string> statuses, DateTimeOffset? from, DateTimeOffset? to) =>
        (statuses.Count == 0 ? "" : $"&status={string.Join(',', statuses)}") + Time("from", from) + Time("to", to);

    private static string Time(string name, DateTimeOffset? time) => time is { } value
        ? $"&{name}={Uri.EscapeDataString(value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture))}"
        : "";

    private static void Write(Utf8JsonWriter writer, List<JsonElement> leads)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("leads");
        foreach (var lead in leads) lead.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
