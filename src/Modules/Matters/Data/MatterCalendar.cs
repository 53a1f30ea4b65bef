using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Due days, milestones and the next report day of open matters in people's own calendars: those that one's units lead, or accept.</summary>
internal sealed class MatterCalendar(BihuanContext db, IRights rights, IOrganisationQueries organisation, TimeProvider clock, Words words) : ICalendarSource
{
    /// <summary>Entries of one calendar at most; the nearest first.</summary>
    private const int Most = 2_000;

    private static readonly int[] Alarm = [1];

    public async ValueTask<IReadOnlyList<CalendarEntry>> Entries(CalendarOwner owner, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var reach = owner.Unit is { } unit
            ? (await organisation.Subtree(UnitId.From(unit), DistrictDay.Today(clock), cancel)).Select(u => u.Value).ToHashSet()
            : await rights.Reach(MattersPermissions.Handle, cancel);
        if (reach is { Count: 0 })
        {
            return [];
        }

        var units = reach?.Select(UnitId.From).ToArray();
        var open = db.Set<Matter>().AsNoTracking().Where(m => m.IsOpen && m.DueDay != null).Within(m => m.Lead, units);
        List<CalendarEntry> entries = [];
        foreach (var m in await open.OrderBy(m => m.DueAt).Take(Most).ToListAsync(cancel))
        {
            var link = $"/matters/{m.Id.Value}";
            Add(m, "due", m.DueDay!.Value, words["calendar.matterDue", m.Title], link);
            foreach (var (milestone, i) in m.Terms.Milestones.Select((x, i) => (x, i)))
            {
                Add(m, $"milestone-{i}", milestone.Day, words["calendar.matterMilestone", milestone.Name, m.Title], link);
            }
            if (m.ReportBy is { } report)
            {
                Add(m, "report", DistrictDay.Of(report.AddTicks(-1)), words["calendar.matterReport", m.Title], link);
            }
        }

        return entries;

        void Add(Matter m, string what, DateOnly day, string title, string link)
        {
            if (day >= from && day <= to)
            {
                entries.Add(new($"matter-{m.Id.Value}-{what}", title, day, m.Changed) { Link = link, Category = words["matters.title"], AlarmDaysBefore = Alarm, Sequence = m.Version });
            }
        }
    }
}
