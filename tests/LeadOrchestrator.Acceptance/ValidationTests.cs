using System.Net;
using System.Text;
using System.Text.Json;
using LeadOrchestrator.Acceptance.Hosting;

namespace LeadOrchestrator.Acceptance;

[Collection(nameof(HostCollection))]
public sealed class ValidationTests(HostFixture host)
{
    [Theory]
    [InlineData("""{"source":"form"}""", "$")]
    [InlineData("""{"email":"a@example.com","source":"form","employees":"many"}""", "$.employees")]
    [InlineData("""{"email":"not an address","source":"form"}""", "$.email")]
    [InlineData("""{"email":"a@example.com","source":"form","emial":"b"}""", "$.emial")]
    [InlineData("""{"email":"a@example.com","source":"form","source":"chat"}""", "$.source")]
    [InlineData("""{"email":"a@example.com","source":"form","company":"A\u0007B"}""", "$.company")]
    [InlineData("""{"email":"a@example.com","source":"form","activities":[{"type":"visit"},{"type":7}]}""", "$.activities[1].type")]
    [InlineData("""{"id":"a/b","source":"form"}""", "$.id")]
    public async Task Post_ABadLead_Is400WithThePathOfWhatIsWrong(string body, string path)
    {
        using var response = await host.Client.PostAsync("api/leads", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var errors = (await LeadClient.ReadAsync(response)).GetProperty("errors").EnumerateArray();
        Assert.Contains(errors, error => error.GetProperty("path").GetString() == path && error.GetProperty("message").GetString() is { Length: > 0 });
    }

    [Theory]
    [InlineData("{oops")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"lead\"")]
    public async Task Post_NotALeadAtAll_Is400(string body)
    {
        using var response = await host.Client.PostAsync("api/leads", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_AnOverLongField_Is400()
    {
        using var response = await host.Client.SubmitAsync(new { email = "a@example.com", source = "form", company = new string('x', 5000) });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("$.company", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_MoreThan64KiB_Is413()
    {
        using var response = await host.Client.PostAsync("api/leads", $$"""{"email":"a@example.com","message":"{{new string('x', 70_000)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_AnotherContentType_Is415()
    {
        using var content = new StringContent("email=a@example.com", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await host.Client.Http.PostAsync("api/leads", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("?wait=31")]
    [InlineData("?wait=-1")]
    [InlineData("?wait=soon")]
    public async Task Post_ABadWait_Is400(string query)
    {
        using var response = await host.Client.SubmitAsync(LeadClient.Lead(LeadClient.NewId("badwait")), query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("status=Sleeping", "status")]
    [InlineData("from=yesterday", "from")]
    [InlineData("top=0", "top")]
    [InlineData("continuationToken=made-up", "continuationToken")]
    public async Task List_ABadFilter_Is400AndNamesIt(string query, string parameter)
    {
        using var response = await host.Client.Http.GetAsync($"api/leads?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(parameter, (await LeadClient.ReadAsync(response)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_ALead_DecidesWithoutStartingAnything()
    {
        var id = LeadClient.NewId("preview");
        using var response = await host.Client.PostAsync("api/preview", JsonSerializer.Serialize(LeadClient.Lead(id)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("score", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var lead = await host.Client.Http.GetAsync($"api/leads/{id}");
        Assert.Equal(HttpStatusCode.NotFound, lead.StatusCode);
    }
}
