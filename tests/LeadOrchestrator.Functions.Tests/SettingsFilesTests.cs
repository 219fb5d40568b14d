using System.Text.Json;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Adapter;
using LeadOrchestrator.Storage;
using LeadOrchestrator.Storage.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Moq;

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
            (Local["DailyDigestSchedule"], Local["RetentionPurgeSchedule"], Local["UnassignedSweepSchedule"]));
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
        var services = Services();
        services.AddSingleton(Mock.Of<ILeadStores>(MockBehavior.Loose)); // the real ones open their account
        foreach (var store in new[] { typeof(ILeadBook), typeof(IAssignmentLedger), typeof(IEventLog), typeof(IInbox), typeof(IImportStore), typeof(IRuleArchive), typeof(IJobStore), typeof(IErasures) })
            services.AddSingleton(store, ((Mock)Activator.CreateInstance(typeof(Mock<>).MakeGenericType(store))!).Object);
        using var provider = services.BuildServiceProvider();

        Assert.Equal(3, provider.GetServices<IScheduledJob>().Count());
        Assert.IsType<DurableTaskOrchestrationClient>(provider.GetRequiredService<IOrchestrationClient>());
        var activities = services.Where(descriptor => descriptor.IsKeyedService && descriptor.ServiceKey is string).ToList();
        Assert.NotEmpty(activities);
        Assert.All(activities, descriptor => Assert.NotNull(provider.GetRequiredKeyedService(descriptor.ServiceType, descriptor.ServiceKey)));
    }

    [Theory]
    [InlineData("Retention:Days", "0", "Retention:Days")]
    [InlineData("Storage:Provider", "Sqlite", "Storage__Provider")]
    [InlineData("Storage:Provider", null, "Storage__Provider")]
    [InlineData("Storage:ConnectionString", null, "Storage:AccountName")]
    [InlineData("DailyDigestSchedule", null, "DailyDigestSchedule")]
    [InlineData("RetentionPurgeSchedule", "noon", "RetentionPurgeSchedule")]
    [InlineData("UnassignedSweepSchedule", "00:05:00", "UnassignedSweepSchedule")]
    public void AddLeadFunctions_WrongOrMissingSetting_StopsTheStartNamingIt(string setting, string? value, string named)
    {
        using var provider = Services((setting, value)).BuildServiceProvider();

        var exception = Assert.ThrowsAny<Exception>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    private static ServiceCollection Services(params (string Key, string? Value)[] more)
    {
        var settings = Local.ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value);
        foreach (var (key, value) in more) settings[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration).AddLogging();
        services.AddLeadFunctions(configuration);
        return services;
    }

    private static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "settings", name))).RootElement;
}
