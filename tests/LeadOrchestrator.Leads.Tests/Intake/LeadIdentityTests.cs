using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Tests.Intake;

public sealed class LeadIdentityTests
{
    [Fact]
    public void IdFor_OwnId_IsItself() => Assert.Equal("lead-1", LeadIdentity.IdFor(LeadText.With("\"email\": \"a@example.com\""), "key"));

    [Fact]
    public void IdFor_IdempotencyKey_DependsOnNothingElse()
    {
        var id = LeadIdentity.IdFor(LeadText.Lead("""{ "email": "a@example.com" }"""), "key-1");

        Assert.StartsWith("k-", id, StringComparison.Ordinal);
        Assert.Null(LeadIdentity.CheckId(id));
        Assert.Equal(id, LeadIdentity.IdFor(LeadText.Lead("""{ "email": "b@example.com" }"""), "key-1"));
        Assert.NotEqual(id, LeadIdentity.IdFor(LeadText.Lead("""{ "email": "a@example.com" }"""), "key-2"));
    }

    [Theory]
    [InlineData("""{ "email": "A@example.com", "source": "Web" }""", true)]
    [InlineData("""{ "email": "a@example.com", "source": "web", "phone": "+1 212 555 0123", "company": "Example" }""", true)]
    [InlineData("""{ "email": "a@example.com", "source": "chat" }""", false)]
    [InlineData("""{ "email": "b@example.com", "source": "web" }""", false)]
    [InlineData("""{ "phone": "+1 212 555 0123", "source": "web" }""", false)]
    public void IdFor_NaturalKey_IsSourceAndEmail(string json, bool same)
    {
        var id = LeadIdentity.IdFor(LeadText.Lead("""{ "email": "a@example.com", "source": "web" }"""), null);

        Assert.StartsWith("n-", id, StringComparison.Ordinal);
        Assert.Equal(same, id == LeadIdentity.IdFor(LeadText.Lead(json), null));
    }

    [Fact]
    public void IdFor_KnownInputs_NeverChanges()
    {
        // Ids are kept for years: another way of deriving them would let every repetition in as a new lead.
        Assert.Equal("k-2c70e12b7a0646f92279f427", LeadIdentity.IdFor(LeadText.Lead("""{ "email": "a@example.com" }"""), "key"));
        Assert.Equal("n-43b7b003e974c1ce998853fd", LeadIdentity.IdFor(LeadText.Lead("""{ "email": "a@example.com" }"""), null));
    }

    [Fact]
    public void IdFor_PhoneWrittenInTwoWays_IsTheSame() => Assert.Equal(
        LeadIdentity.IdFor(LeadText.Lead("""{ "phone": "(212) 555-0123", "country": "US" }"""), null),
        LeadIdentity.IdFor(LeadText.Lead("""{ "phone": "+1 212 555 0123" }"""), null));

    [Theory]
    [InlineData("a", true)]
    [InlineData("2a272436-5132-4136-86fa-dcc88c88f482", true)]
    [InlineData("crm:4711 (Ä)", true)]
    [InlineData("", false)]
    [InlineData(" a", false)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a#b", false)]
    [InlineData("a?b", false)]
    [InlineData("a\u0001b", false)]
    [InlineData("@a", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("watch:a", false)]
    [InlineData("queued:a:1", false)]
    [InlineData("key:a", false)]
    [InlineData("Import:a", false)]
    public void CheckId_Id_IsWhatDurableFunctionsTake(string id, bool good) => Assert.Equal(good, LeadIdentity.CheckId(id) is null);

    [Theory]
    [InlineData("8f14e45f-ceea-467f-9b6b-3d0a1e6a7c1e", true)]
    [InlineData("", false)]
    [InlineData("two words", false)]
    [InlineData("ümlaut", false)]
    [InlineData("line\n", false)]
    public void CheckIdempotencyKey_Key_IsVisibleAscii(string key, bool good) => Assert.Equal(good, LeadIdentity.CheckIdempotencyKey(key) is null);

    [Fact]
    public void CheckIdempotencyKey_Length_IsAtMost200()
    {
        Assert.Null(LeadIdentity.CheckIdempotencyKey(new string('k', 200)));
        Assert.NotNull(LeadIdentity.CheckIdempotencyKey(new string('k', 201)));
    }
}
