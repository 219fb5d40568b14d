using System.CommandLine;
using System.Text.Json;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;
using Spectre.Console;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>submit</c>: gives leads to a running host.</summary>
internal sealed class SubmitCommand : ClientCommand
{
    private const int AtOnce = 16;

    private readonly Argument<string> _file = new("file")
    {
        Description = "A JSON file with one lead or an array of leads; - for standard input.",
    };

    private readonly Option<bool> _wait = new("--wait") { Description = "Wait for the outcome of every lead and show it." };

    public SubmitCommand()
        : base("submit", "Submits leads to a running host. Submitting the same lead again does no harm: it is the same run.")
    {
        Arguments.Add(_file);
        Options.Add(_wait);
    }

    protected override string Examples => """
          lead submit samples/leads.json --wait
          echo '{"email":"ada@example.com","source":"web-form"}' | lead submit - --wait --json

        Exit code 0: all accepted; 5: some rejected; 1: all rejected. Rejected leads are listed with the field that is wrong.
        """;

    protected override async Task<int> RunAsync(
        ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken)
    {
        var leads = await LeadFile.ReadAsync(arguments.GetRequiredValue(_file), cancellationToken);
        var wait = arguments.GetValue(_wait);
        var submissions = new Submission[leads.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, leads.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, token) => submissions[index] = await Submission.SendAsync(client, index, leads[index], wait, token));

        if (output.Json) output.WriteJson(writer => Write(writer, submissions));
        else Show(output, submissions, wait);
        var rejected = submissions.Count(submission => submission.Problem is not null);
        return rejected == 0 ? ExitCodes.Success : rejected == submissions.Length ? ExitCodes.Failure : ExitCodes.PartlyRejected;
    }

    private static void Show(CommandOutput output, Submission[] submissions, bool wait)
    {
        var accepted = submissions.Where(submission => submission.Problem is null).ToList();
        if (wait && accepted.Count > 0) output.Console.Write(LeadTable.Of(accepted.Select(submission => submission.State!)));
        else foreach (var submission in accepted) output.Text.WriteLine(submission.Id);

        foreach (var line in submissions.SelectMany(submission => submission.Complaints(submissions.Length)))
            output.ErrorConsole.MarkupLine($"[red]rejected[/] {Words.Safe(line)}");
        if (submissions.Length > 1)
        {
            output.ErrorConsole.MarkupLine(
                $"{Words.Count(accepted.Count, "lead", "leads")} accepted, {Words.Count(submissions.Length - accepted.Count)} rejected.");
        }
    }

    private static void Write(Utf8JsonWriter writer, Submission[] submissions)
    {
        writer.WriteStartArray();
        foreach (var submission in submissions) submission.Write(writer);
        writer.WriteEndArray();
    }
}
