using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>A hazard in a list.</summary>
/// <param name="Lamp">Its matter's lamp at the moment shown.</param>
/// <param name="PremisesName">The first premises.</param>
/// <param name="InChargeName">The unit in charge.</param>
internal sealed record HazardLine(
    HazardId Id, HazardState State, HazardGrade? Grade, HazardCategory Category, string Title, string Place, int Items, PremisesId Premises, string PremisesName, int MorePremises, UnitId? Street, string? StreetName, UnitId? InCharge,
    string? InChargeName, DateOnly FoundOn, DateOnly? DueDay, LampColour? Lamp, DateOnly? CancelledOn);

/// <summary>Which hazards are asked for. Every field narrows.</summary>
/// <param name="State">In this state.</param>
/// <param name="Open">Whether anything is left to do.</param>
/// <param name="Grade">Of this grade.</param>
/// <param name="Category">Of this category.</param>
/// <param name="Street">In this street.</param>
/// <param name="Unit">In charge of this unit.</param>
/// <param name="Premises">In these premises.</param>
/// <param name="Lamp">With this lamp at the moment shown.</param>
/// <param name="FoundFrom">Found on this day or later.</param>
/// <param name="FoundTo">Found on this day or earlier.</param>
/// <param name="DueFrom">Due on this day or later.</param>
/// <param name="DueTo">Due on this day or earlier.</param>
internal sealed record HazardFilter(
    HazardState? State = null, bool? Open = null, HazardGrade? Grade = null, HazardCategory? Category = null, UnitId? Street = null, UnitId? Unit = null, PremisesId? Premises = null, LampColour? Lamp = null,
    DateOnly? FoundFrom = null, DateOnly? FoundTo = null, DateOnly? DueFrom = null, DateOnly? DueTo = null)
{
    /// <summary>The same over the overview.</summary>
    public OverviewFilter Overview => new(State, Open, Grade, Category, Street, Lamp, null, null, Premises, FoundFrom, FoundTo, InCharge: Unit, DueFrom: DueFrom, DueTo: DueTo, WithDropped: true);
}

/// <summary>Reads hazards as people see them.</summary>
internal sealed class HazardQueries(Persistence.BihuanContext db, HazardSight sight, IOrganisationQueries organisation, IPremisesQueries premises, Moment moment, TimeProvider clock)
{
    private Dictionary<UnitId, string>? _names;

    public DateOnly Day => moment.Day;

    /// <summary>The moment whose lamps are shown: now, or the end of the past day that was chosen.</summary>
    public DateTimeOffset At => moment.IsPast ? DistrictDay.End(moment.Day).AddTicks(-1) : clock.GetUtcNow();

    public Persistence.BihuanContext Db => db;

    /// <summary>The hazards that pass a filter and that the person may see.</summary>
    public async ValueTask<IQueryable<HazardRow>> Matching(HazardFilter filter, CancellationToken cancel)
    {
        var rows = await sight.Reached(HazardsPermissions.View, cancel);
        rows = filter.State is { } state ? rows.Where(r => r.State == state) : rows;
        rows = filter.Open is { } open ? rows.Where(r => r.IsOpen == open) : rows;
        rows = filter.Grade is { } grade ? rows.Where(r => r.Grade == grade) : rows;
        rows = filter.Category is { } category ? rows.Where(r => r.Category == category) : rows;
        rows = filter.Street is { } street ? rows.Where(r => r.Street == street) : rows;
        rows = filter.Unit is { } unit ? rows.Where(r => r.InCharge == unit) : rows;
        if (filter.Premises is { } place)
        {
            var same = await premises.Same([place], cancel);
            rows = rows.Where(r => db.Set<HazardPremises>().Where(p => EF.Parameter(same).Contains(p.Premises)).Select(p => p.Hazard).Contains(r.Id));
        }

        rows = filter.FoundFrom is { } from ? rows.Where(r => r.FoundOn >= from) : rows;
        rows = filter.FoundTo is { } to ? rows.Where(r => r.FoundOn <= to) : rows;
        rows = filter.DueFrom is { } dueFrom ? rows.Where(r => r.DueAt != null && r.DueDay >= dueFrom) : rows;
        rows = filter.DueTo is { } dueTo ? rows.Where(r => r.DueAt != null && r.DueDay <= dueTo) : rows;

        // Only what is due has a lamp: so the index of what is due is walked.
        return filter.Lamp is { } lamp ? rows.Where(r => r.DueAt != null).Where(FollowedLamp.Is<HazardRow>(lamp, At)) : rows;
    }

    /// <summary>Rows as they are shown, in their order.</summary>
    public async ValueTask<IReadOnlyList<HazardLine>> Lines(IReadOnlyList<HazardRow> rows, CancellationToken cancel)
    {
        var (names, places, lamp) = (await Names(cancel), await premises.Briefs([.. rows.Select(r => r.Premises).Distinct()], cancel), FollowedLamp.At<HazardRow>(At).Compile());
        return
        [
            .. rows.Select(r => new HazardLine(
                r.Id, r.State, r.Grade, r.Category, r.Title, r.Place, r.Items, places.GetValueOrDefault(r.Premises)?.Id ?? r.Premises, places.GetValueOrDefault(r.Premises)?.Name ?? "", r.MorePremises, r.Street, Name(r.Street), r.InCharge, Name(r.InCharge), r.FoundOn, r.DueDay,
                lamp(r), r.CancelledOn)),
        ];

        string? Name(UnitId? unit) => unit is { } id ? names.GetValueOrDefault(id) : null;
    }

    /// <summary>The names of the day's units, read once for a request.</summary>
    public async ValueTask<IReadOnlyDictionary<UnitId, string>> Names(CancellationToken cancel) => _names ??= (await organisation.Units(Day, cancel)).ToDictionary(u => u.Id, u => u.Name);

    /// <summary>A hazard, if the person may see it.</summary>
    public async ValueTask<(Hazard Hazard, HazardRow Row)?> Find(HazardId id, CancellationToken cancel) =>
        await sight.Find(HazardsPermissions.View, id, cancel) is { } row ? (await db.Set<Hazard>().AsNoTracking().SingleAsync(h => h.Id == id, cancel), row) : null;
}
