using LeadOrchestrator.Api.Tests.Hosting;

namespace LeadOrchestrator.Api.Tests.Erasing;

/// <summary>What was erased is in no byte of the data folder once the host has stopped.</summary>
public sealed class ErasedBytesTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Delete_LeadsAmongOthers_LeavesNoByteOfThem()
    {
        var people = Enumerable.Range(0, 6).Select(_ => new MarkedPerson()).ToArray();
        foreach (var person in people)
        {
            await _host.SubmitManyAsync(12);
            await _host.SubmitAsync(person);
        }

        await _host.SubmitManyAsync(12);

        await _host.AssertErasingLeavesNothingAsync(people);
    }
}
