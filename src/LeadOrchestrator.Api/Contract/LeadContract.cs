using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadOrchestrator.Api.Contract.Document;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Api.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace LeadOrchestrator.Api.Contract;

/// <summary>
/// The OpenAPI 3.1 document of this API. It is made from the routes themselves, by an application that is built for that alone and
/// never started; so it is the same on a host whose own routes are functions, and cannot drift from what is served. Made when it is
/// first asked for, then kept.
/// </summary>
public static class LeadContract
{
    private const string Name = "v1";

    private static readonly Lazy<Task<byte[]>> Made = new(MakeAsync);

    /// <summary>The document: UTF-8 JSON.</summary>
    public static Task<byte[]> ReadAsync() => Made.Value;

    /// <summary><c>GET /api/openapi.json</c>.</summary>
    public static async Task<IResult> GetAsync() => new TaggedResult(await ReadAsync(), "application/json; charset=utf-8") { CacheControl = "no-cache" };

    private static async Task<byte[]> MakeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRouting().AddSingleton<IServer, NoServer>();
        builder.Services.AddLeadApi(builder.Configuration).AddLeadScheduler(builder.Configuration);
        builder.Services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        builder.Services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddSchemaTransformer<SchemaWriter>();
            options.AddOperationTransformer<OperationWriter>();
            options.AddDocumentTransformer<DocumentWriter>();
        });
        IEndpointRouteBuilder? routes = null;
        builder.Services.AddSingleton<EndpointDataSource>(_ => new CompositeEndpointDataSource(routes!.DataSources));
        await using var app = builder.Build();
        routes = app;
        app.MapLeadRoutes();
        app.MapMappings("mappings");

        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        await using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        return json.ToArray();
    }

    private static void Configure(JsonSerializerOptions options)
    {
        ApiJson.Configure(options);
        options.TypeInfoResolverChain.Clear();
        options.TypeInfoResolverChain.Add(ApiJson.Default);
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
    }

    /// <summary>The generator looks at the server for addresses; this one has none.</summary>
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
