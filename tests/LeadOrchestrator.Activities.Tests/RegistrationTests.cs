using System.Reflection;
using LeadOrchestrator.Activities.Tests.Fakes;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Activities.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void Register_EveryToken_HasAnActivityThatTheHostCanMake()
    {
        using var host = new TestHost();
        var registrar = new Registrar(host.Host.Services);
        LeadActivityRegistration.Register(registrar);
        var tokens = typeof(LeadActivities).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null));
        Assert.Equal(tokens.Select(token => token!.GetType().GetProperty("Name")!.GetValue(token)).Order(), registrar.Names.Order());
    }

    private sealed class Registrar(IServiceProvider services) : IActivityRegistrar
    {
        public List<string> Names { get; } = [];

        public void Add<TInput, TOutput, TActivity>(Activity<TInput, TOutput> token) where TActivity : class, IActivity<TInput, TOutput>
        {
            Assert.NotNull(services.GetRequiredService<TActivity>());
            Names.Add(token.Name);
        }
    }
}
