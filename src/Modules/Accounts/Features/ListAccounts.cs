using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>The accounts, by name.</summary>
internal static class ListAccounts
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    /// <param name="Id">The account.</param>
    /// <param name="Name">The name to log in with.</param>
    /// <param name="DisplayName">The name shown.</param>
    /// <param name="State">Whether it may log in now.</param>
    /// <param name="Roles">The roles given to it, today or later.</param>
    /// <param name="HasSecondFactor">Whether it has a second factor.</param>
    /// <param name="LastLogIn">When it last logged in.</param>
    public sealed record Row(AccountId Id, string Name, string DisplayName, AccountState State, IReadOnlyList<Role> Roles, bool HasSecondFactor, DateTimeOffset? LastLogIn);

    internal sealed class Handler(BihuanContext db, TimeProvider clock, Moment moment) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var found = await (
                from account in db.Set<Account>().AsNoTracking()
                join record in db.Set<LogInRecord>().AsNoTracking() on account.Id equals record.Account
                orderby account.Name
                select new { account, record }).ToListAsync(cancel);
            return found.ConvertAll(f => new Row(
                f.account.Id, f.account.Name, f.account.DisplayName, AccountStates.Of(f.account, f.record, now),
                [.. f.account.Grants.Where(g => g.IsOnOrAfter(moment.Day)).Select(g => g.Role).Distinct().Order()], f.account.HasSecondFactor, f.record.LastLogIn));
        }
    }
}

/// <summary>Whether an account may log in.</summary>
internal enum AccountState
{
    Active,
    Locked,
    Disabled,
}

internal static class AccountStates
{
    public static AccountState Of(Account account, LogInRecord record, DateTimeOffset now) =>
        account.IsDisabled ? AccountState.Disabled : record.IsLocked(now) ? AccountState.Locked : AccountState.Active;
}
