using Bihuan.Kernel;

namespace Bihuan.Messaging;

/// <summary>When a message goes out.</summary>
internal static class Timing
{
    /// <summary>No holiday is as long as this.</summary>
    private const int Horizon = 40;

    /// <summary>The first moment from now on at which somebody may be told.</summary>
    /// <param name="now">Now.</param>
    /// <param name="urgent">Whether it cannot wait.</param>
    /// <param name="wishes">How they want to be told.</param>
    /// <param name="isWorkingDay">The working days.</param>
    public static DateTimeOffset When(DateTimeOffset now, bool urgent, Wishes wishes, Func<DateOnly, bool> isWorkingDay)
    {
        if (urgent && wishes.UrgentPasses)
        {
            return now;
        }

        var moment = urgent || !wishes.Digest.IsOn ? now : NextDigest(now, wishes.Digest, isWorkingDay);
        for (var turn = 0; turn < 2 * Horizon && EndOfQuiet(moment, wishes.Quiet, isWorkingDay) is { } end; turn++)
        {
            moment = end;
        }

        return moment;
    }

    /// <summary>Days that no notice covers count by the week: a message that waits for a calendar would be lost.</summary>
    public static bool IsWorkingDay(WorkingCalendar calendar, DateOnly day) =>
        day >= calendar.LoadedFrom && day <= calendar.LoadedTo ? calendar.IsWorkingDay(day) : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static DateTimeOffset NextDigest(DateTimeOffset now, Digest digest, Func<DateOnly, bool> isWorkingDay)
    {
        var today = DistrictDay.Of(now);
        return Enumerable.Range(0, Horizon).Select(today.AddDays).Where(isWorkingDay).SelectMany(day => digest.Times.Order().Select(time => At(day, time))).FirstOrDefault(moment => moment >= now, now);
    }

    /// <summary>When the quiet that holds at a moment ends; <see langword="null"/> where none does.</summary>
    private static DateTimeOffset? EndOfQuiet(DateTimeOffset moment, QuietHours quiet, Func<DateOnly, bool> isWorkingDay)
    {
        var local = DistrictDay.Local(moment);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        if (quiet.DaysOff && !isWorkingDay(day))
        {
            return DistrictDay.End(day);
        }

        return !quiet.Holds(time) ? null : At(time < quiet.To ? day : day.AddDays(1), quiet.To);
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => DistrictDay.Start(day) + time.ToTimeSpan();
}
