using System.CommandLine;
using System.Text;
using LeadOrchestrator.Api.Contract;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>openapi</c>: what the HTTP API promises, without a host.</summary>
internal sealed class OpenApiCommand : Command, IHelpfulCommand
{
    public OpenApiCommand()
        : base("openapi", "Prints the OpenAPI 3.1 document of the HTTP API; a running host serves the same at /api/openapi.json.") => SetAction(WriteAsync);

    public string MoreHelp() => """
        Examples:
          lead openapi > openapi.json

        """;

    private static async Task<int> WriteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await result.InvocationConfiguration.Output.WriteLineAsync(Encoding.UTF8.GetString(await LeadContract.ReadAsync()).AsMemory(), cancellationToken);
        return ExitCodes.Success;
    }
}
