using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>Which premises are asked for. Every field narrows.</summary>
/// <param name="Words">In a name or the address.</param>
/// <param name="Kind">The key of a kind.</param>
/// <param name="Street">In this street.</param>
/// <param name="Department">Within the work of this unit.</param>
/// <param name="State">In this state.</param>
/// <param name="Gas">With gas so.</param>
/// <param name="Firm">Used by this firm, now or once.</param>
internal sealed record PremisesFilter(string? Words = null, string? Kind = null, UnitId? Street = null, UnitId? Department = null, RegisterState? State = null, GasUse? Gas = null, EnterpriseId? Firm = null)
{
    public IQueryable<Premises> Of(IQueryable<Premises> premises, BihuanContext db)
    {
        premises = Kind is { Length: > 0 } kind ? premises.Where(p => p.Kind == kind) : premises;
        premises = Street is { } street ? premises.Where(p => p.Street == street) : premises;
        premises = Department is { } department ? premises.Where(p => db.Set<PremisesUnit>().Any(u => u.Premises == p.Id && u.Unit == department)) : premises;
        premises = State is { } state ? premises.Where(p => p.State == state) : premises;
        premises = Gas is { } gas ? premises.Where(p => p.Gas == gas) : premises;
        return Firm is { } firm ? premises.Where(p => db.Set<PremisesFirm>().Where(f => f.Enterprise == firm).Select(f => f.Premises).Contains(p.Id)) : premises;
    }
}

/// <summary>Which firms are asked for. Every field narrows.</summary>
/// <param name="Words">In a name, the code or the address.</param>
/// <param name="Street">In this street.</param>
/// <param name="Department">Within the work of this unit.</param>
/// <param name="State">In this state.</param>
internal sealed record EnterpriseFilter(string? Words = null, UnitId? Street = null, UnitId? Department = null, RegisterState? State = null)
{
    public IQueryable<Enterprise> Of(IQueryable<Enterprise> firms, BihuanContext db)
    {
        firms = Street is { } street ? firms.Where(e => e.Street == street) : firms;
        firms = Department is { } department ? firms.Where(e => db.Set<EnterpriseReach>().Where(r => r.Unit == department).Select(r => r.Enterprise).Contains(e.Id)) : firms;
        return State is { } state ? firms.Where(e => e.State == state) : firms;
    }
}

/// <summary>Which entries a person may see, asked row by row along the list's own index, so that SQLite need not gather all of a unit first: with a right over the whole district all of them, else those that a unit within reach has in its work.</summary>
internal sealed class RegisterQueries(BihuanContext db, IRights rights, IOrganisationQueries organisation, Moment moment)
{
    /// <summary>No chain of merges is longer; a ring in the data ends here.</summary>
    private const int Deepest = 32;

    private Dictionary<UnitId, string>? _names;

    public DateOnly Day => moment.Day;

    public BihuanContext Db => db;

    /// <summary>The units within reach; <see langword="null"/> for the whole district.</summary>
    public async ValueTask<UnitId[]?> Reach(CancellationToken cancel) =>
        await rights.Reach(EnterprisesPermissions.View, cancel) is not { } reach ? null : [.. reach.Select(UnitId.From)];

    public async ValueTask<IQueryable<Premises>> VisiblePremises(CancellationToken cancel)
    {
        var premises = db.Set<Premises>().AsNoTracking().Where(p => p.MergedInto == null);
        return await Reach(cancel) is { } units ? premises.Where(p => db.Set<PremisesUnit>().Any(u => u.Premises == p.Id && units.Contains(u.Unit))) : premises;
    }

    public async ValueTask<IQueryable<Enterprise>> VisibleFirms(CancellationToken cancel)
    {
        var firms = db.Set<Enterprise>().AsNoTracking().Where(e => e.MergedInto == null);
        return await Reach(cancel) is { } units ? firms.Where(e => db.Set<EnterpriseReach>().Any(r => r.Enterprise == e.Id && units.Contains(r.Unit))) : firms;
    }

    /// <summary>The premises that pass a filter and that the person may see. Words that few entries hold are looked up in the index; where they are in more than
    /// it counts, a walk through the list meets them soon, and the names themselves are compared.</summary>
    public async ValueTask<IQueryable<Premises>> Matching(PremisesFilter filter, CancellationToken cancel)
    {
        var visible = filter.Of(await VisiblePremises(cancel), db);
        var (ids, words) = await Words(SearchKind.Premises, filter.Words, cancel);
        if (ids?.Select(PremisesId.From).ToArray() is { } found)
        {
            return visible.Where(p => EF.Parameter(found).Contains(p.Id));
        }

        return words is null ? visible : visible.Where(p => p.Name.Contains(words));
    }

    /// <inheritdoc cref="Matching(PremisesFilter, CancellationToken)"/>
    public async ValueTask<IQueryable<Enterprise>> Matching(EnterpriseFilter filter, CancellationToken cancel)
    {
        var visible = filter.Of(await VisibleFirms(cancel), db);
        var (ids, words) = await Words(SearchKind.Enterprise, filter.Words, cancel);
        if (ids?.Select(EnterpriseId.From).ToArray() is { } found)
        {
            return visible.Where(e => EF.Parameter(found).Contains(e.Id));
        }

        return words is null ? visible : visible.Where(e => e.Name.Contains(words));
    }

    /// <summary>Premises as the person may see them; of a duplicate, those that stayed.</summary>
    public async ValueTask<Premises?> FindPremises(PremisesId id, CancellationToken cancel)
    {
        var stays = await PremisesThatStay(id, cancel);
        return await (await VisiblePremises(cancel)).SingleOrDefaultAsync(p => p.Id == stays, cancel);
    }

    /// <summary>A firm as the person may see it; of a duplicate, the one that stayed.</summary>
    public async ValueTask<Enterprise?> FindFirm(EnterpriseId id, CancellationToken cancel)
    {
        var stays = await FirmThatStays(id, cancel);
        return await (await VisibleFirms(cancel)).SingleOrDefaultAsync(e => e.Id == stays, cancel);
    }

    /// <summary>What was found, with nothing but the reason told of those that the person may not see.</summary>
    public async ValueTask<IReadOnlyList<DuplicateOf>> Masked(IReadOnlyList<DuplicateOf> found, bool isFirm, CancellationToken cancel)
    {
        if (found.Count == 0 || await Reach(cancel) is null)
        {
            return found;
        }

        var (firms, places) = (found.Select(d => EnterpriseId.From(d.Id)).ToArray(), found.Select(d => PremisesId.From(d.Id)).ToArray());
        var seen = isFirm
            ? (await (await VisibleFirms(cancel)).Where(e => EF.Parameter(firms).Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel)).Select(e => e.Value).ToHashSet()
            : (await (await VisiblePremises(cancel)).Where(p => EF.Parameter(places).Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel)).Select(p => p.Value).ToHashSet();
        return [.. found.Select(d => seen.Contains(d.Id) ? d : d with { Name = "enterprises.elsewhere", Address = "" })];
    }

    /// <summary>The firm's own id, or that of the one that it was merged into.</summary>
    public async ValueTask<EnterpriseId> FirmThatStays(EnterpriseId id, CancellationToken cancel)
    {
        for (var steps = 0; steps < Deepest && await db.Set<Enterprise>().AsNoTracking().Where(e => e.Id == id).Select(e => e.MergedInto).SingleOrDefaultAsync(cancel) is { } into; steps++)
        {
            id = into;
        }

        return id;
    }

    /// <summary>The premises' own id, or that of those that they were merged into.</summary>
    public async ValueTask<PremisesId> PremisesThatStay(PremisesId id, CancellationToken cancel)
    {
        for (var steps = 0; steps < Deepest && await db.Set<Premises>().AsNoTracking().Where(p => p.Id == id).Select(p => p.MergedInto).SingleOrDefaultAsync(cancel) is { } into; steps++)
        {
            id = into;
        }

        return id;
    }

    /// <summary>The names of the day's units, read once for a request however many rows it makes.</summary>
    public async ValueTask<IReadOnlyDictionary<UnitId, string>> Names(CancellationToken cancel) => _names ??= (await organisation.Units(Day, cancel)).ToDictionary(u => u.Id, u => u.Name);

    /// <summary>The ids that some words are found by; or the words to compare, where they are in too many; or nothing, where none are asked for.</summary>
    private async ValueTask<(Guid[]? Ids, string? Words)> Words(SearchKind kind, string? typed, CancellationToken cancel)
    {
        if (SearchPhrase.Of(typed ?? "", isPrefix: true) is not { } phrase)
        {
            return (null, null);
        }

        var found = await SearchIndex.Of(db).Find(kind, SearchQuery.All with { Terms = [new([phrase])] }, ISearchIndex.CountCap, after: null, cancel);
        return found.IsCapped ? (null, typed!.Trim()) : ([.. found.Hits.Select(h => h.Group).Distinct()], null);
    }
}
