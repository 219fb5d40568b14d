using System.CommandLine;
using System.Text.Json;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Local.Output;
using Spectre.Console;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>key</c>: who may do what. Works on the data folder, whether a host runs there or not; a running one takes it up at once.</summary>
internal sealed class KeyCommand : Command, IHelpfulCommand
{
    public KeyCommand()
        : base("key", "Makes, lists and revokes the keys of a data folder's API.")
    {
        Subcommands.Add(new KeyCreateCommand());
        Subcommands.Add(new KeyListCommand());
        Subcommands.Add(new KeyRevokeCommand());
    }

    public string MoreHelp() => """
        Scopes:
          submit   hand in leads and files of leads
          read     see leads, reports and the process; try decisions without writing
          work     say that a lead was answered, redrive what is parked
          decide   change what decides: rules, rollout, mappings
          admin    everything: export and erase a person, run jobs, manage instances, read the audit log

        Examples:
          lead key create web-form --scope submit
          lead key create ann --scope read,work --data /var/lib/lead
          lead key list
          lead key revoke web-form

        With the first key a host that had none asks for one, on loopback too.

        """;
}

/// <summary>What the commands about keys share.</summary>
internal abstract class KeyFileCommand : Command, IHelpfulCommand
{
    private readonly Option<string> _data = CommonOptions.DataFolder();

    protected KeyFileCommand(string name, string description)
        : base(name, description)
    {
        Options.Add(_data);
        Options.Add(CommonOptions.Json);
        SetAction(arguments =>
        {
            var configuration = arguments.InvocationConfiguration;
            var output = CommandOutput.To(configuration.Output, configuration.Error, arguments.GetValue(CommonOptions.Json));
            return Run(arguments, new KeyFile(Path.GetFullPath(arguments.GetValue(_data)!)), output);
        });
    }

    protected abstract string Examples { get; }

    public string MoreHelp() => $"Examples:{Environment.NewLine}{Examples}{Environment.NewLine}";

    protected abstract int Run(ParseResult arguments, KeyFile keys, CommandOutput output);

    protected static Argument<string> NameArgument(string description) => new("NAME") { Description = description };
}

/// <summary><c>key create</c>.</summary>
internal sealed class KeyCreateCommand : KeyFileCommand
{
    private readonly Argument<string> _name = NameArgument($"What the key is called, in lists and in the audit log: {KeyText.NameRule}.");

    private readonly Option<string[]> _scopes = new("--scope")
    {
        Description = $"What it is good for: {string.Join(", ", ScopeNames.All)}. Several are separated by commas.",
        HelpName = "SCOPES",
        Required = true,
    };

    public KeyCreateCommand()
        : base("create", "Makes a key and shows it, once: only its hash is kept.")
    {
        _scopes.Validators.Add(result =>
        {
            foreach (var name in Split(result.GetValueOrDefault<string[]>()))
                if (ScopeNames.Parse(name) is null) result.AddError($"'{name}' is no scope; there are {string.Join(", ", ScopeNames.All)}.");
        });
        Arguments.Add(_name);
        Options.Add(_scopes);
    }

    protected override string Examples => """
          lead key create web-form --scope submit
          KEY=$(lead key create ann --scope read,work)      the key alone goes to standard output
        """;

    protected override int Run(ParseResult arguments, KeyFile keys, CommandOutput output)
    {
        var (name, scopes) = (arguments.GetValue(_name)!, ScopeNames.Together(Split(arguments.GetValue(_scopes))));
        var isFirst = keys.Stamp is null;
        string key;
        try
        {
            key = keys.Create(name, scopes, TimeProvider.System.GetUtcNow());
        }
        catch (InvalidOperationException exception)
        {
            throw new CommandFailedException(ExitCodes.Usage, exception.Message);
        }

        if (output.Json)
        {
            output.WriteJson(writer => Write(writer, name, scopes, key));
            return ExitCodes.Success;
        }

        output.ErrorConsole.WriteLine($"Key '{name}' ({string.Join(", ", scopes.Names())}) is in {keys.FullPath}. Keep it now, it is not shown again:");
        output.Text.WriteLine(key);
        if (isFirst) output.ErrorConsole.WriteLine("It is the first one: from now on this host asks for a key.");
        return ExitCodes.Success;
    }

    private static string[] Split(string[]? scopes) =>
        [.. (scopes ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static void Write(Utf8JsonWriter writer, string name, Scopes scopes, string key)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteStartArray("scopes");
        foreach (var scope in scopes.Names()) writer.WriteStringValue(scope);
        writer.WriteEndArray();
        writer.WriteString("key", key);
        writer.WriteEndObject();
    }
}

/// <summary><c>key list</c>.</summary>
internal sealed class KeyListCommand() : KeyFileCommand("list", "Lists the keys by name, with what they are good for.")
{
    protected override string Examples => """
          lead key list
          lead key list --data /var/lib/lead --json
        """;

    protected override int Run(ParseResult arguments, KeyFile keys, CommandOutput output)
    {
        var stored = keys.Read();
        if (output.Json) output.WriteJson(writer => Write(writer, stored));
        else if (stored.Count == 0) output.Console.WriteLine(keys.Stamp is null ? "No keys, and none is asked for on loopback." : "No keys: the API lets nobody in but with LEAD_API_KEY.");
        else output.Console.Write(Table(stored));
        return ExitCodes.Success;
    }

    private static Table Table(IEnumerable<StoredKey> keys)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Name").AddColumn("Scopes").AddColumn("Created");
        foreach (var key in keys) table.AddRow(Words.Safe(key.Name), Words.Safe(string.Join(", ", key.Scopes)), Words.Time(key.CreatedAt));
        return table;
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<StoredKey> keys)
    {
        writer.WriteStartArray();
        foreach (var key in keys)
        {
            writer.WriteStartObject();
            writer.WriteString("name", key.Name);
            writer.WriteStartArray("scopes");
            foreach (var scope in key.Scopes) writer.WriteStringValue(scope);
            writer.WriteEndArray();
            writer.WriteString("createdAt", key.CreatedAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

/// <summary><c>key revoke</c>.</summary>
internal sealed class KeyRevokeCommand : KeyFileCommand
{
    private readonly Argument<string> _name = NameArgument("The key's name, as 'lead key list' shows it.");

    public KeyRevokeCommand()
        : base("revoke", "Revokes a key: a running host refuses it from the next request on.") => Arguments.Add(_name);

    protected override string Examples => "  lead key revoke web-form";

    protected override int Run(ParseResult arguments, KeyFile keys, CommandOutput output)
    {
        var name = arguments.GetValue(_name)!;
        if (!keys.Revoke(name, TimeProvider.System.GetUtcNow())) throw new CommandFailedException(ExitCodes.Failure, $"There is no key '{name}' in {keys.FullPath}. 'lead key list' shows them.");
        output.ErrorConsole.WriteLine($"Key '{name}' is revoked.");
        if (keys.Read().Count == 0) output.ErrorConsole.WriteLine("It was the last one: the API lets nobody in now but with LEAD_API_KEY. Make another with 'lead key create'.");
        return ExitCodes.Success;
    }
}
