using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>Gives a role to an account. The three administrators stay apart: no account holds two of them, and none holds a business role beside one.</summary>
internal static class GrantRoles
{
    public static List<Problem> Decide(Account account, GrantRole request, DateOnly today, bool unitExists)
    {
        List<Problem> problems = [];
        var held = account.Grants.Where(g => g.IsOnOrAfter(request.From ?? today)).ToList();
        if (held.Exists(g => g.Role != request.Role && (g.Role.IsAdministrator() || request.Role.IsAdministrator())))
        {
            problems.Add(Problem.Coded("ACC-030", nameof(request.Role), account.DisplayName));
        }
        if (held.Exists(g => g.Role == request.Role && g.Unit == request.Unit && g.Post == request.Post))
        {
            problems.Add(Problem.Coded("ACC-031", nameof(request.Role)));
        }
        if (request.Role.IsAdministrator() && (request.Unit is not null || request.Post is not null))
        {
            problems.Add(Problem.Coded("ACC-032", nameof(request.Unit)));
        }
        if (request.To < (request.From ?? today))
        {
            problems.Add(Problem.Coded("ACC-033", nameof(request.To)));
        }
        if (!unitExists)
        {
            problems.Add(Problem.Coded("ACC-034", nameof(request.Unit)));
        }

        return problems;
    }

    internal sealed class Handler(Ledger ledger, AccountStore accounts, IOrganisationQueries organisation, TimeProvider clock) : IHandler<GrantRole, GrantId>
    {
        public async ValueTask<Result<GrantId>> Handle(GrantRole request, CancellationToken cancel)
        {
            if (await accounts.Find(request.Account, cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            var today = DistrictDay.Today(clock);
            var problems = Decide(account, request, today, request.Unit is not { } unit || (await organisation.UnitAndAncestors(unit, today, cancel)).Count > 0);
            if (problems.Count > 0)
            {
                return problems;
            }

            var grant = new Grant(Id.New<GrantId>(clock), request.Role, request.Unit, request.Post, request.From ?? today, request.To);
            ledger.Record(account, new RoleGranted(grant), grant.From);
            await ledger.Commit(cancel);
            return grant.Id;
        }
    }
}

/// <summary>Gives a role to a post.</summary>
internal static class GrantRolesToPosts
{
    public static List<Problem> Decide(GrantRoleToPost request, DateOnly today, bool isThere, bool unitExists)
    {
        List<Problem> problems = [];
        if (request.Role.IsAdministrator())
        {
            problems.Add(Problem.Coded("ACC-035", nameof(request.Role)));
        }
        if (isThere)
        {
            problems.Add(Problem.Coded("ACC-031", nameof(request.Role)));
        }
        if (request.To < (request.From ?? today))
        {
            problems.Add(Problem.Coded("ACC-033", nameof(request.To)));
        }
        if (!unitExists)
        {
            problems.Add(Problem.Coded("ACC-034", nameof(request.Unit)));
        }

        return problems;
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, IOrganisationQueries organisation, TimeProvider clock) : IHandler<GrantRoleToPost, GrantId>
    {
        public async ValueTask<Result<GrantId>> Handle(GrantRoleToPost request, CancellationToken cancel)
        {
            var today = DistrictDay.Today(clock);
            var from = request.From ?? today;
            var same = await db.Set<PostGrant>().AsNoTracking().Where(g => g.Post == request.Post && g.Role == request.Role && g.Unit == request.Unit && !g.IsRevoked).ToListAsync(cancel);
            var problems = Decide(request, today, same.Exists(g => from <= (g.To ?? DateOnly.MaxValue)), request.Unit is not { } unit || (await organisation.UnitAndAncestors(unit, today, cancel)).Count > 0);
            if (problems.Count > 0)
            {
                return problems;
            }

            var granted = new PostRoleGranted(Id.New<GrantId>(clock), request.Post, request.Role, request.Unit, from, request.To);
            ledger.Record(new PostGrant(), granted, from);
            await ledger.Commit(cancel);
            return granted.Id;
        }
    }
}
