using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Reports a major problem to a list (上报重大问题): a hazard, a cluster of like ones, or a problem of another kind.</summary>
internal static class ReportProblem
{
    public const int MostHazards = 200;

    private const int LongestTitle = 80;

    /// <param name="Unit">The unit that reports; the one acted for where none is given.</param>
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(ProblemListId List, MajorProblemTerms Terms, UnitId? Unit = null) : ICommand<MajorProblemId>;

    /// <param name="seen">The hazards named that the person may see.</param>
    /// <param name="taken">The hazards that stand on the list already with a problem that is not ended.</param>
    public static Result<Decision<MajorProblemId>> Decide(ProblemList list, Request request, UnitId? unit, MajorProblemId id, IReadOnlySet<HazardId> seen, IReadOnlyCollection<HazardId> taken, IReadOnlySet<UnitId> units, DateOnly today)
    {
        List<Problem> problems = [.. Check(request.Terms, seen, today)];
        if (list.Terms.IsRetired)
        {
            problems.Add(Problem.Coded("HAZ-610", nameof(request.List), list.Terms.Name));
        }
        if (unit is not { } reporter || !units.Contains(reporter))
        {
            problems.Add(Problem.Coded("HAZ-106", nameof(request.Unit)));
        }
        if (request.Terms.Hazards.Count(taken.Contains) is > 0 and var twice)
        {
            problems.Add(Problem.Coded("HAZ-612", nameof(request.Terms.Hazards), HazardCheck.Figure(twice)));
        }

        return problems.Count > 0 ? problems : new Decision<MajorProblemId>(id, new Change(new MajorProblem(), new ProblemReported(id, list.Id, unit!.Value, Tidy(request.Terms), today)));
    }

    /// <summary>Every reason against what is said of a problem.</summary>
    public static IEnumerable<Problem> Check(MajorProblemTerms terms, IReadOnlySet<HazardId> seen, DateOnly today) =>
    [
        .. HazardCheck.Text(terms.Title, nameof(terms.Title), LongestTitle), .. HazardCheck.Text(terms.Text, nameof(terms.Text), HazardCheck.MostWords), .. HazardCheck.Text(terms.Source, nameof(terms.Source), HazardCheck.MostText, needed: false),
        .. HazardCheck.Day(terms.FoundOn, nameof(terms.FoundOn), today),
        .. terms.Hazards.Count > MostHazards || terms.Hazards.Any(h => !seen.Contains(h)) ? [Problem.Coded("HAZ-611", nameof(terms.Hazards), HazardCheck.Figure(MostHazards))] : Array.Empty<Problem>(),
    ];

    public static MajorProblemTerms Tidy(MajorProblemTerms terms) =>
        terms with { Title = terms.Title.Trim(), Text = terms.Text.Trim(), Source = HazardCheck.Blank(terms.Source), Hazards = [.. terms.Hazards.Distinct()] };

    /// <summary>Those of the hazards named that the person may see.</summary>
    public static async ValueTask<IReadOnlySet<HazardId>> Seen(ListDesk desk, IReadOnlyList<HazardId> named, CancellationToken cancel)
    {
        var ids = named.Take(MostHazards + 1).ToArray();
        return ids.Length == 0 ? new HashSet<HazardId>() : (await (await desk.Hazards.Sight.Reached(HazardsPermissions.View, cancel)).Where(r => EF.Parameter(ids).Contains(r.Id)).Select(r => r.Id).ToListAsync(cancel)).ToHashSet();
    }

    internal sealed class Handler(ListDesk desk) : IHandler<Request, MajorProblemId>
    {
        public async ValueTask<Result<MajorProblemId>> Handle(Request request, CancellationToken cancel)
        {
            if (await desk.List(request.List, cancel) is not { } list)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.List));
            }

            var unit = request.Unit ?? desk.Hazards.ActingUnit;
            if (unit is { } reporter && !await desk.Hazards.Sight.Reaches(HazardsPermissions.Handle, reporter, cancel))
            {
                return HazardDesk.NotYours;
            }

            var open = await Quotas.Counted(desk.Db, list.Id).Where(r => r.State != MajorProblemState.Closed && r.Hazards > 0).Select(r => r.Id).ToArrayAsync(cancel);
            var taken = (await desk.Db.Set<MajorProblem>().AsNoTracking().Where(p => EF.Parameter(open).Contains(p.Id)).ToListAsync(cancel)).SelectMany(p => p.Terms.Hazards).ToHashSet();
            return await desk.Hazards.Carry(
                Decide(list, request, unit, desk.Hazards.Ids.New<MajorProblemId>(), await Seen(desk, request.Terms.Hazards, cancel), taken, await desk.Units(cancel), desk.Today), cancel);
        }
    }
}

/// <summary>Puts right what was reported (修改); what the keeper declined goes to the keeper again.</summary>
internal static class EditProblem
{
    /// <param name="Version">The version that the person saw.</param>
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(MajorProblemId Problem, int Version, MajorProblemTerms Terms) : ICommand<None>;

    public static Result<Decision<None>> Decide(MajorProblem problem, Request request, IReadOnlySet<HazardId> seen, DateOnly today)
    {
        // What others added stays, also where the person cannot see it.
        List<Problem> problems = [.. ReportProblem.Check(request.Terms, new HashSet<HazardId>([.. seen, .. problem.Terms.Hazards]), today)];
        problems.AddRange(new[] { problem.Refusal(MajorProblemAct.Edit), problem.Version == request.Version ? null : Problem.Coded("PLATFORM-004", "") }.OfType<Problem>());
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(problem, new ProblemEdited(ReportProblem.Tidy(request.Terms))));
    }

    internal sealed class Handler(ListDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Problem, p => p.Unit, async (problem, _) => Decide(problem, request, await ReportProblem.Seen(desk, request.Terms.Hazards, cancel), desk.Today), cancel);
    }
}

/// <summary>Open hazards like one (同类隐患): of its category, and of its clause where it has one, for a cluster.</summary>
internal static class FindAlike
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(HazardId Hazard) : IQuery<IReadOnlyList<HazardLine>>;

    internal sealed class Handler(HazardQueries queries) : IHandler<Request, IReadOnlyList<HazardLine>>
    {
        private const int Looked = 1_000;

        public async ValueTask<Result<IReadOnlyList<HazardLine>>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Hazard, cancel) is not var (hazard, row))
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Hazard));
            }

            var category = row.Category;
            var near = await (await queries.Matching(new HazardFilter(Open: true, Category: category), cancel)).Where(r => r.Id != row.Id).OrderByDescending(r => r.FoundOn).ThenByDescending(r => r.Id).Take(Looked).ToListAsync(cancel);
            var clauses = hazard.Terms.Items.Where(i => i.Clause is not null).Select(i => (i.Standard, i.Clause)).ToHashSet();
            if (clauses.Count > 0)
            {
                var ids = near.Select(r => r.Id).ToArray();
                var like = (await queries.Db.Set<Hazard>().AsNoTracking().Where(h => EF.Parameter(ids).Contains(h.Id)).ToListAsync(cancel)).Where(h => h.Terms.Items.Any(i => clauses.Contains((i.Standard, i.Clause)))).Select(h => h.Id).ToHashSet();
                near = [.. near.Where(r => like.Contains(r.Id))];
            }

            return (await queries.Lines([row, .. near.Take(ReportProblem.MostHazards - 1)], cancel)).ToList();
        }
    }
}
