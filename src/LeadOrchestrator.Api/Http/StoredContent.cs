using System.Text;
using System.Text.Json;

namespace LeadOrchestrator.Api.Http;

/// <summary>
/// Reads what was stored long ago, by another version, or by somebody who started an orchestration by name: one row that cannot be
/// read is shown as such, and takes no list, report or job down with it.
/// </summary>
internal static class StoredContent
{
    /// <summary>A payload as JSON; as a text where it is none that could be shown, since that, too, is what is held of somebody.</summary>
    public static JsonElement ReadJson(string json) =>
        Read(() => RequestBody.Parse(Encoding.UTF8.GetBytes(json)), () => JsonSerializer.SerializeToElement(json, ApiJson.Readable.String));

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
