using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Platform;

/// <summary>The notice of a year's holidays was entered (节假日安排), or entered anew.</summary>
/// <param name="Id">The year's stream.</param>
/// <param name="Notice">The notice.</param>
[EventType("platform.calendar-year-loaded")]
public sealed record CalendarYearLoaded(Guid Id, HolidayNotice Notice) : IEvent;

/// <summary>A year's working days as the district entered them; they go before those that the product ships with.</summary>
[Stream("calendar-year")]
public sealed class CalendarYear : State
{
    /// <summary>Its identity.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public override Guid Key => Id;

    /// <summary>The year.</summary>
    public int Year { get; private set; }

    /// <summary>The notice.</summary>
    public HolidayNotice Notice { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is CalendarYearLoaded loaded)
        {
            (Id, Year, Notice) = (loaded.Id, loaded.Notice.Year, loaded.Notice);
        }
    }
}

/// <summary>The working days known in the present scope: the shipped years, with those that the district has entered.</summary>
/// <param name="db">The scope's context.</param>
public sealed class WorkingDays(BihuanContext db)
{
    private WorkingCalendar? _calendar;

    /// <summary>The calendar.</summary>
    public async ValueTask<WorkingCalendar> Calendar(CancellationToken cancel)
    {
        if (_calendar is not null)
        {
            return _calendar;
        }

        var entered = (await db.Set<CalendarYear>().AsNoTracking().Select(y => y.Notice).ToListAsync(cancel)).ToDictionary(n => n.Year);
        return _calendar = entered.Count == 0 ? WorkingCalendar.Shipped : With(entered);
    }

    /// <summary>The shipped calendar with these years in place of its own, or behind them.</summary>
    /// <exception cref="InvalidDataException">A year is missing in between, or a notice contradicts itself.</exception>
    internal static WorkingCalendar With(Dictionary<int, HolidayNotice> entered)
    {
        var shipped = WorkingCalendar.Shipped;
        List<HolidayNotice> all = [.. shipped.Notices.Where(n => !entered.ContainsKey(n.Year)).Concat(entered.Values).OrderBy(n => n.Year)];

        // A notice may reach into the December before. What the year before counts by its own notice no longer holds then; it is counted anew.
        all = all.ConvertAll(n => entered.TryGetValue(n.Year + 1, out var next) && next.Holidays.Any(h => h.From.Year == n.Year || h.MakeUpWorkDays.Any(d => d.Year == n.Year))
            ? n with { WorkingDays = CalendarYears.Days(n.Year, [.. n.Holidays, .. next.Holidays]).Count(d => d.IsWorking) }
            : n);
        var last = new DateOnly(all[^1].Year, 12, 31);
        return new(shipped.LoadedFrom, last > shipped.LoadedTo ? last : shipped.LoadedTo, all);
    }
}
