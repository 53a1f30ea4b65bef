using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Gives a reported problem back to its unit for more (退回补充).</summary>
internal static class DeclineProblem
{
    [Needs(ProblemListPermissions.Keep)]
    public sealed record Request(MajorProblemId Problem, string Why) : ICommand<None>;

    /// <summary>An act that needs nothing but a reason.</summary>
    public static Result<Decision<None>> Decide(MajorProblem problem, MajorProblemAct act, string why, Func<string, IEvent> happened)
    {
        List<Problem> problems = [.. HazardCheck.Text(why, nameof(Request.Why), HazardCheck.MostText), .. problem.Refusal(act) is { } refusal ? [refusal] : Array.Empty<Problem>()];
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(problem, happened(why.Trim())));
    }

    internal sealed class Handler(ListDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On(request.Problem, _ => null, (problem, _) => ValueTask.FromResult(Decide(problem, MajorProblemAct.Decline, request.Why, why => new ProblemDeclined(why))), cancel);
    }
}

/// <summary>Does not take a reported problem on the list (不予列入).</summary>
internal static class DropProblem
{
    [Needs(ProblemListPermissions.Keep)]
    public sealed record Request(MajorProblemId Problem, string Why) : ICommand<None>;

    internal sealed class Handler(ListDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On(request.Problem, _ => null, (problem, _) => ValueTask.FromResult(DeclineProblem.Decide(problem, MajorProblemAct.Drop, request.Why, why => new ProblemDropped(why))), cancel);
    }
}

/// <summary>Confirms a problem and assigns it (确认交办): to a unit in charge, with the leader who owns it; opens its matter. Also anew, after the superior sent it back or its matter
/// ended otherwise.</summary>
internal static class AssignProblem
{
    [Needs(ProblemListPermissions.Keep)]
    public sealed record Request(MajorProblemId Problem, Assignment Assignment) : ICommand<None>;

    /// <param name="heldBy">Why no matter could be opened.</param>
    public static Result<Decision<None>> Decide(MajorProblem problem, Assignment assignment, IReadOnlySet<UnitId> units, DateOnly today, IReadOnlyList<Problem> heldBy)
    {
        List<Problem> problems = [.. problem.Refusal(MajorProblemAct.Assign) is { } refusal ? [refusal] : Array.Empty<Problem>()];
        if (!units.Contains(assignment.Lead) || !units.Contains(assignment.Accepting) || assignment.Supporting.Any(s => !units.Contains(s)))
        {
            problems.Add(Problem.Coded("HAZ-111", nameof(assignment.Lead)));
        }
        if (assignment.Lead == assignment.Accepting)
        {
            problems.Add(Problem.Coded("HAZ-133", nameof(assignment.Accepting)));
        }
        if (assignment.Leader is null)
        {
            problems.Add(Problem.Coded("HAZ-621", nameof(assignment.Leader)));
        }
        if (assignment.Due < today)
        {
            problems.Add(Problem.Coded("HAZ-132", nameof(assignment.Due), HazardCheck.Iso(assignment.Due)));
        }

        problems.AddRange(problems.Count > 0 ? [] : heldBy);
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(problem, new ProblemAssigned(problem.Round + 1, assignment)));
    }

    /// <summary>The matter of an assignment.</summary>
    public static MatterTerms TermsOf(MajorProblem problem, int round, Assignment assignment)
    {
        var title = HazardMatters.Short(problem.Terms.Title, HazardMatters.LongestTitle);
        return new()
        {
            Title = title,
            Body = problem.Terms.Text,
            Lead = assignment.Lead,
            Supporting = assignment.Supporting,
            Accepting = assignment.Accepting,
            Leaders = assignment.Leader is { } post ? [new(post, null)] : [],
            Due = new(assignment.Due),
            Origin = new(HazardProjection.Module, MajorProblem.KeyOf(problem.Id, round), title, $"/hazards/problems/{problem.Id.Value}"),
        };
    }

    internal sealed class Handler(ListDesk desk, HazardMatters matters, LedgerScope scope) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var a = request.Assignment with { Supporting = [.. request.Assignment.Supporting.Distinct().Where(u => u != request.Assignment.Lead && u != request.Assignment.Accepting)] };
            MajorProblem? assigned = null;
            var done = await desk.On(request.Problem, _ => null, async (problem, _) =>
            {
                (assigned, var units) = (problem, await desk.Units(cancel));
                var decided = Decide(problem, a, units, desk.Today, []);
                return decided is Result<Decision<None>>.Done ? Decide(problem, a, units, desk.Today, await matters.Refusal(TermsOf(problem, problem.Round + 1, a), cancel)) : decided;
            }, cancel);
            if (done is Result<None>.Done && !scope.Trial)
            {
                // Where it fails now, AssignmentsHeard opens it.
                await matters.Open(TermsOf(assigned!, assigned!.Round, a), cancel);
            }

            return done;
        }
    }
}

/// <summary>Says why a problem came about, what is done, and what is done where it may be the same (原因分析、整改方案、举一反三).</summary>
internal static class AnalyseProblem
{
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(MajorProblemId Problem, Analysis Analysis) : ICommand<None>;

    public static Result<Decision<None>> Decide(MajorProblem problem, Analysis a)
    {
        List<Problem> problems =
        [
            .. problem.Refusal(MajorProblemAct.Analyse) is { } refusal ? [refusal] : Array.Empty<Problem>(), .. HazardCheck.Text(a.Cause, nameof(a.Cause), HazardCheck.MostWords), .. HazardCheck.Text(a.Plan, nameof(a.Plan), HazardCheck.MostWords),
            .. HazardCheck.Text(a.Wider, nameof(a.Wider), HazardCheck.MostWords),
        ];
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(problem, new ProblemAnalysed(new(a.Cause.Trim(), a.Plan.Trim(), a.Wider.Trim()))));
    }

    internal sealed class Handler(ListDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On(request.Problem, p => p.Assignment?.Lead, (problem, _) => ValueTask.FromResult(Decide(problem, request.Analysis)), cancel);
    }
}

/// <summary>Records that the superior did not accept what was closed here (上级退回); it is to be assigned again.</summary>
internal static class SendBackProblem
{
    [Needs(ProblemListPermissions.Keep)]
    public sealed record Request(MajorProblemId Problem, string By, string? Document, string Why, DateOnly? On = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(MajorProblem problem, Request request, DateOnly today)
    {
        List<Problem> problems =
        [
            .. problem.Refusal(MajorProblemAct.SendBack) is { } refusal ? [refusal] : Array.Empty<Problem>(), .. HazardCheck.Text(request.By, nameof(request.By), HazardCheck.MostText), .. HazardCheck.Text(request.Why, nameof(request.Why), HazardCheck.MostWords),
            .. HazardCheck.Text(request.Document, nameof(request.Document), HazardCheck.MostText, needed: false), .. HazardCheck.Day(request.On ?? today, nameof(request.On), today),
        ];
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(problem, new ProblemSentBack(new(request.By.Trim(), HazardCheck.Blank(request.Document), request.Why.Trim(), request.On ?? today)), request.On));
    }

    internal sealed class Handler(ListDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On(request.Problem, _ => null, (problem, _) => ValueTask.FromResult(Decide(problem, request, desk.Today)), cancel);
    }
}

/// <summary>Lets a problem follow its matter. Sent by the program; the same again changes nothing.</summary>
internal static class SettleProblem
{
    [Needs(ProblemListPermissions.Keep)]
    public sealed record Request(MajorProblemId Problem) : ICommand<None>;

    /// <param name="row">How its matter stands.</param>
    public static Result<Decision<None>> Decide(MajorProblem problem, MajorProblemRow row)
    {
        if (row.Matter is null || row.Round != problem.Round || problem.State is not (MajorProblemState.Rectifying or MajorProblemState.Closed or MajorProblemState.NotMended))
        {
            return new Decision<None>(default);
        }

        IEvent? follows = row switch
        {
            { MatterEnd: { } end, MatterEnded: { } at } when problem.End != end => new ProblemEnded(end, DistrictDay.Of(at)),
            { MatterEnd: null } when problem.State is not MajorProblemState.Rectifying => new ProblemTakenUpAgain(),
            _ => null,
        };
        return follows is null ? new Decision<None>(default) : new Decision<None>(default, new Change(problem, follows));
    }

    internal sealed class Handler(ListDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On(request.Problem, _ => null, async (problem, _) => Decide(problem, (await desk.Db.FindAsync<MajorProblemRow>([problem.Id], cancel))!), cancel);
    }
}
