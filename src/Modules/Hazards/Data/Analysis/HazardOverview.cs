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
/// <param name="State">In this state; all but dropped ones where <see langword="null"/>.</param>
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
internal sealed record OverviewFilter(
    HazardState? State = null, bool? Open = null, HazardGrade? Grade = null, HazardCategory? Category = null, UnitId? Street = null, LampColour? Lamp = null, string? Kind = null, string? Clause = null, PremisesId? Premises = null,
    DateOnly? FoundFrom = null, DateOnly? FoundTo = null, bool? Cancelled = null, bool? Planned = null, bool? Overdue = null, bool? Returned = null);

/// <summary>Reads the overview as a person may see it: no hazard beyond their sight is ever handed out, and so none is in a mark, a count or a score.</summary>
internal sealed class HazardOverview(Overviews overviews, BihuanContext db, HazardSight sight, IPremisesQueries premises, HazardQueries queries)
{
    /// <summary>Reads, while nothing changes.</summary>
    public async ValueTask<T> Read<T>(Func<SeenOverview, T> read, CancellationToken cancel)
    {
        var (units, reach) = (await sight.Units(HazardsPermissions.View, cancel), await premises.Reach(cancel));
        var overview = overviews.Of(db);
        await overview.Refresh(db, premises, cancel);
        var (lamp, today) = (HazardLamp.At(queries.At).Compile(), queries.Day.DayNumber);
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

    public int Today => today;

    /// <summary>The clauses that a hazard breaks.</summary>
    public IReadOnlyList<string> ClausesOf(in HazardFact hazard) => tables.Clauses[hazard.Clauses];

    /// <summary>The lamp of a hazard's matter.</summary>
    public LampColour? LampOf(in HazardFact hazard) => hazard.Due is { } due ? lamp(due) : null;

    /// <summary>Where it is: its own place, or that of its first premises.</summary>
    public static (int Lon, int Lat)? PlaceOf(in HazardFact hazard) =>
        hazard is { Lon: { } lon, Lat: { } lat } ? (lon, lat) : hazard.Premises.Stays.Fact is { Longitude: { } x, Latitude: { } y } ? (x, y) : null;

    /// <summary>Premises by their id, where the person may see them.</summary>
    public PremisesSlot? Find(PremisesId id) => tables.Find(id)?.Stays is { Fact: { } fact } slot && Sees(fact) ? slot : null;

    /// <summary>Premises that the person may see and that stand for themselves.</summary>
    public IEnumerable<PremisesSlot> Premises => tables.Premises.Where(p => p is { Into: null, Fact: { } fact } && Sees(fact));

    /// <summary>Calls for each hazard that the person may see and that passes a filter.</summary>
    public void Each(OverviewFilter filter, Visit visit)
    {
        var which = new Which(this, filter, filter.Clause is { } clause ? [.. tables.Clauses.Select(set => clause.Length == 0 ? set.Length == 0 : set.Contains(clause, StringComparer.Ordinal))] : null, filter.Premises is { } place ? tables.Find(place)?.Stays : null);
        foreach (ref readonly var hazard in tables.Hazards)
        {
            if ((seen is null || seen[hazard.Units]) && which.Has(hazard))
            {
                visit(hazard);
            }
        }
    }

    /// <summary>Calls for each hazard of premises that the person may see, dropped ones left out; those of merged duplicates among them.</summary>
    public void EachOf(PremisesSlot slot, Visit visit)
    {
        var hazards = tables.Hazards;
        foreach (var place in slot.Hazards)
        {
            ref readonly var hazard = ref hazards[place];
            if (hazard.State != HazardState.Dropped && (seen is null || seen[hazard.Units]))
            {
                visit(hazard);
            }
        }

        foreach (var merged in slot.Merged)
        {
            EachOf(merged, visit);
        }
    }

    /// <summary>The last inspection of premises, those of merged duplicates among them.</summary>
    public static (int Day, Guid Id, int Next) LookedAt(PremisesSlot slot)
    {
        var last = slot.Looked;
        foreach (var merged in slot.Merged)
        {
            var other = LookedAt(merged);
            last = other.Day > last.Day ? other : last;
        }

        return last;
    }

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

    private sealed class Which(SeenOverview overview, OverviewFilter f, bool[]? clauses, PremisesSlot? premises)
    {
        private readonly int _from = f.FoundFrom?.DayNumber ?? 0;
        private readonly int _to = f.FoundTo?.DayNumber ?? int.MaxValue;

        public bool Has(in HazardFact h) =>
            (f.State is { } state ? h.State == state : h.State != HazardState.Dropped)
            && (f.Open is null || h.IsOpen == f.Open) && (f.Grade is null || h.Grade == f.Grade) && (f.Category is null || h.Category == f.Category) && (f.Street is null || h.Street == f.Street)
            && h.FoundOn >= _from && h.FoundOn <= _to && (clauses is null || clauses[h.Clauses])
            && (f.Kind is null || (h.Premises.Stays.Fact?.Kind ?? "") == f.Kind) && (f.Premises is null || (premises is not null && IsIn(h)))
            && (f.Cancelled is null || (h.CancelledOn > 0) == f.Cancelled) && (f.Planned is null || (h.DueOn > 0) == f.Planned) && (f.Returned is null || h.IsReturned == f.Returned)
            && (f.Overdue is null || h.IsOverdue(overview.Today) == f.Overdue) && (f.Lamp is null || overview.LampOf(h) == f.Lamp);

        private bool IsIn(in HazardFact h)
        {
            if (h.Premises.Stays == premises)
            {
                return true;
            }

            foreach (var more in h.More ?? [])
            {
                if (more.Stays == premises)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
