using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LeadOrchestrator.Storage.Paging;

/// <summary>
/// The place in a list at which a page ended: a key, not a count, so that what is added meanwhile neither repeats nor
/// hides an item. Opaque to callers, and good for the list alone that gave it.
/// </summary>
/// <param name="Order">What the list is ordered by: ticks, or a line.</param>
/// <param name="Id">What tells items of equal order apart.</param>
internal readonly record struct ContinuationToken(long Order, string Id)
{
    /// <summary>A place told by a sequence number.</summary>
    public ContinuationToken(long order, long sequence) : this(order, sequence.ToString(CultureInfo.InvariantCulture))
    {
    }

    public long Sequence => long.Parse(Id, CultureInfo.InvariantCulture);

    public string Encode(string list) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{list}|{Order}|{Id}")));

    /// <summary>Where to go on; null for the beginning.</summary>
    /// <param name="list">The list that is asked.</param>
    /// <param name="continuationToken">What it is asked with.</param>
    /// <param name="sequenced">Whether the list tells items apart by <see cref="Sequence"/>.</param>
    /// <exception cref="ArgumentException">The token is not one of this list's.</exception>
    public static ContinuationToken? Decode(string list, string? continuationToken, bool sequenced = false)
    {
        if (string.IsNullOrEmpty(continuationToken)) return null;
        if (Base64Url.IsValid(continuationToken)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuationToken)).Split('|', 3) is [var owner, var order, var id]
            && owner == list
            && long.TryParse(order, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position)
            && (!sequenced || long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return new(position, id);

        throw new ArgumentException(
            "The continuation token is not one that this list gave. Pass the token of the last page unchanged, or none to start anew.",
            nameof(continuationToken));
    }
}
