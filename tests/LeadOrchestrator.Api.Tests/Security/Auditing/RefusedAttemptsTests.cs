using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Api.Tests.Security.Auditing;

public sealed class RefusedAttemptsTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly RefusedAttempts _attempts;

    public RefusedAttemptsTests() => _attempts = new(_time);

    [Fact]
    public void Take_BeyondTheLimit_AddsUpBySender()
    {
        var written = Enumerable.Range(0, 100).Count(_ => _attempts.Take(Entry("192.0.2.1")));

        Assert.Equal(RefusedAttempts.OfOneAddress, written);
        var sum = Assert.Single(_attempts.Drain());
        Assert.Equal((80, "192.0.2.1", null), (sum.Count, sum.From, sum.On));
        Assert.Empty(_attempts.Drain());
    }

    [Fact]
    public void Take_FromEverywhere_StaysBounded()
    {
        var written = Enumerable.Range(0, 10_000).Count(i => _attempts.Take(Entry($"192.0.2.{i}")));

        var sums = _attempts.Drain();
        Assert.InRange(written + sums.Count, 1, 120);
        Assert.Equal(10_000, written + sums.Sum(sum => sum.Count));
    }

    [Fact]
    public void Take_FromAnotherAddressDuringAFlood_IsWrittenByItself()
    {
        for (var i = 0; i < 1000; i++) _attempts.Take(Entry("192.0.2.1"));

        Assert.True(_attempts.Take(Entry("192.0.2.2")));
    }

    [Fact]
    public void Take_AMinuteLater_WritesOneByOneAgain()
    {
        for (var i = 0; i < 100; i++) _attempts.Take(Entry("192.0.2.1"));
        _time.Advance(RefusedAttempts.Window);

        Assert.True(_attempts.Take(Entry("192.0.2.1")));
    }

    private static AuditEntry Entry(string from) => new("x", DateTimeOffset.UnixEpoch, "nobody", "GET /api/leads/{id}", "lead", from, 401);
}
