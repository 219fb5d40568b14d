using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Engine.Tests;

public sealed class HostingTests : IDisposable
{
    private static readonly Orchestration<string, string> Main = new("Main");
    private static readonly Activity<string, string> Greet = new("Greet");
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task AddEmbeddedEngine_InAHost_RunsActivitiesFromItsServices()
    {
        using var host = Build(engine => engine
            .AddOrchestration(Main, (context, input) => context.CallActivityAsync(Greet, input))
            .AddActivity<string, string, Greeter>(Greet));
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IOrchestrationClient>();
        var started = await client.StartAsync(Main, "Ann");
        Assert.Equal("\"Hello Ann\"", (await client.WaitForInstanceCompletionAsync(started.InstanceId, CancellationToken.None))!.SerializedOutput);
        await host.StopAsync();
    }

    [Fact]
    public async Task AddEmbeddedEngine_WrongSetting_StopsTheStart()
    {
        using var host = Build(_ => { }, options => options.MaxPendingWork = 0);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains("MaxPendingWork", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddEmbeddedEngine_NameRegisteredTwice_StopsTheStart()
    {
        using var host = Build(engine => engine.AddActivity<string, string, Greeter>(Greet).AddActivity(Greet, (_, input, _) => Task.FromResult(input)));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Contains("activity 'Greet'", refused.Message, StringComparison.Ordinal);
    }

    private IHost Build(Action<EmbeddedEngineBuilder> register, Action<EmbeddedEngineOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        register(builder.Services.AddEmbeddedEngine(options =>
        {
            options.DatabasePath = Path.Combine(_folder, "engine.db");
            configure?.Invoke(options);
        }));
        builder.Services.AddSingleton(new Greeting("Hello"));
        return builder.Build();
    }

    private sealed record Greeting(string Word);

    private sealed class Greeter(Greeting greeting) : IActivity<string, string>
    {
        public Task<string> RunAsync(ActivityContext context, string input, CancellationToken cancellationToken) =>
            Task.FromResult($"{greeting.Word} {input}");
    }
}
