using System.Net;
using LeadOrchestrator.Api.Tests.Hosting;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Intake;
using static LeadOrchestrator.Api.Tests.Hosting.HttpExtensions;

namespace LeadOrchestrator.Api.Tests.Leads;

/// <summary>A key stands for the first submission that was taken with it, whatever ids leads have.</summary>
public sealed class IdempotencyKeyTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ApiHost _host = shared.Api;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_TheSameLeadWithTheSameKey_IsTheOneThatExists(bool hasId)
    {
        var (key, id) = (NewId("key"), hasId ? NewId() : null);

        var (first, second) = (await PostAsync(key, id, "a@example.com"), await PostAsync(key, id, "a@example.com"));

        Assert.Equal(("created", "existing"), (first.Json.GetProperty("result").GetString(), second.Json.GetProperty("result").GetString()));
        Assert.Equal(first.Json.GetProperty("id").GetString(), second.Json.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("x", "a@example.com", "x", "b@example.com")] // other content
    [InlineData("x", "a@example.com", "y", "a@example.com")] // another id
    [InlineData("x", "a@example.com", null, "a@example.com")] // no id any more
    [InlineData(null, "a@example.com", "x", "a@example.com")] // an id now
    [InlineData(null, "a@example.com", null, "b@example.com")]
    public async Task Post_OtherWithTheSameKey_Is422AndStartsNothing(string? firstId, string firstEmail, string? secondId, string secondEmail)
    {
        var (key, unique) = (NewId("key"), NewId());
        await PostAsync(key, firstId is null ? null : $"{unique}-{firstId}", firstEmail);

        var other = await PostAsync(key, secondId is null ? null : $"{unique}-{secondId}", secondEmail);

        other.IsProblem(HttpStatusCode.UnprocessableEntity, "The Idempotency-Key was used before");
        Assert.Equal(["Idempotency-Key"], other.ErrorPaths);
        if (secondId is not null && secondId != firstId) Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync($"/api/leads/{unique}-{secondId}")).Status);
    }

    [Fact]
    public async Task Post_TwoAtOnceWithTheSameKey_OneIsTakenAndTheOtherIs422()
    {
        for (var round = 0; round < 20; round++)
        {
            var (key, unique) = (NewId("key"), NewId());

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => PostAsync(key, $"{unique}-{number}", "a@example.com")));

            Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity], answers.Select(answer => answer.Status).Order());
        }
    }

    [Fact]
    public async Task Post_RefusedForAnIdThatIsTaken_LeavesTheKeyFree()
    {
        var (key, id) = (NewId("key"), NewId());
        await PostAsync(key: null, id, "a@example.com");

        (await PostAsync(key, id, "b@example.com")).IsProblem(HttpStatusCode.Conflict);

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(key, $"{id}-2", "b@example.com")).Status);
    }

    [Fact]
    public async Task Post_AfterTheLeadWasErased_TheSameIsCreatedAnewAndAnotherRefused()
    {
        var (key, id) = (NewId("key"), NewId());
        await PostAsync(key, id, "a@example.com");
        await _host.UntilAsync($"/api/leads/{id}", answer => answer.Json.GetProperty("status").GetString() == "Completed");
        await _host.SendAsync(HttpMethod.Delete, $"/api/leads/{id}");

        (await PostAsync(key, id, "b@example.com")).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("created", (await PostAsync(key, id, "a@example.com")).Json.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Post_WithAKey_KeepsHashesAloneUntilRetentionPurgesThem()
    {
        var (key, id) = (NewId("key"), NewId());
        await PostAsync(key, id, "a@example.com");
        var entry = (await _host.Client.WaitForInstanceCompletionAsync(LeadIdentity.InstanceIdOfKey(key), CancellationToken.None))!;

        Assert.DoesNotContain(key, entry.InstanceId, StringComparison.Ordinal);
        Assert.Matches("""^\{"hash":"[0-9a-f]{64}"\}$""", entry.SerializedInput);
        Assert.Equal(RuntimeStatus.Completed, entry.RuntimeStatus); // what has ended is what retention purges
    }

    private Task<Answer> PostAsync(string? key, string? id, string email)
    {
        var lead = $$"""{{{(id is null ? "" : $"\"id\":\"{id}\",")}}"email":"{{email}}","source":"form"}""";
        return key is null ? _host.PostAsync("/api/leads", lead) : _host.PostAsync("/api/leads", lead, headers: ("Idempotency-Key", key));
    }
}
