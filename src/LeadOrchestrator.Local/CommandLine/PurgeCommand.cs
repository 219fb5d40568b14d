using System.CommandLine;
using System.Text.Json;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using Spectre.Console;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>purge</c>: erases leads, history and personal data alike.</summary>
internal sealed class PurgeCommand : ClientCommand
{
    private const int AtOnce = 8;

    private readonly Option<TimeSpan?> _olderThan = new("--older-than")
    {
        Description = "Erase the leads that were submitted longer ago and have ended: 90m, 12h, 30d or 2w.",
        HelpName = "AGE",
        CustomParser = Times.ParseSpan,
    };

    private readonly Option<string[]> _id = new("--id") { Description = "Erase this lead, wherever it stands. May be repeated.", HelpName = "ID" };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask first. Needed where nobody can be asked." };
    private readonly TimeProvider _timeProvider;

    public PurgeCommand(TimeProvider? timeProvider = null)
        : base("purge", "Erases leads for good: their runs, their history and their personal data in every store.")
    {
        _timeProvider = timeProvider ?? TimeProvider.System;
        Options.Add(_olderThan);
        Options.Add(_id);
        Options.Add(_yes);
        Validators.Add(result =>
        {
            if (result.GetResult(_olderThan) is null == result.GetResult(_id) is null)
                result.AddError("Say what to erase: either --older-than AGE or --id ID.");
        });
    }

    protected override string Examples => """
          lead purge --older-than 30d
          lead purge --id 2a272436-5132-4136-86fa-dcc88c88f482
          lead purge --id LEAD-ID --yes        where nobody can be asked

        A host purges by itself as well; its settings of the job RetentionPurge say when.
        """;

    protected override async Task<int> RunAsync(
        ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken)
    {
        var ids = arguments.GetValue(_id) is { Length: > 0 } named
            ? named
            : await FindAsync(client, _timeProvider.GetUtcNow() - arguments.GetValue(_olderThan)!.Value, cancellationToken);
        if (ids.Count > 0 && !arguments.GetValue(_yes)) Confirm(output, ids);

        var (erased, unknown) = await EraseAsync(client, ids, cancellationToken);
        if (output.Json) output.WriteJson(writer => Write(writer, erased, unknown));
        else output.Console.MarkupLine($"{Words.Count(erased, "lead", "leads")} erased.");
        foreach (var id in unknown) output.ErrorConsole.MarkupLine($"[yellow]not there[/] {Words.Safe(id)}");
        return arguments.GetResult(_id) is not null && unknown.Count > 0 ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static async Task<IReadOnlyList<string>> FindAsync(LeadApiClient client, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var filter = ListCommand.Filter(["Completed", "Failed", "Terminated"], from: null, to: before);
        await foreach (var lead in client.ListLeadsAsync(filter, int.MaxValue, cancellationToken)) ids.Add(lead.GetProperty("id").GetString()!);
        return ids;
    }

    private static void Confirm(CommandOutput output, IReadOnlyList<string> ids)
    {
        var what = ids.Count == 1
            ? $"Lead {ids[0]} would be erased for good, with its history and its rows in imported files."
            : $"{Words.Count(ids.Count, "lead", "leads")} would be erased for good.";
        if (!output.IsLive || Console.IsInputRedirected)
            throw new CommandFailedException(ExitCodes.Usage, $"{what} Nobody can be asked here; add --yes to erase.");
        if (!output.Console.Prompt(new ConfirmationPrompt(Words.Safe($"{what} Go on?")) { DefaultValue = false }))
            throw new CommandFailedException(ExitCodes.Failure, "Nothing was erased.");
    }

    private static async Task<(int Erased, IReadOnlyList<string> Unknown)> EraseAsync(
        LeadApiClient client, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var erased = 0;
        var unknown = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (id, token) =>
            {
                try
                {
                    await client.DeleteAsync($"api/leads/{Uri.EscapeDataString(id)}", token);
                    Interlocked.Increment(ref erased);
                }
                catch (LeadApiException exception) when (exception.Problem.Status == 404)
                {
                    unknown.Enqueue(id);
                }
            });
        return (erased, [.. unknown]);
    }

    private static void Write(Utf8JsonWriter writer, int erased, IReadOnlyList<string> unknown)
    {
        writer.WriteStartObject();
        writer.WriteNumber("erased", erased);
        writer.WriteStartArray("unknown");
        foreach (var id in unknown) writer.WriteStringValue(id);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
