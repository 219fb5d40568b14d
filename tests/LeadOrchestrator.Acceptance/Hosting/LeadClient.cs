using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LeadOrchestrator.Acceptance.Hosting;

/// <summary>Speaks to a host as any client would.</summary>
public sealed class LeadClient : IDisposable
{
    /// <summary>How long anything may take before a test gives up on it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public LeadClient(Uri baseUrl, string? apiKey)
    {
        Http = new HttpClient { BaseAddress = baseUrl, Timeout = Patience };
        if (!string.IsNullOrEmpty(apiKey)) Http.DefaultRequestHeaders.Add("x-functions-key", apiKey);
    }

    public HttpClient Http { get; }

    /// <summary>An id that no other test uses.</summary>
    public static string NewId(string what) => $"{what}-{Guid.NewGuid():N}";

    public static object Lead(string id, string source = "acceptance") => new
    {
        id,
        email = $"{id}@example.com",
        firstName = "Ada",
        company = "Example Ltd",
        jobTitle = "Head of Sales",
        employees = 400,
        country = "GB",
        source,
        consent = new { email = true, call = true },
    };

    public Task<HttpResponseMessage> SubmitAsync(object lead, string query = "") => Http.PostAsJsonAsync($"api/leads{query}", lead);

    public async Task<HttpResponseMessage> SubmitWithKeyAsync(object lead, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/leads") { Content = JsonContent.Create(lead) };
        request.Headers.Add("Idempotency-Key", key);
        return await Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, string contentType = "application/json") =>
        Http.PostAsync(path, new StringContent(body, Encoding.UTF8, contentType));

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        response.EnsureSuccessStatusCode();
        return await ReadAsync(response);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>();

    public Task<JsonElement> LeadAsync(string id) => GetAsync($"api/leads/{id}");

    /// <summary>Asks, as a browser would, until the lead has the status.</summary>
    public Task<JsonElement> WaitForStatusAsync(string id, string status) =>
        WaitForAsync($"api/leads/{id}", lead => lead.GetProperty("status").GetString() == status, $"status {status}");

    /// <summary>Asks until the answer satisfies.</summary>
    public async Task<JsonElement> WaitForAsync(string path, Func<JsonElement, bool> satisfies, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        var last = "nothing";
        try
        {
            do
            {
                using var response = await Http.GetAsync(path, limit.Token);
                if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable) continue;
                response.EnsureSuccessStatusCode();
                var answer = await ReadAsync(response);
                if (satisfies(answer)) return answer;
                last = answer.ToString();
            }
            while (await tick.WaitForNextTickAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            // The limit: told below, with the last answer.
        }

        throw new TimeoutException($"{path} did not come to {what} within {Patience}; the last answer was {last}");
    }

    public void Dispose() => Http.Dispose();
}
