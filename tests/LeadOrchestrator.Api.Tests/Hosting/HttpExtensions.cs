using System.Net;
using System.Text;
using System.Text.Json;

namespace LeadOrchestrator.Api.Tests.Hosting;

internal static class HttpExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static string NewId(string what = "lead") => $"{what}-{Guid.NewGuid():N}";

    public static string LeadJson(string id, string source = "form") =>
        $$"""{"id":"{{id}}","email":"ada.private@example.com","phone":"+49 170 1234567","firstName":"Ada","lastName":"Privatissima","jobTitle":"Head of Sales","source":"{{source}}"}""";

    public static async Task<Answer> SendAsync(
        this ApiHost host, HttpMethod method, string path, string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, contentType);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await host.Http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        return new(response.StatusCode, all, await response.Content.ReadAsStringAsync());
    }

    public static Task<Answer> GetAsync(this ApiHost host, string path, params (string Name, string Value)[] headers) =>
        host.SendAsync(HttpMethod.Get, path, headers: headers);

    public static Task<Answer> PostAsync(this ApiHost host, string path, string body, string contentType = "application/json", params (string, string)[] headers) =>
        host.SendAsync(HttpMethod.Post, path, body, contentType, headers);

    public static Task<Answer> DeleteAsync(this ApiHost host, string path) => host.SendAsync(HttpMethod.Delete, path);

    public static async Task<string> SubmitAsync(this ApiHost host, string? id = null, string source = "form")
    {
        id ??= NewId();
        var answer = await host.PostAsync("/api/leads", LeadJson(id, source));
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        return id;
    }

    public static async Task<string> SubmitAndCompleteAsync(this ApiHost host, string? id = null, string source = "form")
    {
        id = await host.SubmitAsync(id, source);
        using var patience = new CancellationTokenSource(Patience);
        await host.Client.WaitForInstanceCompletionAsync(id, patience.Token);
        return id;
    }

    /// <summary>Submits a lead whose CRM branch is refused, and comes back when it is parked.</summary>
    public static async Task<string> SubmitAndParkAsync(this ApiHost host)
    {
        var id = NewId("parked");
        host.Switch.Refuse(id);
        await host.SubmitAsync(id);
        await host.UntilAsync($"/api/leads/{id}", answer => answer.Json.GetProperty("status").GetString() == "Parked");
        return id;
    }

    public static async Task<Answer> UntilAsync(this ApiHost host, string path, Func<Answer, bool> satisfied)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var answer = await host.GetAsync(path);
            if (satisfied(answer)) return answer;
            try
            {
                await tick.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{path} did not come to what was expected; the last answer was {answer}");
            }
        }
    }
}

/// <summary>An answer, read whole.</summary>
internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string? ContentType => Headers.GetValueOrDefault("Content-Type");

    /// <summary>Asserts a problem of a status whose text holds something.</summary>
    public Answer IsProblem(HttpStatusCode status, string containing = "")
    {
        Assert.True(Status == status, $"{(int)Status}: {Body}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.Contains(containing, Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return this;
    }

    public IEnumerable<string?> ErrorPaths => Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString());
}
