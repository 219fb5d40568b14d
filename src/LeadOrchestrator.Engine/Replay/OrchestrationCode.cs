using System.Text.Json;
using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Engine.Replay;

/// <summary>A registered orchestration, its types erased.</summary>
internal abstract class OrchestrationCode
{
    /// <summary>Runs up to the first wait. The task ends with the whole orchestration.</summary>
    public abstract Task Begin(IOrchestrationContext context, byte[]? input, JsonSerializerOptions json);

    /// <summary>The output of a task that <see cref="Begin"/> returned and that has ended well.</summary>
    public abstract byte[] Output(Task finished, JsonSerializerOptions json);
}

/// <summary>An orchestration with its types.</summary>
internal sealed class OrchestrationCode<TInput, TOutput>(Func<IOrchestrationContext, TInput, Task<TOutput>> run) : OrchestrationCode
{
    public override Task Begin(IOrchestrationContext context, byte[]? input, JsonSerializerOptions json)
    {
        try
        {
            return run(context, Payload.Read<TInput>(input, json));
        }
        catch (Exception exception) // not an async method, or an input that cannot be read: the same failure as any
        {
            return Task.FromException<TOutput>(exception);
        }
    }

    public override byte[] Output(Task finished, JsonSerializerOptions json) => Payload.Write(((Task<TOutput>)finished).Result, json);
}
