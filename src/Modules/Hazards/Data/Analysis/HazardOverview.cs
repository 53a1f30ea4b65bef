using System.Runtime.InteropServices;
using Bihuan.Enterprises;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>The overviews of this process: of the database in use, and of the copies of past days that were looked at last.</summary>
internal sealed class Overviews : IDisposable
{
    private const int Most = 3;

    private readonly Lock _lock = new();
    private readonly List<(string Place, Overview Overview)> _known = [];

    /// <summary>That of a context's database.</summary>
    public Overview Of(BihuanContext db)
    {
        var place = db.Database.GetConnectionString() ?? "";
        lock (_lock)
        {
            var at = _known.FindIndex(k => k.Place == place);
            var known = at < 0 ? (place, new Overview()) : _known[at];
            if (at >= 0)
            {
                _known.RemoveAt(at);
            }

            // What is read of one that falls out at this moment goes on undisturbed; the collector takes it afterwards.
            _known.Add(known);
            if (_known.Count > Most)
            {
                _known.RemoveAt(0);
            }

            return known.Item2;
        }
    }

    public void Dispose() => _known.ForEach(k => k.Overview.Dispose());
}

/// <summary>What map, planner and analysis are narrowed by. Every field narrows.</summary>
/// <param name="State">In this state; all but dropped ones where <see langword="null"/>, unless <paramref name="WithDropped"/>.</param>
/// <param name="Open">Whether anything is left to do.</param>
/// <param name="Kind">In premises of this kind.</param>
/// <param name="Clause">Breaking this clause, as <see cref="HazardRow.Clauses"/> has it; none, where it is empty.</param>
/// <param name="Premises">In these premises.</param>
/// <param name="FoundFrom">Found on this day or later.</param>
/// <param name="FoundTo">Found on this day or earlier.</param>
/// <param name="Cancelled">Whether it was cancelled.</param>
/// <param name="Planned">Whether it has, or had, a last day.</param>
/// <param name="Overdue">Whether it is, or was when it was cancelled, past its last day.</param>
/// <param name="Returned">Whether what was handed in was ever returned.</param>
/// <param name="InCharge">In charge of this unit.</param>
/// <param name="DueFrom">Due on this day or later.</param>
/// <param name="DueTo">Due on this day or earlier.</param>
/// <param name="WithDropped">Whether dropped ones are among them.</param>
internal sealed record OverviewFilter(
    HazardState? State = null, bool? Open = null, HazardGrade? Grade = null, HazardCategory? Category = null, UnitId? Street = null, LampColour? Lamp = null, string? Kind = null, string? Clause = null, PremisesId? Premises = null,
    DateOnly? FoundFrom = null, DateOnly? FoundTo = null, bool? Cancelled = null, bool? Planned = null, bool? Overdue = null, bool? Returned = null,
    UnitId? InCharge = null, DateOnly? DueFrom = null, DateOnly? DueTo = null, bool WithDropped = false);

/// <summary>Reads the overview as a person may see it: no hazard beyond their sight is ever handed out, and so none is in a mark, a count or a score.</summary>
internal sealed class HazardOverview(Overviews overviews, BihuanContext db, HazardSight sight, IPremisesQueries premises, HazardQueries queries)
{
    /// <summary>Reads, while nothing changes.</summary>
    public async ValueTask<T> Read<T>(Func<SeenOverview, T> read, CancellationToken cancel)
    {
        var (units, reach) = (await sight.Units(HazardsPermissions.View, cancel), await premises.Reach(cancel));
        var overview = overviews.Of(db);
        await overview.Refresh(db, premises, cancel);
        var (lamp, today) = (FollowedLamp.At<HazardRow>(queries.At).Compile(), queries.Day.DayNumber);
        return overview.Read(tables => read(new(tables, units is null ? null : tables.Having(units), reach, lamp, today)));
    }

    /// <summary>Warms it up, for the program itself.</summary>
    public ValueTask Refresh(CancellationToken cancel) => overviews.Of(db).Refresh(db, premises, cancel);
}

/// <summary>The overview of one person at one moment.</summary>
internal sealed class SeenOverview(Overview.Tables tables, bool[]? seen, IReadOnlyCollection<UnitId>? reach, Func<HazardRow, LampColour?> lamp, int today)
{
    private static readonly string[] Categories = Enum.GetNames<HazardCategory>();

    /// <summary>Told of a hazard.</summary>
    public delegate void Visit(in HazardFact hazard);

    /// <summary>Told of a hazard and its place on the map, <see cref="Overview.Nowhere"/> where it has none.</summary>
    public delegate void VisitPlaced(in HazardFact hazard, (int Lon, int Lat) point);

    public int Today => today;

    /// <summary>The clauses that a hazard breaks.</summary>
    public IReadOnlyList<string> ClausesOf(in HazardFact hazard) => tables.Clauses[hazard.Clauses];

    /// <summary>The clauses of a set.</summary>
    public IReadOnlyList<string> ClausesOf(int set) => tables.Clauses[set];

    /// <summary>The lamp of a hazard's matter.</summary>
    public LampColour? LampOf(in HazardFact hazard) => hazard.Due is { } due ? lamp(due) : null;

    /// <summary>Premises by their id, where the person may see them.</summary>
    public PremisesSlot? Find(PremisesId id) => tables.Find(id)?.Stays is { Fact: { } fact } slot && Sees(fact) ? slot : null;

    /// <summary>Premises that the person may see and that stand for themselves.</summary>
    public IEnumerable<PremisesSlot> Premises => tables.Premises.Where(p => p is { Into: null, Fact: { } fact } && Sees(fact));

    /// <summary>Calls for each hazard that the person may see and that passes a filter.</summary>
    public void Each(OverviewFilter filter, Visit visit) => Each(filter, null, (in HazardFact hazard, (int, int) _) => visit(hazard));

    /// <summary>Calls for each hazard that the person may see, that passes a filter, and that lies in a box or nowhere.</summary>
    public void Each(OverviewFilter filter, GeoBox? box, VisitPlaced visit)
    {
        var which = new Which(this, tables, filter);
        var hazards = tables.Hazards;
        var marks = tables.Marks;
        var seenBy = tables.SeenBy;
        var points = tables.Points;
        var (mask, wanted, isAll) = (which.Mask, which.Wanted, box is null);
        var (west, south, east, north) = box ?? default;
        for (var i = 0; i < marks.Length; i++)
        {
            if ((marks[i] & mask) != wanted)
            {
                continue;
            }

            var (lon, lat) = points[i];
            if ((isAll || (lon >= west && lon <= east && lat >= south && lat <= north) || lon == Overview.Nowhere.Lon) && (seen is null || seen[seenBy[i]]) && which.Has(hazards[i]))
            {
                visit(hazards[i], (lon, lat));
            }
        }
    }

    /// <summary>How many hazards pass a filter, and the first of them after a stand, without sorting all of them.</summary>
    /// <param name="filter">What narrows them.</param>
    /// <param name="order">The order; that of days leaves out what is due on none.</param>
    /// <param name="after">The values of the last one before, as a list's cursor has them.</param>
    /// <param name="most">How many.</param>
    public (int Total, HazardId[] Ids) First(OverviewFilter filter, HazardOrder order, IReadOnlyList<object?>? after, int most)
    {
        var (byDue, total) = (order is HazardOrder.Due, 0);
        var last = after switch
        {
            [DateOnly day, HazardId id] => (Key: -(long)day.DayNumber, id),
            [DateTimeOffset due, HazardId id] => (due.UtcTicks, id),
            _ => ((long Key, HazardId id)?)null,
        };
        var compare = Comparer<(long Key, HazardId Id)>.Create((a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : (byDue ? 1 : -1) * string.CompareOrdinal(a.Id.Value.ToString("D"), b.Id.Value.ToString("D")));
        var first = new SortedSet<(long Key, HazardId Id)>(compare);
        var farthest = (Key: long.MaxValue, Id: default(HazardId));
        Each(filter, (in HazardFact h) =>
        {
            if (byDue && h.Due is null)
            {
                return;
            }

            total++;
            var stand = (Key: byDue ? h.Due!.DueAt!.Value.UtcTicks : -(long)h.FoundOn, h.Id);
            if (stand.Key > farthest.Key || (first.Count == most && compare.Compare(stand, farthest) >= 0) || (last is { } beyond && compare.Compare(stand, beyond) <= 0))
            {
                return;
            }

            first.Add(stand);
            if (first.Count > most)
            {
                first.Remove(first.Max);
            }

            farthest = first.Count == most ? first.Max : farthest;
        });
        return (total, [.. first.Select(f => f.Id)]);
    }

    /// <summary>Calls for each hazard of premises that the person may see, dropped ones left out; those of merged duplicates among them.</summary>
    public void EachOf(PremisesSlot slot, Visit visit)
    {
        var hazards = tables.Hazards;
        var seenBy = tables.SeenBy;
        foreach (var place in slot.Hazards ?? [])
        {
            ref readonly var hazard = ref hazards[place];
            if (hazard.State != HazardState.Dropped && (seen is null || seen[seenBy[place]]))
            {
                visit(hazard);
            }
        }

        foreach (var merged in slot.Merged ?? [])
        {
            EachOf(merged, visit);
        }
    }

    /// <summary>The last inspection of premises, those of merged duplicates among them.</summary>
    public static (int Day, Guid Id, int Next) LookedAt(PremisesSlot slot)
    {
        var last = slot.Looked;
        foreach (var merged in slot.Merged ?? [])
        {
            var other = LookedAt(merged);
            last = other.Day > last.Day ? other : last;
        }

        return last;
    }

    /// <summary>Whether anything in premises can have come again: something was found no earlier than something was cancelled, and no earlier than a day. Most are told apart by this at once.</summary>
    public bool MayRepeat(PremisesSlot slot, int since)
    {
        var (cancelled, found) = (int.MaxValue, 0);
        EachOf(slot, (in HazardFact h) =>
        {
            cancelled = h.CancelledOn > 0 ? Math.Min(cancelled, h.CancelledOn) : cancelled;
            found = Math.Max(found, h.FoundOn);
        });
        return cancelled <= found && found >= since;
    }

    /// <summary>The unit of each number.</summary>
    public Dictionary<int, UnitId> Units => tables.Units;

    /// <summary>Hazards of some premises that are alike: of one category, or breaking one clause. Each counts once, also where it lies in several of them.</summary>
    public Dictionary<(RepeatGround Ground, string Key), List<Repeats.Like>> Likes(IReadOnlyList<PremisesSlot> slots)
    {
        Dictionary<(RepeatGround, string), List<Repeats.Like>> likes = [];
        HashSet<HazardId>? met = slots.Count > 1 ? [] : null;
        foreach (var slot in slots)
        {
            EachOf(slot, (in HazardFact h) =>
            {
                if (met?.Add(h.Id) == false)
                {
                    return;
                }

                var like = new Repeats.Like(h.Id, h.FoundOn, h.CancelledOn);
                Add((RepeatGround.Category, Categories[(int)h.Category]), like);
                foreach (var clause in ClausesOf(h))
                {
                    Add((RepeatGround.Clause, clause), like);
                }
            });
        }

        return likes;

        void Add((RepeatGround, string) key, Repeats.Like like)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(likes, key, out _);
            (list ??= []).Add(like);
        }
    }

    private bool Sees(PremisesFact fact) => reach is null || fact.Units.Any(reach.Contains);

    /// <summary>What passes a filter: most of it is told by the bits, the rest here.</summary>
    private sealed class Which
    {
        private readonly SeenOverview _overview;
        private readonly OverviewFilter _f;
        private readonly bool[]? _clauses;
        private readonly PremisesSlot? _premises;
        private readonly int _street;
        private readonly int _inCharge;
        private readonly int _from;
        private readonly int _to;

        public Which(SeenOverview overview, Overview.Tables tables, OverviewFilter f)
        {
            (_overview, _f) = (overview, f);
            _clauses = f.Clause is { } clause ? [.. tables.Clauses.Select(set => clause.Length == 0 ? set.Length == 0 : set.Contains(clause, StringComparer.Ordinal))] : null;
            _premises = f.Premises is { } place ? tables.Find(place)?.Stays : null;
            _street = f.Street is { } street ? tables.FindNumber(street) : 0;
            _inCharge = f.InCharge is { } unit ? tables.FindNumber(unit) : 0;
            (_from, _to) = (f.FoundFrom?.DayNumber ?? 0, f.FoundTo?.DayNumber ?? int.MaxValue);
            Want(HazardBits.State, f.State is { } state ? HazardBits.Of(state) : null);
            Want(HazardBits.Grade, f.Grade is { } grade ? HazardBits.Of(grade) : null);
            Want(HazardBits.Category, f.Category is { } category ? HazardBits.Of(category) : null);
            Flag(HazardBits.Open, f.Open);
            Flag(HazardBits.Returned, f.Returned);
            Flag(HazardBits.Cancelled, f.Cancelled);
            Flag(HazardBits.Planned, f.Planned);
            Flag(HazardBits.Due, f.Lamp is not null || f.DueFrom is not null || f.DueTo is not null ? true : null);
        }

        /// <summary>The bits that are asked for.</summary>
        public uint Mask { get; private set; }

        /// <summary>What they must be.</summary>
        public uint Wanted { get; private set; }

        public bool Has(in HazardFact h) =>
            (_f.State is not null || _f.WithDropped || h.State != HazardState.Dropped)
            && (_street == 0 || h.Street == _street) && (_inCharge == 0 || h.InCharge == _inCharge) && h.FoundOn >= _from && h.FoundOn <= _to && (_clauses is null || _clauses[h.Clauses])
            && (_f.DueFrom is null || h.DueOn >= _f.DueFrom.Value.DayNumber) && (_f.DueTo is null || h.DueOn <= _f.DueTo.Value.DayNumber)
            && (_f.Kind is null || (h.Premises.Stays.Fact?.Kind ?? "") == _f.Kind) && (_f.Premises is null || (_premises is not null && IsIn(h)))
            && (_f.Overdue is null || h.IsOverdue(_overview.Today) == _f.Overdue) && (_f.Lamp is null || _overview.LampOf(h) == _f.Lamp);

        private bool IsIn(in HazardFact h)
        {
            if (h.Premises.Stays == _premises)
            {
                return true;
            }

            foreach (var more in h.More ?? [])
            {
                if (more.Stays == _premises)
                {
                    return true;
                }
            }

            return false;
        }

        private void Want(uint mask, uint? value)
        {
            if (value is { } wanted)
            {
                (Mask, Wanted) = (Mask | mask, Wanted | wanted);
            }
        }

        private void Flag(uint mask, bool? value) => Want(mask, value is { } flag ? (flag ? mask : 0) : null);
    }
}
