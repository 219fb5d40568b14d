using System.Text;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Activities.Importing.Mapping;
using LeadOrchestrator.Activities.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Tests.Importing.Mapping;

public sealed class MappingFileTests
{
    [Theory]
    [InlineData("""{"columns":null}""", "columns")]
    [InlineData("""{"empty":null}""", "empty")]
    [InlineData("""{"empty":[null]}""", "$.empty")]
    [InlineData("""{"activities":[null]}""", "$.activities[0]")]
    [InlineData("""{"columns":{"Mail":"email","MAIL ":"email"}}""", "$.columns['MAIL']")]
    [InlineData("""{"activities":[{"typeColumn":"T","types":{"a":"x","A":"y"}}]}""", "$.activities[0].types['A']")]
    [InlineData("""{"dateFormats":[null]}""", "$.dateFormats[0]")]
    [InlineData("""{"dateFormats":["dd.MM.yyyy","%"]}""", "$.dateFormats[1]")]
    [InlineData("""{"dateFormats":[""]}""", "$.dateFormats[0]")]
    [InlineData("""{"columns":{"Mail":"\ud800"}}""", "not valid Unicode")]
    [InlineData("null", "object")]
    [InlineData("{", "not valid")]
    public void Problem_OfAMappingThatCannotBeUsed_SaysWhere(string json, string where) =>
        Assert.Contains(where, MappingFile.Problem(Encoding.UTF8.GetBytes(json)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"columns":{"Mail":"email"},"dateFormats":["dd.MM.yyyy HH:mm","d/M/yy","yyyy-MM-dd'T'HH:mm:ssK"],"empty":["Select"],}""")]
    [InlineData("{}")]
    public void Problem_OfAMappingThatCanBeUsed_IsNone(string json) => Assert.Null(MappingFile.Problem(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Read_ANameThatEndsInANewLine_IsNoName()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "crm\n.json"), "{}");

        var refused = Assert.Throws<ImportRefusedException>(
            () => new MappingFolder(Options.Create(new ImportOptions { Mappings = folder.Path }), new DataFolder(null)).Read("crm\n"));

        Assert.Equal(ImportRefusal.UnknownMapping, refused.Reason);
    }
}
