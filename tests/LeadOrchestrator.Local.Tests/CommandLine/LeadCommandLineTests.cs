using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.CommandLine;

public sealed class LeadCommandLineTests
{
    [Fact]
    public void Parse_NoArguments_Serves() => Assert.IsType<ServeCommand>(LeadCommandLine.Parse([]).CommandResult.Command);

    [Fact]
    public void Parse_OptionsOnly_AreThoseOfServe() =>
        Assert.IsType<ServeCommand>(LeadCommandLine.Parse(["--urls", "http://127.0.0.1:0"]).CommandResult.Command);

    [Fact]
    public void Create_EveryCommand_HasADescriptionAndSoHasEveryOptionAndArgument()
    {
        var commands = LeadCommandLine.CreateRoot().Subcommands;
        foreach (var command in commands.Concat(commands.SelectMany(command => command.Subcommands)))
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name);
            Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{command.Name} {option.Name}"));
            Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), $"{command.Name} {argument.Name}"));
        }
    }

    [Theory]
    [InlineData("stauts x", "Did you mean 'status'?")]
    [InlineData("list --top 0", "--top must be at least 1.")]
    [InlineData("list --from yesterday", "'yesterday' is not a time.")]
    [InlineData("list --url nonsense", "'nonsense' is not an address.")]
    [InlineData("purge", "either --older-than AGE or --id ID")]
    [InlineData("purge --older-than 30d --id x", "either --older-than AGE or --id ID")]
    [InlineData("purge --older-than soon", "'soon' is not a time span.")]
    [InlineData("serve --ulrs http://127.0.0.1:1", "Did you mean --urls?")]
    [InlineData("serve --Engine:MaxPendingWork", "A setting needs a value")]
    [InlineData("serve stray", "'stray' is not understood.")]
    [InlineData("demo --step-latency 999999", "--step-latency must be from 0 to 5000")]
    [InlineData("submit", "Required argument missing")]
    [InlineData("process analyze x.yaml --hands 0", "--hands must be at least 1.")]
    [InlineData("process analyze", "See 'lead process analyze --help'.")]
    public async Task RunAsync_WrongUsage_SaysWhatAndEndsWith2(string line, string expected)
    {
        var (code, output, error) = await RunAsync(line);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("--help", "Exit codes:")]
    [InlineData("serve --help", "Engine:MaxConcurrentActivities")]
    [InlineData("serve --help", " serve [options] [--Section:Key=value ...]")]
    [InlineData("import --help", "Mend the rows")]
    [InlineData("demo --help", "--step-latency")]
    [InlineData("purge --help", "--older-than")]
    [InlineData("process analyze --help", "--durations")]
    public async Task RunAsync_Help_TellsMoreThanTheOptions(string line, string expected)
    {
        var (code, output, _) = await RunAsync(line);

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Contains("Examples:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status x")]
    [InlineData("list")]
    [InlineData("purge --id x --yes")]
    public async Task RunAsync_NoHost_SaysHowToStartOne(string line)
    {
        var (code, _, error) = await RunAsync($"{line} --url {Loopback.UnusedUrl()}");

        Assert.Equal(ExitCodes.Unreachable, code);
        Assert.Contains("No host answers at http://127.0.0.1:", error, StringComparison.Ordinal);
        Assert.Contains("lead serve", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await LeadCommandLine.RunAsync(line.Split(' '), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
