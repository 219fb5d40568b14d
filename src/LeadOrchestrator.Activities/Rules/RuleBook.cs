using System.Collections.Concurrent;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Leads.Rules;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Logging;

namespace LeadOrchestrator.Activities.Rules;

/// <inheritdoc cref="IRuleBook"/>
internal sealed partial class RuleBook(RuleFile file, IRuleArchive archive, TimeProvider clock, ILogger<RuleBook> logger, IRuleReloads? reloads = null) : IRuleBook, IDisposable
{
    private readonly ConcurrentDictionary<string, RuleSet> _byHash = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reloading = new(1);
    private readonly Lock _loading = new();
    private volatile State? _state;

    public RuleSet Current => Loaded().Rules;

    public RuleBookStatus Status => Loaded().Status;

    /// <summary>Keeps the first rules for ever, before any lead is decided by them.</summary>
    /// <exception cref="InvalidRulesException">The rules are not valid.</exception>
    public Task ArchiveCurrentAsync(CancellationToken cancellationToken) => SaveAsync(Current, cancellationToken);

    public async Task<RuleSet> GetAsync(RulesVersion version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(version);
        var current = Current;
        if (current.Version.Hash == version.Hash) return current;
        if (_byHash.TryGetValue(version.Hash, out var known)) return known;

        var document = await archive.FindAsync(version.Hash, cancellationToken)
            ?? throw new PermanentFailureException($"The rules '{version.Label}' ({version.Hash}) are neither in force nor in the archive.");
        var reading = RuleDocument.Read(document);
        var rules = reading.Rules ?? throw new PermanentFailureException(
            $"The archived rules '{version.Label}' ({version.Hash}) can no longer be read: {reading.Errors[0].Path}: {reading.Errors[0].Message}");
        return _byHash.GetOrAdd(version.Hash, rules);
    }

    /// <summary>Reads the file again. Rules that are not valid change nothing but the status, and are logged with every path.</summary>
    /// <returns>Whether other rules are in force now.</returns>
    public async Task<bool> ReloadAsync(CancellationToken cancellationToken = default)
    {
        await _reloading.WaitAsync(cancellationToken);
        try
        {
            var before = Loaded();
            var (source, reading) = file.Read();
            if (source == RuleFile.BuiltIn && before.Status.Source != RuleFile.BuiltIn)
            {
                // Nobody means to go back to the sample rules by losing a file.
                source = before.Status.Source;
                reading = new(null, [new(InvalidRulesException.NoFile, "The file is gone. Put it back: without it this host would not start again.")]);
            }

            if (reading.Rules is not { } rules)
            {
                _state = before with { Status = before.Status with { LastFailure = new(clock.GetUtcNow(), reading.Errors) } };
                LogRefused(logger, source, before.Rules.Version.Label, before.Rules.Version.Hash, InvalidRulesException.Describe(reading.Errors));
                if (reloads is not null) await reloads.RefusedAsync(before.Rules.Version);
                return false;
            }

            if (rules.Version == before.Rules.Version)
            {
                _state = before with { Status = before.Status with { LastFailure = null, Source = source } };
                return false;
            }

            await SaveAsync(rules, cancellationToken); // before any lead can be stamped with them
            _byHash.TryAdd(before.Rules.Version.Hash, before.Rules);
            _state = new(rules, new(rules.Version, source, clock.GetUtcNow(), null));
            var (old, changes) = (before.Rules.Version, RuleChanges.Describe(before.Rules, rules));
            LogReloaded(logger, old.Label, old.Hash, rules.Version.Label, rules.Version.Hash, changes, source);
            if (_state.Status.Sample) LogSamples(logger, RuleBookStatus.SampleNotice);
            if (reloads is not null) await reloads.ReloadedAsync(old, rules.Version);
            return true;
        }
        finally
        {
            _reloading.Release();
        }
    }

    public void Dispose() => _reloading.Dispose();

    private Task SaveAsync(RuleSet rules, CancellationToken cancellationToken) =>
        archive.SaveAsync(rules.Version.Hash, rules.Version.Label, rules.Document, cancellationToken);

    private State Loaded()
    {
        if (_state is { } loaded) return loaded;
        lock (_loading)
        {
            if (_state is { } meanwhile) return meanwhile;
            var (source, reading) = file.Read();
            var rules = reading.Rules ?? throw new InvalidRulesException(source, reading.Errors);
            LogLoaded(logger, rules.Version.Label, rules.Version.Hash, source);
            _state = new(rules, new(rules.Version, source, clock.GetUtcNow(), null));
            if (_state.Status.Sample) LogSamples(logger, RuleBookStatus.SampleNotice);
            return _state;
        }
    }

    [LoggerMessage(3001, LogLevel.Information, "Rules '{Label}' ({Hash}) are in force, from {Source}.")]
    private static partial void LogLoaded(ILogger logger, string label, string hash, string source);

    [LoggerMessage(3004, LogLevel.Information, "{Notice}")]
    private static partial void LogSamples(ILogger logger, string notice);

    [LoggerMessage(3005, LogLevel.Information, "Rules reloaded: '{OldLabel}' ({OldHash}) → '{Label}' ({Hash}): {Changes}. From {Source}.")]
    private static partial void LogReloaded(ILogger logger, string oldLabel, string oldHash, string label, string hash, string changes, string source);

    [LoggerMessage(3002, LogLevel.Error, "The changed rules in {Source} were NOT taken up, because they are missing or not valid; '{Label}' ({Hash}) stay in force. Mend these:\n{Errors}")]
    private static partial void LogRefused(ILogger logger, string source, string label, string hash, string errors);

    private sealed record State(RuleSet Rules, RuleBookStatus Status);
}
