using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Api.Tests.Security.Auditing;

public sealed class AuditWriterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly MemoryLog _log = new();
    private readonly AuditWriter _writer;

    public AuditWriterTests() => _writer = new(_log, Options.Create(new AuditOptions { KeepDays = 7 }), _time, new LogLimiter(_time), NullLogger<AuditWriter>.Instance);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public async Task StopAsync_EntriesWait_WritesThemAndTheSums()
    {
        await _writer.StartAsync(CancellationToken.None);
        for (var i = 0; i < 500; i++) await _writer.QueueAsync(Entry(202));
        for (var i = 0; i < 100; i++) await _writer.RefusedAsync(Entry(401));

        await _writer.StopAsync(CancellationToken.None);

        Assert.Equal(600, _log.Entries.Sum(entry => entry.Count));
    }

    [Fact]
    public async Task QueueAsync_AfterTheStop_WritesAtOnce()
    {
        await _writer.StartAsync(CancellationToken.None);
        await _writer.StopAsync(CancellationToken.None);

        await _writer.QueueAsync(Entry(202));

        Assert.Single(_log.Entries);
    }

    [Fact]
    public async Task WriteAsync_LogCannotBeWritten_DoesNotFailWhatWasDone()
    {
        _log.Broken = true;

        await _writer.WriteAsync(Entry(200));

        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task StartAsync_OldEntries_ArePurged()
    {
        await _writer.StartAsync(CancellationToken.None);

        Assert.Equal(_time.GetUtcNow().AddDays(-7), await _log.Purged.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await _writer.StopAsync(CancellationToken.None);
    }

    private static AuditEntry Entry(int status) => new(Guid.NewGuid().ToString("N"), DateTimeOffset.UnixEpoch, "ann", "POST /api/leads", null, null, status);

    private sealed class MemoryLog : IAuditLog
    {
        private readonly List<AuditEntry> _entries = [];

        public bool Broken { get; set; }

        public TaskCompletionSource<DateTimeOffset> Purged { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<AuditEntry> Entries
        {
            get { lock (_entries) return [.. _entries]; }
        }

        public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
        {
            if (Broken) throw new IOException("The disk is full.");
            lock (_entries) _entries.AddRange(entries);
            return Task.CompletedTask;
        }

        public Task<Page<AuditEntry>> ReadAsync(AuditQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
        {
            Purged.TrySetResult(before);
            return Task.FromResult(0);
        }
    }
}
