using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Accounts;

/// <summary>Enters an account.</summary>
internal static class CreateAccounts
{
    public static List<Problem> Decide(CreateAccount request, bool nameIsTaken, SecurityPolicy policy)
    {
        var problems = AccountNames.Problems(request.Name, request.DisplayName);
        if (nameIsTaken)
        {
            problems.Add(Problem.Coded("ACC-025", nameof(request.Name), request.Name.Trim()));
        }
        if (request is { Role: { } role, Unit: not null } && role.IsAdministrator())
        {
            problems.Add(Problem.Coded("ACC-032", nameof(request.Unit)));
        }

        problems.AddRange(Passwords.Problems(request.Password, request.Name.Trim(), request.Role is { } first && first.IsAdministrator(), policy));
        return problems;
    }

    internal sealed class Handler(Ledger ledger, AccountStore accounts, SettingsReader settings, TimeProvider clock) : IHandler<CreateAccount, AccountId>
    {
        public async ValueTask<Result<AccountId>> Handle(CreateAccount request, CancellationToken cancel)
        {
            var problems = Decide(request, await accounts.NameIsTaken(request.Name.Trim(), cancel), await settings.Policy());
            if (problems.Count > 0)
            {
                return problems;
            }

            var account = accounts.Enter(request.Name.Trim(), request.DisplayName.Trim(), request.Password, request.MustChangePassword);
            if (request.Person is not null || request.PersonNumber is not null || request.UnitCode is not null)
            {
                ledger.Record(account, new AccountLinked(request.Person, Trimmed(request.PersonNumber), Trimmed(request.UnitCode)));
            }
            if (request.Role is { } role)
            {
                ledger.Record(account, new RoleGranted(new(Id.New<GrantId>(clock), role, request.Unit, null, DistrictDay.Today(clock), null)));
            }

            await ledger.Commit(cancel);
            return account.Id;
        }

        private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
