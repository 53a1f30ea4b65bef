using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>A major problem in a list.</summary>
/// <param name="Lamp">Its matter's lamp at the moment shown.</param>
internal sealed record MajorProblemLine(
    MajorProblemId Id, MajorProblemState State, string Title, UnitId Unit, string? UnitName, UnitId InCharge, string? InChargeName, DateOnly ReportedOn, DateOnly? DueDay, LampColour? Lamp, DateOnly? ClosedOn, DateOnly? SentBackOn, int Hazards);

/// <summary>The lists of major problems (问题清单), each with how many the person may see.</summary>
internal static class ListProblemLists
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    /// <param name="Waiting">Reported, and waiting for the keeper.</param>
    /// <param name="Open">In the works, sent back or not mended.</param>
    /// <param name="Overdue">Of these past their last day.</param>
    /// <param name="Closed">Closed.</param>
    public sealed record Row(ProblemListId Id, string Name, ListTheme Theme, string? KeeperName, bool IsRetired, int Waiting, int Open, int Overdue, int Closed);

    internal sealed class Handler(HazardQueries queries, HazardSight sight) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var (names, at) = (await queries.Names(cancel), queries.At);
            var counts = await (await sight.Problems(HazardsPermissions.View, cancel)).GroupBy(r => new { r.List, r.State, Late = r.DueAt != null && r.DueAt <= at }).Select(g => new { g.Key.List, g.Key.State, g.Key.Late, Count = g.Count() }).ToListAsync(cancel);
            var lists = await queries.Db.Set<ProblemList>().AsNoTracking().ToListAsync(cancel);
            return lists.OrderBy(l => l.Terms.IsRetired).ThenBy(l => l.Terms.Theme).ThenBy(l => l.Terms.Name, StringComparer.Ordinal).Select(l =>
            {
                int Of(params MajorProblemState[] states) => counts.Where(c => c.List == l.Id && states.Contains(c.State)).Sum(c => c.Count);
                return new Row(
                    l.Id, l.Terms.Name, l.Terms.Theme, names.GetValueOrDefault(l.Terms.Keeper), l.Terms.IsRetired, Of(MajorProblemState.Reported), Of(MajorProblemState.Rectifying, MajorProblemState.SentBack, MajorProblemState.NotMended),
                    counts.Where(c => c.List == l.Id && c.Late).Sum(c => c.Count), Of(MajorProblemState.Closed));
            }).ToList();
        }
    }
}

/// <summary>A list of major problems, as it is kept.</summary>
internal static class ShowProblemList
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(ProblemListId Id) : IQuery<View>;

    /// <param name="Names">Of the units that appear.</param>
    /// <param name="MayKeep">Whether the person keeps it.</param>
    public sealed record View(ProblemListId Id, int Version, ProblemListTerms Terms, IReadOnlyDictionary<UnitId, string> Names, bool MayKeep);

    internal sealed class Handler(HazardQueries queries, ListDesk desk) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel) =>
            await queries.Db.Set<ProblemList>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == request.Id, cancel) is { } list
                ? new View(list.Id, list.Version, list.Terms, await queries.Names(cancel), await desk.Keeps(list, cancel)) : Problem.Coded("PLATFORM-005", nameof(request.Id));
    }
}

/// <summary>The problems of a list in parts, the last reported first.</summary>
internal static class ListProblems
{
    private static readonly Keyset<MajorProblemRow> ByDay = new Keyset<MajorProblemRow>().By(r => r.ReportedOn, descending: true).By(r => r.Id, descending: true);

    /// <param name="State">In this state.</param>
    /// <param name="Unit">Reported by this unit, or in its charge.</param>
    /// <param name="Lamp">With this lamp.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(ProblemListId List, MajorProblemState? State = null, UnitId? Unit = null, LampColour? Lamp = null, string? After = null, int? Limit = null) : IQuery<Page<MajorProblemLine>>;

    internal sealed class Handler(HazardQueries queries, HazardSight sight) : IHandler<Request, Page<MajorProblemLine>>
    {
        public async ValueTask<Result<Page<MajorProblemLine>>> Handle(Request request, CancellationToken cancel)
        {
            var (list, at) = (request.List, queries.At);
            var rows = (await sight.Problems(HazardsPermissions.View, cancel)).Where(r => r.List == list);
            rows = request.State is { } state ? rows.Where(r => r.State == state) : rows;
            rows = request.Unit is { } unit ? rows.Where(r => r.Unit == unit || r.InCharge == unit) : rows;
            rows = request.Lamp is { } lamp ? rows.Where(r => r.DueAt != null).Where(FollowedLamp.Is<MajorProblemRow>(lamp, at)) : rows;
            var part = await rows.Part(ByDay, request.After, request.Limit, cancel);
            if (part is not Result<Page<MajorProblemRow>>.Done(var page))
            {
                return part.Map<Page<MajorProblemLine>>(_ => null!);
            }

            var (names, lit) = (await queries.Names(cancel), FollowedLamp.At<MajorProblemRow>(at).Compile());
            return page.With<MajorProblemLine>([.. page.Items.Select(r => LineOf(r, names, lit))]);
        }
    }

    public static MajorProblemLine LineOf(MajorProblemRow r, IReadOnlyDictionary<UnitId, string> names, Func<MajorProblemRow, LampColour?> lamp) =>
        new(r.Id, r.State, r.Title, r.Unit, names.GetValueOrDefault(r.Unit), r.InCharge, names.GetValueOrDefault(r.InCharge), r.ReportedOn, r.DueDay, lamp(r), r.ClosedOn, r.SentBackOn, r.Hazards);
}

/// <summary>A major problem's page.</summary>
internal static class ShowProblem
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(MajorProblemId Id) : IQuery<View>;

    /// <param name="Hazards">Those of its hazards that the person may see.</param>
    /// <param name="Hidden">How many more there are.</param>
    /// <param name="LeaderTitle">The leader who owns it, by post.</param>
    /// <param name="MayKeep">Whether the person keeps its list.</param>
    /// <param name="MayEdit">Whether the person handles for the unit that reported it.</param>
    /// <param name="MayAnalyse">Whether the person handles for the unit in charge.</param>
    public sealed record View(
        MajorProblemId Id, int Version, ProblemListId List, string ListName, UnitId Keeper, MajorProblemLine Line, MajorProblemTerms Terms, string? Why, int Round, Assignment? Assignment, string? LeaderTitle, Analysis? Analysis, IReadOnlyList<SendingBack> SentBack,
        MatterEnd? End, DateOnly? EndedOn, IReadOnlyList<HazardLine> Hazards, int Hidden, MatterStanding? Matter, IReadOnlyDictionary<UnitId, string> Names, bool MayKeep, bool MayEdit, bool MayAnalyse);

    internal sealed class Handler(HazardQueries queries, HazardSight sight, ListDesk desk, IMatters matters, IOrganisationQueries organisation) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var id = request.Id;
            if (await (await sight.Problems(HazardsPermissions.View, cancel)).SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } row)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var p = await queries.Db.Set<MajorProblem>().AsNoTracking().SingleAsync(x => x.Id == id, cancel);
            var list = await queries.Db.Set<ProblemList>().AsNoTracking().SingleAsync(l => l.Id == p.List, cancel);
            var (names, keeps, hazards) = (await queries.Names(cancel), await desk.Keeps(list, cancel), p.Terms.Hazards.ToArray());
            IReadOnlyList<HazardLine> seen = hazards.Length == 0 ? []
                : await queries.Lines(await (await sight.Reached(HazardsPermissions.View, cancel)).Where(r => EF.Parameter(hazards).Contains(r.Id)).OrderByDescending(r => r.FoundOn).ThenBy(r => r.Id).ToListAsync(cancel), cancel);
            string? leader = null;
            if (p.Assignment?.Leader is { } post)
            {
                var holders = await organisation.HoldersOf(post, queries.Day, cancel);
                leader = holders.Count > 0 ? string.Join(' ', names.GetValueOrDefault(holders[0].Unit), holders[0].Title, holders[0].Name) : await organisation.TitleOf(post, cancel);
            }

            return new View(
                p.Id, p.Version, list.Id, list.Terms.Name, list.Terms.Keeper, ListProblems.LineOf(row, names, FollowedLamp.At<MajorProblemRow>(queries.At).Compile()), p.Terms, p.Why, p.Round, p.Assignment, leader, p.Analysis, p.SentBack, p.End, p.EndedOn, seen,
                hazards.Length - seen.Count, p.Round > 0 ? await matters.For(HazardProjection.Module, p.MatterKey, cancel) : null, names, keeps, keeps || await sight.Reaches(HazardsPermissions.Handle, p.Unit, cancel),
                keeps || (p.Assignment is { } a && await sight.Reaches(HazardsPermissions.Handle, a.Lead, cancel)));
        }
    }
}

/// <summary>How members stand with a quarter's quota (季度报送情况).</summary>
internal static class ShowQuota
{
    /// <param name="Quarter">As <c>2022-2</c>; the present one where none is given.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(ProblemListId List, string? Quarter = null) : IQuery<Answer>;

    /// <param name="Quarter">As <c>2022-2</c>.</param>
    /// <param name="Year">Its year.</param>
    /// <param name="No">1 to 4.</param>
    /// <param name="Least">How many each owes; 0 where the list asks for none in it.</param>
    public sealed record Answer(string Quarter, int Year, int No, int Least, IReadOnlyList<Row> Rows);

    /// <param name="Reported">How many of its problems count.</param>
    /// <param name="Matter">The matter by which it is asked for.</param>
    /// <param name="End">How that ended.</param>
    /// <param name="Lamp">Its lamp.</param>
    public sealed record Row(UnitId Unit, string? UnitName, int Reported, MatterId? Matter, MatterEnd? End, LampColour? Lamp);

    internal sealed class Handler(HazardQueries queries, HazardSight sight) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Db.Set<ProblemList>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == request.List, cancel) is not { } list)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.List));
            }

            if (request.Quarter is not null && Quarter.Parse(request.Quarter) is null)
            {
                return Problem.Coded("HAZ-641", nameof(request.Quarter), request.Quarter);
            }

            var quarter = Quarter.Parse(request.Quarter) ?? Quarter.Of(queries.Day);
            var (first, last, id) = (quarter.First, quarter.Last, list.Id);
            if (list.Terms.Quota is not { } quota || Quarter.Of(quota.From).First > first)
            {
                return new Answer(quarter.ToString(), first.Year, quarter.No, 0, []);
            }

            var (names, reach) = (await queries.Names(cancel), await sight.Units(HazardsPermissions.View, cancel));
            var counts = await Quotas.Counted(queries.Db, id).Where(r => r.ReportedOn >= first && r.ReportedOn <= last).GroupBy(r => r.Unit).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            var asked = await queries.Db.Set<ProblemQuotaRow>().AsNoTracking().Where(q => q.List == id && q.Quarter == first).ToDictionaryAsync(q => q.Unit, cancel);
            var lamp = FollowedLamp.At<ProblemQuotaRow>(queries.At).Compile();
            return new Answer(quarter.ToString(), first.Year, quarter.No, quota.Least,
            [
                .. quota.Members.Where(m => reach is null || reach.Contains(m) || reach.Contains(list.Terms.Keeper)).Select(m => (Unit: m, Asked: asked.GetValueOrDefault(m)))
                    .Select(m => new Row(m.Unit, names.GetValueOrDefault(m.Unit), counts.GetValueOrDefault(m.Unit), m.Asked?.Matter, m.Asked?.MatterEnd, m.Asked is { } q ? lamp(q) : null)).OrderBy(r => r.Reported >= quota.Least).ThenBy(r => r.UnitName, StringComparer.Ordinal),
            ]);
        }
    }
}

/// <summary>The control index of the units of a list on the day shown (管控指数), by the rule of that day.</summary>
internal static class ShowControlIndex
{
    private const int Quarters = 4;

    [Needs(HazardsPermissions.View)]
    public sealed record Request(ProblemListId List) : IQuery<Answer>;

    /// <param name="Rule">The rule with its first day and source.</param>
    /// <param name="Rows">The lowest first.</param>
    public sealed record Answer(IndexRule Rule, IReadOnlyList<Row> Rows);

    public sealed record Row(UnitId Unit, string? UnitName, ControlIndex Index);

    internal sealed class Handler(HazardQueries queries, HazardSight sight) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Db.Set<ProblemList>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == request.List, cancel) is not { } list)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.List));
            }

            var ruled = ShippedIndex.On(queries.Day);
            if (ruled is not Result<IndexRule>.Done(var rule))
            {
                return ruled.Map<Answer>(_ => null!);
            }

            var (names, at, day, id) = (await queries.Names(cancel), queries.At, queries.Day, list.Id);
            var rows = await queries.Db.Set<MajorProblemRow>().AsNoTracking().Where(r => r.List == id).Select(r => new { r.InCharge, r.Unit, r.State, r.ReportedOn, r.SentBackOn, Late = r.DueAt != null && r.DueAt <= at }).ToListAsync(cancel);
            var asked = await queries.Db.Set<ProblemQuotaRow>().AsNoTracking().Where(q => q.List == id && q.MatterEnd == MatterEnd.Fulfilled).Select(q => new { q.Unit, q.Quarter }).ToListAsync(cancel);
            var met = asked.Select(q => (q.Unit, q.Quarter)).ToHashSet();
            var quota = list.Terms.Quota;
            List<Quarter> over = [];
            for (var quarter = Quarter.Of(day).Before; quota is not null && over.Count < Quarters && quarter.First >= Quarter.Of(quota.From).First; quarter = quarter.Before)
            {
                over.Add(quarter);
            }

            var reported = rows.Where(r => r.State is not (MajorProblemState.Declined or MajorProblemState.Dropped)).GroupBy(r => (r.Unit, Quarter.Of(r.ReportedOn).First)).ToDictionary(g => g.Key, g => g.Count());
            var reach = await sight.Units(HazardsPermissions.View, cancel);
            var units = rows.Select(r => r.InCharge).Concat(quota?.Members ?? []).Distinct().Where(u => reach is null || reach.Contains(u) || reach.Contains(list.Terms.Keeper));
            return new Answer(rule,
            [
                .. units.Select(u => new Row(u, names.GetValueOrDefault(u), ControlIndex.Of(
                    rule.Figures, rows.Count(r => r.InCharge == u && r.Late), rows.Count(r => r.InCharge == u && r.SentBackOn > day.AddYears(-1)), rows.Count(r => r.InCharge == u && r.State is MajorProblemState.NotMended),
                    quota?.Members.Contains(u) == true ? over.Count(q => reported.GetValueOrDefault((u, q.First)) < quota.Least && !met.Contains((u, q.First))) : 0)))
                .OrderBy(r => r.Index.Value).ThenBy(r => r.UnitName, StringComparer.Ordinal),
            ]);
        }
    }
}

/// <summary>Leaders who may own a problem (领办领导): those in whose portfolio the unit in charge is, whoever heads it, others by words.</summary>
internal static class FindOwners
{
    /// <param name="Lead">The unit in charge.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(UnitId? Lead = null, string Words = "") : IQuery<IReadOnlyList<LeaderChoice>>;

    internal sealed class Handler(HazardQueries queries, IOrganisationQueries organisation) : IHandler<Request, IReadOnlyList<LeaderChoice>>
    {
        public async ValueTask<Result<IReadOnlyList<LeaderChoice>>> Handle(Request request, CancellationToken cancel) => (await organisation.FindLeaders(request.Words, request.Lead, queries.Day, cancel)).ToList();
    }
}
