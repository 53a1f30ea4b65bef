using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Records a visit to a listed hazard (走访督导): what was found, how far it is, when the unit comes again.</summary>
internal static class VisitListing
{
    /// <param name="Found">What was found.</param>
    /// <param name="Progress">How far it is, in words.</param>
    /// <param name="On">On which day; today where none is given.</param>
    /// <param name="By">For which unit; the one acted for where none is given.</param>
    /// <param name="Photographs">Photographs.</param>
    /// <param name="Next">When the unit comes again; by the rule where none is given.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(ListingId Listing, string Found, string Progress, DateOnly? On = null, UnitId? By = null, IReadOnlyList<NewPhotograph>? Photographs = null, DateOnly? Next = null) : ICommand<int>;

    public static Result<Decision<int>> Decide(Listing listing, Hazard hazard, Request request, UnitId? unit, PostId? post, HazardContext context)
    {
        var (day, photographs) = (request.On ?? context.Today, request.Photographs ?? []);
        List<Problem> problems =
        [
            .. listing.Refusal(ListingAct.Visit) is { } refusal ? [refusal] : Array.Empty<Problem>(),
            .. HazardCheck.Text(request.Found, nameof(request.Found), HazardCheck.MostWords),
            .. HazardCheck.Text(request.Progress, nameof(request.Progress), HazardCheck.MostWords),
            .. ListedCheck.Day(day, nameof(request.On), listing, context.Today),
            .. ListedCheck.Unit(unit, nameof(request.By), listing, hazard),
            .. HazardCheck.Photographs(photographs, 0, context),
        ];
        if (request.Next is { } asked && (asked <= day || asked.Year > day.Year + 5))
        {
            problems.Add(Problem.Coded("HAZ-321", nameof(request.Next)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var next = request.Next ?? (listing.Duties.FirstOrDefault(d => d.Unit == unit) is { } duty ? day.AddDays(duty.EveryDays) : (DateOnly?)null);
        var no = listing.Visits.Count + 1;
        return new Decision<int>(no, new Change(listing, new ListingVisited(new(no, day, unit!.Value, post, request.Found.Trim(), request.Progress.Trim(), photographs, next)), day));
    }

    internal sealed class Handler(ListedDesk desk) : IHandler<Request, int>
    {
        public ValueTask<Result<int>> Handle(Request request, CancellationToken cancel) => desk.AsUnit<int>(
            request.Listing, request.By,
            async (listing, hazard) => Decide(listing, hazard, request, request.By ?? desk.Hazards.ActingUnit, desk.Hazards.ActingPost, await desk.Hazards.Context([], (request.Photographs ?? []).Select(p => p.Hash), cancel)), cancel);
    }
}
