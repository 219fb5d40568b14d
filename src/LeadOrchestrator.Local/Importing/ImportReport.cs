using System.Text.Json;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Storage;
using Spectre.Console;

namespace LeadOrchestrator.Local.Importing;

/// <summary>Tells how an import ended.</summary>
internal static class ImportReport
{
    private const int MostRows = 10;

    public static void Show(CommandOutput output, ImportView import, IReadOnlyList<ImportRow> rejected, string? rejectedFile, string? map)
    {
        var counts = import.Progress;
        var console = output.Console;
        if (import.Status != RuntimeStatus.Completed)
            output.ErrorConsole.MarkupLine($"[red]The import ended as {import.Status}[/]: {Words.Safe(import.Error ?? "no reason given")}");
        console.MarkupLine($"[bold]{Words.Count(counts.Rows)}[/] rows: {Words.Count(counts.Started)} new leads, {Words.Count(counts.Existing)} there already, {Words.Count(counts.Rejected)} rejected; {Words.Count(counts.Repaired)} repaired.");
        foreach (var row in rejected.Take(MostRows))
            console.MarkupLine($"  [red]line {row.Line}[/] {Words.Safe(RejectedFile.Reason(row))}");
        if (rejected.Count > MostRows) console.MarkupLine($"  [grey]… and {Words.Count(rejected.Count - MostRows)} more[/]");
        if (rejectedFile is not null)
            console.MarkupLine($"Rejected rows with their reasons: [bold]{Words.Safe(rejectedFile)}[/]. Mend them there, then: lead import {Words.Safe(Quoted(rejectedFile))}{(map is null ? "" : $" --map {Words.Safe(Quoted(map))}")}");
    }

    private static string Quoted(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;

    public static void Write(Utf8JsonWriter writer, ImportView import, IReadOnlyList<ImportRow> rejected, string? rejectedFile)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("import");
        JsonSerializer.Serialize(writer, import with { Rows = rejected, ContinuationToken = null }, ClientJson.Default.ImportView);
        writer.WriteString("rejectedFile", rejectedFile);
        writer.WriteEndObject();
    }
}
