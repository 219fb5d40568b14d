using LeadOrchestrator.Api.Security.Auditing;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Security.Keys;

/// <summary>
/// Takes into the audit log what commands did to the keys. They work beside a running host, or without one, so they cannot write
/// into its database: they note it with the keys, and a host takes it from there. The log knows what it has by its id.
/// </summary>
public sealed class KeyChangeNotes(AuditWriter audit, IOptions<AuditOptions> options, TimeProvider time)
{
    private const string CommandLine = "command line"; // with a space, so that no key can be called so
    private const int Done = 200;

    private readonly HashSet<string> _taken = [];

    /// <summary>Notes what is new among these; not for several threads at once.</summary>
    public void Take(IEnumerable<KeyChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var oldest = time.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepDays);
        foreach (var change in changes)
            if (change.At >= oldest && _taken.Add(change.Id)) _ = audit.QueueAsync(new(change.Id, change.At, CommandLine, change.What, change.Name, null, Done));
    }
}
