using System.Runtime.InteropServices;
using System.Text.Json;
using LeadOrchestrator.Activities.Preview;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Leads.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Preview;

/// <summary><c>POST /api/preview</c>: runs leads through the decisions without writing anything, also by draft rules.</summary>
public sealed class PreviewHandler(LeadPreview preview, IOptions<LeadApiOptions> options)
{
    private const int MaxLeads = 10_000;
    private const int MaxErrors = 50, MaxRefusedErrors = 10_000;
    private const int MaxRulesBytes = 1 << 20;

    /// <summary>
    /// The body is a lead, an array of leads, or <c>{ leads, rules }</c> with draft rules to compare with. Answers 200. One
    /// invalid lead refuses all, unless <c>?skipInvalid=true</c>: then it is listed under <c>refused</c> with what is wrong.
    /// </summary>
    /// <exception cref="ApiProblemException">400 with the path of every error, 413, 415.</exception>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var activity = ApiActivity.Start("leads.preview");
        var skip = QueryReader.Flag(request, "skipInvalid", defaultValue: false);
        RequestBody.RequireJson(request);
        var body = await RequestBody.ReadPassingJsonAsync(request, options.Value.MaxPreviewBytes, cancellationToken);
        var refused = skip ? new List<RefusedLead>() : null;
        var (leads, draft) = Read(body, refused);
        activity?.SetTag("preview.leads", leads.Count).SetTag("preview.draft", draft is not null);
        try
        {
            var report = await preview.RunAsync(leads, draft, options.Value.MaxPreviewAnswerBytes, cancellationToken);
            return Results.Json(report with { Refused = refused }, ApiJson.Readable.PreviewReport);
        }
        catch (PreviewTooLongException tooLong)
        {
            throw new ApiProblemException(413, tooLong.Message);
        }
    }

    private static (IReadOnlyList<Lead> Leads, RuleSet? Draft) Read(JsonElement body, List<RefusedLead>? refused)
    {
        var errors = new List<FieldError>();
        RuleSet? draft = null;
        IReadOnlyList<Lead> leads;
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("leads", out var inner))
        {
            foreach (var property in body.EnumerateObject().Where(property => property.Name is not ("leads" or "rules")).Take(MaxErrors))
                errors.Add(new($"$.{property.Name}", "is not known here; known are leads and rules."));
            leads = ReadLeads(inner, "$.leads", errors, refused);
            if (body.TryGetProperty("rules", out var rules) && rules.ValueKind != JsonValueKind.Null) draft = ReadRules(rules, errors);
        }
        else
        {
            leads = ReadLeads(body, "$", errors, refused);
        }

        // With nothing left to decide, what was skipped is all there is to say.
        if (leads.Count == 0 && refused is not null) errors.AddRange(refused.SelectMany(lead => lead.Errors));
        if (errors.Count == 0) return (leads, draft);
        throw new ApiProblemException(
            400, errors.Count == 1 ? $"{errors[0].Path}: {errors[0].Message}" : $"There are {errors.Count} errors; see 'errors'.", [.. errors.Take(MaxErrors)]);
    }

    private static IReadOnlyList<Lead> ReadLeads(JsonElement element, string path, List<FieldError> errors, List<RefusedLead>? refused)
    {
        if (element.ValueKind != JsonValueKind.Array) return ReadLead(element, path, index: 0, errors, refused) is { } single ? [single] : [];
        if (element.GetArrayLength() is 0 or > MaxLeads)
        {
            errors.Add(new(path, $"has {element.GetArrayLength()} leads; expected 1 to {MaxLeads}."));
            return [];
        }

        var leads = new List<Lead>(element.GetArrayLength());
        var (index, refusedErrors) = (0, 0);
        foreach (var item in element.EnumerateArray())
        {
            if (ReadLead(item, $"{path}[{index}]", index, errors, refused) is { } lead) leads.Add(lead);
            else if (refused is { Count: > 0 }) refusedErrors += refused[^1].Errors.Count;
            index++;
            if (errors.Count >= MaxErrors) break; // no more than these are told
            if (refusedErrors > MaxRefusedErrors)
                throw new ApiProblemException(400, $"The first {index} leads have more than {MaxRefusedErrors} errors. Mend them, or send fewer leads at once.", refused![0].Errors);
        }

        return leads;
    }

    private static Lead? ReadLead(JsonElement element, string path, int index, List<FieldError> errors, List<RefusedLead>? refused)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(element).Length;
        var reading = bytes <= RequestBody.MaxBytes
            ? LeadReader.Read(element, path)
            : new(null, [new(path, $"has {bytes} bytes; a lead has {RequestBody.MaxBytes} at most.")]);
        if (reading.Lead is null && refused is not null) refused.Add(new(index, reading.Errors));
        else errors.AddRange(reading.Errors);
        return reading.Lead;
    }

    private static RuleSet? ReadRules(JsonElement element, List<FieldError> errors)
    {
        if (JsonMarshal.GetRawUtf8Value(element).Length > MaxRulesBytes)
        {
            errors.Add(new("$.rules", $"has more than {MaxRulesBytes} bytes, which is the most that rules may have here."));
            return null;
        }

        var reading = RuleDocument.Read(element.GetRawText());
        errors.AddRange(reading.Errors.Select(error => error with { Path = "$.rules" + error.Path.TrimStart('$') }));
        return reading.Rules;
    }
}
