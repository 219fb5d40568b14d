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
    private const int MaxErrors = 50;

    /// <summary>The body is a lead, an array of leads, or <c>{ leads, rules }</c> with draft rules to compare with. Answers 200.</summary>
    /// <exception cref="ApiProblemException">400 with the path of every error, 413, 415.</exception>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var activity = ApiActivity.Start("leads.preview");
        RequestBody.RequireJson(request);
        var body = await RequestBody.ReadJsonAsync(request, options.Value.MaxPreviewBytes, cancellationToken);
        var (leads, draft) = Read(body);
        activity?.SetTag("preview.leads", leads.Count).SetTag("preview.draft", draft is not null);
        var report = await preview.RunAsync(leads, draft, cancellationToken);
        return Results.Json(report, ApiJson.Default.PreviewReport);
    }

    private static (IReadOnlyList<Lead> Leads, RuleSet? Draft) Read(JsonElement body)
    {
        var errors = new List<FieldError>();
        RuleSet? draft = null;
        IReadOnlyList<Lead> leads;
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("leads", out var inner))
        {
            foreach (var property in body.EnumerateObject().Where(property => property.Name is not ("leads" or "rules")))
                errors.Add(new($"$.{property.Name}", "is not known here; known are leads and rules."));
            leads = ReadLeads(inner, "$.leads", errors);
            if (body.TryGetProperty("rules", out var rules) && rules.ValueKind != JsonValueKind.Null) draft = ReadRules(rules, errors);
        }
        else
        {
            leads = ReadLeads(body, "$", errors);
        }

        if (errors.Count == 0) return (leads, draft);
        throw new ApiProblemException(
            400, errors.Count == 1 ? $"{errors[0].Path}: {errors[0].Message}" : $"There are {errors.Count} errors; see 'errors'.", [.. errors.Take(MaxErrors)]);
    }

    private static IReadOnlyList<Lead> ReadLeads(JsonElement element, string path, List<FieldError> errors)
    {
        if (element.ValueKind != JsonValueKind.Array) return ReadLead(element, path, errors) is { } single ? [single] : [];
        if (element.GetArrayLength() is 0 or > MaxLeads)
        {
            errors.Add(new(path, $"has {element.GetArrayLength()} leads; expected 1 to {MaxLeads}."));
            return [];
        }

        return [.. element.EnumerateArray().Select((item, index) => ReadLead(item, $"{path}[{index}]", errors)).OfType<Lead>()];
    }

    private static Lead? ReadLead(JsonElement element, string path, List<FieldError> errors)
    {
        var reading = LeadReader.Read(element, path);
        errors.AddRange(reading.Errors);
        return reading.Lead;
    }

    private static RuleSet? ReadRules(JsonElement element, List<FieldError> errors)
    {
        var reading = RuleDocument.Read(element.GetRawText());
        errors.AddRange(reading.Errors.Select(error => error with { Path = "$.rules" + error.Path.TrimStart('$') }));
        return reading.Rules;
    }
}
