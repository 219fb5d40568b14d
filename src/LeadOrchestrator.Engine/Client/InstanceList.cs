using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Engine.Commit;

namespace LeadOrchestrator.Engine.Client;

/// <summary>Lists instances by their keys, which order them by age: pages stay stable while instances come and go.</summary>
internal static class InstanceList
{
    private const int MaxPageSize = 1000;
    private const int PurgeChunk = 100;
    private const string TokenPrefix = "v1:";

    public static OrchestrationPage Read(IEngineFile file, OrchestrationQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1, "PageSize");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, MaxPageSize, "PageSize");
        var filter = new SqlFilter();
        filter.Add("key <", query.ContinuationToken is { } token ? Decode(token) : null);
        filter.Add("key >=", query.CreatedFrom?.UtcTicks);
        filter.Add("key <=", query.CreatedTo?.UtcTicks);
        filter.Add("name =", query.Name);
        filter.AddPrefix("id", query.InstanceIdPrefix);
        filter.AddStatuses(query.Statuses);
        var sql = $"SELECT {InstanceRow.Columns} FROM instances i {filter} ORDER BY key DESC LIMIT {query.PageSize + 1}";
        var rows = file.Read(session =>
        {
            var found = session.Query(sql, InstanceRow.Read, filter.Arguments);
            foreach (var row in found) EngineStore.Refresh(session, row);
            return found;
        });
        var more = rows.Count > query.PageSize;
        if (more) rows.RemoveAt(rows.Count - 1);
        return new(rows.ConvertAll(row => row.ToMetadata(query.FetchInputsAndOutputs)), more ? Encode(rows[^1].Key) : null);
    }

    /// <summary>The next ended instances that match, oldest first.</summary>
    public static List<long> Purgeable(IEngineFile file, PurgeFilter query, long after)
    {
        if (query.Statuses?.FirstOrDefault(status => status < RuntimeStatus.Completed) is { } running && query.Statuses.Contains(running) && running < RuntimeStatus.Completed)
            throw new ArgumentException($"Only instances that have ended can be purged, not those that are {running}.", nameof(query));
        var filter = new SqlFilter();
        filter.Add("key >", after);
        filter.Add("key >=", query.CreatedFrom?.UtcTicks);
        filter.Add("key <=", query.CreatedTo?.UtcTicks);
        filter.Add("name =", query.Name);
        filter.AddStatuses(query.Statuses is { Count: > 0 } some ? some : [RuntimeStatus.Completed, RuntimeStatus.Failed, RuntimeStatus.Terminated]);
        var sql = $"SELECT key FROM instances i {filter} ORDER BY key LIMIT {PurgeChunk}";
        return file.Read(session => session.Query(sql, reader => reader.GetInt64(0), filter.Arguments));
    }

    private static string Encode(long key) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(TokenPrefix + key.ToString(CultureInfo.InvariantCulture)));

    private static long Decode(string token)
    {
        var buffer = new byte[token.Length];
        if (Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, buffer, out var length)
            && Encoding.ASCII.GetString(buffer, 0, length) is var text && text.StartsWith(TokenPrefix, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(TokenPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var key)) return key;
        throw new ArgumentException("The continuation token is not one that this engine gave.", nameof(token));
    }
}
