using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>The board of listed supervision (挂牌督办台账), in parts, the first due first.</summary>
internal static class ListListings
{
    private static readonly Keyset<Listing> ByDue = new Keyset<Listing>().By(l => l.Due).By(l => l.Id);

    /// <param name="Stage">At this stage.</param>
    /// <param name="Lamp">With this lamp.</param>
    /// <param name="Unit">With which this unit has to do.</param>
    /// <param name="LateVisit">Whether a visit is late.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(ListingStage? Stage = null, LampColour? Lamp = null, UnitId? Unit = null, bool? LateVisit = null, string? After = null, int? Limit = null) : IQuery<Page<ListingLine>>;

    internal sealed class Handler(ListedQueries queries) : IHandler<Request, Page<ListingLine>>
    {
        public async ValueTask<Result<Page<ListingLine>>> Handle(Request request, CancellationToken cancel)
        {
            var part = await (await queries.Matching(new(request.Stage, request.Lamp, request.Unit, request.LateVisit == true), cancel)).Part(ByDue, request.After, request.Limit, cancel);
            return part is Result<Page<Listing>>.Done(var page) ? page.With(await queries.Lines(page.Items, cancel)) : part.Map<Page<ListingLine>>(_ => null!);
        }
    }
}

/// <summary>How many listings stand where (督办概览), of those that the person may see.</summary>
internal static class CountListings
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyDictionary<ListingStage, int>>;

    internal sealed class Handler(ListedQueries queries) : IHandler<Request, IReadOnlyDictionary<ListingStage, int>>
    {
        public async ValueTask<Result<IReadOnlyDictionary<ListingStage, int>>> Handle(Request request, CancellationToken cancel)
        {
            Dictionary<ListingStage, int> counts = [];
            foreach (var stage in Enum.GetValues<ListingStage>())
            {
                counts[stage] = await (await queries.Matching(new(stage), cancel)).CountAsync(cancel);
            }

            return counts;
        }
    }
}

/// <summary>A listing's page (挂牌督办详情).</summary>
internal static class ShowListing
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(ListingId Id) : IQuery<View>;

    /// <param name="Line">As on the board.</param>
    /// <param name="Items">What is wrong.</param>
    /// <param name="Duties">Who visits by when next.</param>
    /// <param name="Matter">How the hazard's matter stands.</param>
    /// <param name="AcceptedOn">When it was accepted as fulfilled.</param>
    /// <param name="Units">The names of the units that appear.</param>
    /// <param name="Why">The rule by which the accepting unit is competent, where there is one.</param>
    /// <param name="MayList">Whether the person may publish, delay, withdraw and notify for the body that listed.</param>
    /// <param name="MayWork">Whether the person may hang plates and record visits.</param>
    /// <param name="MayCancel">Whether the person may issue the notice of cancellation.</param>
    /// <param name="EnteredOn">When the decision was entered or adopted.</param>
    public sealed record View(
        ListingId Id, int Version, ListingLine Line, ListingTerms Terms, IReadOnlyList<HazardItem> Items, IReadOnlyList<VisitDuty> Duties, IReadOnlyList<Plate> Plates, IReadOnlyList<Publicity> Publicities, IReadOnlyList<ListingVisit> Visits,
        IReadOnlyList<ListingDelay> Delays, IReadOnlyList<ListingNotice> Notices, ListingEnd? End, MatterStanding? Matter, DateOnly? AcceptedOn, IReadOnlyDictionary<UnitId, string> Units, Competence? Why, bool MayList, bool MayWork, bool MayCancel,
        DateOnly EnteredOn);

    internal sealed class Handler(ListedQueries queries, HazardSight sight, IMatters matters, ListingRules rules) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Id, cancel) is not { } l || await queries.Hazards.Db.Set<Hazard>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == l.Hazard, cancel) is not { } hazard)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var names = await queries.Hazards.Names(cancel);
            var units = l.Units.Concat(l.Visits.Select(v => v.By)).Concat(l.Plates.Select(p => p.By)).Concat(l.Plates.Select(p => p.OffBy).OfType<UnitId>()).Concat(l.Notices.Select(n => n.Issuer)).Distinct();
            return new View(
                l.Id, l.Version, (await queries.Lines([l], cancel))[0], l.Terms, hazard.Terms.Items, l.Duties, l.Plates, l.Publicities, l.Visits, l.Delays, l.Notices, l.End, await matters.For(HazardProjection.Module, hazard.MatterKey, cancel),
                hazard.State is HazardState.Cancelled ? hazard.End?.On : null, units.ToDictionary(u => u, u => names.GetValueOrDefault(u) ?? ""), rules.For(hazard.Terms.Category, l.Terms.DecidedOn),
                await sight.Reaches(HazardsPermissions.List, l.Body, cancel), await sight.Reaches(HazardsPermissions.Register, hazard.Id, cancel), await sight.Reaches(HazardsPermissions.Handle, l.Terms.Accepting!.Value, cancel), l.EnteredOn);
        }
    }
}
