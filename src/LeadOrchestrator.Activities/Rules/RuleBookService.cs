using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace LeadOrchestrator.Activities.Rules;

/// <summary>Loads the rules before anything else starts, so that bad rules stop the start, and watches their file afterwards.</summary>
internal sealed partial class RuleBookService(
    RuleBook book, RuleFile file, IOptions<RulesOptions> options, TimeProvider clock, ILogger<RuleBookService> logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private PhysicalFileProvider? _folder;
    private IDisposable? _subscription;
    private ITimer? _settled;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = book.Current;
        return Task.CompletedTask;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await book.ArchiveCurrentAsync(cancellationToken);
        if (!options.Value.Watch || file.Path is not { } path || Path.GetDirectoryName(path) is not { } folder || !Directory.Exists(folder)) return;
        _settled = clock.CreateTimer(_ => _ = ReloadAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _folder = new PhysicalFileProvider(folder, ExclusionFilters.None);
        _subscription = ChangeToken.OnChange(() => _folder.Watch(Path.GetFileName(path)), OnChanged);
    }

    /// <summary>Every change starts the wait anew: the file is read when it has lain still.</summary>
    internal void OnChanged() => _settled?.Change(options.Value.SettleTime, Timeout.InfiniteTimeSpan);

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _subscription?.Dispose();
        _settled?.Dispose();
        _folder?.Dispose();
        _stopping.Dispose();
    }

    private async Task ReloadAsync()
    {
        try
        {
            await book.ReloadAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The host stops; it will read the file when it starts again.
        }
        catch (Exception exception)
        {
            LogFailed(logger, file.Path, exception);
        }
    }

    [LoggerMessage(3003, LogLevel.Error, "The changed rules in {Path} could not be taken up; the ones in force stay. Save the file once more to try again.")]
    private static partial void LogFailed(ILogger logger, string? path, Exception exception);
}
