using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Tests.Imports;

public sealed class RejectedRowWriterTests
{
    [Theory]
    [InlineData("=1+1,b", "'=1+1,b")]
    [InlineData("a,=cmd|' /C calc'!A0", "a,'=cmd|' /C calc'!A0")]
    [InlineData("a,\"=1+1\",b", "a,\"'=1+1\",b")]
    [InlineData("a;@SUM(A1)", "a;'@SUM(A1)")]
    [InlineData("a,-cmd", "a,'-cmd")]
    [InlineData("a,+cmd", "a,'+cmd")]
    [InlineData("a|=1+1", "a|'=1+1")]
    [InlineData("a,\"\"=1+1", "a,\"\"'=1+1")]
    [InlineData("a, =1+1", "a, '=1+1")]
    [InlineData("a,\"\"\"=1+1\"\"\"", "a,\"\"\"'=1+1\"\"\"")]
    [InlineData("a\t=1\tb|@x;＝2", "a\t'=1\tb|'@x;'＝2")]
    [InlineData("＋1-cmd,－cmd,＠SUM(1)", "'＋1-cmd,'－cmd,'＠SUM(1)")]
    [InlineData("\"a\r=1\"", "\"a\r'=1\"")]
    [InlineData("a,+1\n2-cmd", "a,+1\n2-cmd")]
    [InlineData("a|+49 170|b", "a|+49 170|b")]
    [InlineData("a=b,c-d", "a=b,c-d")]
    [InlineData("a,+49 170 1234567,b", "a,+49 170 1234567,b")]
    [InlineData("a,-12.5", "a,-12.5")]
    [InlineData("a,\"+49 (0)170-12\",b", "a,\"+49 (0)170-12\",b")]
    [InlineData("a,ada@example.com", "a,ada@example.com")]
    [InlineData("\"a,b \"\"c\"\"\r\n", "\"a,b \"\"c\"\"")]
    public void Write_ACsvRow_NeutralisesFormulasAlone(string raw, string expected) =>
        Assert.Equal(expected + "\n", RejectedRowWriter.Write(raw, ImportFormat.Csv));

    [Fact]
    public void Write_AnNdjsonRow_LeavesItAsItIs() => Assert.Equal("{\"a\":\n", RejectedRowWriter.Write("{\"a\":\n", ImportFormat.Ndjson));
}
