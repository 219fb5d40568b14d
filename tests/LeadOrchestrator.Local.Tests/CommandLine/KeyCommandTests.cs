using LeadOrchestrator.Api.Security.Keys;
using LeadOrchestrator.Local.CommandLine;
using LeadOrchestrator.Local.Tests.EndToEnd;

namespace LeadOrchestrator.Local.Tests.CommandLine;

public sealed class KeyCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Key_CreatedListedRevoked_IsShownOnce()
    {
        var (code, output, error) = await RunAsync("create", "ann", "--scope", "read,work");
        var key = output.Trim();
        var list = await RunAsync("list");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Equal(Convert.ToHexStringLower(KeyText.Hash(key)), Assert.Single(new KeyFile(_folder.Path).Read()).Hash); // nothing but the key
        Assert.Contains("first one", error, StringComparison.Ordinal);
        Assert.Contains("read, work", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(key, list.Output, StringComparison.Ordinal);
        Assert.Contains("lets nobody in", (await RunAsync("revoke", "ann")).Error, StringComparison.Ordinal);
        Assert.Empty(new KeyFile(_folder.Path).Read());
    }

    [Theory]
    [InlineData(ExitCodes.Usage, "'reed' is no scope", "create", "ann", "--scope", "reed")]
    [InlineData(ExitCodes.Usage, "--scope", "create", "ann")]
    [InlineData(ExitCodes.Usage, "no name for a key", "create", "a b", "--scope", "read")]
    [InlineData(ExitCodes.Failure, "There is no key 'ann'", "revoke", "ann")]
    public async Task Key_WrongUsage_SaysWhat(int expected, string containing, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);

        Assert.Equal(expected, code);
        Assert.Contains(containing, error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await LeadCommandLine.RunAsync(["key", .. arguments, "--data", _folder.Path], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
