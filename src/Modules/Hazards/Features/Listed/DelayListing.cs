using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>The body that listed moves the deadline by a decision (延期). Nobody else can: the matter's own extension is held by <see cref="ListedDueGate"/>. Days that were red stay red.</summary>
internal static class DelayListing
{
    /// <param name="Until">The deadline from now on.</param>
    /// <param name="Number">The decision's number.</param>
    /// <param name="DecidedOn">Its day.</param>
    [Needs(HazardsPermissions.List)]
    public sealed record Request(ListingId Listing, DateOnly Until, string Number, DateOnly DecidedOn, string Why) : ICommand<None>;

    public static Result<Decision<None>> Decide(Listing listing, Hazard hazard, Request request, DateOnly today)
    {
        List<Problem> problems =
        [
            .. listing.Refusal(ListingAct.Delay) is { } refusal ? [refusal] : Array.Empty<Problem>(),
            .. HazardCheck.Text(request.Number, nameof(request.Number), HazardCheck.MostText),
            .. HazardCheck.Text(request.Why, nameof(request.Why), HazardCheck.MostWords),
            .. ListedCheck.Day(request.DecidedOn, nameof(request.DecidedOn), listing, today),
        ];
        if (hazard.State is HazardState.Cancelled)
        {
            problems.Add(Problem.Coded("HAZ-322", nameof(request.Until)));
        }
        if (request.Until <= listing.Due || request.Until < today || request.Until.Year > today.Year + 10)
        {
            problems.Add(Problem.Coded("HAZ-323", nameof(request.Until), HazardCheck.Iso(listing.Due)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(
            default, new Change(listing, new ListingDelayed(new(listing.Due, request.Until, request.Number.Trim(), request.DecidedOn, request.Why.Trim())), request.DecidedOn), new Change(hazard, new HazardListedUntil(request.Until), request.DecidedOn));
    }

    internal sealed class Handler(ListedDesk desk, HazardMatters matters, LedgerScope scope) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.AsBody<None>(request.Listing, async (listing, hazard) =>
        {
            var decided = Decide(listing, hazard, request, desk.Today);
            if (decided is not Result<Decision<None>>.Done || hazard.State is not HazardState.Rectifying || (await desk.Db.FindAsync<HazardRow>([hazard.Id], cancel))?.Matter is not { } matter)
            {
                return decided;
            }

            // The matter goes first: where the program ends in between, the same request again finds it there.
            return await matters.Do(new MoveDueDay(matter, request.Until, $"{request.Number.Trim()}：{request.Why.Trim()}"), scope.Trial, cancel) is { Count: > 0 } problems ? problems.ToList() : decided; // not-a-text
        }, cancel);
    }
}

/// <summary>Ends a listing by a document of the body that listed (撤销挂牌). The hazard goes on as any other: its matter stays.</summary>
internal static class WithdrawListing
{
    /// <param name="Number">The document's number or title.</param>
    /// <param name="On">Its day.</param>
    [Needs(HazardsPermissions.List)]
    public sealed record Request(ListingId Listing, string Number, DateOnly On, string Why) : ICommand<None>;

    public static Result<Decision<None>> Decide(Listing listing, Hazard hazard, Request request, DateOnly today)
    {
        List<Problem> problems =
        [
            .. listing.Refusal(ListingAct.Withdraw) is { } refusal ? [refusal] : Array.Empty<Problem>(),
            .. HazardCheck.Text(request.Number, nameof(request.Number), HazardCheck.MostText),
            .. HazardCheck.Text(request.Why, nameof(request.Why), HazardCheck.MostWords),
            .. ListedCheck.Day(request.On, nameof(request.On), listing, today),
        ];
        return problems.Count > 0 ? problems
            : new Decision<None>(default, new Change(listing, new ListingWithdrawn(request.Number.Trim(), request.On, request.Why.Trim()), request.On), new Change(hazard, new HazardUnlisted(), request.On));
    }

    internal sealed class Handler(ListedDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.AsBody<None>(request.Listing, (listing, hazard) => ValueTask.FromResult(Decide(listing, hazard, request, desk.Today)), cancel);
    }
}
