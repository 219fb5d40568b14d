using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace LeadOrchestrator.Api.Contract.Document;

/// <summary>Writes what concerns the document as a whole: what it is about, keys, and the one shape of errors.</summary>
internal sealed class DocumentWriter : IOpenApiDocumentTransformer
{
    private const string ProblemJson = "application/problem+json";

    /// <summary>What each problem means; a status that is missing here has no description in the document, and a test says so.</summary>
    private static readonly Dictionary<int, string> Problems = new()
    {
        [400] = "Something in the request makes no sense; `errors` names each field or parameter.",
        [401] = "The key is missing or wrong.",
        [403] = "The key may not do this, or a browser sent the request for another site.",
        [404] = "There is no such thing, or there is no more.",
        [409] = "It cannot be done as things stand.",
        [412] = "The instance is not in a state for this.",
        [413] = "The body is larger than what is taken.",
        [415] = "The body is not of a type that is taken.",
        [422] = "The `Idempotency-Key` was used before, with other content.",
        [429] = "Too many requests; `Retry-After` says when to come again.",
        [500] = "An error on our side; the log holds the details under the `traceId`.",
        [503] = "The host is full, stopping, or cannot store anything now; nothing was started. `Retry-After` says when to come again.",
    };

    private static readonly int[] HaveRetryAfter = [429, 503];

    private static readonly (string Name, string Text)[] Tags =
    [
        ("Leads", "Submit leads, see where they stand, tell what happened to them, erase them."),
        ("Imports", "Files of leads."),
        ("Decisions", "What is decided of a lead, and in what order."),
        ("Reports", "What it all comes to."),
        ("Operation", "Health, jobs, what has changed."),
        ("Management", "Durable Functions' own management API: on Azure it is served by the Durable Functions extension, on one machine by this program in the same JSON. Names, casing and errors are the extension's."),
        ("Pages", "For people."),
    ];

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Lead Orchestrator",
            Version = ApiVersion.Text,
            Description = "Scores, routes and follows up leads. Both hosts, one machine and Azure Functions, serve the same API. JSON is camelCase, and so are the values of enumerations, but for statuses, which are spelled as Durable Functions spells them (`Completed`); times are ISO 8601 with an offset, durations ISO 8601 (`PT15M`). Every `GET` answers `HEAD` as well, and every error has one shape (RFC 9457). With `Telemetry:Prometheus` a one-machine host also serves `/metrics`, in Prometheus' text format, to whoever may read.",
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new() { Url = "/", Description = "The host that serves this document." }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }));
        WriteKeys(document);
        var problem = await context.GetOrCreateSchemaAsync(typeof(ApiProblem), null, cancellationToken);
        document.AddComponent<IOpenApiSchema>(nameof(ApiProblem), problem);
        foreach (var (status, text) in Problems) document.AddComponent<IOpenApiResponse>(OperationWriter.ProblemName(status), Problem(document, status, text));
        foreach (var path in document.Paths.Values.OfType<OpenApiPathItem>()) path.Operations?.Remove(HttpMethod.Head);
    }

    private static void WriteKeys(OpenApiDocument document)
    {
        document.Security = [];
        foreach (var (scheme, place, name, text) in new[]
        {
            ("functionsKey", ParameterLocation.Header, "x-functions-key", "The key, in the header that Azure Functions reads."),
            ("apiKey", ParameterLocation.Header, "x-api-key", "The key, in another usual header; not on Azure."),
            ("code", ParameterLocation.Query, "code", "The key in the address: it stands in logs and histories then, so prefer a header."),
        })
        {
            document.AddComponent<IOpenApiSecurityScheme>(scheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = place, Name = name, Description = text });
            document.Security.Add(new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] });
        }
    }

    private static OpenApiResponse Problem(OpenApiDocument document, int status, string text) => new()
    {
        Description = text,
        Headers = HaveRetryAfter.Contains(status) ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = Optional(KnownHeaders.Describe("Retry-After")) } : null,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemJson] = new()
            {
                Schema = new OpenApiSchemaReference(nameof(ApiProblem), document),
                Example = new JsonObject
                {
                    ["type"] = "about:blank",
                    ["title"] = ReasonPhrases.GetReasonPhrase(status),
                    ["status"] = status,
                    ["detail"] = text.Replace("`", "", StringComparison.Ordinal),
                    ["instance"] = "/api/leads",
                    ["traceId"] = "0af7651916cd43dd8448eb211c80319c",
                },
            },
        },
    };

    private static OpenApiHeader Optional(OpenApiHeader header)
    {
        header.Required = false;
        return header;
    }
}
