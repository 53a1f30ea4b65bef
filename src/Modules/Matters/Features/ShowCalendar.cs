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
    /// <param name="Reports">Of how many the next report is due.</param>
    /// <param name="Entries">Those that are named, the gravest first.</param>
    public sealed record Day(DateOnly Date, bool? IsOff, string? Holiday, int Due, int Reports, IReadOnlyList<Entry> Entries);

    /// <param name="Mark">What stands on the day.</param>
    /// <param name="Matter">Of which matter.</param>
    /// <param name="Milestone">What is to be reached, for a milestone.</param>
    public sealed record Entry(CalendarMark Mark, MatterRow Matter, string? Milestone);

    internal sealed class Handler(MatterQueries queries, BihuanContext db, WorkingDays working) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var asked = request.Month ?? queries.Day;
            if (Days.IsBeyond(asked))
            {
                return Problem.Coded("MAT-027", nameof(request.Month));
            }

            var month = new DateOnly(asked.Year, asked.Month, 1);
            var first = month.AddDays(-(((int)month.DayOfWeek + 6) % 7));
            var end = month.AddMonths(1).AddDays(-1);
            var last = end.AddDays(6 - (((int)end.DayOfWeek + 6) % 7));
            var (from, to) = (DistrictDay.Start(first), DistrictDay.End(last));
            var matters = await queries.Matching(request.Filter, cancel);

            // The end of a day is the first moment after it. Open and ended ones apart: each reads its stretch of the index.
            var due = matters.Where(m => m.DueAt > from && m.DueAt <= to);
            var reports = matters.Where(m => m.IsOpen && m.ReportBy > from && m.ReportBy <= to);
            var dueOn = new Dictionary<DateOnly, int>();
            var reportOn = new Dictionary<DateOnly, int>();
            foreach (var moment in await due.Where(m => m.IsOpen).GroupBy(m => m.DueAt!.Value).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            {
                Count(dueOn, moment.Key, moment.Count);
            }
            foreach (var moment in await due.Where(m => !m.IsOpen).GroupBy(m => m.DueAt!.Value).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            {
                Count(dueOn, moment.Key, moment.Count);
            }
            foreach (var moment in await reports.GroupBy(m => m.ReportBy!.Value).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            {
                Count(reportOn, moment.Key, moment.Count);
            }

            List<(DateOnly Day, Entry Entry)> entries = [];
            var open = await due.Where(m => m.IsOpen).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Most).ToListAsync(cancel);
            open.AddRange(await due.Where(m => !m.IsOpen).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Most - open.Count).ToListAsync(cancel));
            entries.AddRange((await queries.Rows(open, cancel)).Select(r => (Of(r.DueAt!.Value), new Entry(CalendarMark.Due, r, null))));
            var reporting = await reports.OrderBy(m => m.ReportBy).ThenBy(m => m.Id).Take(Most).ToListAsync(cancel);
            entries.AddRange((await queries.Rows(reporting, cancel)).Select(r => (Of(r.ReportBy!.Value), new Entry(CalendarMark.Report, r, null))));
            var milestones = await matters.Where(m => m.IsOpen).Join(db.Set<MatterMilestone>().Where(s => s.Day >= first && s.Day <= last), m => m.Id, s => s.Matter, (m, s) => new { Matter = m, s.Day, s.No, s.Name })
                .OrderBy(s => s.Day).ThenBy(s => s.Matter.Id).ThenBy(s => s.No).Take(Most + 1).ToListAsync(cancel);
            entries.AddRange((await queries.Rows([.. milestones.Select(m => m.Matter)], cancel)).Zip(milestones, (row, m) => (m.Day, new Entry(CalendarMark.Milestone, row, m.Name))).Take(Most));

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
