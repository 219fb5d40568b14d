using System.Net;
using System.Text.Json;
using LeadOrchestrator.Api.Tests.Hosting;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Imports;

[Collection(nameof(SharedHostCollection))]
public sealed class ImportTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Post_ACsv_IsImportedWithCountsAndRejectedRows()
    {
        var tag = NewId("csv");
        var csv = $"Id,Email,Source\n{tag}-1,one@example.com,fair\n{tag}-2,=HYPERLINK(1),fair\n{tag}-3,three@example.com,fair\n";

        var answer = await _host.PostAsync("/api/imports?fileName=fair.csv", csv, "text/csv");
        var import = await ImportedAsync(answer);

        Assert.Equal(("fair.csv", 100d), (import.GetProperty("fileName").GetString(), import.GetProperty("percentage").GetDouble()));
        var progress = import.GetProperty("progress");
        Assert.Equal((3, 2, 1), (Number("rows"), Number("started"), Number("rejected")));
        var row = Assert.Single(import.GetProperty("rows").EnumerateArray());
        Assert.Equal((3, "rejected"), (row.GetProperty("line").GetInt32(), row.GetProperty("status").GetString()));

        int Number(string name) => progress.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("/rejected.csv", null)]
    [InlineData("?format=csv", null)]
    [InlineData("", "text/csv")]
    public async Task GetRejected_AsAFile_HoldsHeaderAndRowsWithFormulasNeutralised(string suffix, string? accept)
    {
        var tag = NewId("rejected");
        var import = await ImportedAsync(await _host.PostAsync(
            "/api/imports?fileName=fair.csv", $"Id,Email,Phone,Source\n{tag}-1,=HYPERLINK(1),+49 170 1234567,fair\n{tag}-2,two@example.com,,fair\n", "text/csv"));

        var file = await _host.GetAsync(
            $"/api/imports/{import.GetProperty("id").GetString()}{suffix}", accept is null ? [] : [("Accept", accept)]);

        Assert.Equal("text/csv; charset=utf-8", file.ContentType);
        Assert.Contains("fair.rejected.csv", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal($"Id,Email,Phone,Source\n{tag}-1,'=HYPERLINK(1),+49 170 1234567,fair\n", file.Body);
    }

    [Fact]
    public async Task Get_RowsPageByPage_ShowsEachOnce()
    {
        var tag = NewId("pages");
        var rows = string.Concat(Enumerable.Range(1, 5).Select(i => $"{tag}-{i},no address,fair\n"));
        var import = await ImportedAsync(await _host.PostAsync("/api/imports", "Id,Email,Source\n" + rows, "text/csv"));
        var path = $"/api/imports/{import.GetProperty("id").GetString()}?top=2";

        var lines = new List<int>();
        string? token = null;
        do
        {
            var page = (await _host.GetAsync(path + (token is null ? "" : $"&continuationToken={Uri.EscapeDataString(token)}"))).Json;
            lines.AddRange(page.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("line").GetInt32()));
            token = page.TryGetProperty("continuationToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal([2, 3, 4, 5, 6], lines);
    }

    [Fact]
    public async Task Post_TheSameFileAgain_IsTheSameImport()
    {
        var csv = $"Id,Source\n{NewId()},fair\n";
        var first = await ImportedAsync(await _host.PostAsync("/api/imports", csv, "text/csv"));

        var second = await _host.PostAsync("/api/imports", csv, "text/csv");

        Assert.Equal(first.GetProperty("id").GetString(), second.Json.GetProperty("id").GetString());
        Assert.False(second.Json.GetProperty("created").GetBoolean());
        Assert.Contains((await _host.GetAsync("/api/imports?top=1000")).Json.GetProperty("imports").EnumerateArray(), import =>
            import.GetProperty("id").GetString() == first.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Post_WhatIsNoFileOfLeads_IsRefusedSayingWhy()
    {
        (await _host.PostAsync("/api/imports", "", "text/csv")).IsProblem(HttpStatusCode.BadRequest);
        (await _host.PostAsync("/api/imports", "x", "application/pdf")).IsProblem(HttpStatusCode.UnsupportedMediaType, "text/csv");
        (await _host.PostAsync("/api/imports?map=nobody-wrote-it", "Id\nx\n", "text/csv")).IsProblem(HttpStatusCode.BadRequest, "map");
        (await _host.PostAsync($"/api/imports?fileName={new string('x', 300)}", "Id\nx\n", "text/csv")).IsProblem(HttpStatusCode.BadRequest, "fileName");
    }

    [Fact]
    public async Task Post_MoreThanTheLimit_Is413()
    {
        await using var host = await ApiHost.StartAsync(new Dictionary<string, string?> { ["Imports:MaxBytes"] = "1000" });

        (await host.PostAsync("/api/imports", "Id\n" + new string('x', 2000), "text/csv")).IsProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Get_BadParametersAndUnknownIds_AreRefused()
    {
        var import = await ImportedAsync(await _host.PostAsync("/api/imports", $"Id,Source\n{NewId()},fair\n", "text/csv"));
        var path = $"/api/imports/{import.GetProperty("id").GetString()}";

        (await _host.GetAsync(path + "?top=0")).IsProblem(HttpStatusCode.BadRequest, "top");
        (await _host.GetAsync(path + "?continuationToken=made-up")).IsProblem(HttpStatusCode.BadRequest, "continuationToken");
        (await _host.GetAsync(path + "?format=pdf")).IsProblem(HttpStatusCode.BadRequest, "format");
        (await _host.GetAsync("/api/imports?continuationToken=made-up")).IsProblem(HttpStatusCode.BadRequest, "continuationToken");
        (await _host.GetAsync("/api/imports/import:unknown")).IsProblem(HttpStatusCode.NotFound);
        (await _host.GetAsync("/api/imports/import:unknown/rejected.csv")).IsProblem(HttpStatusCode.NotFound);
    }

    private async Task<JsonElement> ImportedAsync(Answer submitted)
    {
        Assert.Equal(HttpStatusCode.Accepted, submitted.Status);
        var uri = new Uri(submitted.Json.GetProperty("statusUri").GetString()!);
        Assert.Equal(uri.ToString(), submitted.Headers["Location"]);
        return (await _host.UntilAsync(uri.PathAndQuery, import => import.Json.GetProperty("status").GetString() == "Completed")).Json;
    }
}
