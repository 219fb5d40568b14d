using System.Security.Cryptography;
using LeadOrchestrator.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Security.Keys;

/// <summary>The keys in force: those of the file, as it is at the moment, and the one of the settings.</summary>
public sealed partial class KeyRing
{
    private readonly KeyFile? _file;
    private readonly byte[]? _setting;
    private readonly KeyChangeNotes? _notes;
    private readonly ILogger<KeyRing> _logger;
    private readonly Lock _gate = new();
    private volatile Loaded _loaded = new(null, [], IsRead: true);

    /// <summary>Reads the keys.</summary>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    public KeyRing(IOptions<LeadApiOptions> options, ILogger<KeyRing> logger, KeyFile? file = null, KeyChangeNotes? notes = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_file, _notes, _logger) = (file, notes, logger);
        _setting = options.Value.Key is { Length: > 0 } key ? KeyText.Hash(key) : null;
        if (file?.Stamp is { } stamp) _loaded = Load(file, stamp);
    }

    /// <summary>
    /// Whether nobody needs a key: there is none in the settings, and never was a file of them. Taking the file away does not open
    /// a running host.
    /// </summary>
    public bool IsOpen => _setting is null && Current().Stamp is null;

    /// <summary>Whose key this is; null if it is nobody's. Looks at every key, so that the time it takes tells nothing.</summary>
    public Match? Find(string shown)
    {
        var hash = KeyText.Hash(shown);
        Match? found = null;
        if (_setting is not null && CryptographicOperations.FixedTimeEquals(hash, _setting)) found = new(new(LeadApiOptions.KeySetting, Scopes.Admin, shown), IsChosen: true);
        foreach (var key in Current().Keys)
            if (CryptographicOperations.FixedTimeEquals(hash, key.Hash)) found = new(new(key.Name, key.Scopes, shown), IsChosen: false);
        return found;
    }

    private Loaded Current()
    {
        var loaded = _loaded;
        if (_file?.Stamp is not { } stamp || loaded.IsOf(stamp)) return loaded;
        lock (_gate)
        {
            if (_loaded.IsOf(stamp)) return _loaded;
            try
            {
                _loaded = Load(_file, stamp);
            }
            catch (StorageException exception)
            {
                // Tried again with every request, since what kept it from being read (its owner, its rights) need not change the stamp; said once.
                if (stamp != _loaded.Stamp) LogUnreadable(_logger, exception.Message);
                _loaded = new(stamp, _loaded.Keys, IsRead: false);
            }

            return _loaded;
        }
    }

    private Loaded Load(KeyFile file, (DateTime, long) stamp)
    {
        var stored = file.ReadAll();
        _notes?.Take(stored.Changes ?? []);
        return new(stamp, [.. stored.Keys.Select(key => (key.Name, ScopeNames.Together(key.Scopes), Convert.FromHexString(key.Hash)))], IsRead: true);
    }

    [LoggerMessage(EventId = 4201, Level = LogLevel.Error, Message = "Changed keys are not taken up, those before stay in force. {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string reason);

    private sealed record Loaded((DateTime Written, long Length)? Stamp, IReadOnlyList<(string Name, Scopes Scopes, byte[] Hash)> Keys, bool IsRead)
    {
        public bool IsOf((DateTime, long) stamp) => IsRead && stamp == Stamp;
    }

    /// <summary>A key that was found.</summary>
    /// <param name="Caller">Whose it is.</param>
    /// <param name="IsChosen">Whether a person chose it, so that it might be guessed.</param>
    public sealed record Match(Caller Caller, bool IsChosen);
}
