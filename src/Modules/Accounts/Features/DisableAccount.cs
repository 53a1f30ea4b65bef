using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>Lets an account log in no longer, and ends its sessions (停用账号). Nothing of it is erased.</summary>
internal static class DisableAccounts
{
    /// <param name="account">The account.</param>
    /// <param name="othersRemain">Whether another account could still give rights.</param>
    public static Result<AccountDisabled> Decide(Account account, bool othersRemain)
    {
        List<Problem> problems = [];
        if (account.IsDisabled)
        {
            problems.Add(Problem.Coded("ACC-026", ""));
        }
        if (!othersRemain)
        {
            problems.Add(Problem.Coded("ACC-027", ""));
        }

        return problems.Count > 0 ? problems : new AccountDisabled();
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, AccountStore accounts, TimeProvider clock) : IHandler<DisableAccount, None>
    {
        public async ValueTask<Result<None>> Handle(DisableAccount request, CancellationToken cancel)
        {
            if (await accounts.Find(request.Account, cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            var decision = Decide(account, await SecurityAdministrators.Remain(db, account.Id, without: null, DistrictDay.Today(clock), cancel));
            if (decision is Result<AccountDisabled>.Done(var disabled))
            {
                ledger.Record(account, disabled);
                await accounts.EndSessions(await accounts.Record(account.Id, cancel), SessionEnd.Disabled, except: null, cancel);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>Lets a disabled account log in again (启用账号).</summary>
internal static class EnableAccount
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(AccountId Account) : ICommand<None>;

    public static Result<AccountEnabled> Decide(Account account) => account.IsDisabled ? new AccountEnabled() : Problem.Coded("ACC-028", "");

    internal sealed class Handler(Ledger ledger, AccountStore accounts) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await accounts.Find(request.Account, cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            var decision = Decide(account);
            if (decision is Result<AccountEnabled>.Done(var enabled))
            {
                ledger.Record(account, enabled);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>Somebody must always be able to give rights.</summary>
internal static class SecurityAdministrators
{
    /// <summary>Whether one remains that can log in on a day, without an account or without one grant of it.</summary>
    public static async Task<bool> Remain(BihuanContext db, AccountId account, GrantId? without, DateOnly day, CancellationToken cancel)
    {
        var all = await db.Set<Account>().AsNoTracking().Where(a => !a.IsDisabled).ToListAsync(cancel);
        return all.Exists(a => (a.Id != account || without is not null) && a.Grants.Any(g => g.Role == Role.SecurityAdministrator && g.Id != without && g.IsOn(day)));
    }
}
