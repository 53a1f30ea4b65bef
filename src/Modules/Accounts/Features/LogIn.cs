using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>Logs in with a password (登录). Whoever has a second factor is then asked for its code by <see cref="CheckCode"/>.</summary>
internal static class LogIn
{
    [OpenToAll]
    public sealed record Request(string Name, string Password, string? Address, string? Agent) : ICommand<Outcome>
    {
        public override string ToString() => nameof(LogIn);
    }

    /// <param name="Account">Who.</param>
    /// <param name="Session">The session; none yet where the code of the second factor is still asked for.</param>
    public sealed record Outcome(AccountId Account, SessionId? Session);

    internal sealed class Handler(BihuanContext db, Ledger ledger, UserManager<BihuanUser> users, AccountStore accounts, SessionStarter starter, SettingsReader settings, Fingerprints fingerprints, TimeProvider clock)
        : IHandler<Request, Outcome>
    {
        public async ValueTask<Result<Outcome>> Handle(Request request, CancellationToken cancel)
        {
            var policy = await settings.Policy();
            var proof = await users.FindByNameAsync(request.Name.Trim());
            if (proof is null)
            {
                // As much work as for a name that is there, so that the time tells nothing.
                users.PasswordHasher.HashPassword(new(), request.Password);
                var gate = await db.Set<Gate>().SingleOrDefaultAsync(cancel) ?? new();
                ledger.Record(gate, new UnknownNameTried(fingerprints.Of(users.NormalizeName(request.Name.Trim()) ?? ""), request.Address));
                await ledger.Commit(cancel);
                return Problem.Coded("ACC-001", nameof(request.Password), $"{policy.FailuresBeforeLock}", $"{policy.LockMinutes}");
            }

            var id = AccountId.From(proof.Id);
            var account = (await accounts.Find(id, cancel))!;
            var record = await accounts.Record(id, cancel);
            if (record.IsLocked(clock.GetUtcNow()))
            {
                ledger.Record(record, new LogInFailed(LogInFailure.Locked, request.Address));
                await ledger.Commit(cancel);
                return SessionStarter.SayLocked(record);
            }
            if (!await users.CheckPasswordAsync(proof, request.Password))
            {
                return await starter.Fail(record, LogInFailure.Password, request.Address, Problem.Coded("ACC-001", nameof(request.Password), $"{policy.FailuresBeforeLock}", $"{policy.LockMinutes}"), cancel);
            }
            if (account.IsDisabled)
            {
                return await starter.Fail(record, LogInFailure.Disabled, request.Address, Problem.Coded("ACC-003", nameof(request.Name)), cancel);
            }
            if (account.HasSecondFactor)
            {
                return new Outcome(id, null);
            }

            return new Outcome(id, await starter.Start(account, record, LogInWay.Password, request.Address, request.Agent, cancel));
        }
    }
}

/// <summary>Asks for the code of the second factor, after the password (二次验证).</summary>
internal static class CheckCode
{
    /// <param name="Account">Whose password was right a moment ago, by the sealed cookie.</param>
    /// <param name="Code">Six digits, or a recovery code.</param>
    /// <param name="Address">From where.</param>
    /// <param name="Agent">With what.</param>
    [OpenToAll]
    public sealed record Request(AccountId Account, string Code, string? Address, string? Agent) : ICommand<SessionId>
    {
        public override string ToString() => nameof(CheckCode);
    }

    internal sealed class Handler(Ledger ledger, AccountStore accounts, SessionStarter starter, SecondFactors factors, TimeProvider clock) : IHandler<Request, SessionId>
    {
        public async ValueTask<Result<SessionId>> Handle(Request request, CancellationToken cancel)
        {
            if (await accounts.Find(request.Account, cancel) is not { IsDisabled: false, HasSecondFactor: true } account)
            {
                return Problem.Coded("ACC-004", nameof(request.Code));
            }

            var record = await accounts.Record(request.Account, cancel);
            if (record.IsLocked(clock.GetUtcNow()))
            {
                ledger.Record(record, new LogInFailed(LogInFailure.Locked, request.Address));
                await ledger.Commit(cancel);
                return SessionStarter.SayLocked(record);
            }

            var proof = await accounts.Proof(request.Account, cancel);
            if (factors.Accept(proof, request.Code) is not { } way)
            {
                return await starter.Fail(record, LogInFailure.Code, request.Address, Problem.Coded("ACC-004", nameof(request.Code)), cancel);
            }

            return await starter.Start(account, record, way, request.Address, request.Agent, cancel);
        }
    }
}

/// <summary>Ends the present session (退出).</summary>
internal static class LogOut
{
    [NeedsLogIn]
    public sealed record Request(SessionId Session) : ICommand<None>;

    internal sealed class Handler(BihuanContext db, Ledger ledger, AccountStore accounts, Caller caller, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<Session>().SingleOrDefaultAsync(s => s.Id == request.Session && s.Ended == null, cancel) is not { } session || session.Account.Value != caller.Acting.Account)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Session));
            }

            session.Ended = clock.GetUtcNow();
            ledger.Record(await accounts.Record(session.Account, cancel), new SessionEnded(session.Id, SessionEnd.LogOut));
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>What every way of logging in ends with.</summary>
internal sealed class SessionStarter(BihuanContext db, Ledger ledger, LedgerScope scope, AccountStore accounts, RightsReader rights, SettingsReader settings, TimeProvider clock)
{
    /// <summary>A failure, and the lock where it was one too many. Both are kept although the log-in is refused.</summary>
    public async Task<Problem> Fail(LogInRecord record, LogInFailure why, string? address, Problem problem, CancellationToken cancel)
    {
        var policy = await settings.Policy();
        ledger.Record(record, new LogInFailed(why, address));
        if (record.Failures >= policy.FailuresBeforeLock)
        {
            ledger.Record(record, new LockedOut(clock.GetUtcNow().AddMinutes(policy.LockMinutes)));
            problem = SayLocked(record);
        }

        await ledger.Commit(cancel);
        return problem;
    }

    public static Problem SayLocked(LogInRecord record) =>
        Problem.Coded("ACC-002", "Name", DistrictDay.Local(record.LockedUntil!.Value).ToString("yyyy-MM-dd HH:mm"));

    public async Task<SessionId> Start(Account account, LogInRecord record, LogInWay way, string? address, string? agent, CancellationToken cancel)
    {
        scope.Acting = new(account.Id.Value);
        if ((await settings.Policy()).OneSessionForAdministrators && account.IsAdministrator(DistrictDay.Today(clock)))
        {
            await accounts.EndSessions(record, SessionEnd.NewLogIn, except: null, cancel);
        }

        var hat = (await rights.Of(account.Id.Value)).Held.FirstOrDefault(h => h.Unit is not null);
        var session = new Session
        {
            Id = Id.New<SessionId>(clock),
            Account = account.Id,
            Started = clock.GetUtcNow(),
            LastSeen = clock.GetUtcNow(),
            Address = address,
            Agent = agent?[..Math.Min(agent.Length, 200)],
            Unit = hat?.Unit?.Value,
            Post = hat?.Post?.Value,
        };
        db.Add(session);
        ledger.Record(record, new LoggedIn(session.Id, way, address));
        await ledger.Commit(cancel);
        return session.Id;
    }
}
