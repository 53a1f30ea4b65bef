using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>One's own account.</summary>
internal static class ShowMyAccount
{
    [NeedsLogIn]
    public sealed record Request(SessionId Session) : IQuery<View>;

    public sealed record View(
        string Name, string DisplayName, bool HasSecondFactor, int RecoveryCodesLeft, int PasswordDaysLeft, DateTimeOffset? LastFailure, IReadOnlyList<RightRow> Rights, IReadOnlyList<Hat> Hats, Hat Now, IReadOnlyList<ShowAccount.SessionRow> Sessions);

    /// <param name="Role">The role.</param>
    /// <param name="UnitName">The unit that it reaches; the whole district without one.</param>
    /// <param name="ByPost">Whether it comes with a post.</param>
    public sealed record RightRow(Role Role, string? UnitName, bool ByPost);

    /// <summary>A unit and post that one acts for (代表的单位和职务).</summary>
    public sealed record Hat(Guid? Unit, Guid? Post, string? UnitName);

    internal sealed class Handler(BihuanContext db, Caller caller, AccountStore accounts, RightsReader rights, SettingsReader settings, IUnitDirectory units, TimeProvider clock) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (caller.Acting.Account is not { } me || await accounts.Find(AccountId.From(me), cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-001", "");
            }

            var (proof, record, policy) = (await accounts.Proof(account.Id, cancel), await accounts.Record(account.Id, cancel), await settings.Policy());
            var held = (await rights.Of(me)).Held;
            List<RightRow> rows = [];
            List<Hat> hats = [];
            foreach (var right in held)
            {
                var name = await NameOf(right.Unit?.Value, cancel);
                rows.Add(new(right.Role!.Value, name, right.Post is not null));
                if (right.Unit is not null && !hats.Exists(h => h.Unit == right.Unit?.Value && h.Post == right.Post?.Value))
                {
                    hats.Add(new(right.Unit?.Value, right.Post?.Value, name));
                }
            }

            var daysLeft = policy.PasswordDays - (int)(clock.GetUtcNow() - proof.PasswordSet).TotalDays;
            return new View(
                account.Name, account.DisplayName, account.HasSecondFactor, proof.RecoveryCodes.Count, daysLeft, record.LastFailure, rows, hats,
                new(caller.Acting.Unit, caller.Acting.Post, await NameOf(caller.Acting.Unit, cancel)), await ShowAccount.SessionRows(db, account.Id, cancel));
        }

        private async Task<string?> NameOf(Guid? unit, CancellationToken cancel) => unit is { } id ? (await units.Get(id, cancel))?.Name ?? id.ToString() : null;
    }
}

/// <summary>Changes one's own password (修改密码). Other sessions end.</summary>
internal static class ChangePassword
{
    [NeedsLogIn]
    public sealed record Request(SessionId Session, string Old, string New, string? Address) : ICommand<None>
    {
        public override string ToString() => nameof(ChangePassword);
    }

    internal sealed class Handler(Ledger ledger, Caller caller, AccountStore accounts, UserManager<BihuanUser> users, SessionStarter starter, SettingsReader settings, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (caller.Acting.Account is not { } me || await accounts.Find(AccountId.From(me), cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-001", "");
            }

            var (proof, record, policy) = (await accounts.Proof(account.Id, cancel), await accounts.Record(account.Id, cancel), await settings.Policy());
            if (record.IsLocked(clock.GetUtcNow()))
            {
                return SessionStarter.SayLocked(record);
            }
            if (!await users.CheckPasswordAsync(proof, request.Old))
            {
                // Whoever sits down at an open page must not find the password by trying.
                return await starter.Fail(record, LogInFailure.Password, request.Address, Problem.Coded("ACC-016", nameof(request.Old)), cancel);
            }

            var problems = Passwords.Problems(request.New, account.Name, account.IsAdministrator(DistrictDay.Today(clock)), policy, accounts.WasUsed(proof, request.New, policy.PasswordHistory));
            if (problems.Count > 0)
            {
                return problems;
            }

            accounts.SetPassword(proof, request.New, mustChange: false, policy.PasswordHistory);
            ledger.Record(account, new PasswordChanged(ByOwner: true));
            await accounts.EndSessions(record, SessionEnd.Password, request.Session, cancel);
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>Gives the secret for a second factor that is to be confirmed.</summary>
internal static class BeginSecondFactor
{
    [NeedsLogIn]
    public sealed record Request : ICommand<Secret>;

    /// <param name="Text">In base 32, for typing.</param>
    /// <param name="Address">What the QR code holds.</param>
    public sealed record Secret(string Text, string Address)
    {
        public override string ToString() => nameof(Secret);
    }

    internal sealed class Handler(Ledger ledger, Caller caller, AccountStore accounts, SecondFactors factors, SettingsReader settings) : IHandler<Request, Secret>
    {
        public async ValueTask<Result<Secret>> Handle(Request request, CancellationToken cancel)
        {
            if (caller.Acting.Account is not { } me || await accounts.Find(AccountId.From(me), cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-001", "");
            }
            if (account.HasSecondFactor)
            {
                return Problem.Coded("ACC-061", "");
            }

            var secret = factors.SecretToConfirm(await accounts.Proof(account.Id, cancel));
            await ledger.Commit(cancel);
            return new Secret(secret, Totp.Address(secret, account.Name, (await settings.Get())?.District ?? "Bihuan"));
        }
    }
}

/// <summary>Confirms a second factor by its first code (启用二次验证).</summary>
internal static class ConfirmSecondFactor
{
    [NeedsLogIn]
    public sealed record Request(string Code) : ICommand<IReadOnlyList<string>>
    {
        public override string ToString() => nameof(ConfirmSecondFactor);
    }

    internal sealed class Handler(Ledger ledger, Caller caller, AccountStore accounts, SecondFactors factors) : IHandler<Request, IReadOnlyList<string>>
    {
        public async ValueTask<Result<IReadOnlyList<string>>> Handle(Request request, CancellationToken cancel)
        {
            if (caller.Acting.Account is not { } me || await accounts.Find(AccountId.From(me), cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-001", "");
            }
            if (account.HasSecondFactor)
            {
                return Problem.Coded("ACC-061", "");
            }

            var proof = await accounts.Proof(account.Id, cancel);
            if (!factors.Confirm(proof, request.Code))
            {
                return Problem.Coded("ACC-004", nameof(request.Code));
            }

            var codes = factors.NewRecoveryCodes(proof);
            ledger.Record(account, new SecondFactorSet());
            await ledger.Commit(cancel);
            return new Result<IReadOnlyList<string>>.Done(codes);
        }
    }
}

/// <summary>Gives up one's second factor, by a code of it (停用二次验证).</summary>
internal static class GiveUpSecondFactor
{
    [NeedsLogIn]
    public sealed record Request(string Code, string? Address) : ICommand<None>
    {
        public override string ToString() => nameof(GiveUpSecondFactor);
    }

    internal sealed class Handler(Ledger ledger, Caller caller, AccountStore accounts, SecondFactors factors, SessionStarter starter, SettingsReader settings, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (caller.Acting.Account is not { } me || await accounts.Find(AccountId.From(me), cancel) is not { HasSecondFactor: true } account)
            {
                return Problem.Coded("ACC-060", "");
            }
            if ((await settings.Policy()).NeedsSecondFactor(account.IsAdministrator(DistrictDay.Today(clock))))
            {
                return Problem.Coded("ACC-062", "");
            }

            var (proof, record) = (await accounts.Proof(account.Id, cancel), await accounts.Record(account.Id, cancel));
            if (record.IsLocked(clock.GetUtcNow()))
            {
                return SessionStarter.SayLocked(record);
            }
            if (factors.Accept(proof, request.Code) is null)
            {
                return await starter.Fail(record, LogInFailure.Code, request.Address, Problem.Coded("ACC-004", nameof(request.Code)), cancel);
            }

            factors.Remove(proof);
            ledger.Record(account, new SecondFactorRemoved(ByOwner: true));
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>Chooses the unit and post that one acts for (切换代表的单位). The journal names them with everything done from then on.</summary>
internal static class ChooseHat
{
    [NeedsLogIn]
    public sealed record Request(SessionId Session, Guid? Unit, Guid? Post) : ICommand<None>;

    internal sealed class Handler(BihuanContext db, Ledger ledger, Caller caller, RightsReader rights) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (caller.Acting.Account is not { } me || await db.Set<Session>().SingleOrDefaultAsync(s => s.Id == request.Session && s.Ended == null, cancel) is not { } session || session.Account.Value != me)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Session));
            }
            if (request.Unit is { } unit && !(await rights.Of(me)).Held.Any(h => h.Unit?.Value == unit && h.Post?.Value == request.Post))
            {
                return Problem.Coded("ACC-036", nameof(request.Unit));
            }

            (session.Unit, session.Post) = (request.Unit, request.Unit is null ? null : request.Post);
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}
