using Bihuan.Kernel;

namespace Bihuan.Matters;

/// <summary>The days of a matter, worked out once from its terms, the rule of the day and the working days known then, and kept in the journal.
/// So a lamp of any past day can be lit again without asking a calendar or a rule that has changed since.</summary>
/// <param name="Rule">The rule by which it was worked out.</param>
/// <param name="SignBy">Until when the lead signs; afterwards the lamp is blue.</param>
/// <param name="Start">From which day planned progress runs.</param>
/// <param name="DueDay">The last day; <see langword="null"/> where the matter is due at a moment of a day.</param>
/// <param name="DueAt">The first moment that is too late.</param>
/// <param name="BlueFrom">From when it is due soon.</param>
/// <param name="YellowFrom">From when it is due very soon.</param>
/// <param name="Reports">The days by the end of which a report is due, in order; a day off has moved to the next working day.</param>
/// <param name="Ladder">When each step of the ladder is taken by itself, in order.</param>
/// <param name="MissingFrom">The first day of which no calendar was known; what lies there is worked out when its notice is loaded.</param>
internal sealed record Schedule(
    SupervisionRule Rule,
    DateTimeOffset SignBy,
    DateOnly Start,
    DateOnly? DueDay,
    DateTimeOffset DueAt,
    DateTimeOffset? BlueFrom,
    DateTimeOffset? YellowFrom,
    IReadOnlyList<DateOnly> Reports,
    IReadOnlyList<LadderMoment> Ladder,
    DateOnly? MissingFrom);

/// <summary>When a step of the ladder is taken by itself.</summary>
internal sealed record LadderMoment(LadderStep Step, DateTimeOffset At);

/// <summary>Works the days of a matter out (排期).</summary>
internal static class Scheduler
{
    /// <summary>Reports of a plan at most; a weekly one over twelve years.</summary>
    private const int MostReports = 640;

    /// <summary>The schedule of a matter.</summary>
    /// <param name="terms">What is asked.</param>
    /// <param name="issued">When it was issued.</param>
    /// <param name="due">By when, as <see cref="DueOf"/> gives it.</param>
    /// <param name="rule">The rule of the day.</param>
    /// <param name="calendar">The working days known.</param>
    /// <param name="signFrom">From when the time to sign runs, where that is not the issue.</param>
    public static Schedule Of(MatterTerms terms, DateTimeOffset issued, (DateOnly? Day, DateTimeOffset At) due, SupervisionRule rule, WorkingCalendar calendar, DateTimeOffset? signFrom = null)
    {
        var figures = rule.Figures;
        var issuedDay = DistrictDay.Of(issued);
        DateOnly? missing = due.At > DistrictDay.End(calendar.LoadedTo) ? calendar.LoadedTo.AddDays(1) : null;
        var start = terms.Due?.From is { } from && from > issuedDay ? from : issuedDay;
        var signDay = DistrictDay.Of(signFrom ?? issued);
        var signBy = terms.Urgency == Urgency.Normal ? DistrictDay.End(calendar.LastDay(signDay, figures.SignWithinWorkingDays)) : (signFrom ?? issued).AddHours(figures.SignWithinHoursUrgent);
        return new(
            rule,
            signBy < due.At ? signBy : due.At,
            start,
            due.Day,
            due.At,
            due.Day is { } day && day >= calendar.LoadedFrom && day <= calendar.LoadedTo ? DistrictDay.Start(FirstDayWithin(day, figures.BlueWorkingDays, calendar)) : null,
            due.Day is { } last && last >= calendar.LoadedFrom && last <= calendar.LoadedTo ? DistrictDay.Start(FirstDayWithin(last, figures.YellowWorkingDays, calendar)) : null,
            ReportDays(terms.Reports, issuedDay.AddDays(figures.FirstReportAfterDays), DistrictDay.Of(due.At.AddTicks(-1)), calendar),
            [.. due.Day is { } end ? rule.Ladder.Select(l => Moment(l, end, calendar)).OfType<LadderMoment>().Where(l => l.At > issued) : []],
            missing);
    }

    /// <summary>When a step is taken: as its day begins. <see langword="null"/> where the working days up to then are not known.</summary>
    private static LadderMoment? Moment(LadderLine line, DateOnly due, WorkingCalendar calendar)
    {
        if (due.AddDays((3 * Math.Abs(line.WorkingDays)) + 15) > calendar.LoadedTo)
        {
            return line.WorkingDays == 0 ? new(line.Step, DistrictDay.Start(due)) : null;
        }

        var day = line.WorkingDays >= 0 ? calendar.LastDay(due, line.WorkingDays) : FirstDayWithin(due, -line.WorkingDays, calendar);
        return new(line.Step, DistrictDay.Start(day));
    }

    /// <summary>When terms are due: the last day, and the first moment that is too late.</summary>
    /// <returns><see langword="null"/> where no day follows from them.</returns>
    /// <exception cref="CalendarNotLoadedException">Working days are counted over days that no notice is known of.</exception>
    public static (DateOnly? Day, DateTimeOffset At)? DueOf(DueTerm? due, DateTimeOffset issued, WorkingCalendar calendar)
    {
        if (due?.Day is { } day)
        {
            return (day, Days.End(day));
        }
        if (due?.Term is not { Count: > 0 } term)
        {
            return null;
        }

        var from = due.Event ?? DistrictDay.Of(issued);
        if (term.Unit is TermUnit.Hour or TermUnit.Minute)
        {
            var start = due.Event is { } named ? DistrictDay.Start(named) : issued;
            return (null, start + (term.Unit is TermUnit.Hour ? TimeSpan.FromHours((double)term.Count) : TimeSpan.FromMinutes((double)term.Count)));
        }

        var count = (int)decimal.Ceiling(term.Count);
        var last = term.Unit switch
        {
            TermUnit.WorkingDay => calendar.LastDay(from, count),
            TermUnit.Day => NextWorkingDay(from.AddDays(count), calendar),
            TermUnit.Week => NextWorkingDay(from.AddDays(7 * count), calendar),
            TermUnit.Month => NextWorkingDay(from.AddMonths(count), calendar),
            _ => NextWorkingDay(from.AddYears(count), calendar),
        };
        return (last, DistrictDay.End(last));
    }

    /// <summary>The last day of so many working days after a day; a calendar day off moves on to the next working day (民法典第二百零三条).</summary>
    private static DateOnly NextWorkingDay(DateOnly day, WorkingCalendar calendar) =>
        day < calendar.LoadedFrom || day > calendar.LoadedTo || calendar.IsWorkingDay(day) ? day : calendar.NextWorkingDay(day);

    /// <summary>The first day from which a due day is at most so many working days away. The due day itself counts.</summary>
    private static DateOnly FirstDayWithin(DateOnly due, int workingDays, WorkingCalendar calendar)
    {
        var (day, left) = (due, workingDays);
        while (day > calendar.LoadedFrom)
        {
            left -= calendar.IsWorkingDay(day) ? 1 : 0;
            if (left < 0)
            {
                break;
            }

            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>The report days of a plan after <paramref name="after"/> and before <paramref name="due"/>: what is due that day is handed in, not reported.</summary>
    private static List<DateOnly> ReportDays(ReportPlan plan, DateOnly after, DateOnly due, WorkingCalendar calendar)
    {
        var days = plan.Rhythm switch
        {
            ReportRhythm.GivenDays => plan.Days?.Order() ?? Enumerable.Empty<DateOnly>(),
            ReportRhythm.Weekly => Weekly(after, due, plan.DayOfPeriod ?? 5),
            ReportRhythm.HalfMonthly => Months(after, due, 1).SelectMany(m => new[] { new DateOnly(m.Year, m.Month, 15), m }),
            ReportRhythm.Monthly => Months(after, due, 1).Select(m => Within(m, plan.DayOfPeriod)),
            ReportRhythm.Quarterly => Months(after, due, 3).Select(m => Within(m, plan.DayOfPeriod)),
            _ => [],
        };
        return [.. days.Select(d => NextWorkingDay(d, calendar)).Where(d => d > after && d < due).Distinct().Take(MostReports)];
    }

    private static IEnumerable<DateOnly> Weekly(DateOnly after, DateOnly due, int weekday)
    {
        var day = after.AddDays(1);
        while (((int)day.DayOfWeek + 6) % 7 + 1 != weekday)
        {
            day = day.AddDays(1);
        }
        for (; day <= due; day = day.AddDays(7))
        {
            yield return day;
        }
    }

    /// <summary>The last days of the months, or of the quarters, from the one of <paramref name="after"/> on.</summary>
    private static IEnumerable<DateOnly> Months(DateOnly after, DateOnly due, int every)
    {
        for (var month = new DateOnly(after.Year, after.Month, 1); month <= due; month = month.AddMonths(1))
        {
            if (month.Month % every == 0)
            {
                yield return month.AddMonths(1).AddDays(-1);
            }
        }
    }

    private static DateOnly Within(DateOnly monthEnd, int? day) => day is { } d && d < monthEnd.Day ? new(monthEnd.Year, monthEnd.Month, d) : monthEnd;
}
