using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>Enters a post (新增职务).</summary>
internal static class CreatePostFeature
{
    public static Result<Decision<PostId>> Decide(Book book, CreatePost request, NewIds ids)
    {
        List<Problem> problems = [];
        var title = request.Title.Trim();
        var unit = book.Unit(request.Unit);
        if (unit is null)
        {
            problems.Add(Problem.Coded("ORG-003", nameof(request.Unit)));
        }
        if (title.Length is 0 or > 60)
        {
            problems.Add(Problem.Coded("ORG-005", nameof(request.Title)));
        }
        if (new Period(request.From, request.To).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", nameof(request.To), Days.Text(request.From), Days.Text(request.To)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }
        if (book.PostOf(unit!.Id, title) is { } there)
        {
            return new Decision<PostId>(there.Id);
        }

        var kind = request.Kind ?? Titles.KindOf(title);
        var created = new PostCreated(ids.New<PostId>(), unit.Id, title, kind, request.Single ?? Titles.IsSingle(title, kind), request.From, request.To, request.Source);
        return new Decision<PostId>(created.Id, new Change(new Post(), created, request.From));
    }

    internal sealed class Handler(Register register) : IHandler<CreatePost, PostId>
    {
        public async ValueTask<Result<PostId>> Handle(CreatePost request, CancellationToken cancel) =>
            await register.Carry(Decide(await register.Seats([request.Unit], [], [], cancel), request, register.Ids), cancel);
    }
}

/// <summary>Changes a post (修改职务).</summary>
internal static class ChangePost
{
    [Needs(OrganisationPermissions.Edit)]
    public sealed record Request(PostId Post, int Version, string Title, PostKind Kind, bool Single, DateOnly? From, DateOnly? To) : ICommand<None>;

    public static Result<Decision<None>> Decide(Post? post, Request request, bool titleIsTaken)
    {
        if (post is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Post));
        }

        List<Problem> problems = [];
        var title = request.Title.Trim();
        if (request.Version != 0 && post.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (title.Length is 0 or > 60)
        {
            problems.Add(Problem.Coded("ORG-005", nameof(request.Title)));
        }
        if (titleIsTaken)
        {
            problems.Add(Problem.Coded("ORG-015", nameof(request.Title), title));
        }
        if (new Period(request.From, request.To).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", nameof(request.To), Days.Text(request.From), Days.Text(request.To)));
        }

        var changed = new PostChanged(title, request.Kind, request.Single, request.From, request.To);
        return problems.Count > 0 ? problems
            : changed == new PostChanged(post.Title, post.Kind, post.Single, post.From, post.To) ? new Decision<None>(default)
            : new Decision<None>(default, new Change(post, changed));
    }

    internal sealed class Handler(Register register) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var book = await register.Seats([], [request.Post], [], cancel);
            var post = book.Post(request.Post);
            return post is not null && await register.RefuseBeyond(OrganisationPermissions.Edit, post.Unit, cancel) is { } refusal
                ? refusal
                : await register.Carry(Decide(post, request, post is not null && book.PostOf(post.Unit, request.Title.Trim()) is { } other && other.Id != post.Id), cancel);
        }
    }
}
