using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Activities.Tests.Fakes;

internal static class FakeClockExtensions
{
    /// <summary>Lets time pass, in small steps, until the task is done.</summary>
    public static async Task<T> PassUntilAsync<T>(this FakeTimeProvider clock, Task<T> task, TimeSpan? step = null)
    {
        while (!task.IsCompleted)
        {
            clock.Advance(step ?? TimeSpan.FromMilliseconds(25));
            await Task.Delay(1); // what became due gets a processor before more time passes, on a busy machine too
        }

        return await task;
    }

    public static async Task PassUntilAsync(this FakeTimeProvider clock, Task task, TimeSpan? step = null) =>
        await clock.PassUntilAsync(WithResult(task), step);

    private static async Task<bool> WithResult(Task task)
    {
        await task;
        return true;
    }
}
