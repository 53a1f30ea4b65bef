using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Records that an order was carried out, as a second look showed (登记复查结果): its term runs no longer.</summary>
internal static class ComplyWithOrder
{
    /// <param name="Found">What was seen.</param>
    /// <param name="On">On which day it was looked at again; today where none is given.</param>
    /// <param name="Number">The number of the document about it.</param>
    [Needs(EnforcementPermissions.Enforce)]
    public sealed record Request(EnforcementId Record, string Found, DateOnly? On = null, string? Number = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(EnforcementRecord record, Request request, DateOnly today)
    {
        var on = request.On ?? today;
        List<Problem> problems =
        [
            .. record.Kind is not EnforcementKind.Order || record.CompliedOn is not null || record.AnnulledOn is not null ? [Problem.Coded("HAZ-428", nameof(request.Record))] : Array.Empty<Problem>(),
            .. HazardCheck.Day(on, nameof(request.On), today),
            .. HazardCheck.Text(request.Found, nameof(request.Found), HazardCheck.MostWords),
            .. HazardCheck.Text(request.Number, nameof(request.Number), HazardCheck.MostText, needed: false),
        ];
        if (on < record.Day)
        {
            problems.Add(Problem.Coded("HAZ-429", nameof(request.On), HazardCheck.Iso(record.Day)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(record, new EnforcementComplied(new(on, request.Found.Trim(), HazardCheck.Blank(request.Number))), on));
    }

    internal sealed class Handler(EnforcementDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On<None>(request.Record, record => ValueTask.FromResult(Decide(record, request, desk.Desk.Today)), cancel);
    }
}

/// <summary>Orders whose term is over, for the units that gave them.</summary>
internal sealed class OrdersHome(EnforcementQueries queries, HazardSight sight, Words words) : IHomeProvider
{
    public int Order => 36;

    public async ValueTask<IReadOnlyList<HomeItem>> Items(CancellationToken cancel)
    {
        var rows = queries.Standing(queries.Db.Set<EnforcementRecord>().AsNoTracking(), OrderTerm.Over);
        rows = await sight.Units(EnforcementPermissions.Enforce, cancel) is { } units ? rows.Where(r => units.Contains(r.Unit)) : rows;
        return await rows.CountAsync(cancel) is > 0 and var count ? [new(words["enforcement.overHome"], count, words["enforcement.overHomeWhy"], "/hazards/enforcement?term=Over")] : [];
    }
}
