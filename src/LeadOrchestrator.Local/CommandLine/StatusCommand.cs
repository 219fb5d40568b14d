using System.CommandLine;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>status</c>: what became of one lead, and why.</summary>
internal sealed class StatusCommand : ClientCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The lead's id." };

    public StatusCommand()
        : base("status", "Shows what became of one lead: score, follow-up, rep, effects, and the reason of each.") => Arguments.Add(_id);

    protected override string Examples => """
          lead status 2a272436-5132-4136-86fa-dcc88c88f482
          lead status LEAD-ID --json | jq .outcome.assignment.candidates
        """;

    protected override async Task<int> RunAsync(
        ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync($"api/leads/{Uri.EscapeDataString(arguments.GetRequiredValue(_id))}", cancellationToken);
        if (output.Json) output.WriteJson(answer.Body);
        else LeadDetails.Write(output.Console, LeadApi.Read(answer.Body));
        return ExitCodes.Success;
    }
}
