using System.Collections.Concurrent;
using System.Threading.Channels;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Api.Tests.Jobs;

public sealed class JobLoopTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Begun = new(2026, 3, 1, 10, 0, 30, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TimerTime _time = new();
    private readonly MemoryJobStore _store = new();
    private readonly TestJob _job = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    [Fact]
    public async Task Run_WhenItsTimeComes_RunsAndRecordsIt()
    {
        Begin("0 * * * * *");

        await AdvanceUntilRunAsync();

        Assert.Equal(1, _job.Runs);
        Assert.Equal(Begun.AddSeconds(30), await _store.Recorded.ReadAsync().AsTask().WaitAsync(Patience));
    }

    [Fact]
    public async Task Start_AfterRunsWereMissed_MakesUpOne()
    {
        await _store.RecordRunAsync(_job.Name, Begun.AddHours(-3));
        Begin("0 0 * * * *");

        await _job.Started.ReadAsync().AsTask().WaitAsync(Patience);
        await _store.RecordedAfter(Begun).WaitAsync(Patience);
        _job.Loop!.RunNow(); // when this one is done, a second missed run would have been too
        await _job.Started.ReadAsync().AsTask().WaitAsync(Patience);

        Assert.Equal(2, _job.Runs);
    }

    [Fact]
    public async Task Start_ForTheFirstTime_CountsFromNow()
    {
        Begin("0 0 * * * *");
        await _store.Since.Task.WaitAsync(Patience);

        Assert.Equal(0, _job.Runs);
        await AdvanceUntilRunAsync();
        Assert.Equal(1, _job.Runs);
    }

    [Fact]
    public async Task Start_AfterAFirstStartThatSawNoRun_MakesItUp()
    {
        await _store.RecordRunAsync($"{_job.Name}.since", Begun.AddHours(-2));
        Begin("0 0 * * * *");

        await _job.Started.ReadAsync().AsTask().WaitAsync(Patience);
    }

    [Fact]
    public async Task RunNow_WhileItRuns_WaitsAndRunsOnceMore()
    {
        _job.Gate = new TaskCompletionSource();
        Begin("disabled");
        _job.Loop!.RunNow();
        await _job.Started.ReadAsync().AsTask().WaitAsync(Patience);

        for (var i = 0; i < 5; i++) _job.Loop.RunNow();
        Assert.Equal(1, _job.Runs);
        _job.Gate.SetResult();
        await _job.Started.ReadAsync().AsTask().WaitAsync(Patience);

        Assert.Equal((2, 1), (_job.Runs, _job.MostAtOnce));
    }

    [Fact]
    public async Task Run_ThatFails_IsNotRecordedAndRunsAgain()
    {
        _job.Failure = new InvalidOperationException("No luck.");
        Begin("0 * * * * *");
        await AdvanceUntilRunAsync();
        _job.Failure = null;
        await AdvanceUntilRunAsync();

        Assert.Equal(Begun.AddSeconds(90), await _store.Recorded.ReadAsync().AsTask().WaitAsync(Patience));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _loop);
        _stop.Dispose();
    }

    private void Begin(string expression)
    {
        Assert.True(JobSchedule.TryParse(expression, out var schedule));
        _job.Loop = new JobLoop(_job, schedule, _store, _time, NullLogger.Instance);
        _loop = Task.Run(() => _job.Loop.RunAsync(_stop.Token));
    }

    /// <summary>Waits until the loop has set its timer, then moves the clock to the very moment.</summary>
    private async Task AdvanceUntilRunAsync()
    {
        var runs = _job.Runs;
        _time.Advance(await _time.Timers.ReadAsync().AsTask().WaitAsync(Patience));
        Assert.Equal(runs + 1, await _job.Started.ReadAsync().AsTask().WaitAsync(Patience));
    }

    /// <summary>A clock that tells which timers were set.</summary>
    private sealed class TimerTime() : FakeTimeProvider(Begun)
    {
        private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

        public ChannelReader<TimeSpan> Timers => _timers.Reader;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Writer.TryWrite(dueTime);
            return timer;
        }
    }

    private sealed class TestJob : IScheduledJob
    {
        private readonly Channel<int> _started = Channel.CreateUnbounded<int>();
        private int _runs, _atOnce;

        public string Name => "Test";

        public int Runs => _runs;

        public int MostAtOnce { get; private set; }

        public ChannelReader<int> Started => _started.Reader;

        public TaskCompletionSource? Gate { get; set; }

        public Exception? Failure { get; set; }

        public JobLoop? Loop { get; set; }

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            var failure = Failure; // before the test hears of the run, and changes it
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
            _started.Writer.TryWrite(Interlocked.Increment(ref _runs));
            if (Gate is { } gate) await gate.Task.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref _atOnce);
            if (failure is not null) throw failure;
        }
    }

    private sealed class MemoryJobStore : IJobStore
    {
        private readonly ConcurrentDictionary<string, DateTimeOffset> _runs = new();
        private readonly Channel<DateTimeOffset> _recorded = Channel.CreateUnbounded<DateTimeOffset>();

        public ChannelReader<DateTimeOffset> Recorded => _recorded.Reader;

        public TaskCompletionSource Since { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task RecordedAfter(DateTimeOffset time)
        {
            while (await _recorded.Reader.ReadAsync() < time)
            {
            }
        }

        public Task<DateTimeOffset?> LastRunAsync(string job, CancellationToken cancellationToken = default) =>
            Task.FromResult<DateTimeOffset?>(_runs.TryGetValue(job, out var at) ? at : null);

        public Task RecordRunAsync(string job, DateTimeOffset at, CancellationToken cancellationToken = default)
        {
            _runs[job] = at;
            if (job.EndsWith(".since", StringComparison.Ordinal)) Since.TrySetResult();
            else _recorded.Writer.TryWrite(at);
            return Task.CompletedTask;
        }
    }
}
