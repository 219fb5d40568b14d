using LeadOrchestrator.Sqlite;
using LeadOrchestrator.Storage.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Moq;

namespace LeadOrchestrator.Storage.Tests.Hosting;

public sealed class AddLeadStorageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddLeadStorage_HostStarted_EveryContractIsThere()
    {
        using var host = Build(builder => builder.Services.AddLeadStorage(options => options.Folder = _folder.Path));
        await host.StartAsync();

        await host.Services.GetRequiredService<IJobStore>().RecordRunAsync("digest", DateTimeOffset.UnixEpoch);
        Assert.NotNull(host.Services.GetRequiredService<ILeadBook>());
        Assert.NotNull(host.Services.GetRequiredService<IAssignmentLedger>());
        Assert.NotNull(host.Services.GetRequiredService<IEventLog>());
        Assert.NotNull(host.Services.GetRequiredService<IInbox>());
        Assert.NotNull(host.Services.GetRequiredService<IImportStore>());
        Assert.NotNull(host.Services.GetRequiredService<IRuleArchive>());
        Assert.True(File.Exists(_folder.File("leads.db")));
        await host.StopAsync();
    }

    [Fact]
    public async Task AddLeadStorage_HostDisposed_FileIsFree()
    {
        using (var host = Build(builder => builder.Services.AddLeadStorage(options => options.Folder = _folder.Path))) await host.StartAsync();

        Storage.Sqlite.SqliteStores.Open(_folder.Path).Dispose();
    }

    [Fact]
    public async Task AddLeadStorage_Section_IsRead()
    {
        using var host = Build(builder =>
        {
            builder.Configuration.AddInMemoryCollection([new("Storage:Provider", "sqlite"), new("Storage:Folder", _folder.Path)]);
            builder.Services.AddLeadStorage(builder.Configuration.GetSection(StorageOptions.SectionName));
        });

        await host.StartAsync();

        Assert.True(File.Exists(_folder.File("leads.db")));
    }

    [Theory]
    [InlineData("Postgres", "x", "Storage:Provider is 'Postgres'; expected one of: Sqlite, AzureTables.")]
    [InlineData("", "x", "Storage:Provider must name a store")]
    [InlineData("Sqlite", "", "Storage:Folder must name the folder")]
    public async Task AddLeadStorage_WrongSetting_StopsTheStartByName(string provider, string folder, string message)
    {
        using var host = Build(builder => builder.Services.AddLeadStorage(options => (options.Provider, options.Folder) = (provider, folder)));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddLeadStorage_FolderThatIsAFile_StopsTheStart()
    {
        File.WriteAllText(_folder.File("file"), "");
        using var host = Build(builder => builder.Services.AddLeadStorage(options => options.Folder = _folder.File("file")));

        await Assert.ThrowsAsync<StorageException>(() => host.StartAsync());
    }

    [Fact]
    public async Task AddLeadStorage_AnotherProvider_IsUsedByItsName()
    {
        var inbox = Mock.Of<IInbox>();
        var stores = Mock.Of<ILeadStores>(all => all.Inbox == inbox);
        var provider = new Mock<ILeadStoresProvider>();
        provider.SetupGet(other => other.Name).Returns("Other");
        provider.Setup(other => other.Open(It.Is<StorageOptions>(options => options.Folder == "anywhere"))).Returns(stores);
        using var host = Build(builder =>
        {
            builder.Services.AddSingleton(provider.Object);
            builder.Services.AddLeadStorage(options => (options.Provider, options.Folder) = ("other", "anywhere"));
        });

        await host.StartAsync();

        Assert.Same(inbox, host.Services.GetRequiredService<IInbox>());
    }

    private static IHost Build(Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        configure(builder);
        return builder.Build();
    }
}
