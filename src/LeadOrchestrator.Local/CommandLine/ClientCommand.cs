using System.CommandLine;
using LeadOrchestrator.Local.Client;
using LeadOrchestrator.Local.Output;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary>A command that talks to a running host.</summary>
internal abstract class ClientCommand : Command, IHelpfulCommand
{
    protected ClientCommand(string name, string description)
        : base(name, description)
    {
        Options.Add(CommonOptions.Url);
        Options.Add(CommonOptions.Key);
        Options.Add(CommonOptions.Json);
        SetAction(InvokeAsync);
    }

    /// <summary>Examples, line by line.</summary>
    protected abstract string Examples { get; }

    public string MoreHelp() => $"Examples:{Environment.NewLine}{Examples}{Environment.NewLine}";

    protected abstract Task<int> RunAsync(ParseResult arguments, LeadApiClient client, CommandOutput output, CancellationToken cancellationToken);

    private async Task<int> InvokeAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var key = arguments.GetValue(CommonOptions.Key) ?? Environment.GetEnvironmentVariable("LEAD_API_KEY");
        using var client = new LeadApiClient(new Uri(arguments.GetValue(CommonOptions.Url)!), key);
        var configuration = arguments.InvocationConfiguration;
        var output = CommandOutput.To(configuration.Output, configuration.Error, arguments.GetValue(CommonOptions.Json));
        return await RunAsync(arguments, client, output, cancellationToken);
    }
}
