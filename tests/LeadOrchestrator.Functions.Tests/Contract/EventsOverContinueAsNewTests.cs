using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LeadOrchestrator.Functions.Adapter;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker.Grpc;

namespace LeadOrchestrator.Functions.Tests.Contract;

/// <summary>
/// What the Functions worker answers its host when an orchestration continues as new while an event lies there that nobody has waited for:
/// the event goes to the same instance again, or not. The test host cannot show it (<see cref="DurableTaskContractTests"/>).
/// </summary>
public sealed class EventsOverContinueAsNewTests
{
    private const string Id = "one";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ContinueAsNew_UnprocessedEvent_IsSentToTheNextExecutionIfAsked(bool preserve)
    {
        var actions = Turn(async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            context.ContinueAsNew("again", preserve);
        });

        Assert.Equal(OrchestrationStatus.ContinuedAsNew, Assert.Single(actions, action => action.CompleteOrchestration is not null).CompleteOrchestration.OrchestrationStatus);
        Assert.Equal(
            preserve ? [(Id, "Extra", "\"kept\"")] : [],
            actions.Select(action => action.SendEvent).Where(sent => sent is not null).Select(sent => (sent.Instance.InstanceId, sent.Name, sent.Data)));
    }

    /// <summary>One turn with two events, one that is waited for and one that is not.</summary>
    private static IReadOnlyList<OrchestratorAction> Turn(Func<DurableTaskOrchestrationContext, Task> run)
    {
        var request = new OrchestratorRequest
        {
            InstanceId = Id,
            NewEvents =
            {
                Happened(new() { OrchestratorStarted = new() }),
                Happened(new() { ExecutionStarted = new() { Name = "Main", Input = "\"in\"", OrchestrationInstance = new() { InstanceId = Id, ExecutionId = "1" } } }),
                Happened(new() { EventRaised = new() { Name = "Extra", Input = "\"kept\"" } }),
                Happened(new() { EventRaised = new() { Name = "Go", Input = "\"\"" } }),
            },
        };
        var answer = GrpcOrchestrationRunner.LoadAndRun<string, string>(Convert.ToBase64String(request.ToByteArray()), async (context, _) =>
        {
            await run(new DurableTaskOrchestrationContext(context));
            return "";
        });
        return OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(answer)).Actions;
    }

    private static HistoryEvent Happened(HistoryEvent happened)
    {
        (happened.EventId, happened.Timestamp) = (-1, Timestamp.FromDateTime(DateTime.UnixEpoch));
        return happened;
    }
}
