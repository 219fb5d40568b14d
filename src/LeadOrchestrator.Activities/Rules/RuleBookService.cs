using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Rules;

/// <summary>
/// Loads the rules before anything else starts, so that bad rules stop the start, and looks after their file. It looks
/// now and then instead of listening to the file system: the data folder is written to all the time, and mounted folders
/// often tell nobody of changes.
/// </summary>
internal sealed partial class RuleBookService(
    RuleBook book, RuleFile file, IOptions<RulesOptions> options, TimeProvider clock, ILogger<RuleBookService> logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private FileStamp _taken;
    private FileStamp _seen;
    private ITimer? _looking;
    private Task _reload = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _taken = _seen = FileStamp.Of(file.Path);
        _ = book.Current;
        return Task.CompletedTask;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await book.ArchiveCurrentAsync(cancellationToken);
        if (options.Value.Watch && file.Path is not null) _looking = clock.CreateTimer(_ => Look(), null, options.Value.LookEvery, options.Value.LookEvery);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_looking is not null) await _looking.DisposeAsync();
        await _reload;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _looking?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>A changed file is read once it looks the same twice: editors write in several steps.</summary>
    private void Look()
    {
        if (!_reload.IsCompleted) return;
        var now = FileStamp.Of(file.Path);
        if (now != _taken && now == _seen)
        {
            _taken = now;
            _reload = ReloadAsync();
        }

        _seen = now;
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
            _taken = default; // so that it is tried again
            LogFailed(logger, file.Path, exception);
        }
    }

    [LoggerMessage(3003, LogLevel.Error, "The changed rules in {Path} could not be archived, so the ones in force stay; it is tried again.")]
    private static partial void LogFailed(ILogger logger, string? path, Exception exception);

    /// <summary>What tells that a file has changed.</summary>
    private readonly record struct FileStamp(DateTime WrittenAt, long Length)
    {
        public static FileStamp Of(string? path)
        {
            if (path is null) return default;
            var found = new FileInfo(path);
            return found.Exists ? new(found.LastWriteTimeUtc, found.Length) : new(DateTime.MaxValue, -1);
        }
    }
}
