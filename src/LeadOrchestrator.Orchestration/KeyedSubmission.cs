using LeadOrchestrator.Durability;

namespace LeadOrchestrator.Orchestration;

/// <summary>
/// Remembers what was submitted under an idempotency key. It ends at once; that there is an instance of its id, and what it was started
/// with, is all that matters: a start never overwrites, on any host. Retention takes it away like every run that has ended.
/// </summary>
public static class KeyedSubmission
{
    /// <summary>The name under which hosts know it.</summary>
    public static readonly Orchestration<KeyedContent, KeyedContent> Definition = new(nameof(KeyedSubmission));

    /// <summary>Does nothing.</summary>
    public static Task<KeyedContent> RunAsync(IOrchestrationContext context, KeyedContent content)
    {
        ArgumentNullException.ThrowIfNull(context);
        IncompleteInputException.ThrowIfAnyIsMissing(nameof(KeyedSubmission), ("$.hash", content?.Hash));
        return Task.FromResult(content!);
    }
}

/// <summary>What was submitted under a key.</summary>
/// <param name="Hash">Stands for key, id and content together; nothing of them can be read from it.</param>
public sealed record KeyedContent(string Hash);
