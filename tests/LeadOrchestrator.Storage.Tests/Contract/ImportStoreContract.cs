using System.Text;

namespace LeadOrchestrator.Storage.Tests.Contract;

public abstract class ImportStoreContract : StoreContract
{
    private IImportStore Imports => Stores.Imports;

    [Fact]
    public async Task SaveAsync_SameContentAndMapping_IsTheSameImport()
    {
        var first = await SaveAsync("email\na@example.com\n");
        var same = await SaveAsync("email\na@example.com\n");
        var mapped = await SaveAsync("email\na@example.com\n", mapping: "crm");
        var other = await SaveAsync("email\nb@example.com\n");

        Assert.StartsWith("import:", first.ImportId, StringComparison.Ordinal);
        Assert.Equal(20, first.Bytes);
        Assert.Equal(first, same);
        Assert.Equal(3, new[] { first, mapped, other }.DistinctBy(import => import.ImportId).Count());
    }

    [Fact]
    public async Task SaveAsync_SameFileAtOnce_BothSucceed()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => SaveAsync(new string('x', 200_000)))));

        Assert.Single(saved.Distinct());
        Assert.Equal(200_000, (await ReadAsync(saved[0].ImportId, 0))!.Length);
    }

    [Fact]
    public async Task OpenAsync_AtAnOffsetAfterReopen_GivesTheRest()
    {
        var import = await SaveAsync("0123456789");
        await ReopenAsync();

        Assert.Equal("0123456789", await ReadAsync(import.ImportId, 0));
        Assert.Equal("789", await ReadAsync(import.ImportId, 7));
        Assert.Equal("", await ReadAsync(import.ImportId, 10));
    }

    [Theory]
    [InlineData("import:00000000000000000000000000000000")]
    [InlineData("import:../../etc/passwd")]
    [InlineData("")]
    public async Task OpenAsync_UnknownId_GivesNull(string importId) => Assert.Null(await Imports.OpenAsync(importId, 0));

    [Fact]
    public async Task SaveAsync_EmptyOrTooLarge_IsRefused()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => SaveAsync(""));
        var tooLarge = await Assert.ThrowsAsync<InvalidDataException>(() => Imports.SaveAsync(Bytes("12345"), null, maxBytes: 4));

        Assert.Contains("4 bytes", tooLarge.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await Imports.SaveAsync(Bytes("1234"), null, maxBytes: 4)).Bytes);
    }

    [Fact]
    public async Task SaveAsync_SenderBreaksOff_ItsErrorComesOut() =>
        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(() => Imports.SaveAsync(new BrokenStream(), null, 1000))).Message);

    [Fact]
    public async Task AddRowsAsync_ChunkRepeated_CountsOnce()
    {
        await Imports.AddRowsAsync("import:x", [Row(7), Row(3)]);
        await Imports.AddRowsAsync("import:x", [Row(3) with { Reason = "Mended." }, Row(9)]);
        await Imports.AddRowsAsync("import:y", [Row(1)]);
        await Imports.AddRowsAsync("import:y", []);

        var rows = await ReadAllAsync(token => Imports.ListRowsAsync("import:x", 2, token));

        Assert.Equal([Row(3) with { Reason = "Mended." }, Row(7), Row(9)], rows);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Imports.ListRowsAsync("import:x", 2, "rubbish"));
    }

    [Fact]
    public async Task EraseAsync_Import_RemovesFileAndRows()
    {
        var import = await SaveAsync("email\n");
        await Imports.AddRowsAsync(import.ImportId, [Row(1)]);

        Assert.True(await Imports.EraseAsync(import.ImportId));
        Assert.False(await Imports.EraseAsync(import.ImportId));

        Assert.Null(await Imports.OpenAsync(import.ImportId, 0));
        Assert.Empty((await Imports.ListRowsAsync(import.ImportId, 10)).Items);
    }

    [Fact]
    public async Task BlankAsync_PartsAndRows_OverwritesThemAndLeavesTheRestInItsPlace()
    {
        var import = await SaveAsync("id\na,one\n\"b\ntwo\"\nc,three\n");
        await Imports.AddRowsAsync(import.ImportId, [Row(2), Row(5)]);

        await Imports.BlankAsync(
            import.ImportId, [new(3, 5), new(9, 8), new(1000, 8)], [Row(2) with { Raw = "", Reason = "Gone." }]);
        await Imports.BlankAsync("import:00000000000000000000000000000000", [new(0, 1)], []);
        await ReopenAsync();

        Assert.Equal("id\n     \n  \n    \nc,three\n", await ReadAsync(import.ImportId, 0));
        Assert.Equal([Row(2) with { Raw = "", Reason = "Gone." }, Row(5)], (await Imports.ListRowsAsync(import.ImportId, 10)).Items);
    }

    [Fact]
    public async Task ListAsync_Files_AreListedUntilTheyAreErased()
    {
        var (first, second) = (await SaveAsync("a\n"), await SaveAsync("b\n"));
        await Imports.EraseAsync(first.ImportId);

        var kept = Assert.Single(await Imports.ListAsync());
        Assert.Equal(second.ImportId, kept.ImportId);
        Assert.NotNull(kept.SavedAt);
    }

    private static ImportRow Row(int line) => new(line, "rejected", "No identity.", "$.email", ",,,");

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private Task<StoredImport> SaveAsync(string content, string? mapping = null) => Imports.SaveAsync(Bytes(content), mapping, maxBytes: 1_000_000);

    private async Task<string?> ReadAsync(string importId, long offset)
    {
        await using var file = await Imports.OpenAsync(importId, offset);
        if (file is null) return null;
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }
}
