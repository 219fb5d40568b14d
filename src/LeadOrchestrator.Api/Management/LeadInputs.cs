using System.Text.Json;
using LeadOrchestrator.Activities.Importing;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Intake;
using LeadOrchestrator.Orchestration;

namespace LeadOrchestrator.Api.Management;

/// <summary>The orchestrations of this product, each with the check of what it may be started with by name.</summary>
public static class LeadInputs
{
    private const int MaxTargets = 100, MaxAttempts = 1000, MaxRounds = 10_000;
    private static readonly TimeSpan LongestRetry = TimeSpan.FromDays(30), LongestWait = TimeSpan.FromDays(365);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<StartableOrchestration> All { get; } =
    [
        Of<LeadRun>(LeadOrchestration.Definition.Name, run => run.LeadId, (run, json) => CheckRun(run, json, "$")),
        Of<ResponseWatchRun>(ResponseWatch.Definition.Name, watch => ResponseWatch.InstanceIdFor(watch.LeadId), (watch, json) =>
        [
            .. CheckId(watch.LeadId, "$"),
            .. CheckLead(json, "$"),
            .. Within(watch.RespondWithin, TimeSpan.Zero, LongestWait, "$.respondWithin"),
            .. CheckPolicy(watch.Policy, "$.policy"),
            .. CheckRetry(watch.Retry, "$.retry"),
        ]),
        Of<QueuedLeadRun>(QueuedLead.Definition.Name, queued => QueuedLead.InstanceIdFor(queued.Run.LeadId, queued.Round), (queued, json) =>
        [
            .. CheckRun(queued.Run, json.GetProperty("run"), "$.run"),
            .. Within(queued.Round, 1, MaxRounds, "$.round"),
        ]),
        Of<ImportRun>(ImportOrchestration.Definition.Name, import => import.ImportId, (import, _) =>
        [
            .. Within(import.ChunkSize, 1, ImportOptions.MaxChunkSize, "$.chunkSize"),
            .. CheckRetry(import.Retry, "$.retry"),
            .. import.Progress.Cursor is { } cursor
                ? [.. Within(cursor.Offset, 0L, long.MaxValue, "$.progress.cursor.offset"), .. Within(cursor.Line, 1, int.MaxValue, "$.progress.cursor.line")]
                : (IEnumerable<FieldError>)[],
        ]),
    ];

    private static StartableOrchestration Of<TInput>(string name, Func<TInput, string> idOf, Func<TInput, JsonElement, IEnumerable<FieldError>> check)
        where TInput : class => new(name, Check: json =>
        {
            var (input, errors) = InputShape.Read<TInput>(json);
            return input is null ? errors : [.. check(input, json)];
        }, IdOf: json => idOf(InputShape.Read<TInput>(json).Value!));

    private static IEnumerable<FieldError> CheckRun(LeadRun run, JsonElement json, string path) =>
    [
        .. CheckId(run.LeadId, path),
        .. CheckLead(json, path),
        .. Within(run.Targets.Count, 0, MaxTargets, $"{path}.targets.length"),
        .. CheckRetry(run.DecisionRetry, $"{path}.decisionRetry"),
        .. CheckRetry(run.EffectRetry, $"{path}.effectRetry"),
        .. Within(run.ParkedFor, TimeSpan.Zero, LongestWait, $"{path}.parkedFor"),
        .. run.WatchResponse is { } watch ? CheckPolicy(watch, $"{path}.watchResponse") : [],
    ];

    private static IEnumerable<FieldError> CheckId(string leadId, string path) =>
        LeadIdentity.CheckId(leadId) is { } problem ? [new($"{path}.leadId", problem)] : [];

    /// <summary>What a lead may hold is decided by one reader, however the lead comes in.</summary>
    private static IReadOnlyList<FieldError> CheckLead(JsonElement run, string path) =>
        run.TryGetProperty("lead", out var lead) ? LeadReader.Read(lead, $"{path}.lead").Errors : [new($"{path}.lead", "is missing.")];

    private static IEnumerable<FieldError> CheckPolicy(WatchPolicy policy, string path) =>
    [
        .. Within(policy.RemindAfter, 0, 1, $"{path}.remindAfter"),
        .. Within(policy.MaxReassignments, 0, MaxRounds, $"{path}.maxReassignments"),
        .. Within(policy.GiveUpAfter, TimeSpan.Zero, LongestWait, $"{path}.giveUpAfter"),
    ];

    private static IEnumerable<FieldError> CheckRetry(RetryPolicy retry, string path) =>
    [
        .. Within(retry.MaxNumberOfAttempts, 1, MaxAttempts, $"{path}.maxNumberOfAttempts"),
        .. Within(retry.FirstRetryInterval, TimeSpan.Zero, LongestRetry, $"{path}.firstRetryInterval"),
        .. Within(retry.BackoffCoefficient, 1, 10, $"{path}.backoffCoefficient"),
        .. Within(retry.MaxRetryInterval ?? TimeSpan.Zero, TimeSpan.Zero, LongestRetry, $"{path}.maxRetryInterval"),
        .. Within(retry.RetryTimeout ?? TimeSpan.Zero, TimeSpan.Zero, LongestRetry, $"{path}.retryTimeout"),
    ];

    private static IEnumerable<FieldError> Within<T>(T value, T min, T max, string path) where T : IComparable<T> =>
        value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0 ? [] : [new(path, $"is {value}; expected {min} to {max}.")];
}
