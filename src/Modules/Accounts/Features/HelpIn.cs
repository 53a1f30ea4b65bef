using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>Gives an account a new first password, ends its sessions and lifts a lock (重置密码). The person changes it at the next log-in.</summary>
internal static class ResetPassword
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(AccountId Account) : ICommand<string>;

    internal sealed class Handler(Ledger ledger, AccountStore accounts, SettingsReader settings) : IHandler<Request, string>
    {
        public async ValueTask<Result<string>> Handle(Request request, CancellationToken cancel)
        {
            if (await accounts.Find(request.Account, cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            var password = Passwords.Generate();
            var record = await accounts.Record(account.Id, cancel);
            accounts.SetPassword(await accounts.Proof(account.Id, cancel), password, mustChange: true, (await settings.Policy()).PasswordHistory);
            ledger.Record(account, new PasswordChanged(ByOwner: false));
            if (record.LockedUntil is not null)
            {
                ledger.Record(record, new Unlocked());
            }

            await accounts.EndSessions(record, SessionEnd.Password, except: null, cancel);
            await ledger.Commit(cancel);
            return password;
        }
    }
}

/// <summary>Lifts a lock before its time (解锁).</summary>
internal static class UnlockAccount
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(AccountId Account) : ICommand<None>;

    public static Result<Unlocked> Decide(LogInRecord record, DateTimeOffset now) => record.IsLocked(now) ? new Unlocked() : Problem.Coded("ACC-029", "");

    internal sealed class Handler(BihuanContext db, Ledger ledger, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<LogInRecord>().SingleOrDefaultAsync(r => r.Account == request.Account, cancel) is not { } record)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            var decision = Decide(record, clock.GetUtcNow());
            if (decision is Result<Unlocked>.Done(var unlocked))
            {
                ledger.Record(record, unlocked);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>Takes the second factor of somebody who has lost it (解除二次验证). Where one is required, they set up another at the next log-in.</summary>
internal static class RemoveSecondFactor
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(AccountId Account) : ICommand<None>;

    public static Result<SecondFactorRemoved> Decide(Account account) => account.HasSecondFactor ? new SecondFactorRemoved(ByOwner: false) : Problem.Coded("ACC-060", "");

    internal sealed class Handler(Ledger ledger, AccountStore accounts, SecondFactors factors) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await accounts.Find(request.Account, cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            var decision = Decide(account);
            if (decision is Result<SecondFactorRemoved>.Done(var removed))
            {
                factors.Remove(await accounts.Proof(account.Id, cancel));
                ledger.Record(account, removed);
                await accounts.EndSessions(await accounts.Record(account.Id, cancel), SessionEnd.Administrator, except: null, cancel);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>Ends all sessions of an account (强制下线).</summary>
internal static class EndSessions
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(AccountId Account) : ICommand<None>;

    internal sealed class Handler(BihuanContext db, Ledger ledger, AccountStore accounts) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<LogInRecord>().SingleOrDefaultAsync(r => r.Account == request.Account, cancel) is not { } record)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            await accounts.EndSessions(record, SessionEnd.Administrator, except: null, cancel);
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}
