using System.Collections.Concurrent;
using LeadOrchestrator.Activities.Effects;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Api.Tests.Hosting;

/// <summary>A target that refuses, or holds back, the leads it is told to.</summary>
public sealed class SwitchTarget : IConnectorType, IEffectConnector
{
    private readonly ConcurrentDictionary<string, bool> _refused = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new();
    private readonly ConcurrentQueue<EffectRequest> _received = new();

    public string Name => "switch";

    public IReadOnlySet<EffectKind> Kinds { get; } = new HashSet<EffectKind> { EffectKind.Crm };

    public IReadOnlyList<EffectRequest> ReceivedOf(string leadId) => [.. _received.Where(effect => effect.LeadId == leadId)];

    public void Refuse(string leadId) => _refused[leadId] = true;

    public void Accept(string leadId) => _refused.TryRemove(leadId, out _);

    public void Hold(string leadId) => _held[leadId] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release(string leadId) => _held[leadId].SetResult();

    public async Task<EffectReceipt> SendAsync(EffectRequest effect, CancellationToken cancellationToken)
    {
        if (_held.TryGetValue(effect.LeadId, out var held)) await held.Task.WaitAsync(cancellationToken);
        if (_refused.ContainsKey(effect.LeadId)) throw new PermanentFailureException("The switch is off.");
        _received.Enqueue(effect);
        return new(effect.Key, false);
    }

    public IEnumerable<string> Validate(string path, TargetSettings settings) => [];

    public IEffectConnector Create(EffectTarget target, TargetSettings settings) => this;
}

internal static class SwitchTargetExtensions
{
    public static void AddSwitchTarget(this IServiceCollection services)
    {
        services.AddSingleton<SwitchTarget>();
        services.AddSingleton<IConnectorType>(provider => provider.GetRequiredService<SwitchTarget>());
    }
}
