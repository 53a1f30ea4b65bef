using System.Runtime.InteropServices;
using Bihuan.Enterprises;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>A hazard as map, planner and analysis reckon with it. Days are numbers of days, 0 where there is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct HazardFact
{
    public HazardId Id;
    public HazardState State;
    public HazardGrade? Grade;
    public HazardCategory Category;
    public bool IsOpen;
    public bool IsReturned;
    public int FoundOn;
    public int DueOn;
    public int CancelledOn;

    /// <summary>Its own place in millionths of a degree; none where it is that of its premises.</summary>
    public int? Lon;
    public int? Lat;

    /// <summary>Number of the unit, 0 where there is none.</summary>
    public int Street;
    public int InCharge;

    /// <summary>Number of the set of clauses that it breaks.</summary>
    public int Clauses;

    /// <summary>The slot of its first premises.</summary>
    public PremisesSlot Premises;

    /// <summary>The slots of the further ones; mostly there are none.</summary>
    public PremisesSlot[]? More;

    /// <summary>What its lamp is told from; only of what is due.</summary>
    public HazardRow? Due;

    /// <summary>Whether it is, or was when it ended, past its last day.</summary>
    public readonly bool IsOverdue(int today) => DueOn > 0 && (CancelledOn > 0 ? CancelledOn > DueOn : IsOpen && DueOn < today);
}

/// <summary>A hazard in bits: what most filters ask of it is one comparison.</summary>
internal static class HazardBits
{
    public const uint State = 0x7;
    public const uint Grade = 0x3 << 3;
    public const uint Category = 0xF << 5;
    public const uint Open = 1 << 9;
    public const uint Returned = 1 << 10;
    public const uint Cancelled = 1 << 11;
    public const uint Planned = 1 << 12;
    public const uint Due = 1 << 13;

    /// <summary>Those of a hazard.</summary>
    public static uint Of(in HazardFact h) =>
        Of(h.State) | Of(h.Grade) | Of(h.Category) | (h.IsOpen ? Open : 0) | (h.IsReturned ? Returned : 0) | (h.CancelledOn > 0 ? Cancelled : 0) | (h.DueOn > 0 ? Planned : 0) | (h.Due is not null ? Due : 0);

    public static uint Of(HazardState state) => (uint)state;

    public static uint Of(HazardGrade? grade) => (grade is { } g ? (uint)g + 1 : 0) << 3;

    public static uint Of(HazardCategory category) => (uint)category << 5;
}

/// <summary>Premises with their hazards and the last look at them.</summary>
internal sealed class PremisesSlot
{
    public PremisesId Id { get; init; }

    /// <summary>What the register knows; nothing of premises that are not there.</summary>
    public PremisesFact? Fact { get; set; }

    /// <summary>Places of hazards in the overview, those of duplicates merged into these not among them.</summary>
    public List<int>? Hazards { get; set; }

    /// <summary>Slots of the duplicates that went into these.</summary>
    public List<PremisesSlot>? Merged { get; set; }

    /// <summary>Those that stayed, where these went into others.</summary>
    public PremisesSlot? Into { get; set; }

    /// <summary>The last inspection: its day, its place in the order of that day, and when to come again.</summary>
    public (int Day, Guid Id, int Next) Looked { get; set; }

    /// <summary>Those that stayed.</summary>
    public PremisesSlot Stays
    {
        get
        {
            var at = this;
            for (var steps = 0; at.Into is { } into && steps < 32; steps++)
            {
                at = into;
            }

            return at;
        }
    }
}

/// <summary>All hazards, premises and last inspections of one database, held in memory: counting them by anything, in any box, for anybody's sight and by the lamp of this very moment is then a walk of some
/// milliseconds, the same over both databases. It is no record: it is read from the tables once, and brought up to the journal's head before each use, by the streams that the journal has gone on with.</summary>
internal sealed class Overview : IDisposable
{
    /// <summary>More changed streams than this are read anew with all the rest.</summary>
    private const int MostChanged = 20_000;

    private const int Part = 500;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ReaderWriterLockSlim _lock = new();
    private long _position;
    private Tables _tables = new();

    public void Dispose()
    {
        _gate.Dispose();
        _lock.Dispose();
    }

    /// <summary>Takes in what the journal has gone on with.</summary>
    public async ValueTask Refresh(BihuanContext db, IPremisesQueries premises, CancellationToken cancel)
    {
        // Read first: what is written meanwhile is read again the next time, which does no harm.
        var head = await db.Set<JournalHead>().AsNoTracking().Select(h => h.Position).SingleAsync(cancel);
        if (head <= Volatile.Read(ref _position))
        {
            return;
        }

        await _gate.WaitAsync(cancel);
        try
        {
            if (head <= _position)
            {
                return;
            }

            var changed = _position == 0 ? null : await Changed(db, _position, head, cancel);
            if (changed is null)
            {
                var all = new Tables();
                all.Take(await premises.Facts(null, cancel));
                await Read(all, db, null, cancel);
                await Looks(all, db.Set<InspectionRecord>(), cancel);
                Write(() => _tables = all);
            }
            else
            {
                await Take(changed, db, premises, cancel);
            }

            Volatile.Write(ref _position, head);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Reads while nothing changes.</summary>
    public T Read<T>(Func<Tables, T> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read(_tables);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    private void Write(Action write)
    {
        _lock.EnterWriteLock();
        try
        {
            write();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>The streams of interest since a position; <see langword="null"/> where they are too many.</summary>
    private static async Task<ILookup<string, Guid>?> Changed(BihuanContext db, long after, long head, CancellationToken cancel)
    {
        string[] kinds = ["hazard", "matter", "inspection", "premises"];
        var found = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Position > after && e.Position <= head && EF.Parameter(kinds).Contains(e.StreamKind)).Select(e => new { e.StreamKind, e.StreamId }).Distinct()
            .Take(MostChanged + 1).ToListAsync(cancel);
        return found.Count > MostChanged ? null : found.ToLookup(f => f.StreamKind, f => f.StreamId, StringComparer.Ordinal);
    }

    private async Task Take(ILookup<string, Guid> changed, BihuanContext db, IPremisesQueries premises, CancellationToken cancel)
    {
        foreach (var part in changed["premises"].Select(PremisesId.From).Chunk(Part))
        {
            var facts = await premises.Facts(part, cancel);
            Write(() => _tables.Take(facts));
        }

        foreach (var part in changed["inspection"].Select(InspectionId.From).Chunk(Part))
        {
            var read = new Tables();
            await Looks(read, db.Set<InspectionRecord>().Where(i => EF.Parameter(part).Contains(i.Id)), cancel);
            Write(() => _tables.TakeLooks(read));
        }

        HashSet<HazardId> hazards = [.. changed["hazard"].Select(HazardId.From)];
        foreach (var part in changed["matter"].Select(MatterId.From).Chunk(Part))
        {
            hazards.UnionWith(await db.Set<HazardRow>().AsNoTracking().Where(r => r.Matter != null && EF.Parameter(part).Contains(r.Matter.Value)).Select(r => r.Id).ToListAsync(cancel));
        }

        foreach (var part in hazards.Chunk(Part))
        {
            var read = new Tables();
            await Read(read, db, part, cancel);
            Write(() => _tables.TakeHazards(read));
        }
    }

    private static async Task Read(Tables into, BihuanContext db, HazardId[]? only, CancellationToken cancel)
    {
        var (rows, units, places) = (db.Set<HazardRow>().AsNoTracking(), db.Set<HazardUnit>().AsNoTracking(), db.Set<HazardPremises>().AsNoTracking());
        if (only is not null)
        {
            (rows, units, places) = (rows.Where(r => EF.Parameter(only).Contains(r.Id)), units.Where(u => EF.Parameter(only).Contains(u.Hazard)), places.Where(p => EF.Parameter(only).Contains(p.Hazard)));
        }

        await foreach (var r in rows.Select(r => new { r.Id, r.State, r.IsOpen, r.Grade, r.Category, r.Street, r.InCharge, r.FoundOn, r.CancelledOn, r.DueDay, r.Premises, r.MorePremises, r.Clauses, r.Lon, r.Lat, r.IsReturned, r.MatterState, r.DueAt, r.BlueFrom, r.YellowFrom, r.YellowUntil, r.RedFrom })
            .AsAsyncEnumerable().WithCancellation(cancel))
        {
            into.Put(new HazardFact
            {
                Id = r.Id,
                State = r.State,
                Grade = r.Grade,
                Category = r.Category,
                IsOpen = r.IsOpen,
                IsReturned = r.IsReturned,
                FoundOn = r.FoundOn.DayNumber,
                DueOn = r.DueDay?.DayNumber ?? 0,
                CancelledOn = r.CancelledOn?.DayNumber ?? 0,
                Lon = r.Lon,
                Lat = r.Lat,
                Street = into.NumberOf(r.Street),
                InCharge = into.NumberOf(r.InCharge),
                Clauses = into.ClausesOf(r.Clauses),
                Premises = into.Slot(r.Premises),
                Due = r.DueAt is null ? null : new HazardRow { Id = r.Id, MatterState = r.MatterState, DueAt = r.DueAt, BlueFrom = r.BlueFrom, YellowFrom = r.YellowFrom, YellowUntil = r.YellowUntil, RedFrom = r.RedFrom },
            });
        }

        HazardId at = default;
        List<UnitId> whose = [];
        await foreach (var u in units.OrderBy(u => u.Hazard).ThenBy(u => u.Unit).Select(u => new { u.Hazard, u.Unit }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (u.Hazard != at)
            {
                into.SetUnits(at, whose);
                (at, whose) = (u.Hazard, []);
            }

            if (whose.Count == 0 || whose[^1] != u.Unit)
            {
                whose.Add(u.Unit);
            }
        }

        into.SetUnits(at, whose);
        foreach (var more in (await places.Where(p => db.Set<HazardRow>().Any(r => r.Id == p.Hazard && r.MorePremises > 0)).Select(p => new { p.Hazard, p.Premises }).ToListAsync(cancel)).GroupBy(p => p.Hazard))
        {
            into.SetMore(more.Key, more.Select(p => p.Premises));
        }

        into.Link();
    }

    private static async Task Looks(Tables into, IQueryable<InspectionRecord> inspections, CancellationToken cancel)
    {
        await foreach (var i in inspections.AsNoTracking().Select(i => new { i.Id, i.Premises, i.Day, i.Next }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            Tables.Look(into.Slot(i.Premises), (i.Day.DayNumber, i.Id.Value, i.Next.DayNumber));
        }
    }

    /// <summary>The place of what has none.</summary>
    public static readonly (int Lon, int Lat) Nowhere = (int.MinValue, int.MinValue);

    /// <summary>What is held. Changed only under the lock for writing.</summary>
    internal sealed class Tables
    {
        private readonly Dictionary<HazardId, int> _places = [];
        private readonly Dictionary<PremisesId, PremisesSlot> _slots = [];
        private readonly Dictionary<UnitId[], int> _unitSets = new(new SameUnits()) { [[]] = 0 };
        private readonly List<UnitId[]> _units = [[]];
        private readonly Dictionary<UnitId, int> _numbers = [];
        private readonly Dictionary<string, int> _clauseSets = new(StringComparer.Ordinal) { [""] = 0 };
        private readonly List<string[]> _clauses = [[]];
        private readonly List<HazardFact> _hazards = [];

        // What a walk looks at first stands by itself, so that it runs through few bytes of those that it passes by.
        private readonly List<uint> _marks = [];
        private readonly List<int> _seenBy = [];
        private readonly List<(int Lon, int Lat)> _points = [];

        public ReadOnlySpan<HazardFact> Hazards => CollectionsMarshal.AsSpan(_hazards);

        /// <summary>State, grade, category and the rest of a hazard in bits, see <see cref="HazardBits"/>.</summary>
        public ReadOnlySpan<uint> Marks => CollectionsMarshal.AsSpan(_marks);

        /// <summary>The number of the set of units that a hazard is seen by.</summary>
        public ReadOnlySpan<int> SeenBy => CollectionsMarshal.AsSpan(_seenBy);

        /// <summary>Where each is in millionths of a degree: its own place, or that of its first premises; <see cref="Nowhere"/> where there is neither.</summary>
        public ReadOnlySpan<(int Lon, int Lat)> Points => CollectionsMarshal.AsSpan(_points);

        public IReadOnlyCollection<PremisesSlot> Premises => _slots.Values;

        public IReadOnlyList<string[]> Clauses => _clauses;

        /// <summary>Which sets of units have one of these among them.</summary>
        public bool[] Having(IReadOnlyCollection<UnitId> units) => [.. _units.Select(set => set.Any(units.Contains))];

        public PremisesSlot? Find(PremisesId id) => _slots.GetValueOrDefault(id);

        public PremisesSlot Slot(PremisesId id)
        {
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, id, out _);
            return slot ??= new() { Id = id };
        }

        /// <summary>The number of a unit; 0 where there is none.</summary>
        public int NumberOf(UnitId? unit)
        {
            if (unit is not { } id)
            {
                return 0;
            }

            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, id, out var isKnown);
            return number = isKnown ? number : _numbers.Count;
        }

        /// <summary>The number of a unit that some hazard names; -1 where none does.</summary>
        public int FindNumber(UnitId unit) => _numbers.GetValueOrDefault(unit, -1);

        /// <summary>The unit of a number.</summary>
        public Dictionary<int, UnitId> Units => _numbers.ToDictionary(n => n.Value, n => n.Key);

        public int ClausesOf(string lines)
        {
            if (!_clauseSets.TryGetValue(lines, out var no))
            {
                _clauseSets[lines] = no = _clauses.Count;
                _clauses.Add(lines.Split('\n'));
            }

            return no;
        }

        public void Put(in HazardFact fact)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, fact.Id, out var isKnown);
            if (!isKnown)
            {
                place = _hazards.Count;
                _hazards.Add(fact);
                _marks.Add(HazardBits.Of(fact));
                _seenBy.Add(0);
                _points.Add(Nowhere);
                return;
            }

            Unlink(place);
            (_hazards[place], _marks[place]) = (fact, HazardBits.Of(fact));
        }

        public void SetUnits(HazardId id, List<UnitId> units)
        {
            if (_places.TryGetValue(id, out var place))
            {
                _seenBy[place] = SetOf([.. units]);
            }
        }

        public void SetMore(HazardId id, IEnumerable<PremisesId> premises)
        {
            if (_places.TryGetValue(id, out var place))
            {
                ref var fact = ref CollectionsMarshal.AsSpan(_hazards)[place];
                var first = fact.Premises.Id;
                fact.More = [.. premises.Where(p => p != first).Select(Slot)];
            }
        }

        /// <summary>Enters the hazards with their premises; once, when all are there.</summary>
        public void Link()
        {
            for (var i = 0; i < _hazards.Count; i++)
            {
                Link(i);
            }
        }

        public void Take(IEnumerable<PremisesFact> facts)
        {
            foreach (var fact in facts)
            {
                var slot = Slot(fact.Id);
                slot.Fact = fact;
                var into = fact.MergedInto is { } stays ? Slot(stays) : null;
                if (slot.Into != into)
                {
                    slot.Into?.Merged?.Remove(slot);
                    slot.Into = into;
                    (into is null ? null : into.Merged ??= [])?.Add(slot);
                }

                Place(slot);
            }
        }

        public static void Look(PremisesSlot slot, (int Day, Guid Id, int Next) look)
        {
            // The later one of a day is the one whose id is greater: ids count up with time.
            if ((look.Day, look.Id.ToString("D")).CompareTo((slot.Looked.Day, slot.Looked.Id.ToString("D"))) > 0)
            {
                slot.Looked = look;
            }
        }

        public void TakeLooks(Tables read)
        {
            foreach (var slot in read._slots.Values)
            {
                Look(Slot(slot.Id), slot.Looked);
            }
        }

        /// <summary>Takes hazards over from tables that were read of them alone.</summary>
        public void TakeHazards(Tables read)
        {
            var units = read.Units;
            for (var i = 0; i < read._hazards.Count; i++)
            {
                var own = read._hazards[i];
                own.Street = Number(own.Street);
                own.InCharge = Number(own.InCharge);
                own.Clauses = ClausesOf(string.Join('\n', read._clauses[own.Clauses]));
                own.Premises = Slot(own.Premises.Id);
                own.More = own.More is null ? null : [.. own.More.Select(p => Slot(p.Id))];
                Put(own);
                var place = _places[own.Id];
                _seenBy[place] = SetOf(read._units[read._seenBy[i]]);
                Link(place);
            }

            int Number(int there) => there == 0 ? 0 : NumberOf(units[there]);
        }

        private int SetOf(UnitId[] units)
        {
            ref var no = ref CollectionsMarshal.GetValueRefOrAddDefault(_unitSets, units, out var isKnown);
            if (!isKnown)
            {
                no = _units.Count;
                _units.Add(units);
            }

            return no;
        }

        private (int Lon, int Lat) PointOf(int place) =>
            _hazards[place] is { Lon: { } lon, Lat: { } lat } ? (lon, lat) : _hazards[place].Premises.Stays.Fact is { Longitude: { } x, Latitude: { } y } ? (x, y) : Nowhere;

        /// <summary>Sets are read in the order of their units, so the same ones are alike one by one.</summary>
        private sealed class SameUnits : IEqualityComparer<UnitId[]>
        {
            public bool Equals(UnitId[]? x, UnitId[]? y) => x.AsSpan().SequenceEqual(y);

            public int GetHashCode(UnitId[] units)
            {
                var hash = default(HashCode);
                foreach (var unit in units)
                {
                    hash.Add(unit);
                }

                return hash.ToHashCode();
            }
        }

        /// <summary>Hazards move with their premises, and with those that these went into.</summary>
        private void Place(PremisesSlot slot)
        {
            foreach (var place in slot.Hazards ?? [])
            {
                _points[place] = PointOf(place);
            }

            foreach (var merged in slot.Merged ?? [])
            {
                Place(merged);
            }
        }

        private void Link(int place)
        {
            var fact = _hazards[place];
            (fact.Premises.Hazards ??= []).Add(place);
            foreach (var more in fact.More ?? [])
            {
                (more.Hazards ??= []).Add(place);
            }

            _points[place] = PointOf(place);
        }

        private void Unlink(int place)
        {
            var fact = _hazards[place];
            fact.Premises.Hazards?.Remove(place);
            foreach (var more in fact.More ?? [])
            {
                more.Hazards?.Remove(place);
            }
        }
    }
}
