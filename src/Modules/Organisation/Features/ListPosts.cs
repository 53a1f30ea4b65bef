using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Posts, of one unit or all.</summary>
internal static class ListPosts
{
    private static readonly Keyset<Post> AsEntered = new Keyset<Post>().By(x => x.Id);

    [Needs(OrganisationPermissions.View)]
    public sealed record Request(UnitId? Unit = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    public sealed record Row(PostId Id, int Version, UnitId Unit, string Title, PostKind Kind, bool Single, DateOnly? From, DateOnly? To, Clause? Source);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var posts = db.Set<Post>().AsNoTracking().Where(p => p.DuplicateOf == null && (request.Unit == null || p.Unit == request.Unit));
            return (await posts.Part(AsEntered, request.After, request.Limit, cancel))
                .Map(part => part.With<Row>([.. part.Items.Select(p => new Row(p.Id, p.Version, p.Unit, p.Title, p.Kind, p.Single, p.From, p.To, p.Source))]));
        }
    }
}

/// <summary>Who held what: of a unit, post or person, on a day or ever.</summary>
internal static class ListHoldings
{
    private static readonly Keyset<Holding> AsEntered = new Keyset<Holding>().By(x => x.Id);

    [Needs(OrganisationPermissions.View)]
    public sealed record Request(UnitId? Unit = null, PostId? Post = null, PersonId? Person = null, DateOnly? Day = null, string? After = null, int? Limit = null) : IQuery<Page<Holder>>;

    internal sealed class Handler(OrganisationQueries queries, BihuanContext db) : IHandler<Request, Page<Holder>>
    {
        public async ValueTask<Result<Page<Holder>>> Handle(Request request, CancellationToken cancel)
        {
            var all = db.Set<Holding>().AsNoTracking().Where(h => !h.Withdrawn
                && (request.Post == null || h.Post == request.Post)
                && (request.Person == null || h.Person == request.Person)
                && (request.Unit == null || db.Set<Post>().Any(p => p.Id == h.Post && p.Unit == request.Unit)));
            if (request.Day is { } day)
            {
                all = all.Where(h => (h.From == null || h.From <= day) && (h.To == null || h.To > day));
            }

            return await all.Part(AsEntered, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                var ids = part.Items.Select(h => h.Id).ToArray();
                return part.With<Holder>([.. (await queries.Holders(db.Set<Holding>().Where(h => ids.Contains(h.Id)), null, cancel)).OrderBy(h => h.Holding.Value)]);
            });
        }
    }
}

/// <summary>Portfolios, of one person or all, on a day or ever.</summary>
internal static class ListPortfolios
{
    private static readonly Keyset<Portfolio> AsEntered = new Keyset<Portfolio>().By(x => x.Id);

    [Needs(OrganisationPermissions.View)]
    public sealed record Request(PersonId? Person = null, DateOnly? Day = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    public sealed record Row(PortfolioId Id, int Version, PersonId Person, PostId Post, string? Scope, IReadOnlyList<DutyLine> Duties, DateOnly? From, DateOnly? To, Clause? Source);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var all = db.Set<Portfolio>().AsNoTracking().Where(p => !p.Withdrawn && (request.Person == null || p.Person == request.Person));
            if (request.Day is { } day)
            {
                all = all.Where(p => (p.From == null || p.From <= day) && (p.To == null || p.To > day));
            }

            return (await all.Part(AsEntered, request.After, request.Limit, cancel))
                .Map(part => part.With<Row>([.. part.Items.Select(p => new Row(p.Id, p.Version, p.Person, p.Post, p.Scope, p.Duties, p.From, p.To, p.Source))]));
        }
    }
}
