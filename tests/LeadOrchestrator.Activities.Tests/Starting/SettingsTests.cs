using LeadOrchestrator.Activities.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Tests.Starting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Execution:SequentialShare", "1.5", "Execution:SequentialShare must be between 0 and 1")]
    [InlineData("Retry:Effects:MaxNumberOfAttempts", "0", "Retry:Effects:MaxNumberOfAttempts must be between 1 and 1000")]
    [InlineData("Retry:Decisions:BackoffCoefficient", "0.5", "Retry:Decisions:BackoffCoefficient must be between 1 and 10")]
    [InlineData("Retry:Imports:MaxRetryInterval", "00:00:01", "Retry:Imports:MaxRetryInterval must be between FirstRetryInterval")]
    [InlineData("Parking:WaitFor", "00:00:00", "Parking:WaitFor must be between")]
    [InlineData("ResponseWatch:RemindAfter", "-1", "ResponseWatch:RemindAfter must be between 0 and 1")]
    [InlineData("ResponseWatch:EscalateTo", "", "ResponseWatch:EscalateTo must name")]
    [InlineData("Imports:ChunkSize", "0", "Imports:ChunkSize must be between 1 and 10000")]
    [InlineData("Imports:MaxBytes", "0", "Imports:MaxBytes must be between")]
    [InlineData("Rules:LookEvery", "00:00:00", "Rules:LookEvery must be between")]
    [InlineData("Targets:Crm:0:Type", "sap", "Targets:Crm:0:Type is 'sap'; expected one of leadBook, webhook")]
    [InlineData("Targets:Crm:0:Type", "inbox", "Targets:Crm:0:Type is 'inbox'; expected one of leadBook, webhook")]
    [InlineData("Targets:Crm:0:Urll", "https://x.example", "Targets:Crm:0:Urll is not known")]
    [InlineData("Targets:Mail:0:Name", "x", "Targets:Mail is not known")]
    [InlineData("Targets:Crm:0:Name", "a b", "Targets:Crm:0:Name is 'a b'")]
    [InlineData("Targets:Notify:1:Name", "HOOK", "Targets:Notify:0:Name and Targets:Notify:1:Name are the same")]
    [InlineData("Targets:Notify:0:Url", "", "Targets:Notify:0:Url is missing")]
    [InlineData("Targets:Notify:0:Url", "/relative", "Targets:Notify:0:Url is not an absolute http or https address")]
    [InlineData("Targets:Notify:0:Url", "ftp://x.example", "Targets:Notify:0:Url is not an absolute http or https address")]
    [InlineData("Targets:Notify:0:Url", "https://me:pw@x.example", "Targets:Notify:0:Url holds a user name or password")]
    [InlineData("Targets:Notify:0:Secret", "short", "Targets:Notify:0:Secret must be at least 16 characters")]
    [InlineData("Targets:Notify:0:Secret", "whsec_!!!", "Targets:Notify:0:Secret must be at least 16 characters")]
    [InlineData("Targets:Notify:0:TimeoutSeconds", "0", "Targets:Notify:0:TimeoutSeconds must be between")]
    [InlineData("Targets:Notify:0:TotalTimeoutSeconds", "1", "Targets:Notify:0:TotalTimeoutSeconds must be between")]
    [InlineData("Targets:Notify:0:QuickRetries", "9", "Targets:Notify:0:QuickRetries must be between")]
    [InlineData("Targets:Notify:0:Headers:Content-Type", "text/plain", "Targets:Notify:0:Headers:Content-Type is set by the connector itself")]
    [InlineData("Targets:Notify:0:Headers:X Y", "1", "Targets:Notify:0:Headers:X Y is not a request header's name")]
    [InlineData("Targets:Notify:0:Headers:X-Key", "ä", "Targets:Notify:0:Headers:X-Key holds a character")]
    public async Task Start_WrongSetting_IsRefusedByItsName(string name, string value, string message)
    {
        using var host = new TestHost(new()
        {
            ["Targets:Crm:0:Name"] = "book",
            ["Targets:Crm:0:Type"] = "leadBook",
            ["Targets:Notify:0:Name"] = "hook",
            ["Targets:Notify:0:Type"] = "webhook",
            ["Targets:Notify:0:Url"] = "https://x.example",
            [name] = value,
        });
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.Host.StartAsync());
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoSettings_StartsWithDefaults()
    {
        using var host = new TestHost();
        await host.Host.StartAsync();
        await host.Host.StopAsync();
    }
}
