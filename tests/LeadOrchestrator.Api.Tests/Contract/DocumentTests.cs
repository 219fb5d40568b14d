using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadOrchestrator.Api.Contract;
using LeadOrchestrator.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Api.Tests.Contract;

[Collection(nameof(SharedHostCollection))]
public sealed class DocumentTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Document_Served_IsOpenApi31WithAnETag()
    {
        var answer = await _host.GetAsync("/api/openapi.json");

        Assert.Equal((HttpStatusCode.OK, "application/json; charset=utf-8"), (answer.Status, answer.ContentType));
        Assert.StartsWith("3.1", answer.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await _host.GetAsync("/api/openapi.json", ("If-None-Match", answer.Headers["ETag"]))).Status);
    }

    [Fact]
    public async Task Document_EveryRouteOfTheHost_IsInIt()
    {
        var document = await ReadAsync();
        var routes = _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText != "/fails") // the test host's own
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method != "HEAD").Select(method => (Path(route), method, route))).ToList();
        Assert.NotEmpty(routes);

        Assert.All(routes, route => Assert.True(
            route.route.Metadata.GetMetadata<ApiOperation>() is { } operation && document["paths"]?[route.Item1]?[route.method.ToLowerInvariant()]?["operationId"]?.GetValue<string>() == operation.Name,
            $"{route.method} {route.Item1} is not documented: give it an ApiOperation (src/LeadOrchestrator.Api/Contract/Operations) by .Document(…)."));
    }

    [Fact]
    public async Task Document_EveryOperation_IsARoute()
    {
        var served = _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ApiOperation>()?.Name).ToHashSet();
        var documented = Operations(await ReadAsync()).Select(operation => operation["operationId"]!.GetValue<string>());

        Assert.Equal(["PutMapping"], documented.Where(name => !served.Contains(name))); // of the one-machine host alone, which maps it beside the rest
    }

    [Fact]
    public async Task Document_EveryBodyAndEveryAnswerOfData_HasAnExample()
    {
        string[] whole = ["OpenApi"]; // it is its own example
        string[] data = ["application/json", "text/csv", "application/x-ndjson", "text/event-stream"];
        var bare = from operation in Operations(await ReadAsync())
                   let name = operation["operationId"]!.GetValue<string>()
                   where !whole.Contains(name)
                   from part in operation["responses"]!.AsObject().Where(answer => answer.Key[0] == '2').Append(KeyValuePair.Create("request", operation["requestBody"]))
                   from content in part.Value?["content"]?.AsObject() ?? []
                   where data.Contains(content.Key) && content.Value!["example"] is null
                   select $"{name}.{part.Key} ({content.Key})";

        Assert.Empty(bare);
    }

    [Fact]
    public async Task Document_EveryOperationAndParameter_IsDescribed()
    {
        foreach (var operation in Operations(await ReadAsync()))
        {
            var name = operation["operationId"]!.GetValue<string>();
            Assert.False(string.IsNullOrEmpty(operation["summary"]?.GetValue<string>()), name);
            Assert.All(operation["parameters"]?.AsArray() ?? [], parameter => Assert.False(string.IsNullOrEmpty(parameter!["description"]?.GetValue<string>()), $"{name} {parameter["name"]}"));
            Assert.All(operation["responses"]!.AsObject(), response => Assert.True(response.Value!["description"] is not null || response.Value["$ref"] is not null, $"{name} {response.Key}"));
        }
    }

    [Fact]
    public async Task Document_EverySchemaOfOurs_IsDescribedWithItsProperties()
    {
        var undescribed = new List<string>();
        foreach (var (name, schema) in (await ReadAsync())["components"]!["schemas"]!.AsObject())
        {
            if (schema!["properties"] is null) continue;
            if (schema["description"] is null) undescribed.Add(name);
        }

        Assert.Empty(undescribed);
    }

    [Fact]
    public async Task Document_References_AllLeadSomewhere()
    {
        var document = await ReadAsync();

        Assert.All(References(document), reference => Assert.NotNull(reference[2..].Split('/').Aggregate((JsonNode?)document, (node, step) => node?[step])));
    }

    private async Task<JsonNode> ReadAsync() => JsonNode.Parse((await _host.GetAsync("/api/openapi.json")).Body)!;

    private static IEnumerable<JsonObject> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject());

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(field => field.Key == "$ref" && field.Value!.GetValueKind() == JsonValueKind.String ? [field.Value.GetValue<string>()] : References(field.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static string Path(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');
}
