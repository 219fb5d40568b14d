using LeadOrchestrator.Functions.Adapter;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace LeadOrchestrator.Functions;

/// <summary>One function an orchestration. What they do is in LeadOrchestrator.Orchestration.</summary>
public static class OrchestrationFunctions
{
    /// <summary>See <see cref="LeadOrchestration"/>.</summary>
    [Function(nameof(LeadOrchestration))]
    public static Task<LeadOutcome> RunLeadAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        LeadOrchestration.RunAsync(new DurableTaskOrchestrationContext(context), context.GetInput<LeadRun>()!);

    /// <summary>See <see cref="ResponseWatch"/>.</summary>
    [Function(nameof(ResponseWatch))]
    public static Task<WatchOutcome> RunWatchAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ResponseWatch.RunAsync(new DurableTaskOrchestrationContext(context), context.GetInput<ResponseWatchRun>()!);

    /// <summary>See <see cref="QueuedLead"/>.</summary>
    [Function(nameof(QueuedLead))]
    public static Task<Assignment> RunQueuedLeadAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        QueuedLead.RunAsync(new DurableTaskOrchestrationContext(context), context.GetInput<QueuedLeadRun>()!);

    /// <summary>See <see cref="ImportOrchestration"/>.</summary>
    [Function(nameof(ImportOrchestration))]
    public static Task<ImportProgress> RunImportAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ImportOrchestration.RunAsync(new DurableTaskOrchestrationContext(context), context.GetInput<ImportRun>()!);

    /// <summary>See <see cref="KeyedSubmission"/>.</summary>
    [Function(nameof(KeyedSubmission))]
    public static Task<KeyedContent> RunKeyAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        KeyedSubmission.RunAsync(new DurableTaskOrchestrationContext(context), context.GetInput<KeyedContent>()!);
}
