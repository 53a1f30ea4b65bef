using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Who sees what: the one place that decides. With a right over the whole district all hazards, else those that a unit within reach has in charge, found, accepts,
/// supports or has in its street.</summary>
internal sealed class HazardSight(BihuanContext db, IRights rights, Caller caller)
{
    /// <summary>The hazards that a right reaches, asked row by row along the list's own index.</summary>
    public async ValueTask<IQueryable<HazardRow>> Reached(string permission, CancellationToken cancel)
    {
        var rows = db.Set<HazardRow>().AsNoTracking();
        return await Units(permission, cancel) is { } units ? rows.Where(r => db.Set<HazardUnit>().Any(u => u.Hazard == r.Id && units.Contains(u.Unit))) : rows;
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

    /// <summary>Whether a right reaches a hazard.</summary>
    public async ValueTask<bool> Reaches(string permission, HazardId id, CancellationToken cancel) => await (await Reached(permission, cancel)).AnyAsync(r => r.Id == id, cancel);

    /// <summary>Whether a right reaches a unit.</summary>
    public async ValueTask<bool> Reaches(string permission, UnitId unit, CancellationToken cancel) => caller.IsProgram || await rights.May(permission, unit.Value, cancel);

    /// <summary>The units that a right reaches; <see langword="null"/> for the whole district.</summary>
    public async ValueTask<UnitId[]?> Units(string permission, CancellationToken cancel) =>
        caller.IsProgram || await rights.Reach(permission, cancel) is not { } reach ? null : [.. reach.Select(UnitId.From)];
}

/// <summary>Loads what a decision about hazards needs, asks whether the right reaches them, and carries it out.</summary>
internal sealed class HazardDesk(
    BihuanContext db, Ledger ledger, TimeProvider clock, Caller caller, HazardSight sight, IOrganisationQueries organisation, IPremisesQueries premises, IFileStore files, PhotographIntake photographs, ChecklistBook book)
{
    public NewIds Ids { get; } = new(clock);

    public BihuanContext Db => db;

    public DateOnly Today => DistrictDay.Today(clock);

    public ChecklistBook Book => book;

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
    public async ValueTask<HazardContext> Context(IReadOnlyCollection<PremisesId> named, IEnumerable<string> hashes, CancellationToken cancel, bool documents = false)
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

        return new(Today, (await organisation.Units(Today, cancel)).Select(u => u.Id).ToHashSet(), await premises.Briefs([.. seen], cancel), stored, book);
    }

    public ValueTask<Result<T>> Carry<T>(Result<Decision<T>> decided, CancellationToken cancel) => ledger.Carry(decided, cancel);

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
