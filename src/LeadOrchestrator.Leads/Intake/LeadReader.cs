using System.Text.Json;
using System.Text.Unicode;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>Reads a lead from JSON, strictly: what is not understood is an error with its path, never dropped.</summary>
public static class LeadReader
{
    /// <summary>Reads a document that holds one lead. Never throws for what the bytes contain.</summary>
    /// <param name="utf8Json">UTF-8, with or without byte order mark.</param>
    public static LeadReading Read(ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json.StartsWith("\uFEFF"u8)) utf8Json = utf8Json[3..];
        if (!Utf8.IsValid(utf8Json)) return Failed(new FieldError("$", "Is not valid UTF-8; save or send it in that encoding."));
        try
        {
            var reader = new Utf8JsonReader(utf8Json);
            using var document = JsonDocument.ParseValue(ref reader);
            while (reader.Read())
            {
                // white space may follow the lead; anything else makes the reader throw
            }
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            return Failed(JsonValues.NotJson(exception));
        }
    }

    /// <summary>Reads one lead of a larger document, for example an element of an array.</summary>
    /// <param name="element">The lead.</param>
    /// <param name="path">Where it stands, for the paths of errors; for example <c>$[3]</c>.</param>
    public static LeadReading Read(JsonElement element, string path = "$")
    {
        var errors = new ErrorList();
        if (JsonFields.Of(element, path, LeadForm.Names, errors, LeadForm.Unknown) is not { } fields)
            return new LeadReading(null, errors.ToList());
        var lead = new LeadForm(fields).Read();
        return new LeadReading(errors.Count == 0 ? lead : null, errors.ToList());
    }

    private static LeadReading Failed(FieldError error) => new(null, [error]);
}
