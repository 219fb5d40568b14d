using System.Security.Cryptography;
using System.Text;

namespace LeadOrchestrator.Storage;

/// <summary>
/// Which leads were erased, and when. An activity that is under way elsewhere does not know that its lead was erased
/// meanwhile; so the erasure is recorded before anything is removed, and every store refuses what a run submitted up to that
/// time still writes. A lead submitted anew has a later run, and is written as if it had never been there. A hash of the id is all
/// that is kept.
/// </summary>
public interface IErasures
{
    /// <summary>Records that everything of a lead submitted up to a time is erased. Of several records of one lead, the later times stay.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="at">Runs submitted until then are erased.</param>
    /// <param name="until">How long that is remembered.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task RecordAsync(string leadId, DateTimeOffset at, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>When the lead was erased last; null if it was not, or that is forgotten.</summary>
    Task<DateTimeOffset?> FindAsync(string leadId, CancellationToken cancellationToken = default);

    /// <summary>The leads erased at or after a time.</summary>
    Task<ErasedLeads> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Forgets erasures that need not be remembered any more.</summary>
    /// <returns>How many.</returns>
    Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken = default);
}

/// <summary>Leads of which a hash is all that is known.</summary>
public sealed class ErasedLeads
{
    private readonly HashSet<string> _hashes;

    internal ErasedLeads(IEnumerable<string> hashes) => _hashes = [.. hashes];

    /// <summary>Whether a lead is one of them.</summary>
    public bool Contains(string leadId) => _hashes.Count > 0 && _hashes.Contains(HashOf(leadId));

    /// <summary>A hash that tells ids apart: 32 hexadecimal digits.</summary>
    internal static string HashOf(string leadId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(leadId)).AsSpan(0, 16));
}

/// <summary>Questions about erasures.</summary>
public static class ErasuresExtensions
{
    /// <summary>Whether an erasure covers what a run writes.</summary>
    /// <param name="erasures">Where erasures are recorded.</param>
    /// <param name="leadId">The run's lead.</param>
    /// <param name="submittedAt">When the run was submitted; null, if that is not known, for before any erasure.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<bool> CoverAsync(
        this IErasures erasures, string leadId, DateTimeOffset? submittedAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(erasures);
        return Covers(await erasures.FindAsync(leadId, cancellationToken), submittedAt);
    }

    internal static bool Covers(DateTimeOffset? erasedAt, DateTimeOffset? submittedAt) => erasedAt is { } at && !(submittedAt > at);
}

/// <summary>A store did not write what belongs to a lead, because the lead was erased after its run was submitted.</summary>
public sealed class LeadErasedException(string leadId)
    : Exception($"Lead {leadId} was erased; nothing more is written of the run that was under way. Submit it anew if it is to come back.");
