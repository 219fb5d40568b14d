using LeadOrchestrator.Local.CommandLine;
using LeadOrchestrator.Local.Importing;

namespace LeadOrchestrator.Local.Tests.Importing;

public sealed class RejectedFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lead-rejected-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WriteAsync_CsvRows_HasTheSameColumnsAndTheReasonsInFront()
    {
        var file = ImportFile.Open(Write("leads.csv", "Email,Name\r\nada@example.com,Ada\r\n,Nobody\r\n"), format: null);

        var path = await RejectedFile.WriteAsync(file, [new(3, "rejected", "one of id, email, phone is required", "$", ",Nobody\r\n")], default);

        Assert.Equal(Path.Combine(_folder, "leads.rejected.csv"), path);
        Assert.Equal(
            ["#rejected,Email,Name", "\"#rejected line 3: one of id, email, phone is required\",,Nobody"], await File.ReadAllLinesAsync(path!));
    }

    [Fact]
    public async Task WriteAsync_NoRows_WritesNothing()
    {
        var file = ImportFile.Open(Write("leads.csv", "Email\nada@example.com\n"), format: null);

        Assert.Null(await RejectedFile.WriteAsync(file, [], default));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task StrippedContent_MendedFile_IsTheOriginalWithItsRowsMended()
    {
        var path = Write("leads.rejected.csv", "#rejected,Email,Name\n\"#rejected line 3: $: missing\",bob@example.com,Nobody\n");

        var file = ImportFile.Open(path, format: null);
        using var content = new StrippedContent(path);

        Assert.True(file.IsMarked);
        Assert.Equal("Email,Name", file.Header);
        Assert.Equal("Email,Name\nbob@example.com,Nobody\n", await content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("leads.csv", "Email\n", null, true)]
    [InlineData("leads.ndjson", "{}\n", null, false)]
    [InlineData("leads", "{\"email\":1}\n", null, false)]
    [InlineData("leads", "Email\n", null, true)]
    [InlineData("leads.json", "{}\n", "ndjson", false)]
    public void Open_ByNameContentOrOption_TellsTheFormat(string name, string content, string? format, bool isCsv) =>
        Assert.Equal(isCsv, ImportFile.Open(Write(name, content), format).IsCsv);

    [Fact]
    public void Open_JsonFile_SaysWhichCommandTakesIt()
    {
        var exception = Assert.Throws<CommandFailedException>(() => ImportFile.Open(Write("leads.json", "[]"), format: null));

        Assert.Equal(ExitCodes.Usage, exception.ExitCode);
        Assert.Contains("lead submit", exception.Message, StringComparison.Ordinal);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
