using System.Text.Json;
using CsCheck;
using LeadOrchestrator.Local.Importing;

namespace LeadOrchestrator.Local.Tests.Importing;

public sealed class RejectedMarkTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char[' ', '~'], 0, 60];

    [Fact]
    public void Strip_AnyMarkedCsvRow_GivesTheRowAsItWas() => Gen.Select(Text, Text).Sample((reason, row) =>
        RejectedMark.Strip(RejectedMark.Csv(7, reason, ';', row)) == row);

    [Fact]
    public void Strip_AnyMarkedJsonObject_GivesTheSameObject() => Gen.Select(Text, Gen.Dictionary(Text, Gen.Int)).Sample((reason, members) =>
    {
        var row = JsonSerializer.Serialize(members);
        var marked = RejectedMark.Json(7, reason, row);
        using var document = JsonDocument.Parse(marked);
        Assert.Equal($"line 7: {reason}", document.RootElement.GetProperty(RejectedMark.Name).GetString());
        Assert.Equal(row, RejectedMark.Strip(marked));
    });

    [Fact]
    public void Json_RowThatIsNoObject_IsKeptWholeInValidJson()
    {
        using var document = JsonDocument.Parse(RejectedMark.Json(3, "not JSON", "oops \"here\""));
        Assert.Equal("oops \"here\"", document.RootElement.GetProperty("row").GetString());
    }

    [Fact]
    public void Csv_ReasonWithLineBreakAndQuotes_StaysOneLineAndOneField() =>
        Assert.Equal("\"#rejected line 2: bad 'x'  row\",a,b", RejectedMark.Csv(2, "bad \"x\"\r\nrow", ',', "a,b"));

    [Theory]
    [InlineData("#rejected,Email,Name", "Email,Name")]
    [InlineData("#rejected;Email;Name", "Email;Name")]
    [InlineData("Email,Name", "Email,Name")]
    [InlineData("{\"email\":\"a@example.com\"}", "{\"email\":\"a@example.com\"}")]
    public void Strip_HeaderOrUnmarkedLine_LosesTheMarkAndNothingElse(string line, string expected) =>
        Assert.Equal(expected, RejectedMark.Strip(line));

    [Theory]
    [InlineData("#rejected,Email", true)]
    [InlineData("{\"#rejected\":\"line 1: x\",\"a\":1}", true)]
    [InlineData("Email,#rejected", false)]
    public void IsMarked_FirstLine_TellsFilesOfRejectedRows(string line, bool expected) =>
        Assert.Equal(expected, RejectedMark.IsMarked(line));
}
