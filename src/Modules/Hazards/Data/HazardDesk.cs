using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Who sees what: the one place that decides. With a right over the whole district all hazards, else those that a unit within reach has in charge, found, accepts,
/// supports or has in its street.</summary>
internal sealed class HazardSight(BihuanContext db, IRights rights, Caller caller, IPremisesQueries premises)
{
    private static readonly Keyset<HazardUnit> ByFound = new Keyset<HazardUnit>().By(u => u.FoundOn, descending: true).By(u => u.Hazard, descending: true);

    /// <summary>The hazards that a right reaches, asked row by row along the list's own index.</summary>
    public async ValueTask<IQueryable<HazardRow>> Reached(string permission, CancellationToken cancel)
    {
        var rows = db.Set<HazardRow>().AsNoTracking();
        return await Units(permission, cancel) is { } units ? rows.Where(r => db.Set<HazardUnit>().Any(u => u.Hazard == r.Id && units.Contains(u.Unit))) : rows;
    }

    /// <summary>The last found hazards of those that a right reaches, by each unit's own index: nothing else narrows them, so no more is read than is shown.</summary>
    /// <param name="permission">The right.</param>
    /// <param name="from">Found on this day or later.</param>
    /// <param name="to">Found on this day or earlier.</param>
    /// <param name="after">The values of the row before, as the list's cursor has them.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancel">Cancels.</param>
    public async ValueTask<IReadOnlyList<HazardRow>> Newest(string permission, DateOnly? from, DateOnly? to, IReadOnlyList<object?>? after, int most, CancellationToken cancel)
    {
        var units = await Units(permission, cancel) ?? throw new InvalidOperationException("With a right over the whole district the list's own index is walked.");
        HashSet<(DateOnly Day, HazardId Id)> found = [];
        foreach (var unit in units)
        {
            // What is the unit's by the hazard and by its matter too counts once.
            var rows = db.Set<HazardUnit>().AsNoTracking().Where(u => u.Unit == unit && (!u.ByMatter || !db.Set<HazardUnit>().Any(o => o.Hazard == u.Hazard && o.Unit == u.Unit && !o.ByMatter)));
            rows = from is { } first ? rows.Where(u => u.FoundOn >= first) : rows;
            rows = to is { } last ? rows.Where(u => u.FoundOn <= last) : rows;
            found.UnionWith((await ByFound.Of(rows, after).Take(most).Select(u => new { u.FoundOn, u.Hazard }).ToListAsync(cancel)).Select(u => (u.FoundOn, u.Hazard)));
        }

        // As both databases order ids.
        var ids = found.OrderByDescending(f => f.Day).ThenByDescending(f => f.Id.Value.ToString("D"), StringComparer.Ordinal).Take(most).Select(f => f.Id).ToArray();
        return await Rows(permission, ids, cancel);
    }

    /// <summary>The hazards of some ids that a right reaches, in that order.</summary>
    public async ValueTask<IReadOnlyList<HazardRow>> Rows(string permission, HazardId[] ids, CancellationToken cancel)
    {
        var read = await (await Reached(permission, cancel)).Where(r => EF.Parameter(ids).Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        return [.. ids.Where(read.ContainsKey).Select(id => read[id])];
    }

    /// <summary>The major problems that a right reaches: those that a unit within it reported, has in charge, accepts, supports, or keeps the list of.</summary>
    public async ValueTask<IQueryable<MajorProblemRow>> Problems(string permission, CancellationToken cancel)
    {
        var rows = db.Set<MajorProblemRow>().AsNoTracking();
        if (await Units(permission, cancel) is not { } units)
        {
            return rows;
        }

        // Lists are few; their keepers stand in their terms.
        var kept = (await db.Set<ProblemList>().AsNoTracking().ToListAsync(cancel)).Where(l => units.Contains(l.Terms.Keeper)).Select(l => l.Id).ToArray();
        return rows.Where(r => EF.Parameter(kept).Contains(r.List) || db.Set<MajorProblemUnit>().Any(u => u.Problem == r.Id && units.Contains(u.Unit)));
    }

    /// <summary>The reports from the field that a right reaches: those of a unit within it, and of the public about a street within it.</summary>
    public async ValueTask<IQueryable<FieldReport>> Reports(string permission, CancellationToken cancel)
    {
        var rows = db.Set<FieldReport>().AsNoTracking();
        if (await Units(permission, cancel) is not { } units)
        {
            return rows;
        }

        var ids = units.Select(u => (Guid?)u.Value).ToArray();
        var streets = units.Select(u => (UnitId?)u).ToArray();
        return rows.Where(r => ids.Contains(r.Unit) || streets.Contains(r.Street));
    }

    /// <summary>The inspections that the person sees: those that a unit within reach made, and all of premises that they see. Whoever sees no more than a hazard that came of one does
    /// not see the inspection, since its answers tell everything else that was found there.</summary>
    /// <param name="at">Those of these premises.</param>
    /// <param name="cancel">Cancels.</param>
    public async ValueTask<IQueryable<InspectionRecord>> Inspections(PremisesId? at, CancellationToken cancel)
    {
        var rows = db.Set<InspectionRecord>().AsNoTracking();
        if (at is { } place)
        {
            var same = await premises.Same([place], cancel);
            rows = rows.Where(i => EF.Parameter(same).Contains(i.Premises));
        }

        return await Units(HazardsPermissions.View, cancel) is { } units && !(at is { } one && (await premises.Sees([one], cancel)).Contains(one)) ? rows.Where(i => units.Contains(i.Unit)) : rows;
    }

    /// <summary>An inspection, if the person sees it.</summary>
    public async ValueTask<InspectionRecord?> Inspection(InspectionId id, CancellationToken cancel) =>
        await db.Set<InspectionRecord>().AsNoTracking().Where(i => i.Id == id).Select(i => (PremisesId?)i.Premises).SingleOrDefaultAsync(cancel) is { } place
            ? await (await Inspections(place, cancel)).SingleOrDefaultAsync(i => i.Id == id, cancel) : null;

    /// <summary>What a firm's own people see, whatever else they may: the hazards of the premises that the firms of the caller's account own, use or manage today, without those
    /// that were over before the firm came.</summary>
    public async ValueTask<OwnHazards> Own(CancellationToken cancel)
    {
        var of = caller.Acting.Account is { } account ? await premises.FirmsOf(account, cancel) : new([], []);
        var (at, places) = (of.Places.ToLookup(p => p.Premises), of.Places.Select(p => p.Premises).Distinct().ToArray());

        // A firm has few premises and these few hazards; so they are read, and no index of the list is walked for them.
        var there = (await db.Set<HazardPremises>().AsNoTracking().Where(p => EF.Parameter(places).Contains(p.Premises)).ToListAsync(cancel)).ToLookup(p => p.Hazard, p => p.Premises);
        var ids = there.Select(t => t.Key).ToArray();
        var ends = await db.Set<HazardRow>().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Id) && r.State != HazardState.Dropped).Select(r => new { r.Id, r.CancelledOn }).ToListAsync(cancel);
        return new(of.Firms, ends.SelectMany(r => there[r.Id].SelectMany(p => at[p]).Where(p => r.CancelledOn is null || p.Since is null || p.Since <= r.CancelledOn).Select(p => (r.Id, p))).ToLookup(x => x.Id, x => x.p));
    }

    /// <summary>Whether a right reaches a hazard.</summary>
    public async ValueTask<bool> Reaches(string permission, HazardId id, CancellationToken cancel) => await (await Reached(permission, cancel)).AnyAsync(r => r.Id == id, cancel);

    /// <summary>A hazard, if a right reaches it.</summary>
    public async ValueTask<HazardRow?> Find(string permission, HazardId id, CancellationToken cancel) => await (await Reached(permission, cancel)).SingleOrDefaultAsync(r => r.Id == id, cancel);

    /// <summary>Whether a right reaches a unit.</summary>
    public async ValueTask<bool> Reaches(string permission, UnitId unit, CancellationToken cancel) => caller.IsProgram || await rights.May(permission, unit.Value, cancel);

    /// <summary>The units that a right reaches; <see langword="null"/> for the whole district.</summary>
    public async ValueTask<UnitId[]?> Units(string permission, CancellationToken cancel) =>
        caller.IsProgram || await rights.Reach(permission, cancel) is not { } reach ? null : [.. reach.Select(UnitId.From)];
}

/// <summary>The hazards of one's own firms.</summary>
/// <param name="Firms">The firms, by name.</param>
/// <param name="Places">By hazard, where the firms are that it concerns.</param>
internal sealed record OwnHazards(IReadOnlyList<EnterpriseBrief> Firms, ILookup<HazardId, FirmPlace> Places)
{
    /// <summary>All of them.</summary>
    public HazardId[] Ids => [.. Places.Select(p => p.Key)];

    /// <summary>The own firms that a hazard concerns, by name; none of a hazard that is not theirs.</summary>
    public IReadOnlyList<EnterpriseBrief> At(HazardId id) => [.. Firms.Where(f => Places[id].Any(p => p.Firm == f.Id))];
}

/// <summary>Loads what a decision about hazards needs, asks whether the right reaches them, and carries it out.</summary>
internal sealed class HazardDesk(
    BihuanContext db, Ledger ledger, TimeProvider clock, Caller caller, HazardSight sight, IOrganisationQueries organisation, IPremisesQueries premises, IFileStore files, PhotographIntake photographs, ChecklistShelf checklists)
{
    public NewIds Ids { get; } = new(clock);

    public BihuanContext Db => db;

    public DateOnly Today => DistrictDay.Today(clock);

    public ChecklistShelf Checklists => checklists;

    public HazardSight Sight => sight;

    /// <summary>The unit that the caller acts for.</summary>
    public UnitId? ActingUnit => caller.Acting.Unit is { } unit ? UnitId.From(unit) : null;

    /// <summary>The post that the caller acts in.</summary>
    public PostId? ActingPost => caller.Acting.Post is { } post ? PostId.From(post) : null;

    public static Problem NotYours => Problem.Coded("PLATFORM-001", "");

    /// <summary>What is known of the premises and files named.</summary>
    /// <param name="named">The premises.</param>
    /// <param name="hashes">The files.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="documents">Whether they may be documents, rather than photographs that were taken in.</param>
    /// <param name="inspectedOn">The day whose questions are asked; without one, checklists are known by name alone.</param>
    public async ValueTask<HazardContext> Context(IReadOnlyCollection<PremisesId> named, IEnumerable<string> hashes, CancellationToken cancel, bool documents = false, DateOnly? inspectedOn = null)
    {
        var seen = caller.IsProgram ? named.ToHashSet() : await premises.Sees(named, cancel);
        HashSet<string> stored = new(StringComparer.Ordinal);
        foreach (var hash in hashes.Distinct(StringComparer.Ordinal))
        {
            if (documents ? FileHash.IsOne(hash) && await files.Exists(hash, cancel) : await photographs.Holds(hash, cancel))
            {
                stored.Add(hash);
            }
        }

        return new(Today, (await organisation.Units(Today, cancel)).Select(u => u.Id).ToHashSet(), await premises.Briefs([.. seen], cancel), stored, inspectedOn is { } day ? await checklists.On(day, cancel) : await checklists.Known(cancel));
    }

    /// <summary>Why a unit may not accept a hazard: a major one is accepted by the body that is competent for its category on the day. Of a listed one the listing has settled it.</summary>
    public async ValueTask<IReadOnlyList<Problem>> NotCompetent(Hazard hazard, UnitId accepting, UnitId? lead, CancellationToken cancel) =>
        hazard.Judgement?.Grade is HazardGrade.Major && hazard.Listed is null && ListingRules.Shipped.NotCompetent(hazard.Terms.Category, accepting, lead, await organisation.Units(Today, cancel), Today) is { } problem ? [problem] : [];

    public ValueTask<Result<T>> Carry<T>(Result<Decision<T>> decided, CancellationToken cancel) => ledger.Carry(decided, cancel);

    /// <summary>Loads a hazard of the caller's own firms, decides and carries it out; of any other nothing is told.</summary>
    /// <param name="decide">With the firms that are at it.</param>
    public async ValueTask<Result<T>> OnOwn<T>(HazardId id, Func<Hazard, IReadOnlyList<EnterpriseBrief>, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel) =>
        (await sight.Own(cancel)).At(id) is { Count: > 0 } firms && await db.FindAsync<Hazard>([id], cancel) is { } hazard ? await Carry(await decide(hazard, firms), cancel) : Problem.Coded("PLATFORM-005", "Hazard");

    /// <summary>Loads a hazard, asks whether the right reaches it, decides and carries it out.</summary>
    public async ValueTask<Result<T>> On<T>(HazardId id, string permission, Func<Hazard, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel)
    {
        if (await db.FindAsync<Hazard>([id], cancel) is not { } hazard)
        {
            return Problem.Coded("PLATFORM-005", "Hazard");
        }

        return await sight.Reaches(permission, id, cancel) ? await Carry(await decide(hazard), cancel) : NotYours;
    }
}
