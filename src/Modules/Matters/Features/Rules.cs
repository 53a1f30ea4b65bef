using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Sets a rule of supervision from a day on (督办规则), for all matters or for one kind.</summary>
internal static class SetRule
{
    /// <param name="From">The first day; today or later.</param>
    /// <param name="Source">The document that sets it.</param>
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(DateOnly From, LampFigures Figures, IReadOnlyList<LadderLine> Ladder, string Source, MatterKindId? Kind = null) : ICommand<Guid>;

    /// <param name="known">The district's rules in force or to come.</param>
    public static Result<Decision<Guid>> Decide(Request request, IReadOnlyList<SupervisionRule> known, Guid id, bool kindExists, DateOnly today)
    {
        var f = request.Figures;
        List<Problem> problems = [.. Wording.Check(request.Source, nameof(request.Source))];
        if (request.From < today)
        {
            problems.Add(Problem.Coded("MAT-069", nameof(request.From)));
        }
        if (!kindExists)
        {
            problems.Add(Problem.Coded("MAT-006", nameof(request.Kind)));
        }
        if (known.Any(r => r.From == request.From && r.Kind == request.Kind))
        {
            problems.Add(Problem.Coded("MAT-067", nameof(request.From), Days.Text(request.From)));
        }
        if (new[] { f.SignWithinWorkingDays, f.SignWithinHoursUrgent, f.BlueWorkingDays, f.YellowWorkingDays, f.BehindPoints, f.ReopenWithinDays, f.FirstReportAfterDays, f.AcceptWithinWorkingDays }.Any(x => x is < 0 or > 1_000)
            || f.MissedReportsRed < 1 || f.ReturnsYellow < 1 || f.ReturnsRed < f.ReturnsYellow || f.BlueWorkingDays < f.YellowWorkingDays)
        {
            problems.Add(Problem.Coded("MAT-068", nameof(request.Figures)));
        }
        if (request.Ladder.Zip(request.Ladder.Skip(1)).Any(p => p.Second.WorkingDays <= p.First.WorkingDays) || request.Ladder.Select(l => l.Step).Distinct().Count() != request.Ladder.Count || request.Ladder.Any(l => Math.Abs(l.WorkingDays) > 200))
        {
            problems.Add(Problem.Coded("MAT-070", nameof(request.Ladder)));
        }

        return problems.Count > 0 ? problems : new Decision<Guid>(id, new Change(new DistrictRule(), new DistrictRuleSet(id, new(request.From, f, request.Ladder, request.Source.Trim(), request.Kind, id)), request.From));
    }

    internal sealed class Handler(Desk desk, TimeProvider clock) : IHandler<Request, Guid>
    {
        public async ValueTask<Result<Guid>> Handle(Request request, CancellationToken cancel) =>
            await desk.Carry(
                Decide(
                    request,
                    await desk.Db.Set<DistrictRule>().AsNoTracking().Where(r => !r.Revoked).Select(r => r.Rule).ToListAsync(cancel),
                    Guid.CreateVersion7(clock.GetUtcNow()),
                    request.Kind is not { } kind || await desk.Db.FindAsync<MatterKind>([kind], cancel) is not null,
                    desk.Today),
                cancel);
    }
}

/// <summary>Revokes a rule of the district; the one before it holds again from now on.</summary>
internal static class RevokeSupervisionRule
{
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(Guid Id) : ICommand<None>;

    public static Result<Decision<None>> Decide(DistrictRule? rule) =>
        rule is null or { Revoked: true } ? Problem.Coded("PLATFORM-005", nameof(Request.Id)) : new Decision<None>(default, new Change(rule, new DistrictRuleRevoked()));

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => await desk.Carry(Decide(await desk.Db.FindAsync<DistrictRule>([request.Id], cancel)), cancel);
    }
}

/// <summary>Every rule of supervision that is known, the latest first.</summary>
internal static class ListSupervisionRules
{
    [Needs(MattersPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyList<SupervisionRule>>;

    internal sealed class Handler(BihuanContext db) : IHandler<Request, IReadOnlyList<SupervisionRule>>
    {
        public async ValueTask<Result<IReadOnlyList<SupervisionRule>>> Handle(Request request, CancellationToken cancel) =>
            (List<SupervisionRule>)[.. (await db.Set<DistrictRule>().AsNoTracking().Where(r => !r.Revoked).Select(r => r.Rule).ToListAsync(cancel)).Concat(ShippedRules.Supervision).OrderByDescending(r => r.From)];
    }
}

/// <summary>Works the days of matters out again whose rule has changed, or whose working days have become known, some at a time. Sent by the program.</summary>
internal static class Reschedule
{
    /// <param name="Most">How many matters at most.</param>
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(int Most = 200) : ICommand<int>;

    internal sealed class Handler(Desk desk) : IHandler<Request, int>
    {
        public async ValueTask<Result<int>> Handle(Request request, CancellationToken cancel)
        {
            var (rules, calendar) = (await desk.Rules(cancel), await desk.Calendar(cancel));
            var own = rules.KindsWithOwn(desk.Today);
            List<Matter> stale = [.. await Some(m => m.MissingFrom <= calendar.LoadedTo)];
            foreach (var kind in own)
            {
                var id = rules.On(kind, desk.Today)?.Id;
                stale.AddRange(await Some(m => m.Kind == kind && m.RuleId != id));
            }

            var (general, kinds) = (rules.On(null, desk.Today)?.Id, own.Select(k => (MatterKindId?)k).ToArray());
            stale.AddRange(await Some(m => m.RuleId != general && !kinds.Contains(m.Kind)));
            List<Change> changes = [];
            foreach (var matter in stale.DistinctBy(m => m.Id))
            {
                if (Transitions.Refusal(matter, MatterAct.Reschedule) is null && await desk.Reschedule(matter, null, signFrom: null, cancel) is Result<Schedule>.Done(var days))
                {
                    changes.Add(new(matter, new MatterRescheduled(days)));
                }
            }

            return await desk.Carry<int>(new Decision<int>(changes.Count, changes), cancel);

            Task<List<Matter>> Some(System.Linq.Expressions.Expression<Func<Matter, bool>> which) =>
                desk.Db.Set<Matter>().AsTracking().Where(m => m.IsOpen && m.Issued != null && m.State != MatterState.Paused && m.State != MatterState.Declined).Where(which).OrderBy(m => m.Id).Take(request.Most).ToListAsync(cancel);
        }
    }
}
