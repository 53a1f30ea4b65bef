using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Accounts;

/// <summary>Shows an account under another name, and says whose it is (修改账号).</summary>
internal static class ChangeAccount
{
    /// <param name="Account">The account.</param>
    /// <param name="DisplayName">The name to be shown.</param>
    /// <param name="Person">The holder of posts whose account it is.</param>
    /// <param name="PersonNumber">The person number at the identity provider.</param>
    /// <param name="UnitCode">The code of their unit there.</param>
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(AccountId Account, string DisplayName, PersonId? Person, string? PersonNumber, string? UnitCode) : ICommand<None>;

    /// <summary>The events; none where nothing differs.</summary>
    public static Result<IReadOnlyList<IEvent>> Decide(Account account, Request request)
    {
        var problems = AccountNames.Problems(account.Name, request.DisplayName);
        if (problems.Count > 0)
        {
            return problems;
        }

        List<IEvent> events = [];
        var (shown, number, code) = (request.DisplayName.Trim(), Trimmed(request.PersonNumber), Trimmed(request.UnitCode));
        if (shown != account.DisplayName)
        {
            events.Add(new AccountRenamed(shown));
        }
        if ((request.Person, number, code) != (account.Person, account.PersonNumber, account.UnitCode))
        {
            events.Add(new AccountLinked(request.Person, number, code));
        }

        return events;

        static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    internal sealed class Handler(Ledger ledger, AccountStore accounts) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await accounts.Find(request.Account, cancel) is not { } account)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Account));
            }

            var decision = Decide(account, request);
            if (decision is Result<IReadOnlyList<IEvent>>.Done(var events))
            {
                foreach (var happened in events)
                {
                    ledger.Record(account, happened);
                }

                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}
