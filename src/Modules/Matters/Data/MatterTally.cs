using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>A report day of a matter: of whom a report was asked by when, and when it came (应反馈日).</summary>
internal sealed class ReportDay
{
    public required MatterId Matter { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>The first moment that is too late.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The lead on that day: what another unit left undone is not put down to its successor.</summary>
    public required UnitId Unit { get; set; }

    /// <summary>Whether the matter is for those concerned only.</summary>
    public required bool IsRestricted { get; init; }

    /// <summary>Whether a report is asked for: not while the matter is paused, declined or handed in, nor where the day was taken out of the plan.</summary>
    public bool Asked { get; set; }

    /// <summary>When the report came that filled it.</summary>
    public DateTimeOffset? Answered { get; set; }
}

/// <summary>What can be counted of a unit's work.</summary>
internal enum DeedKind
{
    Issued,
    Signed,
    Declined,
    Reported,
    Returned,
    Extended,
    Ended,
    Urged,
    Instructed,

    /// <summary>A draft was found to ask what another matter asks already, and was not issued (避免重复).</summary>
    Duplicate,
}

/// <summary>Something that happened to a matter and is counted, for the unit that led it then: for scores and the burden of streets.</summary>
internal sealed class MatterDeed
{
    /// <summary>The entry's position in the journal.</summary>
    public required long Position { get; init; }

    public required MatterId Matter { get; init; }

    public required UnitId Unit { get; init; }

    public required DeedKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it was signed for in time.</summary>
    public bool InTime { get; init; }

    /// <summary>How it ended.</summary>
    public MatterEnd? End { get; init; }

    /// <summary>Fields of a report that were filled in beforehand and left as they were.</summary>
    public int Filled { get; init; }

    /// <summary>Fields of a report that the unit filled in itself.</summary>
    public int Typed { get; init; }
}

/// <summary>What the tables beside need to know of a matter from entry to entry: they may read nothing but themselves.</summary>
internal sealed class MatterTally
{
    public required MatterId Matter { get; init; }

    public UnitId? Unit { get; set; }

    public bool IsRestricted { get; set; }

    public bool IsDuplicate { get; set; }

    public bool IsPaused { get; set; }

    /// <summary>Whether nothing is asked of the lead for another reason: declined, handed in or ended.</summary>
    public bool IsAway { get; set; }

    /// <summary>Until when it is signed for.</summary>
    public DateTimeOffset? SignBy { get; set; }

    /// <summary>Its report days, in order.</summary>
    public IReadOnlyList<DayMark> Days { get; set; } = [];
}

/// <summary>A report day as the tally remembers it.</summary>
/// <param name="Planned">Whether it stands in the plan.</param>
/// <param name="Asked">Whether a report is asked for, or was when the day was over.</param>
internal sealed record DayMark(DateOnly Day, bool Planned, bool Asked, DateTimeOffset? Answered);

/// <summary>Keeps report days and what can be counted in rows of their own, so that a period is asked by index however many matters there are.</summary>
internal sealed class TallyProjection : IProjection
{
    public async ValueTask Prepare(Guid stream, IEvent happened, BihuanContext db, CancellationToken cancel)
    {
        if (happened is MatterReported && await db.FindAsync<MatterTally>([MatterId.From(stream)], cancel) is { } tally)
        {
            await db.Set<ReportDay>().AsTracking().Where(d => d.Matter == tally.Matter && d.Answered == null).LoadAsync(cancel);
        }
    }

    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        if (recorded.Entry.StreamKind != "matter")
        {
            return;
        }

        var (id, at) = (MatterId.From(recorded.Entry.StreamId), recorded.Entry.Recorded);
        if (recorded.Happened is MatterDrafted drafted)
        {
            var made = new MatterTally { Matter = drafted.Id };
            db.Add(made);
            Take(made, drafted.Terms, recorded, db);
            return;
        }
        if (!Matters(recorded.Happened) || await db.FindAsync<MatterTally>([id], cancel) is not { } tally)
        {
            return;
        }

        switch (recorded.Happened)
        {
            case MatterEdited e:
                Take(tally, e.Terms, recorded, db);
                break;
            case MatterLinked e:
                Link(tally, e.DuplicateOf, recorded, db);
                break;
            case MatterTransferred e:
                tally.Unit = e.Lead;
                await Mark(db, tally, at, d => d.Planned, cancel);
                break;
            case MatterIssued e:
                (tally.SignBy, tally.IsAway) = (e.Schedule.SignBy, false);
                Add(db, recorded, tally, DeedKind.Issued);
                await Plan(db, tally, e.Schedule, at, cancel);
                break;
            case MatterSignedFor:
                Add(db, recorded, tally, DeedKind.Signed, inTime: tally.SignBy is not { } by || at < by);
                break;
            case MatterDeclined:
                Add(db, recorded, tally, DeedKind.Declined);
                await Away(db, tally, isAway: true, at, cancel);
                break;
            case MatterReported e:
                Add(db, recorded, tally, DeedKind.Reported, filled: e.Filled, typed: e.Asked);
                await Answer(db, tally, at, cancel);
                break;
            case MatterHandedIn:
                await Away(db, tally, isAway: true, at, cancel);
                break;
            case HandInTakenBack:
                await Away(db, tally, isAway: false, at, cancel);
                break;
            case MatterReturned:
                Add(db, recorded, tally, DeedKind.Returned);
                await Away(db, tally, isAway: false, at, cancel);
                break;
            case MatterAccepted e:
                Add(db, recorded, tally, DeedKind.Ended, end: e.End);
                await Away(db, tally, isAway: true, at, cancel);
                break;
            case MatterWithdrawn:
                Add(db, recorded, tally, DeedKind.Ended, end: MatterEnd.Withdrawn);
                await Away(db, tally, isAway: true, at, cancel);
                break;
            case MatterReopened e:
                tally.IsAway = false;
                await Plan(db, tally, e.Schedule, at, cancel);
                break;
            case MatterPaused:
                tally.IsPaused = true;
                await Mark(db, tally, at, d => d.Planned, cancel);
                break;
            case MatterResumed e:
                tally.IsPaused = false;
                await Plan(db, tally, e.Schedule, at, cancel);
                break;
            case ExtensionDecided { Schedule: { } schedule }:
                Add(db, recorded, tally, DeedKind.Extended);
                await Plan(db, tally, schedule, at, cancel);
                break;
            case MatterRescheduled e:
                await Plan(db, tally, e.Schedule, at, cancel);
                break;
            case MatterUrged:
                Add(db, recorded, tally, DeedKind.Urged);
                break;
            case MatterInstructed:
                Add(db, recorded, tally, DeedKind.Instructed);
                break;
        }
    }

    /// <summary>Whether an event has anything to do with what is counted; for the others nothing is looked up.</summary>
    private static bool Matters(IEvent happened) => happened is not (MatterDropped or MatterContributed or ExtensionAsked or ExtensionDecided { Schedule: null });

    private static void Take(MatterTally tally, MatterTerms terms, Recorded recorded, BihuanContext db)
    {
        (tally.Unit, tally.IsRestricted) = (terms.Lead, terms.Secrecy is Secrecy.Restricted);
        Link(tally, terms.DuplicateOf, recorded, db);
    }

    private static void Link(MatterTally tally, MatterId? duplicateOf, Recorded recorded, BihuanContext db)
    {
        if (duplicateOf is not null && !tally.IsDuplicate)
        {
            Add(db, recorded, tally, DeedKind.Duplicate);
        }

        tally.IsDuplicate = duplicateOf is not null;
    }

    private static void Add(BihuanContext db, Recorded recorded, MatterTally tally, DeedKind kind, bool inTime = false, MatterEnd? end = null, int filled = 0, int typed = 0)
    {
        if (tally.Unit is { } unit)
        {
            db.Add(new MatterDeed { Position = recorded.Entry.Position, Matter = tally.Matter, Unit = unit, Kind = kind, At = recorded.Entry.Recorded, InTime = inTime, End = end, Filled = filled, Typed = typed });
        }
    }

    /// <summary>Days that are still to come follow the new plan; those that are over stay as they were.</summary>
    private static async ValueTask Plan(BihuanContext db, MatterTally tally, Schedule schedule, DateTimeOffset at, CancellationToken cancel)
    {
        if (tally.Unit is not { } unit)
        {
            return;
        }

        var isAsked = !tally.IsAway && !tally.IsPaused;
        var planned = schedule.Reports.Where(d => DistrictDay.End(d) > at).ToHashSet();
        await Mark(db, tally, at, d => planned.Contains(d.Day), cancel);
        var added = planned.Except(tally.Days.Select(d => d.Day)).Order().ToList();
        foreach (var day in added)
        {
            db.Add(new ReportDay { Matter = tally.Matter, Day = day, DueAt = DistrictDay.End(day), Unit = unit, IsRestricted = tally.IsRestricted, Asked = isAsked });
        }
        if (added.Count > 0)
        {
            tally.Days = [.. tally.Days.Concat(added.Select(d => new DayMark(d, true, isAsked, null))).OrderBy(d => d.Day)];
        }
    }

    private static ValueTask Away(BihuanContext db, MatterTally tally, bool isAway, DateTimeOffset at, CancellationToken cancel)
    {
        tally.IsAway = isAway;
        return Mark(db, tally, at, d => d.Planned, cancel);
    }

    /// <summary>A report fills every day that is past and, where none was open, the next one: as the matter itself counts.</summary>
    private static async ValueTask Answer(BihuanContext db, MatterTally tally, DateTimeOffset at, CancellationToken cancel)
    {
        var open = tally.Days.Where(d => d is { Asked: true, Answered: null }).ToList();
        var filled = open.Where(d => DistrictDay.End(d.Day) <= at).Select(d => d.Day).ToHashSet();
        if (filled.Count == 0 && open.Count > 0)
        {
            filled.Add(open[0].Day);
        }
        foreach (var day in filled)
        {
            if (await db.FindAsync<ReportDay>([tally.Matter, day], cancel) is { } row)
            {
                row.Answered = at;
            }
        }
        if (filled.Count > 0)
        {
            tally.Days = [.. tally.Days.Select(d => filled.Contains(d.Day) ? d with { Answered = at } : d)];
        }
    }

    /// <summary>Says of the days that are still to come and not answered whether they are asked for, and of whom.</summary>
    /// <param name="isPlanned">Whether a day stands in the plan from now on.</param>
    private static async ValueTask Mark(BihuanContext db, MatterTally tally, DateTimeOffset at, Func<DayMark, bool> isPlanned, CancellationToken cancel)
    {
        if (!tally.Days.Any(d => IsToCome(d, at)))
        {
            return;
        }

        // All at once; those made earlier in the same commit are known already.
        await db.Set<ReportDay>().AsTracking().Where(d => d.Matter == tally.Matter && d.DueAt > at && d.Answered == null).LoadAsync(cancel);
        List<DayMark> days = [];
        foreach (var day in tally.Days)
        {
            if (!IsToCome(day, at))
            {
                days.Add(day);
                continue;
            }

            var planned = isPlanned(day);
            var changed = day with { Planned = planned, Asked = planned && !tally.IsAway && !tally.IsPaused };
            days.Add(changed);
            if (await db.FindAsync<ReportDay>([tally.Matter, day.Day], cancel) is { } row)
            {
                (row.Asked, row.Unit) = (changed.Asked, tally.Unit ?? row.Unit);
            }
        }

        tally.Days = days;
    }

    private static bool IsToCome(DayMark day, DateTimeOffset at) => day.Answered is null && DistrictDay.End(day.Day) > at;
}
