using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Auditing;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LeadOrchestrator.Api.Tests.Security.Auditing;

public sealed class AuditorTests : IDisposable
{
    private readonly MemoryLog _log = new();
    private readonly AuditWriter _writer;
    private readonly Auditor _auditor;

    public AuditorTests()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        _writer = new(_log, Options.Create(new AuditOptions()), time, new LogLimiter(time), NullLogger<AuditWriter>.Instance);
        _auditor = new(_writer, time);
    }

    public void Dispose() => _writer.Dispose();

    [Theory]
    [InlineData(200, false)]
    [InlineData(499, false)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public async Task Follow_AfterAFloodOfRefusals_WhatMayHaveChangedSomethingIsWrittenByItself(int status, bool starts)
    {
        for (var i = 0; i < 200; i++) await _writer.RefusedAsync(new($"{i}", DateTimeOffset.UnixEpoch, "nobody", "GET /api/leads", null, null, 401));

        await AnswerAsync(status, starts);

        Assert.Equal($"DELETE /api/leads/{{id}} lead-1 {status}", Assert.Single(_log.Entries.Select(entry => $"{entry.What} {entry.On} {entry.Status}")));
    }

    [Theory]
    [InlineData(404, Scopes.Admin)]
    [InlineData(503, Scopes.Submit)] // a lead was not taken
    public async Task Follow_ARefusalAfterAFlood_IsAddedUp(int status, Scopes scope)
    {
        for (var i = 0; i < 200; i++) await _writer.RefusedAsync(new($"{i}", DateTimeOffset.UnixEpoch, "nobody", "GET /api/leads", null, null, 401));

        await AnswerAsync(status, starts: true, scope);

        Assert.Empty(_log.Entries);
    }

    [Theory]
    [InlineData(499)]
    [InlineData(500)]
    public async Task Follow_AFloodOfWhatFailed_IsAddedUp(int status)
    {
        for (var i = 0; i < 500; i++) await AnswerAsync(status, starts: false);
        await _writer.StopAsync(CancellationToken.None);

        Assert.InRange(_log.Entries.Count, 2, 120);
        Assert.Equal(500, _log.Entries.Sum(entry => entry.Count));
    }

    private async Task AnswerAsync(int status, bool starts, Scopes scope = Scopes.Admin)
    {
        var response = new Response { StatusCode = status };
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(response);
        (context.Request.Method, context.Request.RouteValues["id"]) = ("DELETE", "lead-1");
        _auditor.Follow(context, "/api/leads/{id}", scope);
        if (starts) await response.Starting!();
        await response.Completed!();
    }

    private sealed class Response : HttpResponseFeature
    {
        public Func<Task>? Starting { get; private set; }

        public Func<Task>? Completed { get; private set; }

        public override void OnStarting(Func<object, Task> callback, object state) => Starting = () => callback(state);

        public override void OnCompleted(Func<object, Task> callback, object state) => Completed = () => callback(state);
    }

    private sealed class MemoryLog : IAuditLog
    {
        public List<AuditEntry> Entries { get; } = [];

        public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken = default)
        {
            Entries.AddRange(entries);
            return Task.CompletedTask;
        }

        public Task<Page<AuditEntry>> ReadAsync(AuditQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
