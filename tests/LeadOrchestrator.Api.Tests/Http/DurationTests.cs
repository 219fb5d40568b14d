using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using LeadOrchestrator.Api.Http;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Orchestration;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Http;

[Collection(nameof(SharedHostCollection))]
public sealed partial class DurationTests(SharedHost shared)
{
    private readonly ApiHost _host = shared.Api;

    [Theory]
    [InlineData("record")]
    [InlineData("export")]
    [InlineData("")]
    public async Task Get_WhatIsKeptOfALead_HoldsDurationsInIso8601(string part)
    {
        var id = await _host.SubmitAndCompleteAsync();

        var durations = Durations(JsonNode.Parse((await _host.GetAsync($"/api/leads/{id}/{part}")).Body)).ToList();

        Assert.NotEmpty(durations);
        Assert.All(durations, duration => Assert.Matches(Iso(), duration));
    }

    [Fact]
    public void Shown_AttributesOfALead_StayAsTheyWereSent()
    {
        var run = JsonSerializer.Deserialize<JsonElement>("""{"parkedFor":"7.00:00:00","lead":{"attributes":{"parkedFor":"00:15:00"}}}""");

        Assert.Equal("""{"parkedFor":"P7D","lead":{"attributes":{"parkedFor":"00:15:00"}}}""", StoredDurations.Shown(run)!.Value.GetRawText());
    }

    [Fact]
    public void Fields_OfEveryPayload_AreThoseThatHoldDurations()
    {
        var found = new HashSet<string>();
        var seen = new HashSet<Type>();
        foreach (var type in new[] { typeof(LeadRun), typeof(LeadOutcome), typeof(LeadProgress), typeof(EffectRequest), typeof(ResponseWatchRun), typeof(WatchOutcome), typeof(QueuedLeadRun), typeof(ImportRun) }) Visit(type);

        Assert.Equal(found.Order(StringComparer.Ordinal), StoredDurations.Fields.Order(StringComparer.Ordinal));

        void Visit(Type type)
        {
            if (!seen.Add(type) || OrchestrationJson.Default.GetTypeInfo(type) is not { } info) return;
            if (info.ElementType is { } element) Visit(element);
            if (info.Kind != JsonTypeInfoKind.Object) return;
            foreach (var property in info.Properties)
                if ((Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(TimeSpan)) found.Add(property.Name);
                else Visit(property.PropertyType);
        }
    }

    private static IEnumerable<string> Durations(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(field => StoredDurations.Fields.Contains(field.Key) && field.Value is JsonValue value ? [value.ToString()] : Durations(field.Value)),
        JsonArray list => list.SelectMany(Durations),
        _ => [],
    };

    [GeneratedRegex(@"^P(\d+D)?(T(\d+H)?(\d+M)?([\d.]+S)?)?$")]
    private static partial Regex Iso();
}
