using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>The hazards of one's own firms (本单位隐患), the last found first.</summary>
internal static class ListOwnHazards
{
    /// <param name="Open">Only those of which something is left to do.</param>
    [Needs(FirmPermissions.Own)]
    public sealed record Request(bool Open = false, string? After = null, int? Limit = null) : IQuery<Answer>;

    /// <param name="Firms">The firms that the account acts for.</param>
    public sealed record Answer(IReadOnlyList<string> Firms, Page<HazardLine> Hazards);

    internal sealed class Handler(OwnQueries own) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var sight = await own.Sight(cancel);
            var ids = sight.Ids;
            var rows = own.Db.Set<HazardRow>().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Id));
            return await (request.Open ? rows.Where(r => r.IsOpen) : rows).Part(ListHazards.ByFound, request.After, request.Limit, cancel) switch
            {
                Result<Page<HazardRow>>.Done(var page) => new Answer([.. sight.Firms.Select(f => f.Name)], page.With(await own.Lines(sight, page.Items, cancel))),
                var refused => refused.Map<Answer>(_ => throw new InvalidOperationException()),
            };
        }
    }
}

/// <summary>A hazard as the firm sees it: what is wrong, what the plan asks of it until when, the pictures, and what it told itself; nothing of who found, judged or handed over, nor of
/// other firms.</summary>
internal static class ShowOwnHazard
{
    [Needs(FirmPermissions.Own)]
    public sealed record Request(HazardId Id) : IQuery<View>;

    /// <param name="Line">As in the list, at the firm's own premises.</param>
    /// <param name="Plan">The plan of the present round.</param>
    /// <param name="Accepting">Who accepts.</param>
    /// <param name="Photographs">Of the hazard.</param>
    /// <param name="OpenSpots">Photographs before that have none after yet.</param>
    /// <param name="Statements">What one's own firms told.</param>
    /// <param name="Told">Of them the one that waits to be looked at.</param>
    public sealed record View(
        HazardId Id, HazardLine Line, IReadOnlyList<HazardItem> Items, string? Interim, Demand? Plan, string? Accepting, IReadOnlyList<Photograph> Photographs, IReadOnlyList<SpotExcused> Excused, IReadOnlyList<int> OpenSpots, int Round,
        IReadOnlyList<FirmStatement> Statements, int? Told);

    /// <summary>The five fields of the plan: 责任、措施、资金、时限、预案.</summary>
    public sealed record Demand(string Responsible, string Measures, decimal Money, DateOnly Due, string Emergency);

    internal sealed class Handler(OwnQueries own) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await own.Find(request.Id, cancel) is not var (sight, h))
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var row = await own.Db.Set<HazardRow>().AsNoTracking().SingleAsync(r => r.Id == h.Id, cancel);
            var statements = OwnQueries.Statements(sight, h).ToList();
            return new View(
                h.Id, (await own.Lines(sight, [row], cancel))[0], h.Terms.Items, h.Terms.Interim, h.Plan is { } p ? new(p.Responsible, p.Measures, p.Money, p.Due, p.Emergency) : null,
                row.Accepting is { } unit ? await own.Name(unit, cancel) : null, h.Photographs, h.Excused, h.OpenSpots, h.Round, statements, statements.FirstOrDefault(s => h.Waiting(s.No) is not null)?.No);
        }
    }
}

/// <summary>A photograph of a hazard of one's own firms.</summary>
internal static class OwnHazardFile
{
    [Needs(FirmPermissions.Own)]
    public sealed record Request(HazardId Hazard, string Hash) : IQuery<NewPhotograph>;

    internal sealed class Handler(OwnQueries own) : IHandler<Request, NewPhotograph>
    {
        public async ValueTask<Result<NewPhotograph>> Handle(Request request, CancellationToken cancel) =>
            await own.Find(request.Hazard, cancel) is var (sight, h)
                && h.Photographs.Select(p => p.Taken).Concat(OwnQueries.Statements(sight, h).SelectMany(s => s.Photographs)).FirstOrDefault(p => p.Hash == request.Hash) is { } photograph ? photograph
                : Problem.Coded("PLATFORM-005", nameof(request.Hash));
    }
}

/// <summary>Reads hazards as a firm sees them.</summary>
internal sealed class OwnQueries(HazardQueries queries, HazardSight sight, IPremisesQueries premises)
{
    public Persistence.BihuanContext Db => queries.Db;

    public ValueTask<OwnHazards> Sight(CancellationToken cancel) => sight.Own(cancel);

    /// <summary>A hazard of one's own firms; <see langword="null"/> for any other.</summary>
    public async ValueTask<(OwnHazards Sight, Hazard Hazard)?> Find(HazardId id, CancellationToken cancel) =>
        await Sight(cancel) is var own && own.Places.Contains(id) ? (own, await Db.Set<Hazard>().AsNoTracking().SingleAsync(h => h.Id == id, cancel)) : null;

    /// <summary>What one's own firms told.</summary>
    public static IEnumerable<FirmStatement> Statements(OwnHazards own, Hazard hazard) => hazard.Statements.Where(s => own.Firms.Any(f => f.Id == s.Firm));

    /// <summary>Rows as they are shown: of premises only those that are the firm's own, since a hazard may lie over others', too.</summary>
    public async ValueTask<IReadOnlyList<HazardLine>> Lines(OwnHazards own, IReadOnlyList<HazardRow> rows, CancellationToken cancel)
    {
        var places = rows.ToDictionary(r => r.Id, r => own.Places[r.Id].Select(p => p.Premises).Distinct().ToList());
        var briefs = await premises.Briefs([.. places.Values.SelectMany(p => p).Distinct()], cancel);
        return [.. (await queries.Lines(rows, cancel)).Select(l => l with { Premises = places[l.Id][0], PremisesName = briefs.GetValueOrDefault(places[l.Id][0])?.Name ?? "", MorePremises = places[l.Id].Count - 1 })];
    }

    public async ValueTask<string?> Name(Organisation.UnitId unit, CancellationToken cancel) => (await queries.Names(cancel)).GetValueOrDefault(unit);
}
