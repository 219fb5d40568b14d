namespace LeadOrchestrator.Leads.Routing;

/// <summary>What the clocks on the reps' walls show at one moment; each time zone is asked once.</summary>
internal sealed class WallClock(RoutingIndex index, DateTimeOffset now)
{
    private readonly DateTime?[] _times = new DateTime?[index.Zones.Count];

    public DateTime For(RepProfile rep) => _times[rep.Zone] ??= TimeZoneInfo.ConvertTime(now, index.Zones[rep.Zone]).DateTime;
}
