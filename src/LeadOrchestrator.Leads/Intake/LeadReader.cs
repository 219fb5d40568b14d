using System.Text.Json;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>Reads a lead from JSON, strictly: what is not understood is an error with its path, never dropped.</summary>
public static class LeadReader
{
    /// <summary>Reads a document that holds one lead. Never throws for what the bytes contain.</summary>
    /// <param name="utf8Json">UTF-8, with or without byte order mark.</param>
    public static LeadReading Read(ReadOnlySpan<byte> utf8Json) => throw new NotImplementedException();

    /// <summary>Reads one lead of a larger document, for example an element of an array.</summary>
    /// <param name="element">The lead.</param>
    /// <param name="path">Where it stands, for the paths of errors; for example <c>$[3]</c>.</param>
    public static LeadReading Read(JsonElement element, string path = "$") => throw new NotImplementedException();
}
