using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>What the public is told of where a listing stands.</summary>
internal enum PublicStanding
{
    /// <summary>督办整改中.</summary>
    UnderWay,

    /// <summary>已销案.</summary>
    Cancelled,

    /// <summary>已撤销挂牌.</summary>
    Withdrawn,
}

/// <summary>What the public sees of a listed hazard, and all of it: no officials, no visits, no photographs, no lamps.</summary>
/// <param name="Name">The unit or area, as the decision prints it.</param>
/// <param name="Address">As printed.</param>
/// <param name="Nature">性质.</param>
/// <param name="Items">What is wrong.</param>
/// <param name="Supervising">The supervising units.</param>
/// <param name="Number">The decision.</param>
/// <param name="Body">The body that listed.</param>
/// <param name="Due">The deadline as it is now.</param>
/// <param name="DueBefore">The deadline as the decision set it, where it was moved.</param>
/// <param name="Since">Published since.</param>
/// <param name="EndedOn">When it ended.</param>
/// <param name="EndNumber">The number of the notice of cancellation, or of the document that withdrew it.</param>
internal sealed record PublicListing(
    ListingId Id, string Name, string Address, string Nature, IReadOnlyList<string> Items, string Supervising, string Number, string Body, DateOnly Due, DateOnly? DueBefore, DateOnly Since, PublicStanding Standing, DateOnly? EndedOn, string? EndNumber);

/// <summary>The published listings, for everybody, the first due first.</summary>
internal static class ListPublicListings
{
    private static readonly Keyset<Listing> ByDue = new Keyset<Listing>().By(l => l.Due).By(l => l.Id);

    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [OpenToAll]
    public sealed record Request(string? After = null, int? Limit = null) : IQuery<Page<PublicListing>>;

    internal sealed class Handler(PublicListings listings) : IHandler<Request, Page<PublicListing>>
    {
        public async ValueTask<Result<Page<PublicListing>>> Handle(Request request, CancellationToken cancel)
        {
            var part = await listings.Published.Part(ByDue, request.After, request.Limit, cancel);
            return part is Result<Page<Listing>>.Done(var page) ? page.With(await listings.Lines(page.Items, cancel)) : part.Map<Page<PublicListing>>(_ => null!);
        }
    }
}

/// <summary>One published listing, for everybody.</summary>
internal static class ShowPublicListing
{
    [OpenToAll]
    public sealed record Request(ListingId Id) : IQuery<PublicListing>;

    internal sealed class Handler(PublicListings listings) : IHandler<Request, PublicListing>
    {
        public async ValueTask<Result<PublicListing>> Handle(Request request, CancellationToken cancel) =>
            await listings.Published.SingleOrDefaultAsync(l => l.Id == request.Id, cancel) is { } listing ? (await listings.Lines([listing], cancel))[0] : Problem.Coded("PLATFORM-005", nameof(request.Id));
    }
}

/// <summary>The one place that decides what the public sees: what is published and not withdrawn from publicity.</summary>
internal sealed class PublicListings(BihuanContext db, IOrganisationQueries organisation, Moment moment)
{
    public IQueryable<Listing> Published => db.Set<Listing>().AsNoTracking().Where(l => l.IsPublic && l.State != ListingState.Revoked);

    public async ValueTask<IReadOnlyList<PublicListing>> Lines(IReadOnlyList<Listing> listings, CancellationToken cancel)
    {
        var ids = listings.Select(l => l.Hazard).Distinct().ToArray();
        var items = await db.Set<Hazard>().AsNoTracking().Where(h => EF.Parameter(ids).Contains(h.Id)).Select(h => new { h.Id, h.Terms }).ToDictionaryAsync(h => h.Id, h => h.Terms.Items, cancel);
        var names = (await organisation.Units(moment.Day, cancel)).ToDictionary(u => u.Id, u => u.Name);
        return
        [
            .. listings.Select(l => new PublicListing(
                l.Id, l.Terms.Name!, l.Terms.Address!, l.Terms.Nature!, [.. items[l.Hazard].Select(i => i.Text)], string.Join('、', l.Terms.Supervising.Select(u => names.GetValueOrDefault(u) ?? "")), l.Terms.Number, names.GetValueOrDefault(l.Body) ?? "", l.Due, // not-a-text
                l.Due == l.Terms.Due ? null : l.Terms.Due, l.Publicities[^1].On,
                l.State switch { ListingState.Cancelled => PublicStanding.Cancelled, ListingState.Withdrawn => PublicStanding.Withdrawn, _ => PublicStanding.UnderWay }, l.End?.On, l.End?.Number)),
        ];
    }
}
