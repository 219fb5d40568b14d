using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Tests;

public sealed class TelemetryTests
{
    private static readonly Orchestration<string, string> Main = new("Main");
    private static readonly Activity<string, string> Step = new("Step");

    [Fact]
    public async Task ActivityFails_ThatSaysWhatALogMayTell_IsLoggedWithItAndNothingElse()
    {
        using var logger = new ListLoggerFactory();
        await using var engine = new TestEngine { LoggerFactory = logger };
        engine.AddOrchestration(Main, (context, input) => context.CallActivityAsync(Step, input));
        engine.AddActivity(Step, (_, _, _) => Task.FromException<string>(
            new PermanentFailureException("Refused ann@example.com") { LogText = "Target crm/acme answered 422." }));
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.EndOf("one");

        var line = Assert.Single(logger.Messages, message => message.StartsWith("Activity Step", StringComparison.Ordinal));
        Assert.EndsWith("PermanentFailureException. Target crm/acme answered 422.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_AcrossARestart_IsTheCallers()
    {
        var spans = new ConcurrentBag<Activity>();
        using var caller = new ActivitySource("TelemetryTests");
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "LeadOrchestrator.Engine" or "TelemetryTests",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var engine = new TestEngine();
        engine.AddOrchestration(Main, async (context, input) =>
        {
            await context.WaitForExternalEvent<string>("Go");
            return await context.CallActivityAsync(Step, input);
        });
        engine.AddActivity(Step, (_, input, _) => Task.FromResult(input));
        await engine.StartAsync();
        ActivityTraceId trace;
        using (var request = caller.StartActivity("request"))
        {
            trace = request!.TraceId;
            await engine.Client.StartAsync(Main, "x", "traced");
        }

        await engine.RestartAsync();
        await engine.Client.RaiseEventAsync("traced", "Go", "");
        await engine.EndOf("traced");
        await engine.StopAsync();
        var names = spans.Where(span => span.TraceId == trace).Select(span => span.OperationName).Order().ToArray();
        Assert.Equal(["activity:Step", "create_orchestration:Main", "orchestration:Main", "request"], names);
    }

    [Fact]
    public async Task Meter_AfterARun_CountsStartsTurnsAndCommits()
    {
        var sums = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "LeadOrchestrator.Engine") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
        await using var engine = new TestEngine();
        engine.AddOrchestration(Main, (context, input) => context.CallActivityAsync(Step, input));
        engine.AddActivity(Step, (_, input, _) => Task.FromResult(input));
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "x", "one");
        await engine.EndOf("one");
        await engine.StopAsync();
        Assert.InRange(sums["engine.instances.started"], 1, long.MaxValue);
        Assert.InRange(sums["engine.instances.ended"], 1, long.MaxValue);
        Assert.InRange(sums["engine.turns"], 2, long.MaxValue);
        Assert.InRange(sums["engine.commits"], 2, long.MaxValue);
    }

    [Fact]
    public async Task Log_ActivityFails_HoldsNoPayloadAndNoMessage()
    {
        var logger = new ListLoggerFactory();
        await using var engine = new TestEngine { LoggerFactory = logger };
        engine.AddOrchestration(Main, (context, input) => context.CallActivityAsync(Step, input));
        engine.AddActivity(Step, (_, input, _) => throw new FormatException($"cannot read {input}"));
        await engine.StartAsync();
        await engine.Client.StartAsync(Main, "ann@example.com", "one");
        await engine.EndOf("one");
        Assert.Contains(logger.Messages, message => message.Contains("System.FormatException", StringComparison.Ordinal));
        Assert.DoesNotContain(logger.Messages, message => message.Contains("ann@example.com", StringComparison.Ordinal));
    }
}
