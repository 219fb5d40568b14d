using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Contract;

/// <summary>
/// What callers may rely on of one operation: the description that the OpenAPI document gives of it, and the parameters that it
/// takes. A route is documented by <see cref="ApiOperationExtensions.Document"/>; on Azure the function has the operation's name.
/// </summary>
/// <param name="Name">Its <c>operationId</c>, which is the name of its function on Azure.</param>
/// <param name="Tag">The group it is shown in.</param>
/// <param name="Summary">What it does, in a few words.</param>
public sealed record ApiOperation(string Name, string Tag, string Summary)
{
    /// <summary>What else there is to say; CommonMark. Null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Parameters in path, query and headers; those in the path may be left to the route.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>The body it takes; null for none.</summary>
    public ApiBody? Body { get; init; }

    /// <summary>What it answers when all is well, and errors that are no problem documents.</summary>
    public IReadOnlyList<ApiAnswer> Answers { get; init; } = [];

    /// <summary>The statuses that it answers with a problem document, besides those that every operation may answer.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];

    /// <summary>Whether it can be asked without a key.</summary>
    public bool Open { get; init; }

    /// <summary>Whether a query parameter that it does not know is refused; not so where another product's clients call.</summary>
    public bool RefusesUnknownParameters { get; init; } = true;
}

/// <summary>Where a parameter stands.</summary>
public enum ApiParameterPlace
{
    /// <summary>After the question mark.</summary>
    Query,

    /// <summary>In the path.</summary>
    Path,

    /// <summary>In a header.</summary>
    Header,
}

/// <summary>A parameter.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, with its default.</param>
/// <param name="Schema">What values it takes: a JSON Schema (2020-12), as JSON.</param>
/// <param name="Example">A value that makes sense; null for none.</param>
/// <param name="Required">Whether it must be there; those in the path always must.</param>
public sealed record ApiParameter(
    ApiParameterPlace Place, string Name, string Description, string Schema = """{"type":"string"}""", string? Example = null, bool Required = false)
{
    /// <summary>A text in the query.</summary>
    public static ApiParameter Text(string name, string description, string? example = null) => new(ApiParameterPlace.Query, name, description, Example: example);

    /// <summary>A whole number in the query.</summary>
    public static ApiParameter Number(string name, string description, int min, int max, int standard) => new(
        ApiParameterPlace.Query, name, description, $$"""{"type":"integer","minimum":{{min}},"maximum":{{max}},"default":{{standard}}}""");

    /// <summary>True or false in the query.</summary>
    public static ApiParameter Flag(string name, string description, bool standard) => new(
        ApiParameterPlace.Query, name, description, $$"""{"type":"boolean","default":{{(standard ? "true" : "false")}}}""");

    /// <summary>An ISO 8601 date or time in the query.</summary>
    public static ApiParameter Time(string name, string description, string example = "2026-03-31") =>
        new(ApiParameterPlace.Query, name, description, Example: example);

    /// <summary>One of some words in the query.</summary>
    public static ApiParameter OneOf(string name, string description, params string[] words) => new(
        ApiParameterPlace.Query, name, description, $$"""{"type":"string","enum":[{{string.Join(',', words.Select(word => $"\"{word}\""))}}]}""");

    /// <summary>Some of some words in the query: separated by commas, or the parameter repeated.</summary>
    public static ApiParameter SomeOf(string name, string description, params string[] words) => new(
        ApiParameterPlace.Query, name, description,
        $$$"""{"type":"array","items":{"type":"string","enum":[{{{string.Join(',', words.Select(word => $"\"{word}\""))}}}]}}""");

    /// <summary>What stands in the path.</summary>
    public static ApiParameter InPath(string name, string description, string? example = null) =>
        new(ApiParameterPlace.Path, name, description, Example: example, Required: true);

    /// <summary>A header.</summary>
    public static ApiParameter Header(string name, string description, string? example = null) => new(ApiParameterPlace.Header, name, description, Example: example);

    /// <summary>How a next page is asked for.</summary>
    public static ApiParameter ContinuationToken { get; } = Text("continuationToken", "The token that the page before gave; leave it out for the first page.");

    /// <summary>Answers 304 where nothing has changed.</summary>
    public static ApiParameter IfNoneMatch { get; } =
        Header("If-None-Match", "The `ETag` of an earlier answer: if nothing has changed since, the answer is 304 without a body.", "\"0123456789abcdef\"");
}

/// <summary>A body that an operation takes.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Type">What it holds; <c>string</c> for text.</param>
/// <param name="ContentTypes">As what it may be sent.</param>
public sealed record ApiBody(string Description, Type Type, params string[] ContentTypes)
{
    /// <summary>Whether it may be left out.</summary>
    public bool Optional { get; init; }

    /// <summary>A JSON body.</summary>
    public static ApiBody Json<T>(string description, bool optional = false) => new(description, typeof(T), "application/json") { Optional = optional };
}

/// <summary>An answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Description">When it is given.</param>
/// <param name="Type">What its body holds; null for no body.</param>
/// <param name="ContentType">What its body is.</param>
public sealed record ApiAnswer(int Status, string Description, Type? Type = null, string ContentType = "application/json")
{
    /// <summary>Its headers: names of <see cref="Document.KnownHeaders"/>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>An answer in JSON.</summary>
    public static ApiAnswer Json<T>(int status, string description, params string[] headers) => new(status, description, typeof(T)) { Headers = headers };

    /// <summary>An answer without body.</summary>
    public static ApiAnswer Empty(int status, string description, params string[] headers) => new(status, description) { Headers = headers };

    /// <summary>An answer in text: a page, a drawing, a file.</summary>
    public static ApiAnswer Text(int status, string description, string contentType, params string[] headers) =>
        new(status, description, typeof(string), contentType) { Headers = headers };

    /// <summary>That nothing has changed since the answer that the caller holds.</summary>
    public static ApiAnswer NotModified { get; } = Empty(StatusCodes.Status304NotModified, "Nothing has changed since the answer whose `ETag` was sent.", "ETag");
}

/// <summary>Documents routes.</summary>
public static class ApiOperationExtensions
{
    /// <summary>Says what a route promises: in the OpenAPI document, and in what is refused.</summary>
    /// <param name="route">The route.</param>
    /// <param name="operation">What it promises.</param>
    public static TBuilder Document<TBuilder>(this TBuilder route, ApiOperation operation) where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(operation);
        route.Add(endpoint =>
        {
            endpoint.Metadata.Add(operation);
            endpoint.Metadata.Add(new TagsAttribute(operation.Tag));
            foreach (var answer in operation.Answers.Where(answer => answer.Type is not null))
                endpoint.Metadata.Add(new ProducesResponseTypeMetadata(answer.Status, answer.Type!, [answer.ContentType]));
        });
        return route;
    }
}
