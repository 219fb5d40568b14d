using System.Text.Json;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Api.Tests.Management;

/// <summary>Repeats the recorded requests, in order, and compares the answers; see <see cref="Shape"/> for how.</summary>
public sealed class RecordedExchangeTests
{
    private const string Base = "/runtime/webhooks/durabletask";

    private static readonly List<JsonElement> Exchanges = Read();

    [Fact]
    public async Task Management_RecordedRequests_AreAnsweredAlike()
    {
        await using var host = await ApiHost.StartAsync(engine: RecordedOrchestrations.Add);
        var differences = new List<string>();
        foreach (var exchange in Exchanges)
        {
            var name = exchange.GetProperty("name").GetString();
            if (exchange.TryGetProperty("given", out var given)) await StartAsync(host, given);
            else if (await RepeatAsync(host, exchange) is { } difference) differences.Add($"{name}: {difference}");
        }

        Assert.True(Exchanges.Count == 38, "The recording is incomplete.");
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static Task<StartResult> StartAsync(ApiHost host, JsonElement given) => host.Client.StartAsync(
        new Orchestration<JsonElement, JsonElement>(given.GetProperty("orchestration").GetString()!), given.GetProperty("input"), given.GetProperty("id").GetString());

    /// <summary>Sends one request; one that only reads is repeated while what was started before is still on its way.</summary>
    private static async Task<string?> RepeatAsync(ApiHost host, JsonElement exchange)
    {
        var call = exchange.GetProperty("call").GetString()!.Split(' ');
        var method = new HttpMethod(call[0]);
        var body = exchange.TryGetProperty("body", out var text) ? text.GetString() : null;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var answer = await host.SendAsync(method, Base + call[1], body);
            var difference = Difference(exchange, answer, host.Http.BaseAddress!.ToString().TrimEnd('/') + Base);
            if (difference is null || method != HttpMethod.Get || patience.IsCancellationRequested) return difference;
            await tick.WaitForNextTickAsync();
        }
    }

    private static string? Difference(JsonElement exchange, Answer answer, string baseUri)
    {
        if ((int)answer.Status != exchange.GetProperty("status").GetInt32()) return $"status {(int)answer.Status}: {answer.Body}";
        foreach (var header in exchange.GetProperty("headers").EnumerateObject())
            if (!answer.Headers.TryGetValue(header.Name, out var value)
                || !(header.Value.GetString() is { } pattern && (pattern == "<any>" || Shape.Matches(pattern, value, baseUri))))
                return $"header {header.Name} is '{value}', expected '{header.Value}'";
        foreach (var absent in new[] { "Location", "Retry-After", "x-ms-continuation-token" })
            if (answer.Headers.ContainsKey(absent) && !exchange.GetProperty("headers").TryGetProperty(absent, out _)) return $"header {absent} was not recorded";
        if (exchange.TryGetProperty("answer", out var expected)) return Shape.Difference(expected, answer.Json, baseUri);
        return answer.Body.Length == 0 ? null : $"expected no body, got {answer.Body}";
    }

    private static List<JsonElement> Read()
    {
        using var resource = typeof(RecordedExchangeTests).Assembly.GetManifestResourceStream("exchanges.json")!;
        return JsonSerializer.Deserialize<List<JsonElement>>(resource)!;
    }
}
