using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>A person opens a matter: for the steps of the ladder of which their unit was told, that is when they saw it, once (催办阅知).</summary>
internal static class SeeUrges
{
    /// <param name="Way">How they came to it.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterId Matter, SightWay Way = SightWay.Page) : ICommand<None>;

    /// <param name="matter">The matter.</param>
    /// <param name="known">What the person has seen of it before.</param>
    /// <param name="account">The person.</param>
    /// <param name="reach">The units whose work the person does; <see langword="null"/> for the whole district, whose reading is no unit's.</param>
    /// <param name="id">The stream, where it is the first time.</param>
    public static Decision<None> Decide(Matter matter, UrgeSight? known, Guid account, IReadOnlySet<Guid>? reach, SightWay way, Guid id)
    {
        var told = matter.Urges.Where(u => known?.Seen.Any(s => s.No == u.No) != true).Select(u => (u.No, Unit: u.To.Where(t => reach?.Contains(t.Value) == true).Cast<UnitId?>().FirstOrDefault())).Where(u => u.Unit is not null);
        List<Change> changes = [];
        var state = known ?? new UrgeSight();
        foreach (var unit in told.GroupBy(u => u.Unit!.Value))
        {
            changes.Add(new(state, new UrgeSeen(known?.Id ?? id, matter.Id, account, unit.Key, [.. unit.Select(u => u.No)], way)));
        }

        return new(default, changes);
    }

    internal sealed class Handler(Desk desk, MatterQueries queries, IRights rights, Caller caller, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Matter, cancel) is not { } matter)
            {
                return (await desk.Matter(request.Matter, cancel) is { } hidden ? await desk.RefuseUnlessConcerned(hidden, cancel) : null) ?? Problem.Coded("PLATFORM-005", nameof(request.Matter));
            }
            if (matter.Urges.Count == 0 || caller.IsProgram || caller.Acting.Account is not { } account)
            {
                return default(None);
            }

            var known = await desk.Db.Set<UrgeSight>().AsTracking().SingleOrDefaultAsync(s => s.Matter == request.Matter && s.Account == account, cancel);
            return await desk.Carry<None>(Decide(matter, known, account, await rights.Reach(MattersPermissions.Handle, cancel), request.Way, Guid.CreateVersion7(clock.GetUtcNow())), cancel);
        }
    }
}

/// <summary>Who was told of each step of the ladder of a matter, and when each first saw it.</summary>
internal static class ShowSights
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterId Matter) : IQuery<IReadOnlyList<Step>>;

    /// <param name="No">The step's number within the matter.</param>
    /// <param name="Rung">Which step of the ladder.</param>
    /// <param name="At">When it was taken.</param>
    /// <param name="Units">The units that were told.</param>
    public sealed record Step(int No, LadderStep Rung, DateTimeOffset At, IReadOnlyList<UnitRow> Units);

    /// <param name="Name">The unit's name.</param>
    /// <param name="Seen">Its people who saw it, the first first; none where nobody has yet.</param>
    public sealed record UnitRow(UnitId Unit, string Name, IReadOnlyList<Seen> Seen);

    /// <param name="Who">Their name.</param>
    /// <param name="At">When they saw it first.</param>
    /// <param name="Way">How they came to it.</param>
    public sealed record Seen(string Who, DateTimeOffset At, SightWay Way);

    internal sealed class Handler(MatterQueries queries, BihuanContext db, IAccountDirectory accounts) : IHandler<Request, IReadOnlyList<Step>>
    {
        public async ValueTask<Result<IReadOnlyList<Step>>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Matter, cancel) is not { } matter)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Matter));
            }
            if (matter.Urges.Count == 0)
            {
                return (List<Step>)[];
            }

            var sights = await db.Set<UrgeSight>().AsNoTracking().Where(s => s.Matter == request.Matter).ToListAsync(cancel);
            var (people, names) = (await accounts.Names([.. sights.Select(s => s.Account)], cancel), await queries.Names(cancel));
            return matter.Urges.Select(u => new Step(u.No, u.Step, u.At, [.. u.To.Select(unit => new UnitRow(
                unit, names.GetValueOrDefault(unit) ?? "",
                [.. sights.SelectMany(s => s.Seen.Where(x => x.No == u.No && x.Unit == unit).Select(x => new Seen(people.GetValueOrDefault(s.Account) ?? "", x.At, x.Way))).OrderBy(x => x.At)]))])).ToList();
        }
    }
}
