using System.Buffers;
using System.Text.Json;
using LeadOrchestrator.Leads.Reading;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>Writes a lead as the JSON that <see cref="LeadReader"/> reads; what is null or empty is left out.</summary>
public static class LeadWriter
{
    /// <summary>Writes a lead.</summary>
    /// <returns>UTF-8, without white space.</returns>
    public static byte[] Write(Lead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        return Write(lead, lead.Attributes);
    }

    /// <summary>Writes a lead such that equal leads give equal bytes.</summary>
    internal static byte[] WriteCanonical(Lead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        return Write(lead, lead.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal));
    }

    private static byte[] Write(Lead lead, IEnumerable<KeyValuePair<string, AttributeValue>> attributes)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        WriteFields(json, lead);
        WriteConsent(json, lead.Consent);
        WriteActivities(json, lead.Activities);
        WriteAttributes(json, attributes);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteFields(Utf8JsonWriter json, Lead lead)
    {
        Text("id", lead.Id);
        Text("email", lead.Email);
        Text("phone", lead.Phone);
        Text("firstName", lead.FirstName);
        Text("lastName", lead.LastName);
        Text("company", lead.Company);
        Text("website", lead.Website);
        Text("jobTitle", lead.JobTitle);
        Text("industry", lead.Industry);
        if (lead.Employees is { } employees) json.WriteNumber("employees", employees);
        if (lead.AnnualRevenue is { } revenue) json.WriteNumber("annualRevenue", JsonValues.Plain(revenue));
        Text("country", lead.Country);
        Text("region", lead.Region);
        Text("city", lead.City);
        Text("language", lead.Language);
        Text("source", lead.Source);
        Text("campaign", lead.Campaign);
        Text("message", lead.Message);

        void Text(string name, string? value)
        {
            if (value is not null) json.WriteString(name, value);
        }
    }

    private static void WriteConsent(Utf8JsonWriter json, Consent? consent)
    {
        if (consent is null or { Email: null, Call: null }) return;
        json.WriteStartObject("consent");
        if (consent.Email is { } email) json.WriteBoolean("email", email);
        if (consent.Call is { } call) json.WriteBoolean("call", call);
        json.WriteEndObject();
    }

    private static void WriteActivities(Utf8JsonWriter json, IReadOnlyList<LeadActivity> activities)
    {
        if (activities.Count == 0) return;
        json.WriteStartArray("activities");
        foreach (var activity in activities)
        {
            json.WriteStartObject();
            json.WriteString("type", activity.Type);
            if (activity.At is { } at) json.WriteString("at", at.UtcDateTime);
            if (activity.Count is { } count) json.WriteNumber("count", count);
            if (activity.Seconds is { } seconds) json.WriteNumber("seconds", seconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAttributes(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, AttributeValue>> attributes)
    {
        var any = false;
        foreach (var (name, value) in attributes)
        {
            if (!any) json.WriteStartObject("attributes");
            any = true;
            if (value.Text is { } text) json.WriteString(name, text);
            else if (value.Number is { } number) json.WriteNumber(name, JsonValues.Plain(number));
            else json.WriteBoolean(name, value.Flag == true);
        }
        if (any) json.WriteEndObject();
    }
}
