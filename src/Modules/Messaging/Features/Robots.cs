using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Messaging;

/// <summary>Makes rows of robots.</summary>
internal static class Robots
{
    public static RobotRow Row(Robot robot, string unit) => new(robot.Unit, unit, robot.Kind, robot.Host, robot.Notices, robot.Quiet.From, robot.Quiet.To, robot.Quiet.DaysOff);
}

/// <summary>The robots and calendars of a unit.</summary>
internal static class ShowUnitMessages
{
    /// <param name="Unit">The unit.</param>
    [Needs(MessagingPermissions.Unit)]
    public sealed record Request(UnitId Unit) : IQuery<View>, IForUnit
    {
        Guid? IForUnit.Unit => Unit.Value;
    }

    /// <param name="UnitName">The unit's name.</param>
    /// <param name="Robots">Its robots, at most one of each kind.</param>
    /// <param name="Feeds">Its calendars in use.</param>
    public sealed record View(string UnitName, IReadOnlyList<RobotRow> Robots, IReadOnlyList<FeedRow> Feeds);

    internal sealed class Handler(BihuanContext db, IUnitDirectory units) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await units.Get(request.Unit.Value, cancel) is not { } unit)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Unit));
            }

            var robots = await db.Set<Robot>().AsNoTracking().Where(r => r.Unit == request.Unit && !r.IsRemoved).OrderBy(r => r.Kind).ToListAsync(cancel);
            return new View(unit.Name, robots.ConvertAll(r => Robots.Row(r, unit.Name)), await Feeds.Rows(db, db.Set<Feed>().Where(f => f.Unit == request.Unit), cancel));
        }
    }
}

/// <summary>The robots of all units that one may set.</summary>
internal static class ListRobots
{
    [Needs(MessagingPermissions.Unit)]
    public sealed record Request : IQuery<IReadOnlyList<RobotRow>>;

    internal sealed class Handler(BihuanContext db, IUnitDirectory units, IRights rights) : IHandler<Request, IReadOnlyList<RobotRow>>
    {
        public async ValueTask<Result<IReadOnlyList<RobotRow>>> Handle(Request request, CancellationToken cancel)
        {
            List<RobotRow> rows = [];
            foreach (var robot in await db.Set<Robot>().AsNoTracking().Where(r => !r.IsRemoved).ToListAsync(cancel))
            {
                if (await rights.May(MessagingPermissions.Unit, robot.Unit.Value, cancel))
                {
                    rows.Add(Robots.Row(robot, (await units.Get(robot.Unit.Value, cancel))?.Name ?? robot.Unit.Value.ToString()));
                }
            }

            return rows.OrderBy(r => r.UnitName, StringComparer.Ordinal).ThenBy(r => r.Kind).ToList();
        }
    }
}

/// <summary>Sets a unit's robot (设置群机器人), anew where there is one of that kind.</summary>
internal static class SetRobot
{
    /// <param name="Unit">The unit.</param>
    /// <param name="Kind">Of which program.</param>
    /// <param name="Address">Its address, which is secret; left out to keep the one there is.</param>
    /// <param name="Secret">What signs, for DingTalk; left out to keep the one there is.</param>
    /// <param name="Notices">The kinds of notices that it tells; at least one.</param>
    /// <param name="QuietFrom">The first quiet minute, by the clocks of the district.</param>
    /// <param name="QuietTo">The first minute after; the same for none.</param>
    /// <param name="QuietDaysOff">Whether days off are quiet altogether.</param>
    [Needs(MessagingPermissions.Unit)]
    public sealed record Request(UnitId Unit, RobotKind Kind, string? Address, string? Secret, IReadOnlyList<string> Notices, TimeOnly QuietFrom, TimeOnly QuietTo, bool QuietDaysOff) : ICommand<None>, IForUnit
    {
        Guid? IForUnit.Unit => Unit.Value;

        /// <summary>Leaves address and secret out.</summary>
        public override string ToString() => $"{nameof(SetRobot)} {Kind}";
    }

    /// <param name="request">What is asked.</param>
    /// <param name="unitExists">Whether there is such a unit.</param>
    /// <param name="hasAddress">Whether an address is stored.</param>
    /// <param name="hasSecret">Whether a secret is stored.</param>
    /// <param name="wrongAddress">What is wrong with the address given.</param>
    /// <param name="kinds">The kinds of notices.</param>
    public static List<Problem> Decide(Request request, bool unitExists, bool hasAddress, bool hasSecret, string? wrongAddress, IReadOnlyCollection<string> kinds)
    {
        List<Problem> problems = [];
        if (!unitExists)
        {
            problems.Add(Problem.Coded("PLATFORM-005", nameof(request.Unit)));
        }
        if (wrongAddress is not null)
        {
            problems.Add(Problem.Coded(wrongAddress, nameof(request.Address), ""));
        }
        else if (string.IsNullOrWhiteSpace(request.Address) && !hasAddress)
        {
            problems.Add(Problem.Coded("MSG-012", nameof(request.Address)));
        }
        if (request.Kind == RobotKind.DingTalk && string.IsNullOrWhiteSpace(request.Secret) && !hasSecret)
        {
            problems.Add(Problem.Coded("MSG-013", nameof(request.Secret)));
        }
        if (request.Secret?.Length > 200)
        {
            problems.Add(Problem.Coded("MSG-014", nameof(request.Secret)));
        }
        if (request.Notices.Count == 0)
        {
            problems.Add(Problem.Coded("MSG-015", nameof(request.Notices)));
        }

        problems.AddRange(request.Notices.Where(n => !kinds.Contains(n)).Select(n => Problem.Coded("MSG-003", nameof(request.Notices), n)));
        return problems;
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, IOrganisationQueries organisation, OutsideHttp http, Secrets secrets, Words words, TimeProvider clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var robot = await db.Set<Robot>().SingleOrDefaultAsync(r => r.Unit == request.Unit && r.Kind == request.Kind, cancel) ?? new();
            var stored = await db.Set<RobotSecret>().SingleOrDefaultAsync(s => s.Id == robot.Id, cancel);
            var address = string.IsNullOrWhiteSpace(request.Address) ? null : request.Address.Trim();
            var problems = Decide(
                request, (await organisation.UnitAndAncestors(request.Unit, DistrictDay.Today(clock), cancel)).Count > 0, stored is not null, stored?.Secret is not null,
                address is null ? null : await http.Wrong(address, cancel), NoticeKinds.All(words));
            if (problems.Count > 0)
            {
                return problems;
            }

            var id = robot.Version == 0 ? Id.New<RobotId>(clock) : robot.Id;
            if (stored is null)
            {
                stored = new() { Id = id, Address = "" };
                db.Add(stored);
            }
            if (address is not null)
            {
                stored.Address = secrets.Protect(address);
            }
            if (!string.IsNullOrWhiteSpace(request.Secret))
            {
                stored.Secret = secrets.Protect(request.Secret.Trim());
            }

            ledger.Record(robot, new RobotSet(id, request.Unit, request.Kind, address is null ? robot.Host : new Uri(address).Host, [.. request.Notices.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], new(request.QuietFrom, request.QuietTo, request.QuietDaysOff)));
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>Takes a unit's robot away (移除群机器人); what waits for it is not sent.</summary>
internal static class RemoveRobot
{
    /// <param name="Unit">The unit.</param>
    /// <param name="Kind">Of which program.</param>
    [Needs(MessagingPermissions.Unit)]
    public sealed record Request(UnitId Unit, RobotKind Kind) : ICommand<None>, IForUnit
    {
        Guid? IForUnit.Unit => Unit.Value;
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<Robot>().SingleOrDefaultAsync(r => r.Unit == request.Unit && r.Kind == request.Kind && !r.IsRemoved, cancel) is not { } robot)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Kind));
            }

            ledger.Record(robot, new RobotRemoved());
            await db.Set<RobotSecret>().Where(s => s.Id == robot.Id).ForEachAsync(s => db.Remove(s), cancel);
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>Has a unit's robot say that it works.</summary>
internal static class TestRobot
{
    /// <param name="Unit">The unit.</param>
    /// <param name="Kind">Of which program.</param>
    [Needs(MessagingPermissions.Unit)]
    public sealed record Request(UnitId Unit, RobotKind Kind) : ICommand<None>, IForUnit
    {
        Guid? IForUnit.Unit => Unit.Value;
    }

    internal sealed class Handler(BihuanContext db, LedgerScope scope, RobotSender robots, Secrets secrets, Letters letters, IDistrictProfile district, MachineClock clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<Robot>().AsNoTracking().SingleOrDefaultAsync(r => r.Unit == request.Unit && r.Kind == request.Kind && !r.IsRemoved, cancel) is not { } robot
                || await db.Set<RobotSecret>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == robot.Id, cancel) is not { } secret)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Kind));
            }
            if (scope.Trial)
            {
                return default(None);
            }

            var letter = letters.Test((await district.Get(cancel)).Name ?? "", Guid.CreateVersion7(clock.Now), isEnglish: false);
            return Tried.Say(await robots.Send(robot.Kind, secrets.Unprotect(secret.Address), secret.Secret is { } signs ? secrets.Unprotect(signs) : null, letter, cancel));
        }
    }
}
