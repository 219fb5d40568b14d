using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using NCrontab;

namespace LeadOrchestrator.Api.Jobs;

/// <summary>A parsed schedule, in UTC.</summary>
internal sealed class JobSchedule
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    private readonly CrontabSchedule? _crontab;

    private JobSchedule(CrontabSchedule? crontab) => _crontab = crontab;

    /// <summary>Reads an expression of six fields, or <c>disabled</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JobSchedule? schedule)
    {
        if (text.Trim().Equals(ScheduleOptions.Disabled, StringComparison.OrdinalIgnoreCase))
        {
            schedule = new(crontab: null);
            return true;
        }

        var crontab = CrontabSchedule.TryParse(text, WithSeconds);
        schedule = crontab is null ? null : new(crontab);
        return schedule is not null;
    }

    /// <summary>The first time after the given one; null if there never is one.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (_crontab is null) return null;
        var next = _crontab.GetNextOccurrence(after.UtcDateTime, DateTime.MaxValue);
        return next == DateTime.MaxValue ? null : new DateTimeOffset(DateTime.SpecifyKind(next, DateTimeKind.Utc));
    }
}

/// <summary>Stops the start of a host whose schedules cannot be read.</summary>
internal sealed class ScheduleOptionsValidator : IValidateOptions<ScheduleOptions>
{
    public ValidateOptionsResult Validate(string? name, ScheduleOptions options)
    {
        List<string> errors = [.. options.ByJob().Where(entry => !JobSchedule.TryParse(entry.Value, out _)).Select(entry =>
            $"{ScheduleOptions.Section}:{entry.Key} is '{entry.Value}'; expected six fields, 'second minute hour day month weekday', "
            + $"such as '0 30 2 * * *', or '{ScheduleOptions.Disabled}'.")];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
