using System.Globalization;
using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace LeadOrchestrator.Api.Contract.Document;

/// <summary>Writes into the document what an <see cref="ApiOperation"/> promises, where the generator knows types alone.</summary>
internal sealed class OperationWriter : IOpenApiOperationTransformer
{
    /// <summary>What any operation may answer: a wrong parameter, too many requests, an error on our side, a host that is full.</summary>
    private static readonly int[] Always = [400, 429, 500, 503];

    /// <summary>What any operation that asks for a key may answer besides.</summary>
    private static readonly int[] WithKey = [401, 403];

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().SingleOrDefault() is not { } promised) return;
        operation.OperationId = promised.Name;
        operation.Summary = promised.Summary;
        var needs = context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteScope>().LastOrDefault()?.Scope.Names() ?? [];
        operation.Description = string.Join("\n\n", new[] { promised.Description, needs.Count == 0 ? null : $"Needs a key of scope `{needs[0]}`." }.OfType<string>());
        operation.Security = promised.Open ? [] : null;
        operation.Parameters = [.. Parameters(operation, promised)];
        operation.RequestBody = promised.Body is { } body ? await BodyAsync(body, promised.Name, context, cancellationToken) : null;
        var generated = operation.Responses ?? [];
        operation.Responses = [];
        foreach (var answers in promised.Answers.GroupBy(answer => answer.Status))
            operation.Responses[Text(answers.Key)] = await AnswerAsync([.. answers], promised.Name, generated, context, cancellationToken);
        foreach (var status in Always.Concat(promised.Open ? [] : WithKey).Concat(promised.Problems).Distinct().Order())
            AddProblem(operation.Responses, status, context.Document!);
    }

    /// <summary>Where an error has a shape of its own already, the problem document is another.</summary>
    private static void AddProblem(OpenApiResponses responses, int status, OpenApiDocument document)
    {
        if (!responses.TryGetValue(Text(status), out var own)) responses[Text(status)] = new OpenApiResponseReference(ProblemName(status), document);
        else if (own is OpenApiResponse { Content: { } content }) content["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(ApiProblem), document) };
    }

    /// <summary>The name under which the document holds the problem of a status.</summary>
    public static string ProblemName(int status) => ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static IEnumerable<IOpenApiParameter> Parameters(OpenApiOperation operation, ApiOperation promised)
    {
        foreach (var inRoute in operation.Parameters?.Where(parameter => parameter.In == ParameterLocation.Path) ?? [])
            yield return Parameter(promised.Parameters.FirstOrDefault(parameter => parameter.Place == ApiParameterPlace.Path && parameter.Name == inRoute.Name)
                ?? ApiParameter.InPath(inRoute.Name!, $"The {inRoute.Name}."));
        foreach (var other in promised.Parameters.Where(parameter => parameter.Place != ApiParameterPlace.Path)) yield return Parameter(other);
    }

    private static OpenApiParameter Parameter(ApiParameter parameter)
    {
        var schema = (JsonObject)JsonNode.Parse(parameter.Schema)!;
        return new()
        {
            Name = parameter.Name,
            In = parameter.Place switch
            {
                ApiParameterPlace.Path => ParameterLocation.Path,
                ApiParameterPlace.Header => ParameterLocation.Header,
                _ => ParameterLocation.Query,
            },
            Description = parameter.Description,
            Required = parameter.Required,
            Schema = SchemaJson.Read(schema),
            Style = schema["type"]?.GetValue<string>() == "array" ? ParameterStyle.Form : null,
            Explode = false,
            Example = parameter.Example,
        };
    }

    private static async Task<OpenApiRequestBody> BodyAsync(
        ApiBody body, string operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var content = new Dictionary<string, OpenApiMediaType>();
        foreach (var type in body.ContentTypes)
            content[type] = new() { Schema = await SchemaAsync(body.Type, context, cancellationToken), Example = ContractExamples.Find($"{operation}.request", type) };
        return new() { Description = body.Description, Required = !body.Optional, Content = content };
    }

    private static async Task<OpenApiResponse> AnswerAsync(
        List<ApiAnswer> answers, string operation, OpenApiResponses generated, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var response = new OpenApiResponse { Description = string.Join(" ", answers.Select(answer => answer.Description)) };
        foreach (var header in answers.SelectMany(answer => answer.Headers).Distinct()) (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[header] = KnownHeaders.Describe(header);
        foreach (var answer in answers.Where(answer => answer.Type is not null))
        {
            response.Content ??= new Dictionary<string, OpenApiMediaType>();
            // The generator's own schema refers to those of its parts; asked for one by one they are written out.
            var schema = generated.TryGetValue(Text(answer.Status), out var made) && made.Content?.TryGetValue(answer.ContentType, out var media) == true
                && media.Schema is { } own && IsOf(own, answer.Type!)
                ? own
                : await SchemaAsync(answer.Type!, context, cancellationToken);
            if (response.Content.TryGetValue(answer.ContentType, out var other)) other.Schema = new OpenApiSchema { AnyOf = [other.Schema!, schema] };
            else response.Content[answer.ContentType] = new() { Schema = schema, Example = ContractExamples.Find($"{operation}.{Text(answer.Status)}", answer.ContentType) };
        }

        return response;
    }

    private static bool IsOf(IOpenApiSchema schema, Type type) =>
        type.IsArray || (schema is OpenApiSchemaReference reference ? reference.Reference.Id == type.Name : schema is OpenApiSchema { Metadata: { } data } && data.TryGetValue("x-schema-id", out var id) && Equals(id, type.Name));

    /// <summary>A type's schema: by reference to the document's own where it is a type of ours.</summary>
    internal static async Task<IOpenApiSchema> SchemaAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (type == typeof(string)) return new OpenApiSchema { Type = JsonSchemaType.String };
        if (type.IsArray) return new OpenApiSchema { Type = JsonSchemaType.Array, Items = await SchemaAsync(type.GetElementType()!, context, cancellationToken) };
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
        if (type.Assembly.GetName().Name?.StartsWith("LeadOrchestrator.", StringComparison.Ordinal) != true) return schema;
        context.Document!.AddComponent<IOpenApiSchema>(type.Name, schema);
        return new OpenApiSchemaReference(type.Name, context.Document);
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
