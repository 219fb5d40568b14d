using System.Text.Json;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Functions.Tests;

public sealed class SettingsFilesTests
{
    private static readonly JsonElement Host = Read("host.json");
    private static readonly Dictionary<string, string?> Local = Read("local.settings.json").GetProperty("Values").Deserialize<Dictionary<string, string?>>()!;

    [Fact]
    public void HostJson_DurableTask_KeepsPayloadsOutOfTraces()
    {
        var tracing = Host.GetProperty("extensions").GetProperty("durableTask").GetProperty("tracing");

        Assert.Equal((false, "V2"), (tracing.GetProperty("traceInputsAndOutputs").GetBoolean(), tracing.GetProperty("version").GetString()));
    }

    [Fact]
    public void HostJson_TaskHub_IsTheOneThatTheApiNamesInLinks() => Assert.Equal(
        new Api.LeadApiOptions().TaskHub, Host.GetProperty("extensions").GetProperty("durableTask").GetProperty("hubName").GetString());

    [Fact]
    public void LocalSettings_HoldTheEmulatorAndNoSecret()
    {
        Assert.Equal(("UseDevelopmentStorage=true", "dotnet-isolated"), (Local["AzureWebJobsStorage"], Local["FUNCTIONS_WORKER_RUNTIME"]));
        Assert.DoesNotContain(Local.Values, value => value!.Contains("AccountKey", StringComparison.OrdinalIgnoreCase) || value.Contains("sig=", StringComparison.Ordinal));
    }

    [Fact]
    public void LocalSettings_Schedules_AreTheDefaults()
    {
        var defaults = new ScheduleOptions();

        Assert.Equal(
            (defaults.DailyDigest, defaults.RetentionPurge, defaults.UnassignedSweep),
            (Local["Schedules:DailyDigest"], Local["Schedules:RetentionPurge"], Local["Schedules:UnassignedSweep"]));
    }

    [Fact]
    public void Project_LocalSettings_AreNeverPublished()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "src", "LeadOrchestrator.Functions", "LeadOrchestrator.Functions.csproj"));
        var line = project.Split('\n').Single(line => line.Contains("local.settings.json", StringComparison.Ordinal));

        Assert.Contains("CopyToPublishDirectory=\"Never\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void AddLeadFunctions_WithLocalSettings_ResolvesEveryActivityAndJob()
    {
        using var folder = new TempFolder();
        using var provider = Services(folder).BuildServiceProvider();

        Assert.Equal(3, provider.GetServices<IScheduledJob>().Count());
        Assert.IsType<DurableTaskOrchestrationClient>(provider.GetRequiredService<IOrchestrationClient>());
        foreach (var descriptor in Services(folder).Where(descriptor => descriptor.IsKeyedService && descriptor.ServiceKey is string))
            Assert.NotNull(provider.GetRequiredKeyedService(descriptor.ServiceType, descriptor.ServiceKey));
    }

    [Fact]
    public void AddLeadFunctions_WrongSetting_StopsTheStartNamingIt()
    {
        using var folder = new TempFolder();
        using var provider = Services(folder, ("Retention:Days", "0")).BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("Retention:Days", exception.Message, StringComparison.Ordinal);
    }

    private static ServiceCollection Services(TempFolder folder, params (string Key, string Value)[] more)
    {
        var settings = Local.Append(new("Storage:Provider", "Sqlite")).Append(new("Storage:Folder", folder.Path))
            .Concat(more.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .GroupBy(setting => setting.Key).Select(setting => setting.Last());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration).AddLogging();
        services.AddLeadFunctions(configuration);
        return services;
    }

    private static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "settings", name))).RootElement;
}
