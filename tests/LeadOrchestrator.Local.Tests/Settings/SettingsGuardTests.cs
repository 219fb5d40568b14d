using System.ComponentModel.DataAnnotations;
using LeadOrchestrator.Local.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace LeadOrchestrator.Local.Tests.Settings;

public sealed class SettingsGuardTests
{
    private static readonly SettingsCatalog Catalog = new([new OptionsSection("Shop", typeof(ShopOptions), nameof(ShopOptions.Hidden))]);

    [Theory]
    [InlineData("Shop:Name", "corner shop")]
    [InlineData("shop:opens", "08:30:00")]
    [InlineData("Shop:Shelves:0:Label", "tea")]
    [InlineData("Shop:Shelves:12:Capacity", "7")]
    [InlineData("Shop:Prices:tea", "3.5")]
    [InlineData("Shop:Kind", "Large")]
    [InlineData("Logging:LogLevel:Default", "Debug")]
    public void Check_KnownSetting_IsAccepted(string key, string value) => Check(key, value, isOurs: true);

    [Fact]
    public void Check_MisspeltKey_NamesSourceAndNearest()
    {
        var exception = Assert.Throws<SettingsException>(() => Check("Shop:Opnes", "08:30:00", isOurs: false));

        Assert.Equal("Setting Shop:Opnes (test) is not known. Did you mean Shop:Opens?", exception.Message);
    }

    [Fact]
    public void Check_HiddenProperty_IsNotASetting() =>
        Assert.Throws<SettingsException>(() => Check("Shop:Hidden", "x", isOurs: false));

    [Theory]
    [InlineData("Shop:Opens", "noon", "Setting Shop:Opens (test) is 'noon', but expected is a time as [days.]hours:minutes:seconds.")]
    [InlineData("Shop:Staff", "many", "Setting Shop:Staff (test) is 'many', but expected is a whole number, 1 to 9.")]
    [InlineData("Shop:Kind", "Huge", "Setting Shop:Kind (test) is 'Huge', but expected is Small, Large.")]
    [InlineData("Shop:Shelves:0:Capacity", "", "Setting Shop:Shelves:0:Capacity (test) is '', but expected is a whole number.")]
    public void Check_ValueOfAnotherType_SaysWhatIsExpected(string key, string value, string expected) =>
        Assert.Equal(expected, Assert.Throws<SettingsException>(() => Check(key, value, isOurs: false)).Message);

    [Fact]
    public void Check_UnknownSectionInOurOwnSource_IsRefused() =>
        Assert.Contains("Shoop:Name", Assert.Throws<SettingsException>(() => Check("Shoop:Name", "x", isOurs: true)).Message, StringComparison.Ordinal);

    [Fact]
    public void Check_UnknownSectionInTheEnvironment_IsSomebodyElses() => Check("PATH", "/bin", isOurs: false);

    private static void Check(string key, string value, bool isOurs)
    {
        var source = new MemoryConfigurationSource { InitialData = [new(key, value)] };
        new SettingsGuard(Catalog).Check(new SettingsLayer("test", source, isOurs), new ConfigurationBuilder().Add(source).Build().Providers.Single());
    }

    public enum ShopKind
    {
        Small,
        Large,
    }

    public sealed class ShopOptions
    {
        public string Name { get; set; } = "";

        public TimeSpan Opens { get; set; } = TimeSpan.FromHours(9);

        [Range(1, 9)]
        public int Staff { get; set; } = 2;

        public ShopKind Kind { get; set; }

        public IList<Shelf> Shelves { get; } = [];

        public IDictionary<string, decimal> Prices { get; } = new Dictionary<string, decimal>();

        public string Hidden { get; set; } = "";
    }

    public sealed class Shelf
    {
        public string Label { get; set; } = "";

        public int Capacity { get; set; }
    }
}
