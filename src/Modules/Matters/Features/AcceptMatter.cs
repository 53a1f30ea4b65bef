using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The accepting unit decides how a matter ended (验收办结). Nobody accepts what they did themselves.</summary>
internal static class AcceptMatter
{
    /// <param name="End">Fulfilled, partly or not; a matter is withdrawn by a document, not here.</param>
    /// <param name="Text">The finding.</param>
    /// <param name="Evidence">What it rests on, beside what was handed in.</param>
    [Needs(MattersPermissions.Accept)]
    public sealed record Request(MatterId Matter, MatterEnd End, string Text, IReadOnlyList<Evidence> Evidence) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, Request request, Actor actor, IReadOnlyList<Problem> heldOpenBy, DateOnly today)
    {
        List<Problem> problems = [.. Wording.Check(request.Text, nameof(request.Text)), .. Files.Check(request.Evidence)];
        if (Transitions.Refusal(matter, MatterAct.Accept) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (request.End is MatterEnd.Withdrawn)
        {
            problems.Add(Problem.Coded("MAT-047", nameof(request.End)));
        }
        if (request.End is not MatterEnd.NotFulfilled && matter.HandInEvidence.Count + request.Evidence.Count == 0)
        {
            problems.Add(Problem.Coded("MAT-048", nameof(request.Evidence)));
        }
        if (OwnWork(matter, actor) is { } own)
        {
            problems.Add(own);
        }

        problems.AddRange(heldOpenBy);
        var reopenUntil = today.AddDays(matter.Schedule?.Rule.Figures.ReopenWithinDays ?? 0);
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterAccepted(request.End, request.Text.Trim(), request.Evidence, reopenUntil)));
    }

    /// <summary>Whoever reported, contributed or handed in has no say in the acceptance.</summary>
    public static Problem? OwnWork(Matter matter, Actor actor) => actor.Account is { } account && matter.Doers.Contains(account) ? Problem.Coded("MAT-054", "Matter", matter.Title) : null;

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseBeyond(MattersPermissions.Accept, m.Accepting, cancel), async m => Decide(m, request, desk.Actor, await desk.HeldOpenBy(m, cancel), desk.Today), cancel);
    }
}

/// <summary>The accepting unit returns what was handed in (退回), with the points to mend.</summary>
internal static class ReturnMatter
{
    [Needs(MattersPermissions.Accept)]
    public sealed record Request(MatterId Matter, IReadOnlyList<string> Points) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, Request request, Actor actor)
    {
        var points = request.Points.Select(p => p.Trim()).Where(p => p.Length > 0).ToList();
        List<Problem> problems = [.. points.SelectMany(p => Wording.Check(p, nameof(request.Points)))];
        if (points.Count == 0)
        {
            problems.Add(Problem.Coded("MAT-055", nameof(request.Points)));
        }
        if (Transitions.Refusal(matter, MatterAct.Return) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (AcceptMatter.OwnWork(matter, actor) is { } own)
        {
            problems.Add(own);
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterReturned(points)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseBeyond(MattersPermissions.Accept, m.Accepting, cancel), m => Decide(m, request, desk.Actor), cancel);
    }
}

/// <summary>Takes a matter up again after its end (重启), within the term of the rule.</summary>
internal static class ReopenMatter
{
    /// <param name="Until">By when it is due now.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, string Why, DateOnly Until) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, Request request, Result<Schedule> schedule, DateOnly today)
    {
        List<Problem> problems = [.. Wording.Check(request.Why, nameof(request.Why)), .. schedule.Match<IReadOnlyList<Problem>>(_ => [], p => p)];
        if (Transitions.Refusal(matter, MatterAct.Reopen) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (matter.ReopenUntil is { } last && today > last)
        {
            problems.Add(Problem.Coded("MAT-056", nameof(matter.ReopenUntil), Days.Text(last)));
        }
        if (request.Until < today)
        {
            problems.Add(Problem.Coded("MAT-024", nameof(request.Until), matter.Title, Days.Text(request.Until)));
        }

        return problems.Count > 0 || schedule is not Result<Schedule>.Done(var days) ? problems : new Decision<None>(default, new Change(matter, new MatterReopened(request.Why.Trim(), days)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(
                request.Matter,
                m => desk.RefuseUnlessIssuer(m, cancel),
                async m => Decide(m, request, await desk.Schedule(m.Terms with { Milestones = [] }, desk.Now, (request.Until, Days.End(request.Until)), cancel: cancel), desk.Today),
                cancel);
    }
}
