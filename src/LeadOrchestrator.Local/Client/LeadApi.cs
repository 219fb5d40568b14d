using System.Net;
using System.Text.Json;

namespace LeadOrchestrator.Local.Client;

/// <summary>The requests about leads that commands are made of.</summary>
internal static class LeadApi
{
    private const int LongestWaitSeconds = 20;
    private const int LargestPage = 500;

    /// <summary>Submits one lead; when this returns, its start is durable.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="LeadApiException">The lead was refused.</exception>
    public static async Task<string> SubmitAsync(this LeadApiClient client, string leadJson, CancellationToken cancellationToken)
    {
        var answer = await client.SendJsonAsync(HttpMethod.Post, "api/leads", leadJson, cancellationToken);
        return Id(answer.Body);
    }

    /// <summary>Submits a lead and waits until nothing more happens to it by itself.</summary>
    public static async Task<LeadState> SubmitAndWaitAsync(this LeadApiClient client, string leadJson, CancellationToken cancellationToken)
    {
        // The same lead again is the same run, so asking again is how one waits on.
        while (true)
        {
            var answer = await client.SendJsonAsync(HttpMethod.Post, $"api/leads?wait={LongestWaitSeconds}", leadJson, cancellationToken);
            var state = answer.Status == HttpStatusCode.OK
                ? Read(answer.Body)
                : await client.GetLeadAsync(Id(answer.Body), cancellationToken);
            if (state.IsSettled) return state;
        }
    }

    public static async Task<LeadState> GetLeadAsync(this LeadApiClient client, string id, CancellationToken cancellationToken) =>
        Read((await client.GetAsync($"api/leads/{Uri.EscapeDataString(id)}", cancellationToken)).Body);

    /// <summary>Lists leads, page after page, until there are no more or enough.</summary>
    public static async IAsyncEnumerable<JsonElement> ListLeadsAsync(
        this LeadApiClient client, string filter, int top, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var path = $"api/leads?top={Math.Min(top, LargestPage)}{filter}{(token is null ? "" : $"&continuationToken={Uri.EscapeDataString(token)}")}";
            var page = (await client.GetAsync(path, cancellationToken)).Body;
            foreach (var lead in page.GetProperty("leads").EnumerateArray())
            {
                if (top-- <= 0) yield break;
                yield return lead;
            }

            token = page.TryGetProperty("continuationToken", out var next) ? next.GetString() : null;
        }
        while (token is not null && top > 0);
    }

    public static LeadState Read(JsonElement lead) => lead.Deserialize(ClientJson.Default.LeadState)
        ?? throw new JsonException("The host answered with no lead.");

    private static string Id(JsonElement accepted) => accepted.GetProperty("id").GetString()!;
}
