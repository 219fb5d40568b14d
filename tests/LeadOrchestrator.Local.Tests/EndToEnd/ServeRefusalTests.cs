using LeadOrchestrator.Local.CommandLine;

namespace LeadOrchestrator.Local.Tests.EndToEnd;

/// <summary>A host that cannot start says why in one message, shows no stack trace, and ends with a code of its own.</summary>
public sealed class ServeRefusalTests : IDisposable
{
    private const string FreeAddress = "http://127.0.0.1:0";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Serve_FolderCannotBeWritten_NamesIt()
    {
        var file = _folder.Write("file", "not a folder");
        return RefusesAsync(ExitCodes.Storage, Path.Combine(file, "data"), ["--data", Path.Combine(file, "data")]);
    }

    [Fact]
    public Task Serve_AFolderInPlaceOfTheKeys_OpensNoHost()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "data", "keys.json"));
        return RefusesAsync(ExitCodes.Storage, "keys.json cannot be read: It is a folder.", ["--data", "data"]);
    }

    [Theory]
    [InlineData("engine.db")]
    [InlineData("leads.db")]
    public Task Serve_NotADatabase_NamesIt(string name)
    {
        _folder.Write(Path.Combine("data", name), new string('x', 8192));
        return RefusesAsync(ExitCodes.Storage, $"{name} is not a SQLite database", ["--data", "data"]);
    }

    [Theory]
    [InlineData("engine.db")]
    [InlineData("leads.db")]
    public async Task Serve_DamagedDatabase_SaysSo(string name)
    {
        await using (var host = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", FreeAddress, "--data", "data"))
        {
            await host.WaitForHostAsync();
            Assert.Equal(ExitCodes.Success, await host.TerminateAsync());
        }

        var path = Path.Combine(_folder.Path, "data", name);
        await using (var file = File.OpenWrite(path))
        {
            // The first page stays a database's; what it points to does not.
            file.Position = 100;
            await file.WriteAsync(Enumerable.Repeat((byte)0xFF, (int)file.Length - 100).ToArray());
        }

        File.Delete(path + "-wal");
        await RefusesAsync(ExitCodes.Storage, $"{name} is damaged", ["--data", "data"]);
    }

    [Fact]
    public async Task Serve_SecondProcessOnTheSameFolder_IsRefusedAndTheFirstGoesOn()
    {
        await using var first = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", FreeAddress, "--data", "data");
        var url = await first.WaitForHostAsync();

        await RefusesAsync(ExitCodes.Storage, "in use by another process", ["--data", "data"]);

        var (code, output, _) = await LeadProcess.RunAsync(_folder.Path, "list", "--url", url);
        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("No leads.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_PortInUse_NamesTheAddress()
    {
        await using var first = LeadProcess.Start(_folder.Path, null, "serve", "--sample-rules", "--urls", FreeAddress, "--data", "first");
        var url = await first.WaitForHostAsync();

        var (code, _, error) = await LeadProcess.RunAsync(_folder.Path, "serve", "--sample-rules", "--urls", url, "--data", "second");

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains($"{url} is in use by another program", error, StringComparison.Ordinal);
        AssertOneMessage(error);
    }

    [Fact]
    public Task Serve_BadRules_NamesFileAndPath()
    {
        var rules = _folder.Write("rules.json", """{ "scoring": 7 }""");
        return RefusesAsync(ExitCodes.Usage, "scoring", ["--data", "data", $"--Rules:Path={rules}"], rules);
    }

    [Fact]
    public Task Serve_RulesFileMissing_SaysWhereItWasLookedForAndWhichSettingNamesIt() => RefusesAsync(
        ExitCodes.Usage, $"The rules file {Path.Combine(_folder.Path, "missing.json")} does not exist. The setting Rules:Path names it ('missing.json', looked for in {_folder.Path}).",
        ["--data", "data", "--Rules:Path=missing.json"]);

    [Fact]
    public Task Serve_NoRulesOfItsOwn_IsRefusedSayingHowToGoOn() => RefusesAsync(
        ExitCodes.Usage, Path.Combine(_folder.Path, "data", "rules.json"), ["--data", "data"], "--sample-rules", sampleRules: false);

    [Fact]
    public Task Serve_SampleRulesCopiedAsOwn_AreRefused()
    {
        var rules = _folder.Write("rules.json", File.ReadAllText(Path.Combine(LeadProcess.Samples, "rules.json")));
        return RefusesAsync(ExitCodes.Usage, "invented people", ["--data", "data", $"--Rules:Path={rules}"], rules, sampleRules: false);
    }

    [Theory]
    [InlineData("--Engine:MaxConcurrentActivities=0", "MaxConcurrentActivities must be between 1 and 100,000")]
    [InlineData("--Engine:MaxConcurrentActivities=many", "expected is a whole number, 1 to 100000")]
    [InlineData("--Engine:MaxConcurentActivities=5", "Did you mean Engine:MaxConcurrentActivities?")]
    [InlineData("--Engin:MaxPendingWork=5", "Did you mean Engine:MaxPendingWork?")]
    [InlineData("--Rules:Path=missing.json", "missing.json")]
    [InlineData("--Telemetry:Exporter=smoke", "None, Console, Otlp")]
    [InlineData("--Schedules:DailyDigest=noon", "Schedules:DailyDigest")]
    [InlineData("--urls=nonsense", "'nonsense' is not an address to listen on")]
    public Task Serve_BadSetting_NamesItAndWhatIsExpected(string setting, string expected) =>
        RefusesAsync(ExitCodes.Usage, expected, ["--data", "data", setting]);

    [Fact]
    public Task Serve_SettingsFileIsNotJson_NamesFileAndLine() =>
        RefusesAsync(ExitCodes.Usage, "settings.json is not valid JSON", ["--data", Path.GetDirectoryName(_folder.Write("data/settings.json", "{\n  oops\n}"))!]);

    [Fact]
    public async Task Serve_OtherAddressWithoutKey_IsRefused()
    {
        var (code, _, error) = await LeadProcess.RunAsync(_folder.Path, "serve", "--urls", "http://0.0.0.0:0", "--data", "data");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("LEAD_API_KEY", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "data")));
    }

    [Fact]
    public Task Serve_BehindAProxyWithoutKey_IsRefused() =>
        RefusesAsync(ExitCodes.Usage, "Api:TrustedProxies says that a proxy", ["--data", "data", "--Api:TrustedProxies=127.0.0.1"], alsoExpected: "lead key create");

    private async Task RefusesAsync(int code, string expected, IReadOnlyList<string> arguments, string? alsoExpected = null, bool sampleRules = true)
    {
        if (sampleRules) arguments = ["--sample-rules", .. arguments];
        var result = await LeadProcess.RunAsync(
            _folder.Path, ["serve", .. arguments.Any(argument => argument.StartsWith("--urls", StringComparison.Ordinal)) ? arguments : ["--urls", FreeAddress, .. arguments]]);

        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        if (alsoExpected is not null) Assert.Contains(alsoExpected, result.Error, StringComparison.Ordinal);
        Assert.Equal(code, result.Code);
        Assert.Empty(result.Output);
        AssertOneMessage(result.Error);
    }

    private static void AssertOneMessage(string error)
    {
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }
}
