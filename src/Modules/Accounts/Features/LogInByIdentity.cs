using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>Logs in whom an identity provider vouches for (统一身份认证登录): the one account with that unit code and person number.</summary>
internal static class LogInByIdentity
{
    /// <param name="UnitCode">The code of their unit, as the provider says.</param>
    /// <param name="PersonNumber">Their number, as the provider says.</param>
    /// <param name="Address">From where.</param>
    /// <param name="Agent">With what.</param>
    [OpenToAll]
    public sealed record Request(string UnitCode, string PersonNumber, string? Address, string? Agent) : ICommand<LogIn.Outcome>
    {
        public override string ToString() => nameof(LogInByIdentity);
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, AccountStore accounts, SessionStarter starter, Fingerprints fingerprints) : IHandler<Request, LogIn.Outcome>
    {
        public async ValueTask<Result<LogIn.Outcome>> Handle(Request request, CancellationToken cancel)
        {
            var matching = request.UnitCode.Length == 0 || request.PersonNumber.Length == 0
                ? []
                : await db.Set<Account>().Where(a => a.PersonNumber == request.PersonNumber && a.UnitCode == request.UnitCode).ToListAsync(cancel);
            if (matching is not [var account])
            {
                var gate = await db.Set<Gate>().SingleOrDefaultAsync(cancel) ?? new();
                ledger.Record(gate, new UnknownIdentityTried(fingerprints.Of($"{request.UnitCode}\n{request.PersonNumber}"), request.Address));
                await ledger.Commit(cancel);
                return Problem.Coded("ACC-005", "");
            }

            var record = await accounts.Record(account.Id, cancel);
            if (account.IsDisabled)
            {
                return await starter.Fail(record, LogInFailure.Disabled, request.Address, Problem.Coded("ACC-003", ""), cancel);
            }
            if (account.HasSecondFactor)
            {
                return new LogIn.Outcome(account.Id, null);
            }

            return new LogIn.Outcome(account.Id, await starter.Start(account, record, LogInWay.IdentityProvider, request.Address, request.Agent, cancel));
        }
    }
}
