using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The lead unit hands its result in for acceptance (申请办结).</summary>
internal static class HandIn
{
    /// <param name="Proposed">How the lead itself judges it; never withdrawn.</param>
    [Needs(MattersPermissions.Handle)]
    public sealed record Request(MatterId Matter, MatterEnd Proposed, string Text, IReadOnlyList<GoalFigure> Figures, IReadOnlyList<Evidence> Evidence) : ICommand<None>;

    /// <param name="parts">The parts it was split into.</param>
    /// <param name="dependsOn">The matters that must end first.</param>
    /// <param name="heldOpenBy">What other modules have against it.</param>
    /// <param name="acceptBy">Until when the accepting unit decides.</param>
    public static Result<Decision<None>> Decide(Matter matter, Request request, IReadOnlyList<Matter> parts, IReadOnlyList<Matter> dependsOn, IReadOnlyList<Problem> heldOpenBy, DateTimeOffset acceptBy)
    {
        List<Problem> problems = [.. Wording.Check(request.Text, nameof(request.Text)), .. Figures.Check(matter, request.Figures), .. Files.Check(request.Evidence)];
        if (Transitions.Refusal(matter, MatterAct.HandIn) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (request.Proposed is MatterEnd.Withdrawn)
        {
            problems.Add(Problem.Coded("MAT-047", nameof(request.Proposed)));
        }
        if (request.Evidence.Count == 0 && request.Proposed is not MatterEnd.NotFulfilled)
        {
            problems.Add(Problem.Coded("MAT-048", nameof(request.Evidence)));
        }

        // Whoever says it is fulfilled gives the figures; they may say no with the figures they have.
        var reached = matter.Figures.Where(f => !request.Figures.Any(n => n.Goal == f.Goal)).Concat(request.Figures).ToDictionary(f => f.Goal, f => f.Reached);
        for (var i = 0; i < matter.Terms.Goals.Count && request.Proposed is MatterEnd.Fulfilled; i++)
        {
            var goal = matter.Terms.Goals[i];
            if (!reached.TryGetValue(i, out var figure))
            {
                problems.Add(Problem.Coded("MAT-049", nameof(request.Figures), goal.Subject));
            }
            else if (!goal.IsReachedBy(figure) && !goal.Stretch && goal.Sense is not GoalSense.About)
            {
                problems.Add(Problem.Coded("MAT-050", nameof(request.Figures), goal.Subject, Figures.Amount(figure, goal), Figures.Amount(goal.Value, goal)));
            }
        }

        problems.AddRange(parts.Where(p => p.IsOpen || p.State is MatterState.Draft).Select(p => Problem.Coded("MAT-051", "Parts", p.Title, $"MatterState.{p.State}")));
        problems.AddRange(dependsOn.Where(p => p.IsOpen || p.State is MatterState.Draft).Select(p => Problem.Coded("MAT-052", "DependsOn", p.Title, $"MatterState.{p.State}")));
        problems.AddRange(matter.Extensions.Where(e => e.Granted is null).Select(e => Problem.Coded("MAT-053", "Extensions", Days.Text(e.Until))));
        problems.AddRange(heldOpenBy);
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new MatterHandedIn(request.Proposed, request.Text.Trim(), request.Figures, request.Evidence, acceptBy)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseBeyond(MattersPermissions.Handle, m.Lead, cancel), async m =>
            {
                List<Matter> first = [];
                foreach (var id in m.Terms.DependsOn)
                {
                    if (await desk.Matter(id, cancel) is { } other)
                    {
                        first.Add(other);
                    }
                }

                return Decide(m, request, await desk.Parts(m.Id, cancel), first, await desk.HeldOpenBy(m, cancel), await desk.AcceptBy(m, cancel));
            }, cancel);
    }
}

/// <summary>The lead takes back what it handed in, before anybody has decided.</summary>
internal static class TakeBackHandIn
{
    [Needs(MattersPermissions.Handle)]
    public sealed record Request(MatterId Matter, string Why) : ICommand<None>;

    public static Result<Decision<None>> Decide(Matter matter, string why)
    {
        List<Problem> problems = [.. Wording.Check(why, nameof(Request.Why))];
        if (Transitions.Refusal(matter, MatterAct.TakeBack) is { } refusal)
        {
            problems.Add(refusal);
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new HandInTakenBack(why.Trim())));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseBeyond(MattersPermissions.Handle, m.Lead, cancel), m => Decide(m, request.Why), cancel);
    }
}
