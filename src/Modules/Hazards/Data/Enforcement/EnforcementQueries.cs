using System.Linq.Expressions;
using Bihuan.Enterprises;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>How the term of an order stands (责令限期改正的期限).</summary>
internal enum OrderTerm
{
    /// <summary>超期未改正.</summary>
    Over,

    /// <summary>期限内.</summary>
    Running,

    /// <summary>已改正.</summary>
    Done,
}

/// <summary>Which enforcement records are asked for. Every field narrows.</summary>
/// <param name="Kind">Of this kind.</param>
/// <param name="Field">In this field of safety.</param>
/// <param name="Unit">By this unit, or one below it.</param>
/// <param name="Premises">In these premises.</param>
/// <param name="Firm">Against this firm.</param>
/// <param name="Hazard">Resting on this hazard.</param>
/// <param name="From">Of this day or later.</param>
/// <param name="To">Of this day or earlier.</param>
/// <param name="Annulled">Whether annulled.</param>
/// <param name="Term">Orders whose term stands so on the day shown.</param>
internal sealed record EnforcementFilter(
    EnforcementKind? Kind = null, HazardCategory? Field = null, UnitId? Unit = null, PremisesId? Premises = null, EnterpriseId? Firm = null, HazardId? Hazard = null, DateOnly? From = null, DateOnly? To = null, bool? Annulled = null, OrderTerm? Term = null);

/// <summary>An enforcement record in a list.</summary>
/// <param name="Amount">The fine in yuan.</param>
/// <param name="Until">Of an order: the last day to put it right.</param>
/// <param name="Term">Of an order: how its term stands on the day shown.</param>
internal sealed record EnforcementLine(
    EnforcementId Id, EnforcementKind Kind, HazardCategory Field, string Number, DateOnly Day, UnitId Unit, string? UnitName, PremisesId? Premises, string? PremisesName, EnterpriseId? Firm, string? FirmName, decimal? Amount, DateOnly? Until,
    DateOnly? AnnulledOn, int Amendments, OrderTerm? Term = null);

/// <summary>Reads enforcement records as people see them: those of units within reach, and those that rest on a hazard within reach.</summary>
internal sealed class EnforcementQueries(BihuanContext db, HazardSight sight, HazardQueries hazards, IOrganisationQueries organisation, IPremisesQueries premises)
{
    public BihuanContext Db => db;

    public DateOnly Day => hazards.Day;

    /// <summary>The records that a right reaches.</summary>
    public async ValueTask<IQueryable<EnforcementRecord>> Reached(CancellationToken cancel)
    {
        var rows = db.Set<EnforcementRecord>().AsNoTracking();
        return await sight.Units(HazardsPermissions.View, cancel) is { } units
            ? rows.Where(r => units.Contains(r.Unit) || db.Set<EnforcementHazard>().Any(h => h.Record == r.Id && db.Set<HazardUnit>().Any(u => u.Hazard == h.Hazard && units.Contains(u.Unit)))) : rows;
    }

    /// <summary>The records that pass a filter and that the person may see.</summary>
    public async ValueTask<IQueryable<EnforcementRecord>> Matching(EnforcementFilter filter, CancellationToken cancel)
    {
        var rows = await Reached(cancel);
        rows = filter.Kind is { } kind ? rows.Where(r => r.Kind == kind) : rows;
        rows = filter.Field is { } field ? rows.Where(r => r.Field == field) : rows;
        if (filter.Unit is { } unit)
        {
            var below = await Below(unit, cancel);
            rows = rows.Where(r => below.Contains(r.Unit));
        }

        if (filter.Premises is { } place)
        {
            var same = (await premises.Same([place], cancel)).Select(p => (PremisesId?)p).ToArray();
            rows = rows.Where(r => EF.Parameter(same).Contains(r.Premises));
        }

        if (filter.Firm is { } firm)
        {
            var same = (await premises.Same(firm, cancel)).Select(f => (EnterpriseId?)f).ToArray();
            rows = rows.Where(r => EF.Parameter(same).Contains(r.Firm));
        }

        rows = filter.Hazard is { } hazard ? rows.Where(r => db.Set<EnforcementHazard>().Any(h => h.Record == r.Id && h.Hazard == hazard)) : rows;
        rows = filter.From is { } from ? rows.Where(r => r.Day >= from) : rows;
        rows = filter.To is { } to ? rows.Where(r => r.Day <= to) : rows;
        rows = filter.Term is { } term ? Standing(rows, term) : rows;
        return filter.Annulled is { } annulled ? rows.Where(r => r.AnnulledOn != null == annulled) : rows;
    }

    /// <summary>Orders in force whose term stands so. Carried out is what a second look showed, or what rests on hazards that are all cancelled since.</summary>
    public IQueryable<EnforcementRecord> Standing(IQueryable<EnforcementRecord> rows, OrderTerm term)
    {
        var (today, links, hazards) = (Day, db.Set<EnforcementHazard>(), db.Set<HazardRow>());
        var orders = rows.Where(r => r.Until != null && r.AnnulledOn == null);
        Expression<Func<EnforcementRecord, bool>> isDone = r => r.CompliedOn != null || (links.Any(l => l.Record == r.Id) && !links.Any(l => l.Record == r.Id && hazards.Any(h => h.Id == l.Hazard && h.State != HazardState.Cancelled)));
        if (term is OrderTerm.Done)
        {
            return orders.Where(isDone);
        }

        var open = orders.Where(Expression.Lambda<Func<EnforcementRecord, bool>>(Expression.Not(isDone.Body), isDone.Parameters));
        return term is OrderTerm.Over ? open.Where(r => r.Until < today) : open.Where(r => r.Until >= today);
    }

    /// <summary>A unit and those below it on the day shown.</summary>
    public async ValueTask<UnitId[]> Below(UnitId unit, CancellationToken cancel) => [.. await organisation.Subtree(unit, Day, cancel), unit];

    /// <summary>Records as they are shown, in their order.</summary>
    public async ValueTask<IReadOnlyList<EnforcementLine>> Lines(IReadOnlyList<EnforcementRecord> rows, CancellationToken cancel)
    {
        var (names, places) = (await hazards.Names(cancel), await premises.Briefs([.. rows.Select(r => r.Premises).OfType<PremisesId>().Distinct()], cancel));
        var ids = rows.Where(r => r.Until is not null && r.AnnulledOn is null).Select(r => r.Id).ToArray();
        var done = ids.Length == 0 ? [] : (await Standing(db.Set<EnforcementRecord>().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Id)), OrderTerm.Done).Select(r => r.Id).ToListAsync(cancel)).ToHashSet();
        var firms = await premises.Firms([.. rows.Select(r => r.Firm).OfType<EnterpriseId>().Distinct()], cancel);
        return
        [
            .. rows.Select(r => new EnforcementLine(
                r.Id, r.Kind, r.Field, r.Number, r.Day, r.Unit, names.GetValueOrDefault(r.Unit), r.Premises, r.Premises is { } place ? places.GetValueOrDefault(place)?.Name : null, r.Firm,
                r.Firm is { } firm ? firms.GetValueOrDefault(firm)?.Name : null, r.Amount, r.Until, r.AnnulledOn, r.Amendments.Count,
                r.Until is not { } until || r.AnnulledOn is not null ? null : done.Contains(r.Id) ? OrderTerm.Done : until < Day ? OrderTerm.Over : OrderTerm.Running)),
        ];
    }

    /// <summary>A record, if the person may see it.</summary>
    public async ValueTask<EnforcementRecord?> Find(EnforcementId id, CancellationToken cancel) => await (await Reached(cancel)).SingleOrDefaultAsync(r => r.Id == id, cancel);
}
