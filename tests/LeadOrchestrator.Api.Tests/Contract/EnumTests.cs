using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LeadOrchestrator.Api.Contract;
using LeadOrchestrator.Api.Health;
using LeadOrchestrator.Api.Leads;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Orchestration;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Contract;

/// <summary>One casing of enumerations, camelCase, but for names that others gave: statuses, as Durable Functions and health checks spell them, and names of functions.</summary>
[Collection(nameof(SharedHostCollection))]
public sealed partial class EnumTests(SharedHost shared)
{
    private static readonly FrozenSet<string> PathsOfDurableFunctions = new[] { "/paths//runtime/webhooks/durabletask/", "/paths//admin/functions/{name}/" }.ToFrozenSet();
    private static readonly FrozenSet<string> Statuses = Enum.GetNames<LeadStatus>().Concat(Enum.GetNames<HealthLevel>()).ToFrozenSet();

    private readonly ApiHost _host = shared.Api;

    [Fact]
    public async Task Document_EveryEnumValueOfThisApi_IsCamelCase()
    {
        var enums = Enums(await ReadAsync(), "").ToList();

        Assert.Contains(enums, found => found.Path == "/components/schemas/FollowUpAction" && found.Values.Contains("callNow"));
        Assert.DoesNotContain(enums, found => !PathsOfDurableFunctions.Any(prefix => found.Path.StartsWith(prefix, StringComparison.Ordinal))
            && !found.Values.All(CamelCase().IsMatch) && !found.Values.All(Statuses.Contains));
    }

    [Fact]
    public async Task Document_Statuses_AreSpelledAsDurableFunctionsSpellsThem()
    {
        var enums = Enums(await ReadAsync(), "").ToDictionary(found => found.Path, found => found.Values.Order(StringComparer.Ordinal));

        Assert.Equal(["Completed", "Failed", "Pending", "Running", "Suspended", "Terminated"], enums["/components/schemas/RuntimeStatus"]);
        Assert.Equal(["Completed", "Failed", "Parked", "Pending", "Running", "Suspended", "Terminated"], enums["/components/schemas/LeadStatus"]);
    }

    [Fact]
    public async Task Document_EveryEnumOfAnAnswerOrABody_IsInItWithEveryValue()
    {
        var document = await ReadAsync();
        var types = ApiOperations.All.SelectMany(operation => operation.Answers.Select(answer => answer.Type).Append(operation.Body?.Type)).OfType<Type>().Append(typeof(LeadOutcome));
        var enums = Reachable(types).Where(type => type.IsEnum).ToList();

        Assert.True(enums.Count >= 9, $"only {string.Join(", ", enums)}");
        Assert.All(enums, type => Assert.Equal(
            Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => JsonSerializer.Serialize(Enum.ToObject(type, value), type).Trim('"')).Order(StringComparer.Ordinal),
            document["components"]!["schemas"]![type.Name]!["enum"]!.AsArray().Select(value => value!.GetValue<string>()).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("Completed")]
    [InlineData("COMPLETED")]
    public async Task List_StatusInAnyCase_IsTakenAndAnsweredInOne(string asked)
    {
        var id = await _host.SubmitAndCompleteAsync();

        var lead = (await _host.GetAsync($"/api/leads?top=1000&status={asked}")).Json.GetProperty("leads").EnumerateArray().Single(lead => lead.GetProperty("id").GetString() == id);

        Assert.Equal("Completed", lead.GetProperty("status").GetString());
        Assert.Equal("Completed", (await _host.GetAsync($"/runtime/webhooks/durabletask/instances/{id}")).Json.GetProperty("runtimeStatus").GetString());
    }

    private async Task<JsonNode> ReadAsync() => JsonNode.Parse((await _host.GetAsync("/api/openapi.json")).Body)!;

    private static IEnumerable<(string Path, IReadOnlyList<string> Values)> Enums(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(field => field is { Key: "enum", Value: JsonArray values }
            ? [(path, [.. values.Where(value => value is not null).Select(value => value!.ToString())])]
            : Enums(field.Value, $"{path}/{field.Key}")),
        JsonArray list => list.SelectMany((item, index) => Enums(item, $"{path}/{index}")),
        _ => [],
    };

    /// <summary>The types themselves, and those of whatever this program's own types among them hold.</summary>
    private static HashSet<Type> Reachable(IEnumerable<Type> types)
    {
        var found = new HashSet<Type>();
        foreach (var type in types) Visit(type);
        return found;

        void Visit(Type type)
        {
            foreach (var part in type.IsGenericType ? type.GetGenericArguments() : type.IsArray ? [type.GetElementType()!] : Type.EmptyTypes) Visit(part);
            if (type.Assembly.GetName().Name?.StartsWith("LeadOrchestrator.", StringComparison.Ordinal) != true || !found.Add(type) || type.IsEnum) return;
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
                if (property.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>()?.Condition is not System.Text.Json.Serialization.JsonIgnoreCondition.Always)
                    Visit(property.PropertyType);
        }
    }

    [GeneratedRegex("^[a-z][a-zA-Z0-9]*$")]
    private static partial Regex CamelCase();
}
