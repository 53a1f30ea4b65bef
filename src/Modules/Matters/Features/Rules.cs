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

/// <summary>What a rule would change if it held today: how many open matters it reaches, and whose lamp would turn. Nothing is written.</summary>
internal static class PreviewRule
{
    /// <summary>Matters that are looked at one by one at most, the first due first.</summary>
    private const int Most = 1_000;

    /// <summary>Matters that are named at most.</summary>
    private const int Named = 30;

    /// <param name="Rule">The rule as it would be set.</param>
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(SetRule.Request Rule) : IQuery<Answer>;

    /// <param name="Reached">Open matters that it reaches.</param>
    /// <param name="Looked">How many of them were looked at one by one.</param>
    /// <param name="Turns">How often a lamp turns from one colour to another.</param>
    /// <param name="Rows">Some of those matters.</param>
    /// <param name="Ladders">How many of them have another next step of the ladder, or another day for it.</param>
    public sealed record Answer(int Reached, int Looked, IReadOnlyList<Turn> Turns, IReadOnlyList<Row> Rows, int Ladders);

    public sealed record Turn(LampColour? Before, LampColour? After, int Count);

    public sealed record Row(MatterRow Matter, LampColour? After);

    internal sealed class Handler(Desk desk, MatterQueries queries) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var known = await desk.Db.Set<DistrictRule>().AsNoTracking().Where(r => !r.Revoked).Select(r => r.Rule).ToListAsync(cancel);
            var kindExists = request.Rule.Kind is not { } asked || await desk.Db.FindAsync<MatterKind>([asked], cancel) is not null;
            if (SetRule.Decide(request.Rule, known, Guid.Empty, kindExists, desk.Today) is Result<Decision<Guid>>.Refused refused)
            {
                return new Result<Answer>.Refused(refused.Problems);
            }

            var rule = new SupervisionRule(request.Rule.From, request.Rule.Figures, request.Rule.Ladder, request.Rule.Source, request.Rule.Kind, Guid.Empty);
            var open = (await queries.Visible(cancel)).Where(m => m.IsOpen && m.Issued != null && m.State != MatterState.Paused && m.State != MatterState.Declined);
            if (rule.Kind is { } kind)
            {
                open = open.Where(m => m.Kind == kind);
            }
            else
            {
                // A kind with a rule of its own keeps it.
                MatterKindId?[] own = [.. known.Where(r => r.Kind is not null && r.From <= rule.From).Select(r => r.Kind).Distinct()];
                open = open.Where(m => !own.Contains(m.Kind));
            }

            List<(Matter Matter, LampColour? Before, LampColour? After)> turned = [];
            var (looked, ladders) = (0, 0);
            foreach (var matter in await open.OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Most).ToListAsync(cancel))
            {
                looked++;
                if (await desk.Under(matter, rule, cancel) is not { } days)
                {
                    continue;
                }

                // The copy that was read for this is folded on; it goes nowhere.
                var (before, step) = (matter.LampAt(queries.At)?.Colour, matter.NextStepAt);
                matter.Apply(new MatterRescheduled(days), new(desk.Now, Acting.Program));
                ladders += step == matter.NextStepAt ? 0 : 1;
                if (matter.LampAt(queries.At)?.Colour is var after && after != before)
                {
                    turned.Add((matter, before, after));
                }
            }

            var shown = turned.Take(Named).ToList();
            var rows = await queries.Rows(shown.ConvertAll(t => t.Matter), cancel);
            return new Answer(
                await open.CountAsync(cancel), looked, [.. turned.GroupBy(t => (t.Before, t.After)).Select(g => new Turn(g.Key.Before, g.Key.After, g.Count())).OrderByDescending(t => t.Count)],
                [.. rows.Zip(shown, (row, t) => new Row(row with { Lamp = t.Before }, t.After))], ladders);
        }
    }
}

/// <summary>Works the days of open matters out again that reach into a year whose working days were corrected, some at a time. Sent by the program.</summary>
internal static class RescheduleYear
{
    private static readonly Keyset<Matter> ById = new Keyset<Matter>().By(m => m.Id);

    /// <param name="Year">The year.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Most">How many matters to look at.</param>
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(int Year, string? After = null, int Most = 200) : ICommand<Answer>;

    /// <param name="Changed">How many have other days now.</param>
    /// <param name="Next">Where to go on; <see langword="null"/> at the end.</param>
    public sealed record Answer(int Changed, string? Next);

    internal sealed class Handler(Desk desk) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            // What was due in the year before may have steps of the ladder in this one, and a notice may reach into the December before.
            var (from, to) = (DistrictDay.Start(new(request.Year - 1, 1, 1)), DistrictDay.End(new(request.Year, 12, 31)));
            var open = desk.Db.Set<Matter>().AsTracking().Where(m => m.IsOpen && m.Issued != null && m.Issued < to && m.DueAt >= from && m.State != MatterState.Paused && m.State != MatterState.Declined);
            var found = await open.Part(ById, request.After, request.Most, cancel);
            if (found is not Result<Page<Matter>>.Done(var part))
            {
                return found.Map<Answer>(_ => throw new InvalidOperationException("A refused part has no matters."));
            }

            List<Change> changes = [];
            foreach (var matter in part.Items.Where(m => Transitions.Refusal(m, MatterAct.Reschedule) is null))
            {
                if (await desk.Reschedule(matter, null, signFrom: null, cancel) is Result<Schedule>.Done(var days) && Text(days) != Text(matter.Schedule!))
                {
                    changes.Add(new(matter, new MatterRescheduled(days)));
                }
            }

            return await desk.Carry<Answer>(new Decision<Answer>(new(changes.Count, part.Next), changes), cancel);
        }

        /// <summary>Schedules hold lists; as text they compare by what they say.</summary>
        private static string Text(Schedule schedule) => System.Text.Json.JsonSerializer.Serialize(schedule, EventCatalog.Json);
    }
}

/// <summary>Hears that a year's working days were entered or corrected, and has the days of open matters worked out again (重新排期).</summary>
internal sealed class CalendarHeard(Mediator ask, Caller caller) : ISubscriber
{
    public string Name => "matters.calendar";

    public bool Hears(IEvent happened) => happened is CalendarYearLoaded;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        if (recorded.Happened is not CalendarYearLoaded loaded)
        {
            return;
        }

        caller.IsProgram = true;
        string? after = null;
        do
        {
            after = (await ask.Send(new RescheduleYear.Request(loaded.Notice.Year, after), cancel: cancel)).Match(a => a.Next, _ => null);
        }
        while (after is not null);
        while (await ask.Send(new Reschedule.Request(), cancel: cancel) is Result<int>.Done(> 0))
        {
            // What lay beyond the days that were known.
        }
    }
}

/// <summary>Works the days of matters out again whose rule has changed, or whose working days have become known, some at a time. The program sends it every minute; a person can send it at once.</summary>
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

            // In the order of an index of open matters, which is walked instead of the table.
            Task<List<Matter>> Some(System.Linq.Expressions.Expression<Func<Matter, bool>> which) =>
                desk.Db.Set<Matter>().AsTracking().Where(m => m.IsOpen && m.Issued != null && m.State != MatterState.Paused && m.State != MatterState.Declined).Where(which).OrderBy(m => m.RuleId).ThenBy(m => m.Kind).ThenBy(m => m.MissingFrom).ThenBy(m => m.Id).Take(request.Most).ToListAsync(cancel);
        }
    }
}
