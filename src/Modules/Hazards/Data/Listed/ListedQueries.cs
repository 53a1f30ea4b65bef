using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>A listing on the board.</summary>
/// <param name="Why">Why the lamp is lit.</param>
/// <param name="Due">The last day as the matter has it.</param>
/// <param name="Progress">What the last visit said.</param>
/// <param name="VisitIsLate">Whether somebody should have visited by now.</param>
internal sealed record ListingLine(
    ListingId Id, HazardId Hazard, string Name, string Address, string Nature, int Items, string Number, string BodyName, string LeadName, string Supervising, string AcceptingName, ListingStage Stage, LampColour? Lamp, string? Why, DateOnly Due,
    DateOnly? LastVisit, DateOnly? NextVisit, bool VisitIsLate, string? Progress, bool IsPublic, ListingEnd? End);

/// <summary>Which listings are asked for. Every field narrows.</summary>
/// <param name="Stage">At this stage.</param>
/// <param name="Lamp">With this lamp at the moment shown.</param>
/// <param name="Unit">With which this unit has to do.</param>
/// <param name="LateVisit">Whether a visit is late.</param>
internal sealed record ListingFilter(ListingStage? Stage = null, LampColour? Lamp = null, UnitId? Unit = null, bool LateVisit = false);

/// <summary>Reads listings as people see them: with the hazard, or for the body that listed.</summary>
internal sealed class ListedQueries(BihuanContext db, HazardSight sight, HazardQueries hazards, IMatters matters)
{
    public DateOnly Day => hazards.Day;

    public HazardQueries Hazards => hazards;

    /// <summary>Where a listing stands, of its own state, the hazard's and the matter's.</summary>
    public static ListingStage StageOf(ListingState listing, HazardRow row) => (listing, row.State, row.MatterState) switch
    {
        (ListingState.Cancelled, _, _) => ListingStage.Cancelled,
        (ListingState.Withdrawn or ListingState.Revoked, _, _) => ListingStage.Withdrawn,
        (_, HazardState.Cancelled, _) => ListingStage.Accepted,
        (_, HazardState.NotMended, _) => ListingStage.NotMended,
        (_, _, MatterState.HandedIn) => ListingStage.HandedIn,
        (_, _, MatterState.Returned) => ListingStage.Returned,
        _ => row.HasPlan ? ListingStage.Rectifying : ListingStage.ToPlan,
    };

    /// <summary>The listings that the person may see.</summary>
    public async ValueTask<IQueryable<Listing>> Visible(CancellationToken cancel)
    {
        var listings = db.Set<Listing>().AsNoTracking().Where(l => l.State != ListingState.Revoked);
        if (await sight.Units(HazardsPermissions.View, cancel) is not { } units)
        {
            return listings;
        }

        var reached = await sight.Reached(HazardsPermissions.View, cancel);
        return listings.Where(l => units.Contains(l.Body) || reached.Any(r => r.Id == l.Hazard));
    }

    /// <summary>Those that pass a filter.</summary>
    public async ValueTask<IQueryable<Listing>> Matching(ListingFilter filter, CancellationToken cancel)
    {
        var (listings, rows, today) = (await Visible(cancel), db.Set<HazardRow>().AsNoTracking(), Day);
        listings = filter.Unit is { } unit ? listings.Where(l => db.Set<HazardUnit>().Any(u => u.Hazard == l.Hazard && u.Unit == unit)) : listings;
        listings = filter.LateVisit ? listings.Where(l => l.NextVisit < today) : listings;
        if (filter.Lamp is { } lamp)
        {
            var lit = rows.Where(r => r.DueAt != null).Where(FollowedLamp.Is<HazardRow>(lamp, hazards.At));
            listings = listings.Where(l => lit.Any(r => r.Id == l.Hazard));
        }

        if (filter.Stage is not { } stage)
        {
            return listings;
        }
        if (stage is ListingStage.Cancelled or ListingStage.Withdrawn)
        {
            var ended = stage is ListingStage.Cancelled ? ListingState.Cancelled : ListingState.Withdrawn;
            return listings.Where(l => l.State == ended);
        }

        var standing = At(rows, stage);
        return listings.Where(l => l.State == ListingState.Listed && standing.Any(r => r.Id == l.Hazard));
    }

    /// <summary>A listing, if the person may see it.</summary>
    public async ValueTask<Listing?> Find(ListingId id, CancellationToken cancel) => await (await Visible(cancel)).SingleOrDefaultAsync(l => l.Id == id, cancel);

    /// <summary>The listing that a hazard is or was under last, if the person may see it.</summary>
    public async ValueTask<Listing?> LastOf(HazardId hazard, CancellationToken cancel) => await (await Visible(cancel)).Where(l => l.Hazard == hazard).OrderByDescending(l => l.Id).FirstOrDefaultAsync(cancel);

    /// <summary>Where a listing stands, for the program; <see langword="null"/> where it is gone.</summary>
    public async ValueTask<ListingStage?> StageOf(ListingId id, CancellationToken cancel) =>
        await db.Set<Listing>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && l.State != ListingState.Revoked, cancel) is { } listing
        && await db.Set<HazardRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == listing.Hazard, cancel) is { } row ? StageOf(listing.State, row) : null;

    /// <summary>Listings as they are shown, in their order.</summary>
    public async ValueTask<IReadOnlyList<ListingLine>> Lines(IReadOnlyList<Listing> listings, CancellationToken cancel)
    {
        var ids = listings.Select(l => l.Hazard).Distinct().ToArray();
        var rows = await db.Set<HazardRow>().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var (names, standings, today) = (await hazards.Names(cancel), await matters.For(HazardProjection.Module, [.. rows.Values.Select(r => Hazard.KeyOf(r.Id, r.Round))], cancel), Day);
        return
        [
            .. listings.Select(l =>
            {
                var row = rows[l.Hazard];
                var matter = standings.GetValueOrDefault(Hazard.KeyOf(row.Id, row.Round));
                return new ListingLine(
                    l.Id, l.Hazard, l.Terms.Name!, l.Terms.Address!, l.Terms.Nature!, row.Items, l.Terms.Number, Name(l.Body), Name(row.InCharge), string.Join('、', l.Terms.Supervising.Select(u => Name(u))), Name(l.Terms.Accepting),
                    StageOf(l.State, row), matter?.Lamp, matter?.Why, row.DueDay ?? l.Due, l.LastVisit, l.NextVisit, l.NextVisit < today, l.Visits is [.., var last] ? last.Progress : null, l.IsPublic, l.End);
            }),
        ];

        string Name(UnitId? unit) => unit is { } id ? names.GetValueOrDefault(id) ?? "" : "";
    }

    private static IQueryable<HazardRow> At(IQueryable<HazardRow> rows, ListingStage stage) => stage switch
    {
        ListingStage.Accepted => rows.Where(r => r.State == HazardState.Cancelled),
        ListingStage.NotMended => rows.Where(r => r.State == HazardState.NotMended),
        ListingStage.HandedIn => rows.Where(r => r.State == HazardState.Rectifying && r.MatterState == MatterState.HandedIn),
        ListingStage.Returned => rows.Where(r => r.State == HazardState.Rectifying && r.MatterState == MatterState.Returned),
        var other => rows.Where(r => r.State == HazardState.Rectifying && r.HasPlan == (other == ListingStage.Rectifying) && (r.MatterState == null || (r.MatterState != MatterState.HandedIn && r.MatterState != MatterState.Returned))),
    };
}
