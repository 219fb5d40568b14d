using LeadOrchestrator.Local.Hosting;
using LeadOrchestrator.Local.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Local.Tests.Settings;

public sealed class SettingsCatalogTests
{
    private static readonly SettingsCatalog Catalog = new(LocalServices.Sections);

    [Fact]
    public void Sections_EveryOptionsClassOfOursThatTheHostConfigures_IsInTheCatalog()
    {
        var services = new ServiceCollection();
        services.AddLocalHost(new ConfigurationBuilder().Build(), "unused");

        var configured = services
            .Select(service => service.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() is var definition
                && (definition == typeof(IConfigureOptions<>) || definition == typeof(IValidateOptions<>) || definition == typeof(IOptionsChangeTokenSource<>)))
            .Select(type => type.GetGenericArguments()[0])
            .Where(type => type.Assembly.GetName().Name is { } name && (name == "lead" || name.StartsWith("LeadOrchestrator.", StringComparison.Ordinal)))
            .Distinct()
            .Select(type => type.FullName!)
            .Order();

        Assert.Equal(configured, Catalog.Sections.Select(section => section.Type.FullName!).Order());
    }

    [Fact]
    public void Settings_Each_SaysWhatItIsFor() =>
        Assert.All(Catalog.Settings, setting => Assert.False(string.IsNullOrWhiteSpace(setting.Description), setting.Key));

    [Fact]
    public void Settings_Each_IsNamedInTheHelpWithItsDefault()
    {
        var help = SettingsHelp.Write(Catalog);

        Assert.All(SettingsHelp.Together(Catalog.Settings), setting => Assert.Contains($"  {setting.Key}  (", help, StringComparison.Ordinal));
        Assert.Contains("Targets:Crm|Notify|Log:<n>:Url  (", help, StringComparison.Ordinal);
        Assert.Contains("Engine:MaxConcurrentActivities  (a whole number, 1 to 100000; default 256)", help, StringComparison.Ordinal);
        Assert.Contains("Engine:OverloadRetryAfter  (a time as [days.]hours:minutes:seconds, 00:00:00.001 to 01:00:00; default 00:00:01)", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Together_Settings_LosesNone()
    {
        var told = SettingsHelp.Together(Catalog.Settings).Sum(setting => setting.Key.Split(':')[1].Split('|').Length);

        Assert.Equal(Catalog.Settings.Count, told);
    }

    [Theory]
    [InlineData(SettingKeys.RulesPath)]
    [InlineData(SettingKeys.Execution)]
    public void Find_KeyThatTheHostNamesItself_IsASetting(string key) => Assert.NotNull(Catalog.Find(key));

    [Theory]
    [InlineData("Targets:Crm:0:Url")]
    [InlineData("Targets:Log:3:Headers:Authorization")]
    [InlineData("Retry:Effects:MaxNumberOfAttempts")]
    public void Find_ItemOfAListOrPartOfASetting_IsKnown(string key) => Assert.NotNull(Catalog.Find(key));

    [Theory]
    [InlineData("Engine:DatabasePath")]
    [InlineData("Engine:SerializerOptions:WriteIndented")]
    [InlineData("Storage:Folder")]
    [InlineData("Api:Key")]
    public void Find_WhatTheHostDecidesItself_IsNoSetting(string key) => Assert.Null(Catalog.Find(key));
}
