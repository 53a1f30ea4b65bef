using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Platform;

/// <summary>What one may do with the platform's own records.</summary>
public static class PlatformPermissions
{
    /// <summary>Enter the holidays of a year (工作日历).</summary>
    public const string Calendar = "platform.calendar";
}

/// <summary>A day of a year's calendar.</summary>
/// <param name="Day">The day.</param>
/// <param name="IsWorking">Whether people work.</param>
/// <param name="Holiday">The holiday it is off for, or worked in exchange for.</param>
public sealed record CalendarDay(DateOnly Day, bool IsWorking, string? Holiday);

/// <summary>Checks the holidays of a year and works its calendar out.</summary>
internal static class CalendarYears
{
    /// <summary>A holiday longer than this is a misprint.</summary>
    private const int LongestHoliday = 31;

    /// <summary>From this month on people are warned that the next year's notice is missing: it comes out by the end of November at the latest, and matters
    /// that are issued then already reach into that year.</summary>
    private const int WarnFromMonth = 10;

    /// <summary>The year whose notice is missing by now; <see langword="null"/> while none is.</summary>
    public static int? Missing(WorkingCalendar known, DateOnly today)
    {
        var needed = today.Month >= WarnFromMonth ? today.Year + 1 : today.Year;
        return known.LoadedTo < new DateOnly(needed, 12, 31) ? known.LoadedTo.Year + 1 : null;
    }

    /// <summary>Every reason against the holidays of a year.</summary>
    /// <param name="year">The year.</param>
    /// <param name="holidays">Its holidays.</param>
    /// <param name="known">What is known of the other years.</param>
    public static IReadOnlyList<Problem> Check(int year, IReadOnlyList<Holiday> holidays, WorkingCalendar known)
    {
        List<Problem> problems = [];
        if (year < known.LoadedFrom.Year || year > known.LoadedTo.Year + 1)
        {
            problems.Add(Problem.Coded("PLATFORM-020", "Year", Text(year), Text(known.LoadedFrom.Year), Text(known.LoadedTo.Year + 1)));
        }
        if (holidays.Count is 0 or > 40)
        {
            problems.Add(Problem.Coded("PLATFORM-021", "Holidays"));
        }
        foreach (var holiday in holidays)
        {
            if (holiday.Name.Trim().Length is 0 or > 20)
            {
                problems.Add(Problem.Coded("PLATFORM-022", "Holidays"));
            }
            if (holiday.From > holiday.To || holiday.To.DayNumber - holiday.From.DayNumber >= LongestHoliday)
            {
                problems.Add(Problem.Coded("PLATFORM-023", "Holidays", holiday.Name, Text(holiday.From), Text(holiday.To)));
            }

            // Only the year itself, and the last days of the one before.
            foreach (var day in new[] { holiday.From, holiday.To }.Concat(holiday.MakeUpWorkDays).Where(d => d.Year != year && !(d.Year == year - 1 && d.Month == 12)).Distinct())
            {
                problems.Add(Problem.Coded("PLATFORM-024", "Holidays", holiday.Name, Text(day), Text(year)));
            }
            foreach (var day in holiday.MakeUpWorkDays.Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
            {
                problems.Add(Problem.Coded("PLATFORM-025", "Holidays", holiday.Name, Text(day)));
            }
            foreach (var day in holiday.MakeUpWorkDays.Where(d => holidays.Any(o => o.From <= d && d <= o.To)))
            {
                problems.Add(Problem.Coded("PLATFORM-026", "Holidays", holiday.Name, Text(day)));
            }
        }
        foreach (var (holiday, other) in holidays.SelectMany((h, i) => holidays.Skip(i + 1).Select(o => (h, o))).Where(p => p.h.From <= p.o.To && p.o.From <= p.h.To))
        {
            problems.Add(Problem.Coded("PLATFORM-027", "Holidays", holiday.Name, other.Name));
        }
        if (holidays.SelectMany(h => h.MakeUpWorkDays).GroupBy(d => d).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            problems.Add(Problem.Coded("PLATFORM-028", "Holidays", Text(twice.Key)));
        }

        return problems;
    }

    /// <summary>Every day of the year.</summary>
    public static IReadOnlyList<CalendarDay> Days(int year, IReadOnlyList<Holiday> holidays)
    {
        var worked = holidays.SelectMany(h => h.MakeUpWorkDays.Select(d => (d, h.Name))).GroupBy(p => p.d).ToDictionary(g => g.Key, g => g.First().Name);
        List<CalendarDay> days = [];
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            var off = holidays.FirstOrDefault(h => h.From <= day && day <= h.To);
            days.Add(worked.TryGetValue(day, out var name) ? new(day, true, name) : new(day, off is null && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), off?.Name));
        }

        return days;
    }

    /// <summary>Holidays of the year before that this one has not: perhaps overlooked.</summary>
    public static IReadOnlyList<string> NotNamed(int year, IReadOnlyList<Holiday> holidays, WorkingCalendar known)
    {
        var named = holidays.SelectMany(h => h.Name.Split('、')).ToHashSet(StringComparer.Ordinal);
        return [.. known.Notices.Where(n => n.Year == year - 1).SelectMany(n => n.Holidays).SelectMany(h => h.Name.Split('、')).Distinct(StringComparer.Ordinal).Where(n => !named.Contains(n))];
    }

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The calendar of a year as it is known.</summary>
public static class ShowCalendarYear
{
    /// <param name="Year">The year; the present one where left out.</param>
    [NeedsLogIn]
    public sealed record Request(int? Year = null) : IQuery<Answer>;

    /// <param name="Year">The year.</param>
    /// <param name="Notice">Its notice; <see langword="null"/> where none is known.</param>
    /// <param name="IsEntered">Whether the district entered it, rather than the product bringing it.</param>
    /// <param name="Days">Every day; none where no notice is known.</param>
    /// <param name="Years">The years that are known.</param>
    /// <param name="Missing">The year whose notice is missing by now.</param>
    /// <param name="MayLoad">Whether the person may enter a year.</param>
    public sealed record Answer(int Year, HolidayNotice? Notice, bool IsEntered, IReadOnlyList<CalendarDay> Days, IReadOnlyList<int> Years, int? Missing, bool MayLoad);

    internal sealed class Handler(BihuanContext db, WorkingDays days, Moment moment, IRights rights) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var calendar = await days.Calendar(cancel);
            var year = request.Year ?? moment.Day.Year;
            var notice = calendar.Notices.FirstOrDefault(n => n.Year == year);

            // The next year's notice may reach into this December.
            List<Holiday> holidays = [.. calendar.Notices.Where(n => n.Year == year || n.Year == year + 1).SelectMany(n => n.Holidays)];
            return new Answer(
                year, notice, await db.Set<CalendarYear>().AnyAsync(y => y.Year == year, cancel), notice is null ? [] : CalendarYears.Days(year, holidays), [.. calendar.Notices.Select(n => n.Year)],
                CalendarYears.Missing(calendar, moment.Today), await rights.May(PlatformPermissions.Calendar, cancel));
        }
    }
}

/// <summary>What calendar would come of a notice: read from its text, or of holidays given one by one. Nothing is written.</summary>
public static class PreviewCalendarYear
{
    /// <param name="Year">The year; the one that the text names where left out.</param>
    /// <param name="Text">The notice's text.</param>
    /// <param name="Holidays">The holidays, where no text is given.</param>
    [Needs(PlatformPermissions.Calendar)]
    public sealed record Request(int? Year, string? Text, IReadOnlyList<Holiday>? Holidays = null) : IQuery<Answer>;

    /// <param name="Year">The year.</param>
    /// <param name="Holidays">Its holidays.</param>
    /// <param name="Days">Every day.</param>
    /// <param name="WorkingDays">How many working days it has.</param>
    /// <param name="DaysOff">How many days off.</param>
    /// <param name="NotNamed">Holidays of the year before that this one has not.</param>
    /// <param name="Problems">Every reason against it.</param>
    public sealed record Answer(int? Year, IReadOnlyList<Holiday> Holidays, IReadOnlyList<CalendarDay> Days, int WorkingDays, int DaysOff, IReadOnlyList<string> NotNamed, IReadOnlyList<Problem> Problems);

    internal sealed class Handler(WorkingDays days) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var known = await days.Calendar(cancel);
            var read = request.Text is { Length: > 0 } text ? HolidayNoticeReader.Read(text, request.Year) : new(request.Year, request.Holidays ?? [], []);
            if (read.Year is not { } year)
            {
                return new Answer(null, [], [], 0, 0, [], read.Problems.Count > 0 ? read.Problems : [Problem.Coded("PLATFORM-011", nameof(request.Year))]);
            }

            List<Problem> problems = [.. read.Problems, .. CalendarYears.Check(year, read.Holidays, known)];
            var shown = problems.Exists(p => p.Code is "PLATFORM-020") ? [] : CalendarYears.Days(year, read.Holidays);
            return new Answer(year, read.Holidays, shown, shown.Count(d => d.IsWorking), shown.Count(d => !d.IsWorking), CalendarYears.NotNamed(year, read.Holidays, known), problems);
        }
    }
}

/// <summary>Enters the State Council's notice of a year's holidays, or enters it anew (节假日安排). Days that rest on working days are then worked out again.</summary>
public static class LoadCalendarYear
{
    /// <param name="Year">The year.</param>
    /// <param name="Notice">The notice's number, such as 国办发明电〔…〕…号; may be left out.</param>
    /// <param name="Issued">The day of the notice.</param>
    /// <param name="Holidays">Its holidays.</param>
    /// <param name="Source">Where it was taken from.</param>
    [Needs(PlatformPermissions.Calendar)]
    public sealed record Request(int Year, string? Notice, DateOnly Issued, IReadOnlyList<Holiday> Holidays, string? Source = null) : ICommand<Guid>;

    /// <param name="request">What is asked.</param>
    /// <param name="known">The year's stream, where it was entered before.</param>
    /// <param name="calendar">What is known of the other years.</param>
    /// <param name="others">The notices that the district entered, by year.</param>
    /// <param name="id">The stream's id, where it is new.</param>
    internal static Result<Decision<Guid>> Decide(Request request, CalendarYear? known, WorkingCalendar calendar, IReadOnlyDictionary<int, HolidayNotice> others, Guid id)
    {
        List<Problem> problems = [.. CalendarYears.Check(request.Year, request.Holidays, calendar)];
        if (request.Issued.Year < request.Year - 1 || request.Issued.Year > request.Year)
        {
            problems.Add(Problem.Coded("PLATFORM-029", nameof(request.Issued), request.Year.ToString(CultureInfo.InvariantCulture)));
        }
        if (request.Notice?.Trim().Length > 60 || request.Source?.Trim().Length > 200)
        {
            problems.Add(Problem.Coded("PLATFORM-030", nameof(request.Notice)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var notice = new HolidayNotice(
            request.Year, request.Notice?.Trim() is { Length: > 0 } number ? number : null, request.Issued, request.Source?.Trim() is { Length: > 0 } source ? [source] : [],
            [.. request.Holidays.OrderBy(h => h.From).Select(h => h with { Name = h.Name.Trim(), MakeUpWorkDays = [.. h.MakeUpWorkDays.Order()] })], Counted(request.Year, request.Holidays, calendar));
        try
        {
            _ = WorkingDays.With(new(others) { [request.Year] = notice });
        }
        catch (InvalidDataException)
        {
            // Alone it is sound: it is the neighbouring years that it contradicts.
            return Problem.Coded("PLATFORM-031", nameof(request.Holidays), (request.Year - 1).ToString(CultureInfo.InvariantCulture));
        }

        return new Decision<Guid>(known?.Id ?? id, new Change(known ?? new CalendarYear(), new CalendarYearLoaded(known?.Id ?? id, notice)));
    }

    /// <summary>Working days of the year, with what the next year's notice takes of its December.</summary>
    private static int Counted(int year, IReadOnlyList<Holiday> holidays, WorkingCalendar calendar) =>
        CalendarYears.Days(year, [.. holidays, .. calendar.Notices.Where(n => n.Year == year + 1).SelectMany(n => n.Holidays)]).Count(d => d.IsWorking);

    internal sealed class Handler(BihuanContext db, Ledger ledger, WorkingDays days, TimeProvider clock) : IHandler<Request, Guid>
    {
        public async ValueTask<Result<Guid>> Handle(Request request, CancellationToken cancel)
        {
            var entered = await db.Set<CalendarYear>().AsTracking().ToListAsync(cancel);
            return await ledger.Carry(
                Decide(request, entered.Find(y => y.Year == request.Year), await days.Calendar(cancel), entered.ToDictionary(y => y.Year, y => y.Notice), Guid.CreateVersion7(clock.GetUtcNow())), cancel);
        }
    }
}
