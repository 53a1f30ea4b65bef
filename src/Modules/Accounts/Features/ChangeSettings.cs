using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>Sets the district's clock.</summary>
internal static class SetClocks
{
    internal sealed class Handler(BihuanContext db, Ledger ledger, DistrictClock clock) : IHandler<SetClock, None>
    {
        public async ValueTask<Result<None>> Handle(SetClock request, CancellationToken cancel)
        {
            if (request.Shows is { Year: < 2000 or > 2100 })
            {
                return Problem.Coded("ACC-042", nameof(request.Shows));
            }

            var settings = await db.Set<Settings>().SingleOrDefaultAsync(cancel) ?? new();
            TimeSpan? ahead = request.Shows is { } shows ? shows - clock.RealNow : null;
            ledger.Record(settings, new ClockSet(ahead?.Ticks, request.Shows ?? clock.RealNow));
            await ledger.Commit(cancel);
            clock.SetAhead(ahead ?? TimeSpan.Zero);
            return default(None);
        }
    }
}

/// <summary>Calls the district something else (更改地区名称).</summary>
internal static class RenameDistrict
{
    [Needs(AccountsPermissions.District)]
    public sealed record Request(string Name) : ICommand<None>;

    public static Result<DistrictRenamed> Decide(Request request) =>
        request.Name.Trim().Length is < 1 or > 40 ? Problem.Coded("ACC-021", nameof(request.Name)) : new DistrictRenamed(request.Name.Trim());

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var decision = Decide(request);
            if (decision is Result<DistrictRenamed>.Done(var renamed))
            {
                ledger.Record(await db.Set<Settings>().SingleOrDefaultAsync(cancel) ?? new(), renamed);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}
