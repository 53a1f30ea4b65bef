using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Premises like those of a hazard (举一反三), with whether each was looked at since.</summary>
internal static class FindSimilar
{
    public const int Most = 100;

    /// <param name="SameStreet">Only those in its street.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(HazardId Hazard, bool SameStreet = false) : IQuery<IReadOnlyList<Row>>;

    /// <param name="LookedAt">The last inspection since the hazard was found.</param>
    /// <param name="IsAsked">Whether somebody was asked to look and has not yet.</param>
    public sealed record Row(PremisesId Id, string Name, string Address, UnitId? Street, string? StreetName, DateOnly? LookedAt, bool IsAsked);

    internal sealed class Handler(HazardQueries queries, IPremisesQueries premises) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Hazard, cancel) is not var (hazard, _))
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Hazard));
            }

            var found = await premises.Similar(hazard.Terms.Premises[0], Most, cancel);
            var seen = await premises.Sees([.. found.Select(p => p.Id)], cancel);
            var like = found.Where(p => seen.Contains(p.Id) && !hazard.Terms.Premises.Contains(p.Id) && (!request.SameStreet || p.Street == hazard.Terms.Street)).ToList();
            var (ids, since, names) = (await premises.Same([.. like.Select(p => p.Id)], cancel), hazard.FoundOn, await queries.Names(cancel));
            var visits = await queries.Db.Set<InspectionRecord>().AsNoTracking().Where(i => EF.Parameter(ids).Contains(i.Premises) && i.Day >= since).GroupBy(i => i.Premises).Select(g => new { g.Key, Day = g.Max(i => i.Day) }).ToListAsync(cancel);
            var checks = await queries.Db.Set<SimilarCheck>().AsNoTracking().Where(c => c.Hazard == hazard.Id && c.DoneOn == null).Select(c => c.Premises).ToListAsync(cancel);
            var stays = await premises.Briefs([.. visits.Select(v => v.Key), .. checks], cancel);
            var looked = visits.GroupBy(v => stays[v.Key].Id).ToDictionary(g => g.Key, g => g.Max(v => v.Day));
            var asked = checks.Select(c => stays[c].Id).ToHashSet();
            return like.ConvertAll(p => new Row(p.Id, p.Name, p.Address, p.Street, p.Street is { } street ? names.GetValueOrDefault(street) : null, looked.TryGetValue(p.Id, out var day) ? day : null, asked.Contains(p.Id)));
        }
    }
}

/// <summary>Has similar premises looked at (布置举一反三排查): each stays to be checked until an inspection closes it.</summary>
internal static class AskSimilarChecks
{
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(HazardId Hazard, IReadOnlyList<PremisesId> Premises) : ICommand<int>;

    /// <param name="open">Premises that are to be checked for it already.</param>
    public static Result<Decision<int>> Decide(Hazard hazard, IReadOnlyList<PremisesId> premises, IReadOnlyCollection<PremisesId> open, HazardContext context, Func<SimilarCheckId> ids)
    {
        if (premises.Count is 0 or > FindSimilar.Most)
        {
            return Problem.Coded("HAZ-101", nameof(Request.Premises), HazardCheck.Figure(FindSimilar.Most));
        }
        if (premises.Any(p => !context.Premises.ContainsKey(p)))
        {
            return Problem.Coded("HAZ-103", nameof(Request.Premises));
        }

        List<Change> changes = [];
        foreach (var place in premises.Select(p => context.Premises[p]).DistinctBy(p => p.Id).Where(p => !open.Contains(p.Id) && !hazard.Terms.Premises.Contains(p.Id)))
        {
            // Whose ground it is looks; where nobody's is known, whoever has the hazard in charge.
            var unit = place.Territory ?? place.Street ?? hazard.Lead ?? hazard.Finder.Unit;
            changes.Add(new(new SimilarCheck(), new SimilarCheckAsked(ids(), hazard.Id, place.Id, unit)));
        }

        return new Decision<int>(changes.Count, changes);
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, int>
    {
        public ValueTask<Result<int>> Handle(Request request, CancellationToken cancel) => desk.On<int>(
            request.Hazard, HazardsPermissions.Handle, async hazard => Decide(
                hazard, request.Premises, await desk.Db.Set<SimilarCheck>().AsNoTracking().Where(c => c.Hazard == hazard.Id && c.DoneOn == null).Select(c => c.Premises).ToListAsync(cancel), await desk.Context(request.Premises, [], cancel),
                desk.Ids.New<SimilarCheckId>), cancel);
    }
}

/// <summary>Premises that somebody is to look at (待排查), for the units within reach.</summary>
internal static class ListSimilarChecks
{
    private static readonly Persistence.Keyset<SimilarCheck> ById = new Persistence.Keyset<SimilarCheck>().By(c => c.Id);

    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(string? After = null, int? Limit = null) : IQuery<Page<Line>>;

    public sealed record Line(SimilarCheckId Id, HazardId Hazard, PremisesId Premises, string PremisesName, UnitId Unit, string? UnitName);

    internal sealed class Handler(HazardQueries queries, HazardSight sight, IPremisesQueries premises) : IHandler<Request, Page<Line>>
    {
        public async ValueTask<Result<Page<Line>>> Handle(Request request, CancellationToken cancel)
        {
            var rows = queries.Db.Set<SimilarCheck>().AsNoTracking().Where(c => c.DoneOn == null);
            rows = await sight.Units(HazardsPermissions.View, cancel) is { } units ? rows.Where(c => units.Contains(c.Unit)) : rows;
            var part = await rows.Part(ById, request.After, request.Limit, cancel);
            if (part is not Result<Page<SimilarCheck>>.Done(var page))
            {
                return part.Map<Page<Line>>(_ => null!);
            }

            var (names, places) = (await queries.Names(cancel), await premises.Briefs([.. page.Items.Select(c => c.Premises).Distinct()], cancel));
            return page.With<Line>([.. page.Items.Select(c => new Line(c.Id, c.Hazard, c.Premises, places.GetValueOrDefault(c.Premises)?.Name ?? "", c.Unit, names.GetValueOrDefault(c.Unit)))]);
        }
    }
}
