using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Storage;

namespace LeadOrchestrator.Activities.Tests.Rules;

public sealed class RuleBookTests
{
    [Fact]
    public async Task Start_NoFileButSamplesAllowed_UsesTheSampleRulesSaysSoAndArchivesThem()
    {
        using var host = new TestHost();
        await host.Host.StartAsync();
        var book = host.Get<IRuleBook>();
        Assert.Equal((Some.Rules.Version, "built-in", true), (book.Current.Version, book.Status.Source, book.Status.Sample));
        Assert.Equal(Some.Rules.Document, await host.Get<IRuleArchive>().FindAsync(Some.Rules.Version.Hash));
        await host.Host.StopAsync();
    }

    [Fact]
    public async Task Start_NoFileAndSamplesNotAllowed_Refuses()
    {
        using var host = new TestHost(new() { ["Rules:Samples"] = "false" });
        var refused = await Assert.ThrowsAsync<InvalidRulesException>(() => host.Host.StartAsync());
        Assert.Contains(Path.Combine(host.Folder.Path, "rules.json"), refused.Message, StringComparison.Ordinal);
        Assert.Contains("Rules:Samples=true", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReloadAsync_SampleRulesPutInPlaceOfOnesOwn_AreNotTakenUp()
    {
        using var host = new TestHost(new() { ["Rules:Samples"] = "false" });
        host.Folder.File("rules.json", Labelled("mine"));
        var book = host.Get<RuleBook>();
        Assert.False(book.Status.Sample);
        host.Folder.File("rules.json", DefaultRules.Document);
        Assert.False(await book.ReloadAsync());
        Assert.Equal("mine", book.Current.Version.Label);
        Assert.Contains("invented people", book.Status.LastFailure!.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Current_FileInDataFolder_IsUsed()
    {
        using var host = new TestHost();
        var path = host.Folder.File("rules.json", Labelled("mine"));
        Assert.Equal(("mine", path), (host.Get<IRuleBook>().Current.Version.Label, host.Get<IRuleBook>().Status.Source));
    }

    [Theory]
    [InlineData("{ \"label\": \"x\", \"scorring\": {} }", "$.scorring")]
    [InlineData("{", "$")]
    public async Task Start_BadRules_RefusesNamingPathAndFile(string document, string path)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("broken.json", document);
        using var host = new TestHost(new() { ["Rules:Path"] = file });
        var refused = await Assert.ThrowsAsync<InvalidRulesException>(() => host.Host.StartAsync());
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"  {path}: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NamedFileMissing_Refuses()
    {
        using var host = new TestHost(new() { ["Rules:Path"] = "/nowhere/rules.json" });
        Assert.Contains("/nowhere/rules.json", (await Assert.ThrowsAsync<InvalidRulesException>(() => host.Host.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReloadAsync_GoodRules_AreInForceAndTheOldOnesCanStillBeFound()
    {
        using var host = new TestHost();
        host.Folder.File("rules.json", Labelled("one"));
        await host.Host.StartAsync();
        var (book, first) = (host.Get<RuleBook>(), host.Get<IRuleBook>().Current.Version);
        host.Folder.File("rules.json", Labelled("two"));
        Assert.True(await book.ReloadAsync());
        Assert.Equal("two", book.Current.Version.Label);
        Assert.Equal(first, (await book.GetAsync(first)).Version);
        Assert.NotNull(await host.Get<IRuleArchive>().FindAsync(book.Current.Version.Hash));
        await host.Host.StopAsync();
    }

    [Fact]
    public async Task ReloadAsync_BadRules_TheOldOnesStayAndTheStatusSaysWhy()
    {
        using var host = new TestHost();
        host.Folder.File("rules.json", Labelled("one"));
        var book = host.Get<RuleBook>();
        var before = book.Current;
        host.Folder.File("rules.json", "{ \"label\": 3 }");
        Assert.False(await book.ReloadAsync());
        Assert.Same(before, book.Current);
        Assert.Contains(book.Status.LastFailure!.Errors, error => error.Path == "$.label");

        host.Folder.File("rules.json", Labelled("one"));
        await book.ReloadAsync();
        Assert.Null(book.Status.LastFailure);
    }

    [Fact]
    public async Task GetAsync_VersionOfAnEarlierProcess_IsReadFromTheArchive()
    {
        using var host = new TestHost();
        var earlier = RuleDocument.Read(Labelled("earlier")).Rules!;
        await host.Get<IRuleArchive>().SaveAsync(earlier.Version.Hash, "earlier", earlier.Document);
        Assert.Equal(earlier.Version, (await host.Get<IRuleBook>().GetAsync(earlier.Version)).Version);
    }

    [Fact]
    public async Task GetAsync_VersionThatNobodyKept_IsAPermanentFailure()
    {
        using var host = new TestHost();
        await Assert.ThrowsAsync<PermanentFailureException>(() => host.Get<IRuleBook>().GetAsync(new("lost", "0123456789abcdef")));
    }

    [Fact]
    public async Task Watch_FileStillChanging_IsReadOnceItLiesStill()
    {
        using var host = new TestHost(new() { ["Rules:LookEvery"] = "00:00:10" });
        host.Folder.File("rules.json", Labelled("one"));
        await host.Host.StartAsync();
        var book = host.Get<RuleBook>();
        for (var change = 0; change < 5; change++)
        {
            host.Folder.File("rules.json", Labelled("half-written" + new string('!', change))[..^(change + 1)]);
            host.Clock.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(("one", null), (book.Current.Version.Label, book.Status.LastFailure));
        }

        host.Folder.File("rules.json", Labelled("two"));
        await host.Clock.PassUntilAsync(LabelAsync(book, "two"), TimeSpan.FromSeconds(1));
        Assert.Null(book.Status.LastFailure);
        await host.Host.StopAsync();
    }

    [Fact]
    public async Task Watch_FileAppears_IsTakenUp()
    {
        using var host = new TestHost();
        await host.Host.StartAsync();
        host.Folder.File("rules.json", Labelled("mine"));
        await host.Clock.PassUntilAsync(LabelAsync(host.Get<RuleBook>(), "mine"));
        await host.Host.StopAsync();
    }

    [Fact]
    public async Task ReloadAsync_FileGone_ItsRulesStayAndTheStatusSaysSo()
    {
        using var host = new TestHost();
        var path = host.Folder.File("rules.json", Labelled("mine"));
        var book = host.Get<RuleBook>();
        Assert.Equal("mine", book.Current.Version.Label);
        File.Delete(path);
        Assert.False(await book.ReloadAsync());
        Assert.Equal(("mine", path), (book.Current.Version.Label, book.Status.Source));
        Assert.Contains("The file is gone", book.Status.LastFailure!.Errors[0].Message, StringComparison.Ordinal);
    }

    private static async Task LabelAsync(RuleBook book, string label)
    {
        while (book.Current.Version.Label != label) await Task.Yield();
    }

    private static string Labelled(string label) => DefaultRules.Document.Replace($"\"label\": \"{Some.Rules.Version.Label}\"", $"\"label\": \"{label}\"", StringComparison.Ordinal);
}
