using System.Text;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Activities.Tests.Importing.Rows;

public sealed class ImportReaderTests
{
    private const string Header = "id,company,message\n";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task ReadAsync_AnyLineEnd_GivesRowsWithTheirLines(string end)
    {
        var rows = await ImportFile.ReadAsync($"id,message{end}1,A{end}{end}2,\"B{end}C\"{end}3,D");
        Assert.Equal([2, 4, 6], rows.Select(row => row.Line));
        Assert.Equal(["1", "2", "3"], rows.Select(row => row.Reading.Lead!.Id));
        Assert.Equal(["1,A", $"2,\"B{end}C\"", "3,D"], rows.Select(row => row.Raw));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task ReadAsync_AnyDelimiter_IsDetectedByTheHeader(char delimiter)
    {
        var rows = await ImportFile.ReadAsync($"id{delimiter}\"a, b; c\"{delimiter}company\n1{delimiter}x{delimiter}Acme\n");
        Assert.Equal("Acme", Assert.Single(rows).Reading.Lead!.Company);
    }

    [Fact]
    public async Task ReadAsync_ByteOrderMarkAndBlankLinesBeforeHeader_AreSkipped()
    {
        var rows = await ImportFile.ReadAsync("\uFEFF\n  \nid,company\n1,Acme\n");
        Assert.Equal((4, "1"), (Assert.Single(rows).Line, rows[0].Reading.Lead!.Id));
    }

    [Fact]
    public async Task ReadAsync_RowQuotedOnceTooOften_IsRepaired()
    {
        var rows = await ImportFile.ReadAsync(Header + "\"1,\"\"Acme, Inc\"\",hello\"\n2,B,c\n");
        Assert.Equal("Acme, Inc", rows[0].Reading.Lead!.Company);
        Assert.Contains("quoted once too often", rows[0].Reading.Repair, StringComparison.Ordinal);
        Assert.Equal("\"1,\"\"Acme, Inc\"\",hello\"", rows[0].Raw);
        Assert.Null(rows[1].Reading.Repair);
    }

    [Theory]
    [InlineData("\"1,Acme\"", "has 1 column; the header has 3")]
    [InlineData("1,Acme", "has 2 columns; the header has 3")]
    [InlineData("1,Acme,x,y", "has 4 columns; the header has 3")]
    public async Task ReadAsync_WrongNumberOfColumns_IsRejectedByName(string row, string reason)
    {
        var rows = await ImportFile.ReadAsync($"{Header}{row}\n2,B,c\n");
        Assert.Contains(reason, rows[0].Reading.Problem, StringComparison.Ordinal);
        Assert.Equal("2", rows[1].Reading.Lead!.Id);
    }

    [Fact]
    public async Task ReadAsync_EmptyColumnsTooMany_AreLeftOutAndSaid()
    {
        var row = Assert.Single(await ImportFile.ReadAsync(Header + "1,Acme,x,,\n"));
        Assert.Equal(("Acme", "The row had 2 empty columns too many at its end; they were left out."), (row.Reading.Lead!.Company, row.Reading.Repair));
    }

    [Fact]
    public async Task ReadAsync_StrayQuote_DoesNotSwallowTheRowsBehindIt()
    {
        var rows = await ImportFile.ReadAsync(Header + "1,\"Acme,x\n2,B,c\n3,\"C\",d\n4,E,f\n");
        Assert.NotNull(rows[0].Reading.Problem);
        Assert.Equal(["2", "3", "4"], rows.Skip(1).Select(row => row.Reading.Lead?.Id));
        Assert.Equal([2, 3, 4, 5], rows.Select(row => row.Line));
    }

    [Fact]
    public async Task ReadAsync_QuoteNeverClosedBeyondTheLimit_GivesUpThatLineOnly()
    {
        var many = string.Concat(Enumerable.Range(2, 500).Select(id => $"{id},B,c\n"));
        var rows = await ImportFile.ReadAsync(Encoding.UTF8.GetBytes(Header + "1,\"Acme,x\n" + many), options: new() { MaxRowBytes = 1024 }, chunkSize: 50);
        Assert.Equal(501, rows.Count);
        Assert.Equal(500, rows.Count(row => row.Reading.Lead is not null));
    }

    [Fact]
    public async Task ReadAsync_BytesThatAreNotUtf8_AreRejectedWithTheirColumn()
    {
        var rows = await ImportFile.ReadAsync([.. "id,company\n1,M"u8, 0xFC, .. "ller\n2,B\n"u8]);
        Assert.Contains("'company') holds bytes that are not UTF-8", rows[0].Reading.Problem, StringComparison.Ordinal);
        Assert.Equal("2", rows[1].Reading.Lead!.Id);
    }

    [Fact]
    public async Task ReadAsync_RowWithoutIdentity_IsRejectedWithReason()
    {
        var row = Assert.Single(await ImportFile.ReadAsync("email,company\n,Acme\n"));
        Assert.Contains("one of them is needed", row.Reading.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_BadEmail_NamesFieldAndColumn()
    {
        var row = Assert.Single(await ImportFile.ReadAsync("E-Mail,company\nnobody,Acme\n"));
        Assert.Contains("$.email (column 'E-Mail')", row.Reading.Problem, StringComparison.Ordinal);
        Assert.Equal("$.email", row.Reading.Path);
    }

    [Theory]
    [InlineData("name,company\nA,B\n", "No column holds an id, an email or a phone")]
    [InlineData("\"id,company\n1,B\n", "The header line cannot be read")]
    [InlineData("\n\n", "has no header line")]
    public async Task ReadAsync_HeaderThatCannotServe_SaysWhy(string file, string reason) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<InvalidDataException>(() => ImportFile.ReadAsync(file))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_Ndjson_GivesLeadsAndNamedErrors()
    {
        var rows = await ImportFile.ReadAsync("\uFEFF{\"id\":\"1\"}\r\n\r\n{\"id\":\n{\"id\":\"2\",\"employees\":\"many\"}\n{\"id\":\"3\"}", ImportFormat.Ndjson);
        Assert.Equal([1, 3, 4, 5], rows.Select(row => row.Line));
        Assert.Equal(["1", null, null, "3"], rows.Select(row => row.Reading.Lead?.Id));
        Assert.Equal("$.employees", rows[2].Reading.Path);
    }

    [Fact]
    public async Task ReadAsync_AHeaderOfManyEqualNames_TellsThemApart()
    {
        var rows = await ImportFile.ReadAsync($"id,a (2){string.Concat(Enumerable.Repeat(",a", 3))}\n1,w,x,y,z\n");
        Assert.Equal(["a", "a (2)", "a (3)", "a (4)"], Assert.Single(rows).Reading.Lead!.Attributes.Keys.Order());
    }

    [Fact]
    public async Task ReadAsync_AHeaderOfTooManyColumns_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ImportFile.ReadAsync($"id{string.Concat(Enumerable.Repeat(",a", 30_000))}\n"));
        Assert.Contains("30001 columns; 2000 at most", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ImportFormat.Csv, "id\n1\n", "2\n")]
    [InlineData(ImportFormat.Ndjson, "{\"id\":\"1\"}\n", "{\"id\":\"2\"}\n")]
    public async Task ReadAsync_ALineOfManyBytes_IsOneRejectedRowThatIsNeverHeldInMemory(ImportFormat format, string before, string after)
    {
        const int MaxRowBytes = 1024, Long = 20_000_000;
        byte[] file = [.. Encoding.UTF8.GetBytes(before), .. Enumerable.Repeat((byte)'x', Long), (byte)'\r', (byte)'\n', .. Encoding.UTF8.GetBytes(after)];

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var rows = await ImportFile.ReadAsync(file, format, options: new() { MaxRowBytes = MaxRowBytes });
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.Equal(["1", null, "2"], rows.Select(row => row.Reading.Lead?.Id));
        Assert.Contains($"longer than {MaxRowBytes} bytes", rows[1].Reading.Problem, StringComparison.Ordinal);
        Assert.Equal(MaxRowBytes + 1, rows[1].Raw.Length); // and an ellipsis
        Assert.Equal(rows[1].Line + 1, rows[2].Line);
        Assert.InRange(allocated, 0, Long / 4);
    }

    [Theory]
    [InlineData(ImportFormat.Csv)]
    [InlineData(ImportFormat.Ndjson)]
    public async Task ReadAsync_ALastLineOfManyBytes_IsOneRejectedRow(ImportFormat format)
    {
        byte[] file = [.. "id\n"u8, .. Enumerable.Repeat((byte)'"', 300_001)];
        var rows = await ImportFile.ReadAsync(file, format, options: new() { MaxRowBytes = 1024 });
        Assert.NotNull(rows[^1].Reading.Problem);
    }
}
