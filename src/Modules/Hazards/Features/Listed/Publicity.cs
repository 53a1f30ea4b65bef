using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Publishes a listed hazard (公示): from then on the public page shows it.</summary>
internal static class PublishListing
{
    /// <param name="On">From which day; today where none is given.</param>
    /// <param name="Where">Where else it was published, in words.</param>
    [Needs(HazardsPermissions.List)]
    public sealed record Request(ListingId Listing, DateOnly? On = null, string? Where = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Listing listing, Request request, DateOnly today)
    {
        var day = request.On ?? today;
        List<Problem> problems =
            [.. listing.Refusal(ListingAct.Publish) is { } refusal ? [refusal] : Array.Empty<Problem>(), .. ListedCheck.Day(day, nameof(request.On), listing, today), .. HazardCheck.Text(request.Where, nameof(request.Where), HazardCheck.MostText, needed: false)];
        if (listing.IsPublic)
        {
            problems.Add(Problem.Coded("HAZ-317", nameof(listing.Publicities)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(listing, new ListingPublished(day, HazardCheck.Blank(request.Where)), day));
    }

    internal sealed class Handler(ListedDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.AsBody<None>(request.Listing, (listing, _) => ValueTask.FromResult(Decide(listing, request, desk.Today)), cancel);
    }
}

/// <summary>Withdraws a listed hazard from publicity (撤下公示): the public page shows it no longer.</summary>
internal static class UnpublishListing
{
    [Needs(HazardsPermissions.List)]
    public sealed record Request(ListingId Listing, string Why) : ICommand<None>;

    public static Result<Decision<None>> Decide(Listing listing, Request request, DateOnly today)
    {
        List<Problem> problems = [.. listing.Refusal(ListingAct.Unpublish) is { } refusal ? [refusal] : Array.Empty<Problem>(), .. HazardCheck.Text(request.Why, nameof(request.Why), HazardCheck.MostWords)];
        if (!listing.IsPublic)
        {
            problems.Add(Problem.Coded("HAZ-318", nameof(listing.Publicities)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(listing, new ListingUnpublished(today, request.Why.Trim())));
    }

    internal sealed class Handler(ListedDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.AsBody<None>(request.Listing, (listing, _) => ValueTask.FromResult(Decide(listing, request, desk.Today)), cancel);
    }
}
