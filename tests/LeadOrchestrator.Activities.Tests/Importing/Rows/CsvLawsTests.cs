using System.Globalization;
using System.Text;
using CsCheck;
using CsvHelper;
using CsvHelper.Configuration;
using LeadOrchestrator.Activities.Importing.Rows;
using CsvParser = LeadOrchestrator.Activities.Importing.Rows.CsvParser;

namespace LeadOrchestrator.Activities.Tests.Importing.Rows;

public sealed class CsvLawsTests
{
    private static readonly Gen<string> Cell = Gen.OneOf(
        Gen.String[Gen.Char["ab,;\t\"\r\n |'é日 "], 0, 8], Gen.Const(""), Gen.String[Gen.Char["xyz"], 1, 300]);

    private static readonly Gen<string[][]> Table = Gen.Int[2, 6].SelectMany(columns => Cell.Array[columns].Array[1, 20]);

    /// <summary>Any table that another writer wrote is read as it was, wherever blocks end, and no byte or line is lost.</summary>
    [Fact]
    public void Read_AnyTable_GivesItsCellsBytesAndLines() =>
        Gen.Select(Table, Gen.OneOf(Gen.Const("\n"), Gen.Const("\r\n")), Gen.OneOf(Gen.Const(","), Gen.Const(";"), Gen.Const("\t")), Gen.Int[1, 40]).Sample(
            (table, end, delimiter, block) =>
            {
                var file = Write(table, end, delimiter);
                var read = ReadAll(file, (byte)delimiter[0], block, out var lines);
                Assert.Equal(table.Length, read.Count);
                for (var row = 0; row < table.Length; row++) Assert.Equal(table[row], read[row]);
                Assert.Equal(Lines.Count(file), lines);
            },
            iter: 500);

    private static byte[] Write(string[][] table, string end, string delimiter)
    {
        using var text = new StringWriter();
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            NewLine = end,
            Delimiter = delimiter,
            ShouldQuote = cell => cell.Field!.IndexOfAny(['"', '\r', '\n', delimiter[0]]) >= 0, // its own rule leaves a lone CR bare
        });
        foreach (var row in table)
        {
            foreach (var cell in row) csv.WriteField(cell);
            csv.NextRecord();
        }

        csv.Flush();
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static List<string[]> ReadAll(byte[] file, byte delimiter, int block, out int lines)
    {
        var window = new FileWindow(new MemoryStream(file), block);
        var rows = new List<string[]>();
        lines = 0;
        while (!(window.Ended && window.Unread.IsEmpty))
        {
            if (window.Unread.IsEmpty || CsvParser.Read(window.Unread, window.Ended, delimiter, 100_000) is not { } record)
            {
                window.GrowAsync(default).GetAwaiter().GetResult(); // a memory stream never waits
                continue;
            }

            Assert.Null(record.Problem);
            rows.Add(CsvText.Decode(window.Unread, record.Fields, out _)!);
            lines += record.Lines;
            window.Take(record.Length);
        }

        Assert.Equal(file.Length, window.Taken);
        return rows;
    }
}
