using System.Globalization;

namespace LeadOrchestrator.Leads.Routing;

/// <summary>
/// Whether somebody works at a moment, by the clock on their wall. A shift belongs to the day on which it begins:
/// on a holiday none begins, and one that began the evening before runs on past midnight.
/// </summary>
internal static class WorkingTime
{
    /// <summary>Why not; null if the rep is at work.</summary>
    /// <param name="hours">When the rep works; empty for always.</param>
    /// <param name="holidays">Days without work.</param>
    /// <param name="local">The time on the rep's own clock: daylight saving is the time zone's business, not ours.</param>
    public static string? WhyNot(IReadOnlyList<WorkingHours> hours, IReadOnlySet<DateOnly> holidays, DateTime local)
    {
        var today = DateOnly.FromDateTime(local);
        var time = TimeOnly.FromDateTime(local);
        if (hours.Count == 0) return holidays.Contains(today) ? Holiday(today) : null;

        var yesterday = today.AddDays(-1);
        var running = false;
        var cancelled = false;
        foreach (var shift in hours)
        {
            var pastMidnight = shift.To <= shift.From;
            if (shift.Days.Contains(today.DayOfWeek) && time >= shift.From && (pastMidnight || time < shift.To))
                (running, cancelled) = Count(today);
            if (!running && pastMidnight && shift.Days.Contains(yesterday.DayOfWeek) && time < shift.To)
                (running, cancelled) = Count(yesterday);
            if (running) return null;
        }

        return cancelled
            ? Holiday(holidays.Contains(today) ? today : yesterday)
            : string.Create(CultureInfo.InvariantCulture, $"{local:ddd HH:mm} local time");

        (bool Running, bool Cancelled) Count(DateOnly day) => holidays.Contains(day) ? (false, true) : (true, cancelled);
    }

    private static string Holiday(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"holiday {day:yyyy-MM-dd}");
}
