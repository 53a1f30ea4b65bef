using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>One account, with its roles and its sessions.</summary>
internal static class ShowAccount
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(AccountId Account) : IQuery<View>;

    public sealed record View(
        AccountId Id, string Name, string DisplayName, AccountState State, DateTimeOffset? LockedUntil, PersonId? Person, string? PersonName, string? PersonNumber, string? UnitCode, bool HasSecondFactor,
        DateTimeOffset? LastLogIn, DateTimeOffset? LastFailure, IReadOnlyList<GrantRow> Grants, IReadOnlyList<SessionRow> Sessions);

    /// <param name="Id">The grant.</param>
    /// <param name="Role">The role.</param>
    /// <param name="UnitName">The unit that it reaches; the whole district without one.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    /// <param name="IsOn">Whether it holds today.</param>
    public sealed record GrantRow(GrantId Id, Role Role, string? UnitName, DateOnly From, DateOnly? To, bool IsOn);

    public sealed record SessionRow(SessionId Id, DateTimeOffset Started, DateTimeOffset LastSeen, string? Address, string? Agent);

    internal sealed class Handler(BihuanContext db, AccountStore accounts, IOrganisationQueries organisation, IUnitDirectory units, Moment moment, TimeProvider clock) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await accounts.Find(request.Account, cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            var record = await accounts.Record(account.Id, cancel);
            List<GrantRow> grants = [];
            foreach (var grant in account.Grants.OrderBy(g => g.From))
            {
                grants.Add(new(grant.Id, grant.Role, grant.Unit is { } unit ? (await units.Get(unit.Value, cancel))?.Name ?? unit.Value.ToString() : null, grant.From, grant.To, grant.IsOn(moment.Day)));
            }

            var personName = account.Person is { } person && await organisation.HoldingsOf(person, moment.Day, cancel) is [var holding, ..] ? holding.Name : null;
            var sessions = await SessionRows(db, account.Id, cancel);
            return new View(
                account.Id, account.Name, account.DisplayName, AccountStates.Of(account, record, clock.GetUtcNow()), record.LockedUntil, account.Person, personName, account.PersonNumber, account.UnitCode,
                account.HasSecondFactor, record.LastLogIn, record.LastFailure, grants, sessions);
        }
    }

    internal static async Task<List<SessionRow>> SessionRows(BihuanContext db, AccountId account, CancellationToken cancel) =>
        await db.Set<Session>().AsNoTracking().Where(s => s.Account == account && s.Ended == null).OrderByDescending(s => s.LastSeen)
            .Select(s => new SessionRow(s.Id, s.Started, s.LastSeen, s.Address, s.Agent)).ToListAsync(cancel);
}
