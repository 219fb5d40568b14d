using LeadOrchestrator.Durability;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Activities.Tests.Fakes;

/// <summary>Everything as a host has it, over real stores in a folder of its own; only the engine is a fake.</summary>
public sealed class TestHost : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal TestHost(Dictionary<string, string?>? settings = null, FakeClient? client = null, Action<IServiceCollection>? more = null, TimeProvider? clock = null)
    {
        Client = client ?? new();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Rules:Samples", "true")]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<IOrchestrationClient>(Client);
        builder.Services.AddSingleton(clock ?? Clock);
        builder.Services.AddLogging();
        builder.Services.AddLeadStorage(options => options.Folder = _folder.Path);
        builder.Services.AddLeadActivities(builder.Configuration, _folder.Path);
        more?.Invoke(builder.Services);
        Host = builder.Build();
    }

    public IHost Host { get; }

    internal FakeClient Client { get; }

    public FakeTimeProvider Clock { get; } = new(Some.Time);

    public TemporaryFolder Folder => _folder;

    public T Get<T>() where T : notnull => Host.Services.GetRequiredService<T>();

    public void Dispose()
    {
        Host.Dispose();
        _folder.Dispose();
    }
}
