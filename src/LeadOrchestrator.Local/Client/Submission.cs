using System.Text.Json;

namespace LeadOrchestrator.Local.Client;

/// <summary>What became of one submitted lead of a file.</summary>
/// <param name="Index">Its place in the file, from 0.</param>
/// <param name="Id">Its id; null if it was rejected.</param>
/// <param name="State">Where it stands, if that was waited for.</param>
/// <param name="Problem">Why it was rejected.</param>
internal sealed record Submission(int Index, string? Id, LeadState? State, ProblemReport? Problem)
{
    public static async Task<Submission> SendAsync(LeadApiClient client, int index, string lead, bool wait, CancellationToken cancellationToken)
    {
        try
        {
            if (!wait) return new(index, await client.SubmitAsync(lead, cancellationToken), null, null);
            var state = await client.SubmitAndWaitAsync(lead, cancellationToken);
            return new(index, state.Id, state, null);
        }
        catch (LeadApiException exception) when (exception.Problem.Status is >= 400 and < 500)
        {
            return new(index, null, null, exception.Problem);
        }
    }

    /// <summary>Every wrong field with its path; the place in the file first where the file holds several.</summary>
    public IEnumerable<string> Complaints(int of)
    {
        if (Problem is null) return [];
        var prefix = of > 1 ? $"lead {Index + 1}: " : "";
        return Problem.Errors.Count == 0
            ? [prefix + Problem.Text]
            : Problem.Errors.Select(error => $"{prefix}{error.Path}: {error.Message}");
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", Index);
        if (Id is not null) writer.WriteString("id", Id);
        if (State is not null)
        {
            writer.WritePropertyName("lead");
            JsonSerializer.Serialize(writer, State, ClientJson.Default.LeadState);
        }

        if (Problem is not null)
        {
            writer.WritePropertyName("problem");
            Problem.Json.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
