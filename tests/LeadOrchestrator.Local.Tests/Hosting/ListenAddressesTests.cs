using LeadOrchestrator.Local.Hosting;
using LeadOrchestrator.Local.Settings;
using Microsoft.Extensions.Configuration;

namespace LeadOrchestrator.Local.Tests.Hosting;

public sealed class ListenAddressesTests
{
    private static readonly IConfiguration Nothing = new ConfigurationBuilder().Build();

    [Theory]
    [InlineData("http://127.0.0.1:7071")]
    [InlineData("http://127.1.2.3:80")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://[::1]:5000;https://localhost:5001")]
    public void Choose_LoopbackWithoutKey_IsAllowed(string urls) =>
        Assert.Equal(urls.Split(';'), ListenAddresses.Choose(urls, Nothing, hasKey: false));

    [Theory]
    [InlineData("http://0.0.0.0:7071")]
    [InlineData("http://*:7071")]
    [InlineData("http://+:7071")]
    [InlineData("http://192.0.2.1:7071")]
    [InlineData("http://[::]:7071")]
    [InlineData("http://127.0.0.1:7071;http://example.com:80")]
    public void Choose_OtherAddressWithoutKey_IsRefusedWithTheRemedy(string urls) =>
        Assert.Contains("LEAD_API_KEY", Assert.Throws<SettingsException>(() => ListenAddresses.Choose(urls, Nothing, hasKey: false)).Message, StringComparison.Ordinal);

    [Fact]
    public void Choose_OtherAddressWithKey_IsAllowed() =>
        Assert.Equal(["http://0.0.0.0:7071"], ListenAddresses.Choose("http://0.0.0.0:7071", Nothing, hasKey: true));

    [Fact]
    public void Choose_KestrelEndpointWithoutKey_IsNoWayAround()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Kestrel:Endpoints:Open:Url", "http://0.0.0.0:80")]).Build();

        Assert.Throws<SettingsException>(() => ListenAddresses.Choose("http://127.0.0.1:7071", configuration, hasKey: false));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:21")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:7071/path")]
    public void Choose_NoAddress_SaysHowToWriteOne(string urls) =>
        Assert.Contains("http://127.0.0.1:7071", Assert.Throws<SettingsException>(() => ListenAddresses.Choose(urls, Nothing, hasKey: true)).Message, StringComparison.Ordinal);
}
