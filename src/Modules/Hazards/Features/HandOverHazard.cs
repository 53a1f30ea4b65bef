using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Hands a hazard over to the unit that holds the power (移送). A matter that runs goes with it.</summary>
internal static class HandOverHazard
{
    /// <param name="To">The unit that holds the power.</param>
    /// <param name="Why">The reason.</param>
    /// <param name="Basis">The basis of that power.</param>
    /// <param name="Accepting">Who accepts from then on, where a plan runs; as before where none is given.</param>
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(HazardId Hazard, UnitId To, string Why, string Basis, UnitId? Accepting = null) : ICommand<None>;

    /// <param name="listing">The listing that it is under, where it is.</param>
    public static Result<Decision<None>> Decide(Hazard hazard, Request request, HazardContext context, IReadOnlyList<Problem> heldBy, Listing? listing = null)
    {
        List<Problem> problems =
        [
            .. hazard.Refusal(HazardAct.HandOver) is { } refusal ? [refusal] : Array.Empty<Problem>(),
            .. HazardCheck.Text(request.Why, nameof(request.Why), HazardCheck.MostWords),
            .. HazardCheck.Text(request.Basis, nameof(request.Basis), HazardCheck.MostWords),
            .. HazardCheck.Units([request.To, request.Accepting], nameof(request.To), context),
        ];
        if (request.To == hazard.Lead)
        {
            problems.Add(Problem.Coded("HAZ-150", nameof(request.To)));
        }

        var accepting = hazard.State is HazardState.Rectifying ? request.Accepting ?? hazard.Accepting : null;
        if (hazard.Listed is { } listed && request.Accepting is { } other && other != listed.Accepting)
        {
            problems.Add(Problem.Coded("HAZ-311", nameof(request.Accepting)));
        }
        if (accepting == request.To)
        {
            problems.Add(Problem.Coded("HAZ-133", nameof(request.Accepting)));
        }

        problems.AddRange(problems.Count > 0 ? [] : heldBy);
        return problems.Count > 0 ? problems
            : new Decision<None>(
                default,
                [
                    new(hazard, new HazardHandedOver(new(hazard.Lead, request.To, request.Why.Trim(), request.Basis.Trim(), context.Today), accepting)),
                    .. listing is null ? [] : (Change[])[new(listing, new ListingHandedOver(hazard.Lead, request.To))],
                ]);
    }

    internal sealed class Handler(HazardDesk desk, HazardMatters matters, LedgerScope scope) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On<None>(request.Hazard, HazardsPermissions.Handle, async hazard =>
        {
            var context = await desk.Context([], [], cancel);
            var listing = hazard.Listed is { } hold ? await desk.Db.FindAsync<Listing>([hold.Listing], cancel) : null;
            var decided = Decide(hazard, request, context, request.Accepting is { } accepting ? await desk.NotCompetent(hazard, accepting, request.To, cancel) : [], listing);
            if (decided is not Result<Decision<None>>.Done || hazard.State is not HazardState.Rectifying || (await desk.Db.FindAsync<HazardRow>([hazard.Id], cancel))?.Matter is not { } matter)
            {
                return decided;
            }

            // The matter goes first: where the program ends in between, the same request again finds it there.
            var move = new MoveMatter(matter, request.To, [.. hazard.Supporting.Where(u => u != request.To)], request.Accepting ?? hazard.Accepting!.Value, $"{request.Basis.Trim()}：{request.Why.Trim()}");
            return Decide(hazard, request, context, await matters.Move(move, scope.Trial, cancel), listing);
        }, cancel);
    }
}
