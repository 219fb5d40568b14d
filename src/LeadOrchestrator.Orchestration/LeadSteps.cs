using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.FollowUps;
using LeadOrchestrator.Leads.Routing;
using LeadOrchestrator.Leads.Scoring;
using LeadOrchestrator.Leads.Timelines;

namespace LeadOrchestrator.Orchestration;

/// <summary>Runs the steps of one lead, parks what fails, and tells the outcome so far at any time.</summary>
internal sealed class LeadSteps(IOrchestrationContext context, LeadRun run)
{
    private readonly DateTimeOffset _startedAt = context.CurrentUtcDateTime;
    private readonly List<Step> _steps = [];
    private readonly List<(EffectRequest Request, Step<EffectReceipt> Step)> _effects = [];

    public DateTimeOffset Now => context.CurrentUtcDateTime;

    /// <summary>Runs a step that the next one needs; it needs the one before it.</summary>
    public async Task<TOutput> InOrderAsync<TInput, TOutput>(Activity<TInput, Timed<TOutput>> activity, TInput input)
    {
        var step = Add(new Step<TInput, TOutput>(activity, input, run.DecisionRetry, target: null, needs: LastStep()));
        await UntilDoneAsync([step], ExecutionMode.Parallel);
        return step.Result!;
    }

    /// <summary>Prepares the branch of one target.</summary>
    public Step<EffectReceipt> Effect(EffectTarget target, EffectRequest request)
    {
        var activity = target.Kind switch
        {
            EffectKind.Crm => LeadActivities.UpdateCrm,
            EffectKind.Notify => LeadActivities.NotifySales,
            _ => LeadActivities.LogEvent,
        };
        var step = new Step<EffectRequest, EffectReceipt>(activity, request, run.EffectRetry, target.Name, [LeadActivities.AssignRep.Name]);
        _effects.Add((request, step));
        return step;
    }

    /// <summary>Prepares the branch that starts the response watch.</summary>
    public Step Watch(ResponseWatchRun watch) =>
        new Step<ResponseWatchRun, bool>(LeadActivities.StartResponseWatch, watch, run.EffectRetry, null, [LeadActivities.AssignRep.Name]);

    /// <summary>Runs branches that need nothing of each other, and comes back when all are done.</summary>
    public Task AtOnceAsync(IReadOnlyList<Step> branches)
    {
        _steps.AddRange(branches);
        return UntilDoneAsync(branches, run.Execution);
    }

    /// <summary>What is known by now.</summary>
    public LeadOutcome Outcome()
    {
        var done = _steps.Select(step => step.ToTimeline()).OfType<TimelineStep>().ToList();
        var endedAt = done.Count == 0 ? Now : done.Max(step => step.EndedAt);
        var parked = _steps.Where(step => step.ParkedAt is not null).Select(step => new ParkedStep(step.Key, step.Error!, step.ParkedAt!.Value));
        return new(
            run.LeadId, Result<LeadScore>(), Result<FollowUp>(), Result<Assignment>(),
            [.. _effects.Where(effect => effect.Step.ToTimeline() is not null).Select(effect => ToResult(effect.Request, effect.Step))],
            [.. parked], run.Execution, new Timeline(_startedAt, endedAt, done));
    }

    /// <summary>Tries all; parks what failed until it is redriven; repeats nothing that succeeded.</summary>
    private async Task UntilDoneAsync(IReadOnlyList<Step> steps, ExecutionMode execution)
    {
        await TryAsync(steps, execution);
        while (steps.Any(step => !step.Succeeded))
        {
            var redriven = await ParkAsync([.. steps.Where(step => !step.Succeeded)]);
            context.SetCustomStatus(new LeadProgress("Running", Until: null, Outcome()));
            await TryAsync(redriven, execution);
            if (steps.All(step => step.Succeeded)) context.SetCustomStatus<LeadProgress?>(null);
        }
    }

    private async Task TryAsync(IReadOnlyList<Step> steps, ExecutionMode execution)
    {
        if (execution == ExecutionMode.Sequential)
            foreach (var step in steps) await step.TryAsync(context);
        else
            await Task.WhenAll(steps.Select(step => step.TryAsync(context)));
    }

    /// <summary>Waits for a redrive that names one of the steps, or all of them.</summary>
    private async Task<IReadOnlyList<Step>> ParkAsync(IReadOnlyList<Step> parked)
    {
        var until = context.CurrentUtcDateTime.Add(run.ParkedFor);
        context.SetCustomStatus(new LeadProgress("Parked", until, Outcome()));
        using var stopTimer = new CancellationTokenSource();
        var timeUp = context.CreateTimer(until, stopTimer.Token);
        while (true)
        {
            var redrive = context.WaitForExternalEvent<RedriveRequest?>(LeadOrchestration.RedriveEvent);
            if (await Task.WhenAny(redrive, timeUp) == timeUp)
                throw new ParkedTooLongException(
                    $"Parked for {run.ParkedFor} without a redrive: {string.Join("; ", parked.Select(step => $"{step.Key}: {step.Error}"))}");

            var request = await redrive;
            List<Step> named = [.. parked.Where(step => request?.Step is null || request.Step == step.Key)];
            if (named.Count == 0) continue;
            stopTimer.Cancel(); // not CancelAsync: its callbacks would run on another thread
            return named;
        }
    }

    private TStep Add<TStep>(TStep step) where TStep : Step
    {
        _steps.Add(step);
        return step;
    }

    private IReadOnlyList<string> LastStep() => _steps.Count == 0 ? [] : [_steps[^1].Key];

    private TOutput? Result<TOutput>() where TOutput : class => _steps.OfType<Step<TOutput>>().FirstOrDefault()?.Result;

    private static EffectResult ToResult(EffectRequest request, Step<EffectReceipt> step) => new(
        request.Target.Kind, request.Target.Name, step.Succeeded ? EffectStatus.Done : EffectStatus.Parked,
        request.Key, step.Result?.Reference, step.Error);
}
