using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Records that a plate hangs at the place (挂牌).</summary>
internal static class HangPlate
{
    /// <param name="On">On which day; today where none is given.</param>
    /// <param name="Where">Where it hangs.</param>
    /// <param name="By">Which unit hung it; the one acted for where none is given.</param>
    /// <param name="Photograph">A photograph of it.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(ListingId Listing, string Where, DateOnly? On = null, UnitId? By = null, NewPhotograph? Photograph = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Listing listing, Hazard hazard, Request request, UnitId? unit, HazardContext context)
    {
        var day = request.On ?? context.Today;
        List<Problem> problems = [.. listing.Refusal(ListingAct.Hang) is { } refusal ? [refusal] : Array.Empty<Problem>(), .. HazardCheck.Text(request.Where, nameof(request.Where), HazardCheck.MostText), .. ListedCheck.Day(day, nameof(request.On), listing, context.Today)];
        problems.AddRange(ListedCheck.Unit(unit, nameof(request.By), listing, hazard));
        problems.AddRange(request.Photograph is { } photograph ? HazardCheck.Photographs([photograph], 0, context) : []);
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(listing, new PlateHung(new(day, request.Where.Trim(), unit!.Value, request.Photograph)), day));
    }

    internal sealed class Handler(ListedDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.AsUnit<None>(
            request.Listing, request.By, async (listing, hazard) => Decide(listing, hazard, request, request.By ?? desk.Hazards.ActingUnit, await desk.Hazards.Context([], request.Photograph is { } p ? [p.Hash] : [], cancel)), cancel);
    }
}

/// <summary>Records that the plates were taken down (摘牌): only after the listing has ended.</summary>
internal static class TakePlateDown
{
    /// <param name="On">On which day; today where none is given.</param>
    /// <param name="By">Which unit; the one acted for where none is given.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(ListingId Listing, DateOnly? On = null, UnitId? By = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Listing listing, Hazard hazard, Request request, UnitId? unit, DateOnly today)
    {
        var day = request.On ?? today;
        List<Problem> problems = [.. listing.Refusal(ListingAct.TakeDown) is { } refusal ? [refusal] : Array.Empty<Problem>(), .. ListedCheck.Day(day, nameof(request.On), listing, today), .. ListedCheck.Unit(unit, nameof(request.By), listing, hazard)];
        if (!listing.Plates.Any(p => p.Off is null))
        {
            problems.Add(Problem.Coded("HAZ-316", nameof(listing.Plates)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(listing, new PlateTakenDown(day, unit!.Value), day));
    }

    internal sealed class Handler(ListedDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.AsUnit<None>(request.Listing, request.By, (listing, hazard) => ValueTask.FromResult(Decide(listing, hazard, request, request.By ?? desk.Hazards.ActingUnit, desk.Today)), cancel);
    }
}

/// <summary>What acts on a listing have in common.</summary>
internal static class ListedCheck
{
    /// <summary>That a day is not before the decision nor after today.</summary>
    public static IEnumerable<Problem> Day(DateOnly day, string field, Listing listing, DateOnly today) =>
        day < listing.Terms.DecidedOn ? [Problem.Coded("HAZ-315", field, HazardCheck.Iso(listing.Terms.DecidedOn))] : HazardCheck.Day(day, field, today);

    /// <summary>That a unit is one of the listing, or has the hazard in charge since a handing over.</summary>
    public static IEnumerable<Problem> Unit(UnitId? unit, string field, Listing listing, Hazard hazard) => unit is { } known && (known == hazard.Lead || listing.Units.Contains(known)) ? [] : [Problem.Coded("HAZ-320", field)];
}
