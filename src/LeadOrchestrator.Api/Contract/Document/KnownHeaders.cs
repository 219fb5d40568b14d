using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace LeadOrchestrator.Api.Contract.Document;

/// <summary>The headers that answers may have, described once.</summary>
internal static class KnownHeaders
{
    private static readonly Dictionary<string, (string Description, JsonSchemaType Type, string Example)> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Location"] = ("Where the thing itself is to be found.", JsonSchemaType.String, "https://leads.example.com/api/leads/web-20260331-0001"),
        ["Retry-After"] = ("After how many seconds it is worth asking again.", JsonSchemaType.Integer, "1"),
        ["ETag"] = ("Stands for this very content; send it as `If-None-Match`.", JsonSchemaType.String, "\"0123456789abcdef\""),
        ["Content-Disposition"] = ("The file's name.", JsonSchemaType.String, "attachment; filename=leads.rejected.csv"),
        ["x-ms-continuation-token"] = ("What to ask the next page with; left out on the last.", JsonSchemaType.String, "bmV4dA=="),
    };

    public static OpenApiHeader Describe(string name)
    {
        var (description, type, example) = All[name];
        return new()
        {
            Description = description,
            Required = name is not "x-ms-continuation-token",
            Schema = new OpenApiSchema { Type = type },
            Example = type == JsonSchemaType.Integer ? JsonValue.Create(int.Parse(example, System.Globalization.CultureInfo.InvariantCulture)) : JsonValue.Create(example),
        };
    }
}
