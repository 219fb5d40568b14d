using System.Net;
using System.Text;
using System.Text.Json;
using LeadOrchestrator.Acceptance.Hosting;

namespace LeadOrchestrator.Acceptance;

[Collection(nameof(HostCollection))]
public sealed class ImportTests(HostFixture host)
{
    private readonly LeadClient _client = host.Client;

    [Fact]
    public async Task Import_ACsvWithDamagedRows_StartsTheGoodAndListsTheBad()
    {
        var tag = LeadClient.NewId("csv");
        var csv = new StringBuilder("Id,E-Mail,Company,Lead Source,Message\n")
            .Append($"{tag}-1,one@example.com,\"Example, Ltd\",Fair,42\n")
            .Append($"\"{tag}-2,two@example.com,\"\"Two, Ltd\"\",Fair,43\"\n") // quoted once too often: repaired
            .Append($"{tag}-3,not an address,Three,Fair,44\n") // rejected: email
            .Append($"{tag}-4,four@example.com,Four\n") // rejected: columns
            .Append($"{tag}-1,one@example.com,\"Example, Ltd\",Fair,42\n") // rejected: line 2 again
            .Append($"{tag}-5,five@example.com,Five,Fair,\"Two\nlines\"\n")
            .ToString();

        var import = await ImportAsync(csv, "text/csv");

        var progress = import.GetProperty("progress");
        Assert.Equal(6, progress.GetProperty("rows").GetInt32());
        Assert.Equal(1, progress.GetProperty("repaired").GetInt32());
        Assert.Equal([4, 5, 6], Rows(import, "rejected"));
        Assert.Equal([3], Rows(import, "repaired"));
        foreach (var row in new[] { 1, 2, 5 })
        {
            var lead = await _client.WaitForStatusAsync($"{tag}-{row}", "Completed");
            Assert.Equal(JsonValueKind.Object, lead.GetProperty("outcome").ValueKind);
        }

        using var rejected = await _client.Http.GetAsync($"api/leads/{tag}-3");
        Assert.Equal(HttpStatusCode.NotFound, rejected.StatusCode);
    }

    [Fact]
    public async Task Import_Ndjson_RejectsABadLineByItsNumber()
    {
        var tag = LeadClient.NewId("ndjson");
        var ndjson = $$"""
            {"id":"{{tag}}-1","source":"list"}
            {"id":"{{tag}}-2","source":"list"
            {"id":"{{tag}}-3","source":"list","age":7}
            {"id":"{{tag}}-4","source":"list"}
            """;

        var import = await ImportAsync(ndjson, "application/x-ndjson");

        Assert.Equal(2, import.GetProperty("progress").GetProperty("started").GetInt32());
        Assert.Equal([2, 3], Rows(import, "rejected"));
        await _client.WaitForStatusAsync($"{tag}-4", "Completed");
    }

    [Fact]
    public async Task Import_TheSameFileAgain_IsTheSameImport()
    {
        var csv = $"Id,Source\n{LeadClient.NewId("twice")},fair\n";
        var first = await ImportAsync(csv, "text/csv");
        var second = await ImportAsync(csv, "text/csv");

        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.Equal(1, second.GetProperty("progress").GetProperty("started").GetInt32());
    }

    [Theory]
    [InlineData("", "text/csv", HttpStatusCode.BadRequest)]
    [InlineData("Id\n1\n", "application/pdf", HttpStatusCode.UnsupportedMediaType)]
    public async Task Import_NotAFileOfLeads_IsRefused(string content, string type, HttpStatusCode expected)
    {
        using var response = await _client.PostAsync("api/imports", content, type);

        Assert.Equal(expected, response.StatusCode);
    }

    private async Task<JsonElement> ImportAsync(string content, string type)
    {
        using var response = await _client.PostAsync("api/imports", content, type);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var id = (await LeadClient.ReadAsync(response)).GetProperty("id").GetString()!;
        return await _client.WaitForAsync(
            $"api/imports/{Uri.EscapeDataString(id)}", import => import.GetProperty("status").GetString() == "Completed", "its end");
    }

    private static IEnumerable<int> Rows(JsonElement import, string status) => import.GetProperty("rows").EnumerateArray()
        .Where(row => row.GetProperty("status").GetString() == status).Select(row => row.GetProperty("line").GetInt32());
}
