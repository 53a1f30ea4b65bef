namespace Bihuan.Kernel;

/// <summary>A day was asked for of which no notice is loaded. Weekends alone would be a guess.</summary>
/// <param name="day">The day asked for.</param>
/// <param name="loadedFrom">The first day loaded.</param>
/// <param name="loadedTo">The last day loaded.</param>
public sealed class CalendarNotLoadedException(DateOnly day, DateOnly loadedFrom, DateOnly loadedTo)
    : Exception($"工作日历没有{ChineseDate.Format(day)}：已载入{ChineseDate.Format(loadedFrom)}至{ChineseDate.Format(loadedTo)}。请先载入该年的节假日安排通知。")
{
    /// <summary>The day asked for.</summary>
    public DateOnly Day { get; } = day;
}

/// <summary>A holiday with the days off that the notice gives, both ends taken in, and the weekend days worked in exchange.</summary>
/// <param name="Name">Such as 春节.</param>
/// <param name="From">The first day off.</param>
/// <param name="To">The last day off.</param>
/// <param name="MakeUpWorkDays">Days worked in exchange (调休上班).</param>
public sealed record Holiday(string Name, DateOnly From, DateOnly To, IReadOnlyList<DateOnly> MakeUpWorkDays);

/// <summary>One year's notice of holidays.</summary>
/// <param name="Year">The year.</param>
/// <param name="Notice">The notice's number; <see langword="null"/> where it is not known.</param>
/// <param name="Issued">The day of the notice.</param>
/// <param name="CheckedAgainst">Reprints that the days were checked against.</param>
/// <param name="Holidays">Its holidays. One may begin in the December before.</param>
/// <param name="WorkingDays">How many working days the year has; a check on the rest.</param>
public sealed record HolidayNotice(int Year, string? Notice, DateOnly Issued, IReadOnlyList<string> CheckedAgainst, IReadOnlyList<Holiday> Holidays, int WorkingDays);

/// <summary>The working days (工作日) of the State Council's yearly notices, with make-up days. All days are days in Asia/Shanghai.</summary>
public sealed class WorkingCalendar
{
    private readonly HashSet<DateOnly> _daysOff = [];
    private readonly HashSet<DateOnly> _makeUpDays = [];

    /// <summary>A calendar of these notices.</summary>
    /// <param name="loadedFrom">The first day known.</param>
    /// <param name="loadedTo">The last day known.</param>
    /// <param name="notices">One for every year from the first day to the last.</param>
    /// <exception cref="InvalidDataException">A year is missing, a day is both off and worked, a make-up day is no weekend day,
    /// or a year's working days are not as many as it says.</exception>
    public WorkingCalendar(DateOnly loadedFrom, DateOnly loadedTo, IReadOnlyList<HolidayNotice> notices)
    {
        ArgumentNullException.ThrowIfNull(notices);
        LoadedFrom = loadedFrom;
        LoadedTo = loadedTo;
        Notices = notices;
        if (loadedFrom > loadedTo || !notices.Select(n => n.Year).SequenceEqual(Enumerable.Range(loadedFrom.Year, loadedTo.Year - loadedFrom.Year + 1)))
        {
            throw new InvalidDataException("The working calendar must hold one notice for each year that it covers, in order.");
        }

        foreach (var holiday in notices.SelectMany(n => n.Holidays))
        {
            if (holiday.From > holiday.To || holiday.To.DayNumber - holiday.From.DayNumber > 30)
            {
                throw new InvalidDataException($"{holiday.Name}: its days off run from {holiday.From:O} to {holiday.To:O}.");
            }

            for (var day = holiday.From; day <= holiday.To; day = day.AddDays(1))
            {
                _daysOff.Add(day);
            }

            _makeUpDays.UnionWith(holiday.MakeUpWorkDays);
        }

        if (_makeUpDays.FirstOrDefault(d => _daysOff.Contains(d) || !IsWeekend(d)) is var wrong && wrong != default)
        {
            throw new InvalidDataException($"{wrong:O} cannot be a make-up working day: it is off, or a working day anyhow.");
        }

        foreach (var notice in notices)
        {
            Check(notice);
        }
    }

    /// <summary>The calendar that the product ships with: <c>data/reference/working-calendar.json</c>.</summary>
    public static WorkingCalendar Shipped { get; } = LoadShipped();

    /// <summary>The first day known.</summary>
    public DateOnly LoadedFrom { get; }

    /// <summary>The last day known.</summary>
    public DateOnly LoadedTo { get; }

    /// <summary>The notices, by year.</summary>
    public IReadOnlyList<HolidayNotice> Notices { get; }

    /// <summary>Reads a calendar file of the shape of <c>data/reference/working-calendar.json</c>.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or contradicts itself.</exception>
    public static WorkingCalendar Load(Stream json)
    {
        var file = ReferenceData.Read<CalendarFile>(json);
        return new WorkingCalendar(file.CoveredFrom, file.CoveredTo, file.Years);
    }

    /// <summary>Whether people work on that day.</summary>
    /// <exception cref="CalendarNotLoadedException">That year's notice is not loaded.</exception>
    public bool IsWorkingDay(DateOnly day)
    {
        if (day < LoadedFrom || day > LoadedTo)
        {
            throw new CalendarNotLoadedException(day, LoadedFrom, LoadedTo);
        }

        return _makeUpDays.Contains(day) || (!IsWeekend(day) && !_daysOff.Contains(day));
    }

    /// <summary>The last day of a term such as 公示5个工作日. The day it runs from is not counted.</summary>
    /// <param name="from">The day it runs from.</param>
    /// <param name="workingDays">How many; with 0 the term ends on the day itself.</param>
    /// <exception cref="CalendarNotLoadedException">The term leaves the days loaded.</exception>
    public DateOnly LastDay(DateOnly from, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var day = from;
        for (var left = workingDays; left > 0; left -= IsWorkingDay(day) ? 1 : 0)
        {
            day = Next(day);
        }

        return day;
    }

    /// <summary>The first working day after a day.</summary>
    /// <exception cref="CalendarNotLoadedException">It lies outside the days loaded.</exception>
    public DateOnly NextWorkingDay(DateOnly after) => LastDay(after, 1);

    /// <summary>How many working days there are after <paramref name="from"/>, up to and with <paramref name="to"/>.</summary>
    /// <param name="from">Not counted itself, as in <see cref="LastDay"/>.</param>
    /// <param name="to">Counted where it is a working day; not before <paramref name="from"/>.</param>
    /// <exception cref="CalendarNotLoadedException">One of the days is not loaded.</exception>
    public int CountBetween(DateOnly from, DateOnly to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var count = 0;
        for (var day = from; day < to;)
        {
            day = Next(day);
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The notice that decides a day of that year.</summary>
    /// <exception cref="CalendarNotLoadedException">That year's notice is not loaded.</exception>
    public HolidayNotice NoticeOf(int year) =>
        Notices.FirstOrDefault(n => n.Year == year) ?? throw new CalendarNotLoadedException(new DateOnly(Math.Clamp(year, 1, 9999), 1, 1), LoadedFrom, LoadedTo);

    private static WorkingCalendar LoadShipped()
    {
        using var json = ReferenceData.Open("working-calendar.json");
        return Load(json);
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private DateOnly Next(DateOnly day) => day == DateOnly.MaxValue ? throw new CalendarNotLoadedException(day, LoadedFrom, LoadedTo) : day.AddDays(1);

    private void Check(HolidayNotice notice)
    {
        var first = new DateOnly(notice.Year, 1, 1);
        var last = new DateOnly(notice.Year, 12, 31);
        if (first < LoadedFrom || last > LoadedTo)
        {
            return; // Only a part of the year is loaded.
        }

        var count = Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1).Count(n => IsWorkingDay(DateOnly.FromDayNumber(n)));
        if (count != notice.WorkingDays)
        {
            throw new InvalidDataException($"{notice.Year} has {count} working days by its holidays, but says {notice.WorkingDays}.");
        }
    }

    private sealed record CalendarFile(DateOnly CoveredFrom, DateOnly CoveredTo, IReadOnlyList<HolidayNotice> Years);
}
