using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace LeadOrchestrator.Api.Contract.Document;

/// <summary>Reads the few schemas that are written by hand.</summary>
internal static class SchemaJson
{
    public static OpenApiSchema Read(JsonObject json)
    {
        var schema = new OpenApiSchema
        {
            Type = json["type"]?.GetValue<string>() switch
            {
                "integer" => JsonSchemaType.Integer,
                "boolean" => JsonSchemaType.Boolean,
                "array" => JsonSchemaType.Array,
                "number" => JsonSchemaType.Number,
                _ => JsonSchemaType.String,
            },
            Format = json["format"]?.GetValue<string>(),
            Pattern = json["pattern"]?.GetValue<string>(),
            Minimum = json["minimum"]?.ToJsonString(),
            Maximum = json["maximum"]?.ToJsonString(),
            Default = json["default"]?.DeepClone(),
        };
        if (json["enum"] is JsonArray words) schema.Enum = [.. words.Select(word => word!.DeepClone())];
        if (json["items"] is JsonObject items) schema.Items = Read(items);
        return schema;
    }
}
