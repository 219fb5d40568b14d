using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadOrchestrator.Acceptance.Hosting;

namespace LeadOrchestrator.Acceptance.Contract;

/// <summary>
/// Drives the host from its own OpenAPI document: every operation is asked as the document says and as it does not, and every answer
/// must be one that the document describes, in status, headers, content type and body.
/// </summary>
[Collection(nameof(HostCollection))]
public sealed class ContractTests(HostFixture host)
{
    private const string Nobody = "nobody-of-this-id";

    // No operation of a purge may match what other tests have on the host.
    private const string FarFuture = "2999-01-01T00:00:00Z";

    private readonly LeadClient _client = host.Client;
    private readonly List<string> _complaints = [];
    private string _newLead = "";
    private ApiDocument _document = null!;

    [Fact]
    public async Task Operations_AskedAsDocumented_SucceedAndAnswerAsDocumented()
    {
        _document = await ApiDocument.ReadAsync(_client.Http);
        var succeeded = new HashSet<string>();
        foreach (var route in Operations())
            foreach (var query in (string[])["", .. ValidQueries(route)])
                if ((int)await AskAsync(route, await ValuesAsync(route), query, await BodyAsync(route)) is >= 200 and < 300) succeeded.Add(route.Name);

        AssertNoComplaints();
        // A finished instance cannot be held, continued, ended or sent back, nothing is parked, and no instance is of the far future.
        string[] refused = ["RaiseEvent", "SuspendInstance", "ResumeInstance", "TerminateInstance", "RewindInstance", "PurgeInstances"];
        Assert.Equal([], Operations().Select(route => route.Name).Where(name => !succeeded.Contains(name) && !refused.Contains(name)));
    }

    [Fact]
    public async Task Operations_AskedOtherwise_AnswerAsDocumentedAndNever5xx()
    {
        _document = await ApiDocument.ReadAsync(_client.Http);
        foreach (var route in Operations())
        {
            var values = await ValuesAsync(route);
            foreach (var query in InvalidQueries(route))
                Refused(route, query, await AskAsync(route, values, query, await BodyAsync(route)));
            if (route.Path.Contains("{id}", StringComparison.Ordinal) && route.Name != "StartOrchestratorWithId")
                Refused(route, "an unknown id", await AskAsync(route, values with { Id = Nobody }, "", await BodyAsync(route)));
            if (route.Path.Contains("{name}", StringComparison.Ordinal) && route.Tag is not ("Management" or "Leads"))
                Refused(route, "an unknown name", await AskAsync(route, values with { Name = "no such.name" }, "", await BodyAsync(route)));
            if (!route.BodyTypes.Contains("application/json")) continue;
            foreach (var body in (string[])["{", "[1", "\"\\ud800\"", "{\"nobody\":\"knows this\"}", "12"])
                await AskAsync(route, values, "", (body, "application/json"));
            await AskAsync(route, values, "", ("<a/>", "application/xml"));
        }

        AssertNoComplaints();
    }

    [Fact]
    public async Task Examples_OfTheDocument_ConformToTheirSchemas()
    {
        _document = await ApiDocument.ReadAsync(_client.Http);
        var wrong = from route in _document.Operations
                    from answer in route.Json["responses"]!.AsObject().Append(KeyValuePair.Create("request", route.Json["requestBody"]))
                    where answer.Value is not null
                    from content in answer.Value!["content"]?.AsObject() ?? []
                    where content.Value!["example"] is not null && content.Key.EndsWith("json", StringComparison.Ordinal)
                    let violations = _document.Violations(content.Value!["schema"]!.AsObject(), content.Value!["example"]!.ToJsonString())
                    where violations.Length > 0
                    select $"{route.Name} {answer.Key}: {violations}";

        Assert.Empty(wrong);
    }

    private void AssertNoComplaints() => Assert.True(_complaints.Count == 0, string.Join('\n', _complaints.Take(30)));

    /// <summary>Without the management API where it is not this program's own, and without the stream, which has no end.</summary>
    private IEnumerable<ApiRoute> Operations() => _document.Operations.Where(route =>
        route.Name != "Stream" && (host.OwnsHost || route is { Tag: not "Management", Name: not ("RunJob" or "PutMapping" or "StartPage" or "StartPageFile") }));

    private void Refused(ApiRoute route, string what, HttpStatusCode status)
    {
        if ((int)status < 400) _complaints.Add($"{route.Name}: {what} was answered with {(int)status}");
    }

    private async Task<HttpStatusCode> AskAsync(ApiRoute route, Values values, string query, (string Text, string Type)? body)
    {
        var path = route.Path.TrimStart('/').Replace("{id}", Uri.EscapeDataString(values.Id), StringComparison.Ordinal).Replace("{name}", Uri.EscapeDataString(values.Name), StringComparison.Ordinal);
        var required = route.Parameters("query").Where(parameter => parameter["required"]?.GetValue<bool>() == true && !query.StartsWith(Name(parameter), StringComparison.Ordinal))
            .Select(parameter => $"{Name(parameter)}={FarFuture}");
        using var request = new HttpRequestMessage(route.Method, path + "?" + string.Join('&', required.Append(query)).Trim('&'));
        if (body is { } sent) request.Content = new StringContent(sent.Text, new UTF8Encoding(false), sent.Type);
        using var response = await _client.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var status = (int)response.StatusCode;
        var complaint = status is >= 500 and not 503 && query.Contains("returnInternalServerErrorOnFailure", StringComparison.Ordinal) is false
            ? $"{status}: {text}"
            : _document.Complaint(route, status, response.Content.Headers.ContentType?.MediaType, name => Has(response, name), text);
        if (complaint is not null) _complaints.Add($"{route.Name} ({request.Method} {request.RequestUri}): {complaint}");
        return response.StatusCode;
    }

    private static bool Has(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out _) || response.Content.Headers.TryGetValues(header, out _);

    private static string Name(JsonObject parameter) => parameter["name"]!.GetValue<string>();

    /// <summary>Each parameter by itself, with every value that its schema names.</summary>
    private static IEnumerable<string> ValidQueries(ApiRoute route) =>
        from parameter in route.Parameters("query")
        where Name(parameter) is not ("continuationToken" or "map")
        from value in Valid(parameter)
        select $"{Name(parameter)}={Uri.EscapeDataString(value)}";

    private static IEnumerable<string> Valid(JsonObject parameter)
    {
        var schema = parameter["schema"]!.AsObject();
        if (Name(parameter).StartsWith("createdTime", StringComparison.Ordinal)) return [FarFuture];
        if ((schema["enum"] ?? schema["items"]?["enum"]) is JsonArray words) return words.Select(word => word!.GetValue<string>());
        return schema["type"]!.GetValue<string>() switch
        {
            "integer" => [schema["minimum"]!.ToJsonString()],
            "boolean" => ["true", "false"],
            _ => parameter["example"] is { } example ? [example.GetValue<string>()] : [],
        };
    }

    /// <summary>A value that its schema forbids for each parameter, and a parameter that is not there where those are refused.</summary>
    private static IEnumerable<string> InvalidQueries(ApiRoute route)
    {
        if (route.Tag is not ("Management" or "Pages") && route.Name != "RunJob") yield return "nobodyKnowsThis=1";
        foreach (var parameter in route.Parameters("query"))
        {
            var schema = parameter["schema"]!.AsObject();
            if (schema["enum"] is not null || schema["items"]?["enum"] is not null) yield return $"{Name(parameter)}=nonsense";
            else if (schema["type"]!.GetValue<string>() == "boolean") yield return $"{Name(parameter)}=perhaps";
            else if (schema["type"]!.GetValue<string>() == "integer")
                foreach (var wrong in (string[])["x", "-1", (schema["maximum"]!.GetValue<long>() + 1).ToString(CultureInfo.InvariantCulture)]) yield return $"{Name(parameter)}={wrong}";
            else if (Name(parameter) is "from" or "to" or "createdTimeFrom" or "createdTimeTo") yield return $"{Name(parameter)}=yesterday";
            else if (Name(parameter) is "continuationToken") yield return $"{Name(parameter)}=none-of-yours";
        }
    }

    /// <summary>What the path names: things made for this one request, so that it may end or erase them.</summary>
    private async Task<Values> ValuesAsync(ApiRoute route)
    {
        var name = route.Name switch
        {
            "RaiseLeadEvent" => "noticed",
            "RunJob" => "UnassignedSweep",
            "PutMapping" => "contract",
            "StartOrchestrator" or "StartOrchestratorWithId" => "LeadOrchestration",
            _ => "app.js",
        };
        if (!route.Path.Contains("{id}", StringComparison.Ordinal)) return new("", name);
        if (route.Tag == "Imports") return new(await ImportAsync(), name);
        var id = LeadClient.NewId("contract");
        if (route.Name == "StartOrchestratorWithId") return new(_newLead = id, name);
        // An event needs a run that goes on: a refused effect is retried, then parked.
        if (route.Name == "RaiseLeadEvent") host.Webhooks.On(id, "hook-crm", HttpStatusCode.BadRequest);
        using var submitted = await _client.SubmitAsync(LeadClient.Lead(id));
        submitted.EnsureSuccessStatusCode();
        await _client.WaitForAsync($"api/leads/{id}", lead => IsSettled(lead.GetProperty("status").GetString()!), "an end");
        return new(id, name);
    }

    private static bool IsSettled(string status) =>
        status.Equals("completed", StringComparison.OrdinalIgnoreCase) || status.Equals("parked", StringComparison.OrdinalIgnoreCase);

    private async Task<string> ImportAsync()
    {
        using var answer = await _client.PostAsync("api/imports", $"email,source\n{LeadClient.NewId("c")}@example.com,contract\nnobody,contract\n", "text/csv");
        answer.EnsureSuccessStatusCode();
        var id = (await LeadClient.ReadAsync(answer)).GetProperty("id").GetString()!;
        await _client.WaitForAsync($"api/imports/{id}", import => import.GetProperty("percentage").GetDouble() >= 100, "an end");
        return id;
    }

    private async Task<(string Text, string Type)?> BodyAsync(ApiRoute route)
    {
        if (!route.BodyTypes.Any()) return null;
        var lead = JsonSerializer.Serialize(LeadClient.Lead(LeadClient.NewId("contract-body")));
        return route.Name switch
        {
            "SubmitLead" or "Preview" => (lead, "application/json"),
            "SubmitImport" => ($"email,source\n{LeadClient.NewId("b")}@example.com,contract\n", "text/csv"),
            "StartOrchestrator" => (await InputAsync(leadId: null), "application/json"),
            "StartOrchestratorWithId" => (await InputAsync(_newLead), "application/json"),
            _ => ("{}", "application/json"),
        };
    }

    /// <summary>The input of a run that there was; of another lead, where one is named.</summary>
    private async Task<string> InputAsync(string? leadId)
    {
        var id = LeadClient.NewId("contract-input");
        using var submitted = await _client.SubmitAsync(LeadClient.Lead(id), "?wait=30");
        submitted.EnsureSuccessStatusCode();
        var instance = await _client.GetAsync($"runtime/webhooks/durabletask/instances/{id}");
        var input = JsonNode.Parse(instance.GetProperty("input").GetRawText())!;
        if (leadId is not null) input["leadId"] = leadId;
        return input.ToJsonString();
    }

    private sealed record Values(string Id, string Name);
}
