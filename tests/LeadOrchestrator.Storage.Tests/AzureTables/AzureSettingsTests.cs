using Azure;
using Azure.Identity;
using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.AzureTables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Storage.Tests.AzureTables;

public sealed class AzureSettingsTests
{
    [Theory]
    [InlineData(null, null, null, "Storage:AccountName must name the storage account")]
    [InlineData("UseDevelopmentStorage=true", "leads", null, "expected one of them")]
    [InlineData("secret-key", null, null, "Storage:ConnectionString is not the connection string")]
    [InlineData(null, "My Account", null, "Storage:AccountName is 'My Account'")]
    [InlineData(null, null, "https://leads.table.core.windows.net", "Storage:BlobServiceUri must be set")]
    [InlineData(null, "leads", "http://leads.table.core.windows.net", "Storage:TableServiceUri is 'http://leads")]
    public async Task Start_WrongSetting_StopsByName(string? connectionString, string? account, string? tables, string message)
    {
        using var host = Build(options =>
        {
            (options.ConnectionString, options.AccountName) = (connectionString, account);
            options.TableServiceUri = tables is null ? null : new Uri(tables);
        });

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NobodyListens_StopsWithTheSetting()
    {
        using var host = Build(options => options.ConnectionString =
            "DefaultEndpointsProtocol=http;AccountName=leads;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:1/leads;TableEndpoint=http://127.0.0.1:1/leads;");

        var refused = await Assert.ThrowsAsync<StorageException>(() => host.StartAsync());

        Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:ConnectionString", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AuthorizationFailure")]
    [InlineData("AuthenticationFailed")]
    [InlineData(null)]
    public void Explain_RefusalOfAKey_NamesItsSettingAndNoRole(string? code)
    {
        var explained = new AzureErrors("Storage:ConnectionString", byIdentity: false).Explain(new RequestFailedException(403, "No.", code, null), "LeadsBook");

        Assert.Contains("name and key in Storage:ConnectionString", explained.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("role", explained.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "AuthorizationPermissionMismatch", false, "'Storage Table Data Contributor'")]
    [InlineData(403, "AuthorizationPermissionMismatch", true, "'Storage Blob Data Contributor'")]
    [InlineData(403, "AuthorizationFailure", false, "network rules")]
    [InlineData(403, "KeyBasedAuthenticationNotPermitted", false, "remove Storage:ConnectionString")]
    [InlineData(403, "Unheard", true, "'Storage Blob Data Contributor'")]
    [InlineData(401, null, false, "Storage:AccountName")]
    [InlineData(503, "ServerBusy", false, "could not serve")]
    [InlineData(404, "TableNotFound", false, "Restart")]
    public void Explain_Refusal_NamesRoleOrSetting(int status, string? code, bool isBlob, string expected)
    {
        var explained = new AzureErrors("Storage:AccountName", byIdentity: true).Explain(new RequestFailedException(status, "No.", code, null), "LeadsBook", isBlob);

        Assert.Contains(expected, explained.Message, StringComparison.Ordinal);
        Assert.Contains("LeadsBook", explained.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_NoIdentity_TellsWhereOneComesFrom() => Assert.Contains(
        "az login", new AzureErrors("Storage:AccountName", byIdentity: true).Explain(new CredentialUnavailableException("none"), "LeadsBook").Message, StringComparison.Ordinal);

    [Fact]
    public async Task Attempts_EveryOneMeetsAConflict_EndsWithAnError()
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var tried = 0;
        var running = new Attempts(clock, new Random(1), max: 5).RunAsync("The ledger", () => Task.FromResult((++tried < 0, 0)), CancellationToken.None);
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var refused = await Assert.ThrowsAsync<StorageException>(() => running);

        Assert.Equal(5, tried);
        Assert.Contains("The ledger was changed by others 5 times", refused.Message, StringComparison.Ordinal);
    }

    private static IHost Build(Action<StorageOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLeadStorage(options =>
        {
            options.Provider = AzureTablesStoresProvider.ProviderName;
            configure(options);
        });
        return builder.Build();
    }
}
