using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>What stands on a day of the calendar.</summary>
internal enum CalendarMark
{
    /// <summary>到期.</summary>
    Due,

    /// <summary>反馈.</summary>
    Report,

    /// <summary>节点.</summary>
    Milestone,
}

/// <summary>A month of matters (日历): what is due, what is reported and what is to be reached, by day, with the days off of the working calendar.</summary>
internal static class ShowCalendar
{
    /// <summary>Entries of one sort that are named in a month; further ones are counted.</summary>
    public const int Most = 300;

    /// <param name="Filter">Which.</param>
    /// <param name="Month">Any day of the month; this month where <see langword="null"/>.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterFilter Filter, DateOnly? Month = null) : IQuery<Answer>;

    /// <param name="Month">Its first day.</param>
    /// <param name="Days">Whole weeks from Monday on that hold the month.</param>
    /// <param name="IsCut">Whether not every entry is named.</param>
    /// <param name="MissingFrom">The first of the days that no holiday notice covers; <see langword="null"/> where all are covered.</param>
    public sealed record Answer(DateOnly Month, IReadOnlyList<Day> Days, bool IsCut, DateOnly? MissingFrom);

    /// <param name="IsOff">Whether nobody works; unknown for a day that no notice covers.</param>
    /// <param name="Holiday">The holiday, where it is one.</param>
    /// <param name="Due">How many are due.</param>
    /// <param name="Reports">Of how many a report is asked.</param>
    /// <param name="Entries">Those that are named, the gravest first.</param>
    public sealed record Day(DateOnly Date, bool? IsOff, string? Holiday, int Due, int Reports, IReadOnlyList<Entry> Entries);

    /// <param name="Mark">What stands on the day.</param>
    /// <param name="Matter">Of which matter.</param>
    /// <param name="Milestone">What is to be reached, for a milestone.</param>
    /// <param name="Outcome">How it went, for a report.</param>
    public sealed record Entry(CalendarMark Mark, MatterRow Matter, string? Milestone = null, ReportOutcome? Outcome = null);

    internal sealed class Handler(MatterQueries queries, BihuanContext db, WorkingDays working) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var asked = request.Month ?? queries.Day;
            List<Problem> problems = [.. Days.Check(asked, nameof(request.Month))];
            if (problems.Count > 0)
            {
                return problems;
            }

            var month = new DateOnly(asked.Year, asked.Month, 1);
            var first = month.AddDays(-(((int)month.DayOfWeek + 6) % 7));
            var end = month.AddMonths(1).AddDays(-1);
            var last = end.AddDays(6 - (((int)end.DayOfWeek + 6) % 7));
            var (from, to) = (DistrictDay.Start(first), DistrictDay.End(last));
            var matters = await queries.Matching(request.Filter, cancel);

            // The end of a day is the first moment after it. Open and ended ones apart: each reads its stretch of the index.
            var due = matters.Where(m => m.DueAt > from && m.DueAt <= to);
            var reports = matters.Join(db.Set<ReportDay>().Where(r => r.Asked && r.Day >= first && r.Day <= last), m => m.Id, r => r.Matter, (m, r) => new { Matter = m, Report = r });
            var dueOn = new Dictionary<DateOnly, int>();
            var reportOn = await reports.GroupBy(r => r.Report.Day).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            foreach (var moment in await due.Where(m => m.IsOpen).GroupBy(m => m.DueAt!.Value).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            {
                Count(dueOn, moment.Key, moment.Count);
            }
            foreach (var moment in await due.Where(m => !m.IsOpen).GroupBy(m => m.DueAt!.Value).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            {
                Count(dueOn, moment.Key, moment.Count);
            }

            List<(DateOnly Day, Entry Entry)> entries = [];
            var open = await due.Where(m => m.IsOpen).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Most).ToListAsync(cancel);
            open.AddRange(await due.Where(m => !m.IsOpen).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Most - open.Count).ToListAsync(cancel));
            entries.AddRange((await queries.Rows(open, cancel)).Select(r => (Of(r.DueAt!.Value), new Entry(CalendarMark.Due, r))));
            var reporting = await reports.OrderBy(r => r.Report.Day).ThenBy(r => r.Matter.Id).Take(Most).ToListAsync(cancel);
            entries.AddRange((await queries.Rows([.. reporting.Select(r => r.Matter)], cancel)).Zip(reporting, (row, r) => (r.Report.Day, new Entry(CalendarMark.Report, row, Outcome: ReportDays.OutcomeOf(r.Report, queries.At)))));
            var milestones = await matters.Where(m => m.IsOpen).Join(db.Set<MatterMilestone>().Where(s => s.Day >= first && s.Day <= last), m => m.Id, s => s.Matter, (m, s) => new { Matter = m, s.Day, s.No, s.Name })
                .OrderBy(s => s.Day).ThenBy(s => s.Matter.Id).ThenBy(s => s.No).Take(Most + 1).ToListAsync(cancel);
            entries.AddRange((await queries.Rows([.. milestones.Select(m => m.Matter)], cancel)).Zip(milestones, (row, m) => (m.Day, new Entry(CalendarMark.Milestone, row, Milestone: m.Name))).Take(Most));

            var byDay = entries.ToLookup(e => e.Day, e => e.Entry);
            var calendar = await working.Calendar(cancel);
            var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(day => new Day(
                day,
                day >= calendar.LoadedFrom && day <= calendar.LoadedTo ? !calendar.IsWorkingDay(day) : null,
                calendar.Notices.SelectMany(n => n.Holidays).FirstOrDefault(h => h.From <= day && day <= h.To)?.Name,
                dueOn.GetValueOrDefault(day),
                reportOn.GetValueOrDefault(day),
                [.. byDay[day].OrderBy(e => e.Mark).ThenByDescending(e => e.Matter.Lamp).ThenBy(e => e.Matter.Id.Value)])).ToList();
            var isCut = dueOn.Values.Sum() > open.Count || reportOn.Values.Sum() > reporting.Count || milestones.Count > Most;
            return new Answer(month, days, isCut, days.Where(d => d.IsOff is null).Select(d => (DateOnly?)d.Date).FirstOrDefault());
        }

        private static DateOnly Of(DateTimeOffset end) => DistrictDay.Of(end.AddTicks(-1));

        private static void Count(Dictionary<DateOnly, int> days, DateTimeOffset end, int count) => days[Of(end)] = days.GetValueOrDefault(Of(end)) + count;
    }
}
