using System.Text.Json;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.CommandLine;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Storage;
using Spectre.Console;

namespace LeadOrchestrator.Local.Importing;

/// <summary>Follows an import in a host to its end.</summary>
internal static class ImportWatch
{
    private const int RowsAtOnce = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Comes back when the import has ended; shows a bar meanwhile where somebody watches.</summary>
    public static async Task<ImportView> WaitAsync(LeadApiClient client, string id, CommandOutput output, CancellationToken cancellationToken)
    {
        try
        {
            if (output.Json || !output.IsLive) return await FollowAsync(client, id, _ => { }, cancellationToken);
            return await output.Console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async progress =>
                {
                    var bar = progress.AddTask("importing");
                    return await FollowAsync(client, id, view =>
                    {
                        bar.Description = $"{Words.Count(view.Progress.Rows)} rows, {Words.Count(view.Progress.Rejected)} rejected";
                        bar.Value = view.Percentage;
                    }, cancellationToken);
                });
        }
        catch (OperationCanceledException)
        {
            output.ErrorConsole.WriteLine($"The import goes on in the host. See it with: GET {client.Url}api/imports/{id}, or run this command again.");
            throw;
        }
    }

    /// <summary>All rows of an import that were rejected, by line.</summary>
    public static async Task<IReadOnlyList<ImportRow>> RejectedAsync(LeadApiClient client, string id, CancellationToken cancellationToken)
    {
        var rows = new List<ImportRow>();
        string? token = null;
        do
        {
            var view = await ReadAsync(client, $"{id}?top={RowsAtOnce}{(token is null ? "" : $"&continuationToken={Uri.EscapeDataString(token)}")}", cancellationToken);
            rows.AddRange((view.Rows ?? []).Where(row => row.Status == "rejected"));
            token = view.ContinuationToken;
        }
        while (token is not null);
        return rows;
    }

    private static async Task<ImportView> FollowAsync(LeadApiClient client, string id, Action<ImportView> show, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(Interval);
        while (true)
        {
            var view = await ReadAsync(client, $"{id}?top=1", cancellationToken);
            show(view);
            switch (view.Status)
            {
                case RuntimeStatus.Completed or RuntimeStatus.Failed or RuntimeStatus.Terminated:
                    return view;
                case RuntimeStatus.Suspended:
                    throw new CommandFailedException(ExitCodes.Failure, $"The import {id} is suspended: {view.Error ?? "no reason given"}. Resume it, then run this command again.");
            }

            await tick.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task<ImportView> ReadAsync(LeadApiClient client, string path, CancellationToken cancellationToken) =>
        (await client.GetAsync($"api/imports/{path}", cancellationToken)).Body.Deserialize(ClientJson.Default.ImportView)
            ?? throw new JsonException("The host answered with no import.");
}
