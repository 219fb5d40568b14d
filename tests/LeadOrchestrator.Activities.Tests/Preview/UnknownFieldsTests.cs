using System.Text.Json;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Tests.Preview;

public sealed class UnknownFieldsTests
{
    [Fact]
    public void Read_ALeadOfVeryManyUnknownFields_IsGivenUpAfterThoseThatAreTold()
    {
        var fields = Enumerable.Range(0, 20_000).Select(n => $"\"unknown{n}\":1");
        var lead = JsonDocument.Parse($"{{{string.Join(',', fields)}}}").RootElement;
        _ = LeadReader.Read(lead); // what is made once

        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = LeadReader.Read(lead);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(reading.Errors.Count, 20, 22);
        Assert.InRange(allocated, 0, 1_000_000); // 50 bytes a field: far less than a message for each
    }
}
