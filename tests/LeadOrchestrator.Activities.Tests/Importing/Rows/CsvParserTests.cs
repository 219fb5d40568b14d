using System.Text;
using LeadOrchestrator.Activities.Importing.Rows;

namespace LeadOrchestrator.Activities.Tests.Importing.Rows;

public sealed class CsvParserTests
{
    [Theory]
    [InlineData("a,b,c\n", "a|b|c")]
    [InlineData("a,b,c\r\nnext", "a|b|c")]
    [InlineData("a,b,c\rnext", "a|b|c")]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData(",,\n", "||")]
    [InlineData("a,\n", "a|")]
    [InlineData("a,", "a|")]
    [InlineData("\"a,b\",c\n", "a,b|c")]
    [InlineData("\"a\nb\",c\n", "a\nb|c")]
    [InlineData("\"say \"\"hi\"\"\",c\n", "say \"hi\"|c")]
    [InlineData("\"\",c\n", "|c")]
    [InlineData("\"\"\"\",c\n", "\"|c")]
    [InlineData("5\" pipe,c\n", "5\" pipe|c")]
    [InlineData(" \"a\",c\n", " \"a\"|c")]
    [InlineData("größe,日本\n", "größe|日本")]
    public void Read_WellFormedRecord_GivesItsFields(string csv, string fields)
    {
        var bytes = Encoding.UTF8.GetBytes(csv);
        var record = CsvParser.Read(bytes, ended: true, (byte)',', 1000)!;
        Assert.Null(record.Problem);
        Assert.Equal(fields, string.Join("|", CsvText.Decode(bytes, record.Fields, out _)!));
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("\"a,b")]
    [InlineData("\"a\"")]
    [InlineData("a,b\r")]
    public void Read_DataThatMayGoOn_AsksForMore(string csv) =>
        Assert.Null(CsvParser.Read(Encoding.UTF8.GetBytes(csv), ended: false, (byte)',', 1000));

    [Theory]
    [InlineData("\"a,b\nc,d\n", "never closed")]
    [InlineData("a,\"b\" x\nc,d\n", "after its closing quote")]
    public void Read_DamagedRecord_GivesUpOneLineOnly(string csv, string problem)
    {
        var record = CsvParser.Read(Encoding.UTF8.GetBytes(csv), ended: true, (byte)',', 1000)!;
        Assert.Contains(problem, record.Problem, StringComparison.Ordinal);
        Assert.Equal(csv.IndexOf('\n', StringComparison.Ordinal) + 1, record.Length);
        Assert.Equal(1, record.Lines);
    }

    [Fact]
    public void Read_RecordOverTheLimit_IsDamaged()
    {
        var record = CsvParser.Read(Encoding.UTF8.GetBytes(new string('x', 50) + ",b\nc,d\n"), ended: true, (byte)',', 20)!;
        Assert.Contains("longer than 20 bytes", record.Problem, StringComparison.Ordinal);
        Assert.Equal(53, record.Length);
    }

    [Fact]
    public void Read_FieldsWithLineEnds_CountsPhysicalLines() =>
        Assert.Equal(4, CsvParser.Read("a,\"1\r\n2\r3\n4\"\r\nb"u8, ended: true, (byte)',', 100)!.Lines);
}
