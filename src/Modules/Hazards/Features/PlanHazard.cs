using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Plans how a hazard is mended (制定整改方案), with responsibility, measures, money, term and emergency plan; the plan opens its matter.</summary>
internal static class PlanHazard
{
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(HazardId Hazard, RectificationPlan Plan) : ICommand<None>;

    /// <param name="heldBy">Why no matter could be opened for the plan.</param>
    public static Result<Decision<None>> Decide(Hazard hazard, RectificationPlan plan, HazardContext context, IReadOnlyList<Problem> heldBy)
    {
        List<Problem> problems = [.. hazard.Refusal(HazardAct.Plan) is { } refusal ? [refusal] : Array.Empty<Problem>()];
        foreach (var (text, field) in new[] { (plan.Responsible, nameof(plan.Responsible)), (plan.Measures, nameof(plan.Measures)), (plan.Emergency, nameof(plan.Emergency)) })
        {
            problems.AddRange(HazardCheck.Text(text, field, HazardCheck.MostWords / 2));
        }
        if (plan.Money is < 0 or > 1_000_000_000_000m || decimal.Round(plan.Money, 2) != plan.Money)
        {
            problems.Add(Problem.Coded("HAZ-131", nameof(plan.Money), plan.Money.ToString(CultureInfo.InvariantCulture)));
        }

        // The matter of a listed hazard runs to the decision's deadline, also where that is over: the plan then keeps to it.
        if (plan.Due < context.Today && !(hazard.NeedsPlan && plan.Due == hazard.Listed?.Due))
        {
            problems.Add(Problem.Coded("HAZ-132", nameof(plan.Due), HazardCheck.Iso(plan.Due)));
        }

        problems.AddRange(HazardCheck.Units([plan.Lead, plan.Accepting, .. plan.Supporting.Select(u => (UnitId?)u)], nameof(plan.Lead), context));
        if (hazard.Listed is { } listed)
        {
            problems.AddRange(plan.Due > listed.Due ? [Problem.Coded("HAZ-310", nameof(plan.Due), HazardCheck.Iso(listed.Due))] : []);
            problems.AddRange((plan.Lead, plan.Accepting) != (listed.Lead, listed.Accepting) ? [Problem.Coded("HAZ-311", nameof(plan.Accepting))] : []);
        }

        problems.AddRange(plan.Accepting == plan.Lead ? [Problem.Coded("HAZ-133", nameof(plan.Accepting))] : []);

        // What is refused here already is not said twice.
        problems.AddRange(problems.Count > 0 ? [] : heldBy);
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(hazard, new HazardPlanned(NextRound(hazard), plan)));
    }

    /// <summary>The round that a plan is of: a listing has begun it already where the matter runs without a plan.</summary>
    public static int NextRound(Hazard hazard) => hazard.NeedsPlan ? hazard.Round : hazard.Round + 1;

    /// <summary>The plan as it is kept: without blanks around its words, and with the street among those who help, since it is its ground. Of a listed hazard the
    /// supervising units help.</summary>
    public static RectificationPlan Tidy(RectificationPlan plan, Hazard hazard) => plan with
    {
        Responsible = plan.Responsible.Trim(),
        Measures = plan.Measures.Trim(),
        Emergency = plan.Emergency.Trim(),
        Supporting = hazard.Listed?.Supporting ?? [.. plan.Supporting.Select(u => (UnitId?)u).Append(hazard.Terms.Street).OfType<UnitId>().Distinct().Where(u => u != plan.Lead && u != plan.Accepting)],
    };

    internal sealed class Handler(HazardDesk desk, HazardMatters matters, LedgerScope scope) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            Hazard? planned = null;
            var done = await desk.On<None>(request.Hazard, HazardsPermissions.Handle, async hazard =>
            {
                var (plan, context) = (Tidy(request.Plan, hazard), await desk.Context([], [], cancel));
                var decided = Decide(hazard, plan, context, []);
                planned = hazard;
                if (await desk.NotCompetent(hazard, plan.Accepting, plan.Lead, cancel) is { Count: > 0 } problems)
                {
                    return Decide(hazard, plan, context, problems);
                }

                return decided is Result<Decision<None>>.Done ? Decide(hazard, plan, context, await matters.Refusal(MatterOrder.Of(hazard, NextRound(hazard), plan), cancel)) : decided;
            }, cancel);
            if (done is Result<None>.Done && !scope.Trial)
            {
                // Where it fails now, PlansHeard opens it.
                await matters.Open(MatterOrder.Of(planned!, planned!.Round, planned.Plan!), cancel);
            }

            return done;
        }
    }
}

/// <summary>Lets a hazard follow its matter (销号): cancelled where it was accepted as fulfilled, not mended where it ended otherwise, in the works again where it was taken up again.
/// Sent by the program; the same again changes nothing.</summary>
internal static class SettleHazard
{
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(HazardId Hazard) : ICommand<None>;

    /// <param name="row">How its matter stands.</param>
    public static Result<Decision<None>> Decide(Hazard hazard, HazardRow row)
    {
        if (row.Matter is not { } matter || row.Round != hazard.Round || hazard.State is not (HazardState.Rectifying or HazardState.Cancelled or HazardState.NotMended))
        {
            return new Decision<None>(default);
        }

        IEvent? follows = row switch
        {
            { MatterEnd: Matters.MatterEnd.Fulfilled, MatterEnded: { } at } when hazard.State is not HazardState.Cancelled => new HazardCancelled(DistrictDay.Of(at), row.Accepting, matter),
            { MatterEnd: { } end and not Matters.MatterEnd.Fulfilled, MatterEnded: { } at } when hazard.State is not HazardState.NotMended => new HazardNotMended(DistrictDay.Of(at), end, matter),
            { MatterEnd: null } when hazard.State is not HazardState.Rectifying => new HazardTakenUpAgain(matter),
            _ => null,
        };
        return follows is null ? new Decision<None>(default) : new Decision<None>(default, new Change(hazard, follows));
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Hazard, HazardsPermissions.Handle, async hazard => Decide(hazard, (await desk.Db.FindAsync<HazardRow>([hazard.Id], cancel))!), cancel);
    }
}
