using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace LeadOrchestrator.Acceptance.Contract;

/// <summary>The OpenAPI document of a host, and what an answer may look like by it.</summary>
internal sealed class ApiDocument
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly JsonObject _root;
    private readonly Dictionary<string, JsonSchema> _schemas = [];

    private ApiDocument(JsonObject root)
    {
        _root = root;
        Operations =
        [
            .. root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => new ApiRoute(
                operation.Value!["operationId"]!.GetValue<string>(), new HttpMethod(operation.Key.ToUpperInvariant()), path.Key, operation.Value.AsObject()))),
        ];
    }

    public IReadOnlyList<ApiRoute> Operations { get; }

    public static async Task<ApiDocument> ReadAsync(HttpClient http) => new(JsonNode.Parse(await http.GetStringAsync("api/openapi.json"))!.AsObject());

    /// <summary>What the document does not say of an answer; null where it is as documented.</summary>
    public string? Complaint(ApiRoute route, int status, string? contentType, Func<string, bool> hasHeader, string body)
    {
        var code = status.ToString(CultureInfo.InvariantCulture);
        if (route.Json["responses"]![code] is not JsonObject described) return $"the status {status} is not documented: {Short(body)}";
        var answer = described["$ref"] is { } reference ? Resolve(reference.GetValue<string>()) : described;
        foreach (var (name, header) in answer["headers"]?.AsObject() ?? [])
            if (header!["required"]?.GetValue<bool>() == true && !hasHeader(name)) return $"the header {name} of {status} is missing";
        if (answer["content"] is not JsonObject content) return body.Length == 0 ? null : $"{status} has a body, and none is documented: {Short(body)}";
        if (contentType is null || content[contentType]?["schema"] is not JsonObject schema) return $"the content type {contentType ?? "(none)"} of {status} is not documented: {Short(body)}";
        if (!contentType.EndsWith("json", StringComparison.Ordinal)) return null;
        return Violations(schema, body) is { Length: > 0 } violations ? $"{status} is not as its schema says: {violations} in {Short(body)}" : null;
    }

    /// <summary>What is wrong with a value by a schema of this document; empty if nothing is.</summary>
    public string Violations(JsonObject schema, string json)
    {
        var key = schema.ToJsonString();
        if (!_schemas.TryGetValue(key, out var compiled)) _schemas[key] = compiled = Compile(schema);
        using var value = JsonDocument.Parse(json);
        var result = compiled.Evaluate(value.RootElement, Options);
        if (result.IsValid) return "";
        return string.Join("; ", (result.Details ?? []).Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).Take(5).DefaultIfEmpty("it does not match"));
    }

    private JsonObject Resolve(string reference) => reference[2..].Split('/').Aggregate((JsonNode)_root, (node, step) => node[step]!).AsObject();

    /// <summary>A schema that holds everything it refers to. Discriminators are OpenAPI's own, and say nothing that the schemas do not.</summary>
    private JsonSchema Compile(JsonObject schema)
    {
        var whole = schema.DeepClone().AsObject();
        whole["$defs"] = Plain(_root["components"]!["schemas"]!.DeepClone());
        return JsonSchema.FromText(Plain(whole).ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal), new BuildOptions { SchemaRegistry = new() });
    }

    private static JsonNode Plain(JsonNode node)
    {
        if (node is JsonObject map)
        {
            map.Remove("discriminator");
            foreach (var (_, value) in map) if (value is not null) Plain(value);
        }
        else if (node is JsonArray list)
        {
            foreach (var value in list) if (value is not null) Plain(value);
        }

        return node;
    }

    private static string Short(string body) => body.Length <= 300 ? body : body[..300] + "…";
}

/// <summary>One operation of the document.</summary>
internal sealed record ApiRoute(string Name, HttpMethod Method, string Path, JsonObject Json)
{
    public string Tag => Json["tags"]![0]!.GetValue<string>();

    public IEnumerable<JsonObject> Parameters(string place) => (Json["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.AsObject())
        .Where(parameter => parameter["in"]!.GetValue<string>() == place);

    public IEnumerable<string> BodyTypes => Json["requestBody"]?["content"]?.AsObject().Select(content => content.Key) ?? [];
}
