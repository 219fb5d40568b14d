using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LeadOrchestrator.Api.Contract.Document;

/// <summary>Says of types what the generator cannot see: what is always there, how durations and attributes are written.</summary>
internal sealed class SchemaWriter : IOpenApiSchemaTransformer
{
    /// <summary>What senders write, and may leave out whatever can be null.</summary>
    private static readonly HashSet<Type> Sent = [typeof(Lead), typeof(Consent), typeof(LeadActivity), typeof(JobInput), typeof(PreviewRequest)];

    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(TimeSpan)) WriteDuration(schema, nullable: type != context.JsonTypeInfo.Type);
        else if (IsAnyJson(type) && schema.OneOf is not { Count: > 0 }) schema.Type = AnyJson;
        else if (type == typeof(AttributeValue)) schema.Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean;
        else if (type == typeof(Lead)) WriteLead(schema);
        else if (Sent.Contains(type)) WriteSent(schema, type);
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 }) WriteAlwaysThere(schema, type);
        if (Attribute<AllowedValuesAttribute>(context) is { } allowed) schema.Enum = [.. allowed.Values.Select(word => word is null ? JsonNullSentinel.JsonNull : JsonValue.Create((string)word))];
        if (type == typeof(LeadView)) schema.Properties!["outcome"] = await OutcomeAsync(context, cancellationToken);
    }

    /// <summary>A view holds its outcome as it was stored, and a converter shows it.</summary>
    private static async Task<OpenApiSchema> OutcomeAsync(OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        context.Document!.AddComponent<IOpenApiSchema>(nameof(LeadOutcome), await context.GetOrCreateSchemaAsync(typeof(LeadOutcome), null, cancellationToken));
        return new()
        {
            Description = "The whole outcome once completed, what is known so far while parked or after a failure, else null.",
            OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, new OpenApiSchemaReference(nameof(LeadOutcome), context.Document)],
        };
    }

    private static void WriteDuration(OpenApiSchema schema, bool nullable)
    {
        schema.Type = nullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Format = "duration";
        schema.Pattern = null;
    }

    private static void WriteLead(OpenApiSchema schema)
    {
        schema.Required = null;
        schema.AdditionalPropertiesAllowed = false;
        schema.AnyOf = [.. new[] { "id", "email", "phone" }.Select(name => new OpenApiSchema { Required = new HashSet<string> { name } })];
    }

    private static void WriteSent(OpenApiSchema schema, Type type)
    {
        schema.Required = type == typeof(LeadActivity) ? new HashSet<string> { "type" } : null;
        if (type == typeof(PreviewRequest)) schema.Type = JsonSchemaType.Object | JsonSchemaType.Array;
    }

    private static void WriteAlwaysThere(OpenApiSchema schema, Type type)
    {
        schema.Required = schema.Properties!.Keys
            .Where(name => Property(type, name)?.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition is not JsonIgnoreCondition.WhenWritingNull)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static T? Attribute<T>(OpenApiSchemaTransformerContext context) where T : Attribute =>
        context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().FirstOrDefault();

    private const JsonSchemaType AnyJson =
        JsonSchemaType.Object | JsonSchemaType.Array | JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean;

    private static bool IsAnyJson(Type type) => type == typeof(JsonNode) || (Nullable.GetUnderlyingType(type) ?? type) == typeof(JsonElement);

    private static PropertyInfo? Property(Type type, string name) => type.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase);
}
