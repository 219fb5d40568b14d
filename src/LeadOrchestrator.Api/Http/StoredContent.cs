namespace LeadOrchestrator.Api.Http;

/// <summary>
/// Reads what was stored long ago, by another version, or by somebody who started an orchestration by name: one row that cannot be
/// read is shown as such, and takes no list, report or job down with it.
/// </summary>
internal static class StoredContent
{
    /// <summary>Reads a row, or says what stands for one that cannot be read.</summary>
    /// <param name="read">Pure: only looks at what was fetched already, so whatever it throws is the content's fault.</param>
    /// <param name="unreadable">What stands for it.</param>
    public static T Read<T>(Func<T> read, Func<T> unreadable)
    {
        try
        {
            return read();
        }
        catch (Exception)
        {
            return unreadable();
        }
    }
}
