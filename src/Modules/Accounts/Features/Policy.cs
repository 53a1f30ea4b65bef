using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>The rules of passwords, lock-out and sessions: those of today, and those that are to come.</summary>
internal static class ShowPolicy
{
    [Needs(AccountsPermissions.Policy)]
    public sealed record Request : IQuery<View>;

    public sealed record View(SecurityPolicy Today, IReadOnlyList<DatedPolicy> All);

    internal sealed class Handler(BihuanContext db, Moment moment) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var settings = await db.Set<Settings>().AsNoTracking().SingleOrDefaultAsync(cancel);
            return new View(settings?.PolicyOn(moment.Day) ?? SecurityPolicy.Default, settings?.Policies ?? []);
        }
    }
}

/// <summary>Sets the rules from a day on (调整安全策略). Never looser than the usual figures, never for days that are past.</summary>
internal static class SetPolicy
{
    [Needs(AccountsPermissions.Policy)]
    public sealed record Request(DateOnly From, SecurityPolicy Policy) : ICommand<None>;

    public static Result<PolicySet> Decide(Request request, DateOnly today)
    {
        List<Problem> problems = [.. request.Policy.Problems()];
        if (request.From < today)
        {
            problems.Add(Problem.Coded("ACC-043", nameof(request.From), today.ToString("yyyy-MM-dd")));
        }

        return problems.Count > 0 ? problems : new PolicySet(request.From, request.Policy);
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var decision = Decide(request, DistrictDay.Today(clock));
            if (decision is Result<PolicySet>.Done(var set))
            {
                ledger.Record(await db.Set<Settings>().SingleOrDefaultAsync(cancel) ?? new(), set, set.From);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}
