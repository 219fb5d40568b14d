using LeadOrchestrator.Activities.Erasing;

namespace LeadOrchestrator.Activities.Tests.Erasing;

public sealed class ErasureTurnsTests
{
    [Fact]
    public async Task TakeAsync_AnErasureOfTheLeadIsUnderWay_WaitsForItsEnd()
    {
        var turns = new ErasureTurns();
        var first = await turns.TakeAsync("L-1", CancellationToken.None);

        var second = turns.TakeAsync("L-1", CancellationToken.None);

        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }
}
