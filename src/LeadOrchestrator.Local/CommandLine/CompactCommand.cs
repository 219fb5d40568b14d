using System.CommandLine;
using LeadOrchestrator.Local.Output;
using LeadOrchestrator.Sqlite;
using Spectre.Console;

namespace LeadOrchestrator.Local.CommandLine;

/// <summary><c>compact</c>: writes the databases of a data folder anew, so that no unused byte of them holds anything.</summary>
internal sealed class CompactCommand : Command, IHelpfulCommand
{
    private readonly Option<string> _data = CommonOptions.DataFolder();

    public CompactCommand()
        : base("compact", "Writes the databases of a stopped host anew: nothing that was erased is in an unused part of them afterwards.")
    {
        Options.Add(_data);
        Options.Add(CommonOptions.Json);
        SetAction(arguments =>
        {
            var configuration = arguments.InvocationConfiguration;
            return Run(
                Path.GetFullPath(arguments.GetValue(_data)!),
                CommandOutput.To(configuration.Output, configuration.Error, arguments.GetValue(CommonOptions.Json)));
        });
    }

    public string MoreHelp() => """
        A host does this by itself when it stops after something was erased, for files of up to 256 MiB. Larger ones take
        their time (seconds for each GiB) and need their size again on disk meanwhile: stop the host, then run this.

        Examples:
          lead compact
          lead compact --data /var/lib/lead

        """;

    private static int Run(string folder, CommandOutput output)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.db").Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0) throw new CommandFailedException(ExitCodes.Usage, $"{folder} holds no database. Name the host's data folder with --data.");
        var compacted = files.ConvertAll(file => (Name: Path.GetFileName(file), Size: SqliteDatabase.Compact(file)));
        if (!output.Json)
        {
            foreach (var (name, (before, after)) in compacted) output.Console.WriteLine($"{name}: {Words.Bytes(before)} before, {Words.Bytes(after)} now.");
            return ExitCodes.Success;
        }

        output.WriteJson(writer =>
        {
            writer.WriteStartArray();
            foreach (var (name, (before, after)) in compacted)
            {
                writer.WriteStartObject();
                writer.WriteString("file", name);
                writer.WriteNumber("bytesBefore", before);
                writer.WriteNumber("bytes", after);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        return ExitCodes.Success;
    }
}
