using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>Takes a role back, at once (收回角色).</summary>
internal static class RevokeRole
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(AccountId Account, GrantId Grant) : ICommand<None>;

    /// <param name="account">The account.</param>
    /// <param name="request">Which grant.</param>
    /// <param name="othersRemain">Whether somebody could still give rights.</param>
    public static Result<RoleRevoked> Decide(Account account, Request request, bool othersRemain)
    {
        List<Problem> problems = [];
        if (!account.Grants.Any(g => g.Id == request.Grant))
        {
            problems.Add(Problem.Coded("PLATFORM-005", nameof(request.Grant)));
        }
        if (!othersRemain)
        {
            problems.Add(Problem.Coded("ACC-027", ""));
        }

        return problems.Count > 0 ? problems : new RoleRevoked(request.Grant);
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, AccountStore accounts, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await accounts.Find(request.Account, cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            var decision = Decide(account, request, await SecurityAdministrators.Remain(db, account.Id, request.Grant, DistrictDay.Today(clock), cancel));
            if (decision is Result<RoleRevoked>.Done(var revoked))
            {
                ledger.Record(account, revoked);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>Takes a role back from a post.</summary>
internal static class RevokePostRole
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(GrantId Grant) : ICommand<None>;

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<PostGrant>().SingleOrDefaultAsync(g => g.Id == request.Grant && !g.IsRevoked, cancel) is not { } grant)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Grant));
            }

            ledger.Record(grant, new PostRoleRevoked());
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>The roles that go with posts.</summary>
internal static class ListPostRoles
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    /// <param name="Id">The grant.</param>
    /// <param name="PostName">The post, as its holders bear it; its id while it is vacant.</param>
    /// <param name="Holders">Who holds it today.</param>
    /// <param name="Role">The role.</param>
    /// <param name="UnitName">The unit that it reaches; the whole district without one.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    public sealed record Row(GrantId Id, string PostName, IReadOnlyList<string> Holders, Role Role, string? UnitName, DateOnly From, DateOnly? To);

    internal sealed class Handler(BihuanContext db, IOrganisationQueries organisation, IUnitDirectory units, Moment moment) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            List<Row> rows = [];
            foreach (var grant in await db.Set<PostGrant>().AsNoTracking().Where(g => !g.IsRevoked).OrderBy(g => g.From).ThenBy(g => g.Id).ToListAsync(cancel))
            {
                var holders = await organisation.HoldersOf(grant.Post, moment.Day, cancel);
                var post = holders is [var first, ..] ? $"{(await organisation.Unit(first.Unit, moment.Day, cancel))?.Name} {first.Title}" : grant.Post.Value.ToString();
                rows.Add(new(
                    grant.Id, post, [.. holders.Select(h => h.Name)], grant.Role,
                    grant.Unit is { } unit ? (await units.Get(unit.Value, cancel))?.Name ?? unit.Value.ToString() : null, grant.From, grant.To));
            }

            return rows;
        }
    }
}

/// <summary>A post as offered for choice, with who holds it.</summary>
internal sealed record PostChoice(PostId Post, string Title, string Name);

/// <summary>Finds posts that somebody holds, by the whole name of the holder or of the unit, whose head is then meant.</summary>
internal static class FindPosts
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(string Words) : IQuery<IReadOnlyList<PostChoice>>;

    internal sealed class Handler(IOrganisationQueries organisation, Moment moment) : IHandler<Request, IReadOnlyList<PostChoice>>
    {
        public async ValueTask<Result<IReadOnlyList<PostChoice>>> Handle(Request request, CancellationToken cancel)
        {
            var words = request.Words.Trim();
            if (words.Length == 0)
            {
                return new Result<IReadOnlyList<PostChoice>>.Done([]);
            }

            List<Holder> holders = [.. (await organisation.PeopleNamed(words, moment.Day, cancel)).SelectMany(p => p.Posts)];
            if ((await organisation.Names(moment.Day, cancel)).Resolve(words).Unit is { } unit)
            {
                holders.AddRange(await organisation.HeadsOf(unit.Id, moment.Day, cancel));
            }

            List<PostChoice> choices = [];
            foreach (var holder in holders.DistinctBy(h => h.Post))
            {
                choices.Add(new(holder.Post, $"{(await organisation.Unit(holder.Unit, moment.Day, cancel))?.Name} {holder.Title}", holder.Name));
            }

            return choices;
        }
    }
}
