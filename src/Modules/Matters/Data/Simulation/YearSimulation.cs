using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Matters;

/// <summary>One matter of the year: its character, drawn once, and what it does next.</summary>
internal sealed class Played(MatterId id, Random dice)
{
    public MatterId Id { get; } = id;

    public Random Dice { get; } = dice;

    /// <summary>How fast the work goes: 1 is done on the last day.</summary>
    public double Speed { get; } = 0.75 + (dice.NextDouble() * 0.75);

    /// <summary>Whether the unit reports as it should; the rest is late or forgets.</summary>
    public double Discipline { get; } = 0.7 + (dice.NextDouble() * 0.3);

    /// <summary>The next day on which somebody does something about it.</summary>
    public DateOnly Next { get; set; }

    /// <summary>The report day that was answered, or let pass, last.</summary>
    public DateOnly Reported { get; set; }

    public bool WasSplit { get; set; }

    public bool IsOver { get; set; }
}

/// <inheritdoc/>
internal sealed class YearSimulation(IServiceScopeFactory scopes, TimeProvider clock, Words words) : IYearSimulation
{
    private readonly Dictionary<string, int> _refusals = new(StringComparer.Ordinal);
    private readonly List<Played> _played = [];
    private Random _dice = new(0);
    private WorkingCalendar _calendar = WorkingCalendar.Shipped;
    private int _changes;

    private DateOnly Today => DistrictDay.Today(clock);

    public async Task<SimulationReport> Run(SimulationPlan plan, Func<DateTimeOffset, Task> setClock, IProgress<SimulationProgress>? progress, CancellationToken cancel)
    {
        (_dice, _changes) = (new Random(plan.Seed), 0);
        _refusals.Clear();
        _played.Clear();
        await using (var scope = Scope())
        {
            _calendar = await scope.ServiceProvider.GetRequiredService<WorkingDays>().Calendar(cancel);
        }

        var units = await Units(cancel);
        await MakeUp(plan, units, cancel);
        await IssueDrafts(plan, units, cancel);
        var isReorganised = Today.Month >= 7;
        while (Today <= plan.Until)
        {
            cancel.ThrowIfCancellationRequested();
            if (!isReorganised && Today.Month >= 7 && _calendar.IsWorkingDay(Today))
            {
                isReorganised = true;
                await Reorganise(cancel);
            }
            if (_calendar.IsWorkingDay(Today))
            {
                foreach (var matter in _played.Where(p => !p.IsOver && p.Next <= Today).ToList())
                {
                    await Act(matter, plan.Until, cancel);
                }
            }

            await using (var scope = Scope())
            {
                _changes += await LadderWorker.Run(scope.ServiceProvider, cancel);
            }

            progress?.Report(new(Today, _played.Count(p => !p.IsOver), _changes));
            await setClock(DistrictDay.Start(Today.AddDays(1)).AddHours(9));
        }

        return await Report(cancel);
    }

    /// <summary>What somebody does about a matter today, by where it stands.</summary>
    private async Task Act(Played played, DateOnly until, CancellationToken cancel)
    {
        if (await Load(played.Id, cancel) is not { } matter)
        {
            played.IsOver = true;
            return;
        }

        // The last days of the year: whatever is open gets an honest end.
        var closing = until.AddDays(-12);
        var isClosing = Today >= closing;
        played.Next = Today.AddDays(1);
        switch (matter.State)
        {
            case MatterState.Issued:
                await Sign(played, matter, cancel);
                break;
            case MatterState.Declined:
                await GiveToAnother(matter, cancel);
                break;
            case MatterState.SignedFor or MatterState.InHand or MatterState.Returned or MatterState.Reopened:
                await Work(played, matter, isClosing, cancel);
                break;
            case MatterState.HandedIn:
                await Judge(played, matter, isClosing, cancel);
                break;
            case MatterState.Paused:
                await Send(new ResumeMatter.Request(matter.Id, Say("resume"), null), null, cancel);
                break;
            default:
                played.IsOver = true;
                break;
        }

        played.Next = isClosing ? Today.AddDays(1) : played.Next > closing ? closing : played.Next;
    }

    private async Task Sign(Played played, Matter matter, CancellationToken cancel)
    {
        if (matter.Parent is null && played.Dice.NextDouble() < 0.03 && matter.Terms.Supporting.Count > 0)
        {
            await Send(new DeclineMatter.Request(matter.Id, Say("decline"), matter.Terms.Supporting[0]), matter.Lead, cancel);
            return;
        }

        await Send(new SignFor.Request(matter.Id), matter.Lead, cancel);
        played.Next = After(played.Dice.Next(2, 8));
    }

    private async Task GiveToAnother(Matter matter, CancellationToken cancel)
    {
        var lead = matter.ProposedUnit is { } proposed && proposed != matter.Accepting ? proposed : matter.Lead;
        var terms = matter.Terms with { Lead = lead, Supporting = [.. matter.Terms.Supporting.Where(u => u != lead)] };
        if (await Send(new EditMatter.Request(matter.Id, terms, matter.Version), null, cancel))
        {
            await Send(new IssueMatters.Request([matter.Id], Say("letter.title"), Say("letter")), null, cancel);
        }
    }

    private async Task Work(Played played, Matter matter, bool isClosing, CancellationToken cancel)
    {
        var progress = Progress(played, matter);
        var luck = played.Dice.NextDouble();
        if (isClosing || progress >= 100 || matter.State is MatterState.Returned)
        {
            await Finish(played, matter, progress, isClosing, cancel);
            return;
        }
        if (matter.DueAt <= clock.GetUtcNow() || (matter.DueDay is { } due && due.DayNumber - Today.DayNumber <= 2))
        {
            if (matter.Extensions.Count < 2 && luck < 0.5 && matter.DueDay is { } day)
            {
                await Extend(played, matter, day, cancel);
            }
            else
            {
                await Finish(played, matter, progress, isForced: true, cancel);
            }

            return;
        }
        if (matter.Parent is null && luck < 0.004)
        {
            await Send(new WithdrawMatter.Request(matter.Id, Say("document"), Say("withdraw")), null, cancel);
            return;
        }
        if (matter.Parent is null && luck < 0.008)
        {
            await Send(new PauseMatter.Request(matter.Id, Say("document"), Say("pause")), null, cancel);
            played.Next = After(20);
            return;
        }
        if (!played.WasSplit && matter.Parent is null && matter.Terms.Supporting.Count >= 2 && luck < 0.1)
        {
            await Split(played, matter, cancel);
        }

        await ReportNow(played, matter, progress, cancel);
        played.Next = NextReport(played, matter);
    }

    private async Task ReportNow(Played played, Matter matter, int progress, CancellationToken cancel)
    {
        foreach (var unit in matter.Terms.Supporting.Take(played.Dice.Next(0, 3)))
        {
            await Send(new Contribute.Request(matter.Id, unit, Say("contribution"), [], []), unit, cancel);
        }

        var wantsHelp = played.Dice.NextDouble() < 0.05;
        var figures = matter.Terms.Goals.Select((g, i) => new GoalFigure(i, Reached(g, progress))).ToList();
        await Send(new ReportMatter.Request(matter.Id, progress, figures, Say("report", played.Dice.Next(5)), wantsHelp ? Say("trouble") : null, wantsHelp ? Say("help") : null, []), matter.Lead, cancel);
        if (wantsHelp && played.Dice.NextDouble() < 0.4)
        {
            var part = await Ask(new InstructMatter.Request(matter.Id, Say("instruction"), _calendar.LastDay(Today, 10)), null, cancel);
            Play(part, Today.AddDays(1));
        }
    }

    private async Task Extend(Played played, Matter matter, DateOnly day, CancellationToken cancel)
    {
        var until = day.AddDays(played.Dice.Next(10, 45));
        if (await Ask(new AskExtension.Request(matter.Id, until, Say("extension"), []), matter.Lead, cancel) is not Result<int>.Done(var no))
        {
            return;
        }

        var isGranted = played.Dice.NextDouble() < 0.6;
        await Send(new DecideExtension.Request(matter.Id, no, isGranted ? until : null, Say(isGranted ? "granted" : "refused")), null, cancel);
        played.Next = After(isGranted ? 5 : 1);
    }

    private async Task Finish(Played played, Matter matter, int progress, bool isForced, CancellationToken cancel)
    {
        var end = progress >= 100 || matter.State is MatterState.Returned && matter.Proposed is MatterEnd.Fulfilled ? MatterEnd.Fulfilled : progress >= 60 ? MatterEnd.Partly : MatterEnd.NotFulfilled;
        var figures = matter.Terms.Goals.Select((g, i) => new GoalFigure(i, end is MatterEnd.Fulfilled ? Best(g) : Reached(g, progress))).ToList();
        var evidence = new Evidence($"SHA-256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(matter.Id.Value.ToByteArray()))}", Say("evidence"));
        foreach (var waiting in matter.Extensions.Where(e => e.Granted is null))
        {
            await Send(new DecideExtension.Request(matter.Id, waiting.No, null, Say("refused")), null, cancel);
        }
        if (await Send(new HandIn.Request(matter.Id, end, Say(end is MatterEnd.Fulfilled ? "done" : "notDone"), figures, [evidence]), matter.Lead, cancel))
        {
            played.Next = isForced ? Today : After(played.Dice.Next(1, 6));
            return;
        }

        // Its parts are not over yet; the unit looks again.
        played.Next = After(isForced ? 1 : 3);
    }

    private async Task Judge(Played played, Matter matter, bool isClosing, CancellationToken cancel)
    {
        if (!isClosing && matter.Returns == 0 && played.Dice.NextDouble() < 0.12)
        {
            await Send(new ReturnMatter.Request(matter.Id, [Say("point")]), matter.Accepting, cancel);
            played.Next = After(played.Dice.Next(3, 9));
            return;
        }

        var end = matter.Proposed is MatterEnd.Fulfilled && played.Dice.NextDouble() < 0.05 ? MatterEnd.Partly : matter.Proposed ?? MatterEnd.NotFulfilled;
        await Send(new AcceptMatter.Request(matter.Id, end, Say(end is MatterEnd.Fulfilled ? "found" : "notFound"), []), matter.Accepting, cancel);
    }

    private async Task Split(Played played, Matter matter, CancellationToken cancel)
    {
        played.WasSplit = true;
        var to = matter.Terms.Supporting.Where(u => u != matter.Accepting).Take(3).ToList();
        var until = matter.DueDay is { } due ? due.AddDays(-Math.Min(15, Math.Max(0, (due.DayNumber - Today.DayNumber) / 4))) : (DateOnly?)null;
        var parts = to.Select((u, k) => new SplitMatter.Part(u, matter.Title, null, [.. matter.Terms.Goals.Select((g, i) => new GoalFigure(i, Share(g, k, to.Count)))], until)).ToList();
        if (parts.Count > 1 && await Ask(new SplitMatter.Request(matter.Id, parts), matter.Lead, cancel) is Result<IReadOnlyList<MatterId>>.Done(var ids))
        {
            foreach (var id in ids)
            {
                Play(new Result<MatterId>.Done(id), Today.AddDays(1));
            }
        }
    }

    /// <summary>Units change in July: one gets another name, one goes into another, and its open matters go with it.</summary>
    private async Task Reorganise(CancellationToken cancel)
    {
        var units = (await Units(cancel)).Where(u => u.Kind is UnitKind.Department && u.Parent is not null).ToList();
        if (units.Count < 8)
        {
            return;
        }

        var (renamed, ended, into) = (units[^1], units[^2], units[^3]);
        await Send(new RenameUnit(renamed.Id, 0, words["simulation.renamed", renamed.Name], Today, null), null, cancel);
        List<Matter> moved;
        await using (var scope = Scope())
        {
            var id = (UnitId?)ended.Id;
            moved = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Matter>().AsNoTracking().Where(m => m.IsOpen && (m.Lead == id || m.Accepting == id)).ToListAsync(cancel);
        }
        foreach (var matter in moved)
        {
            UnitId Now(UnitId unit) => unit == ended.Id ? into.Id : unit;
            var (lead, accepting) = (Now(matter.Lead!.Value), Now(matter.Accepting!.Value));
            accepting = accepting == lead ? units[0].Id : accepting;
            await Send(new TransferMatter.Request(matter.Id, lead, [.. matter.Terms.Supporting.Select(Now).Where(u => u != lead).Distinct()], accepting, Say("document")), null, cancel);
        }

        await Send(new EndUnit(ended.Id, 0, Today, into.Id, null), null, cancel);
    }

    /// <summary>Makes matters up, with leads, figures and days of every kind.</summary>
    private async Task MakeUp(SimulationPlan plan, IReadOnlyList<UnitOnDay> units, CancellationToken cancel)
    {
        var departments = units.Where(u => u.Kind is UnitKind.Department && u.Parent is not null).ToList();
        var streets = units.Where(u => u.Kind is UnitKind.Street).ToList();
        for (var i = 0; i < plan.Matters && departments.Count > 3; i++)
        {
            var (lead, accepting) = (departments[_dice.Next(departments.Count)], departments[_dice.Next(departments.Count)]);
            if (lead == accepting)
            {
                accepting = departments[(departments.IndexOf(lead) + 1) % departments.Count];
            }

            var street = streets.Count > 0 ? streets[_dice.Next(streets.Count)] : lead;
            var (kind, figure) = (_dice.Next(8), _dice.Next(2, 60) * 5);
            var title = words[$"simulation.title.{kind.ToString(CultureInfo.InvariantCulture)}", street.Name, figure];
            var due = _dice.NextDouble() < 0.4 ? plan.Until : Today.AddDays(_dice.Next(20, Math.Max(21, plan.Until.DayNumber - Today.DayNumber)));
            await Send(
                new DraftMatter.Request(new()
                {
                    Title = title,
                    Body = title,
                    Lead = lead.Id,
                    Accepting = accepting.Id,
                    Supporting = [.. streets.OrderBy(_ => _dice.Next()).Take(_dice.Next(0, 4)).Select(s => s.Id)],
                    Goals = [new(words[$"simulation.goal.{kind.ToString(CultureInfo.InvariantCulture)}"], GoalSense.AtLeast, figure, words[$"simulation.unit.{kind.ToString(CultureInfo.InvariantCulture)}"])],
                    Due = new(due),
                    Reports = new((ReportRhythm)_dice.Next((int)ReportRhythm.Weekly, (int)ReportRhythm.GivenDays)),
                    Place = street.Id,
                    Ordinal = i + 1,
                }),
                null,
                cancel);
        }
    }

    /// <summary>Completes what drafts lack and issues them.</summary>
    private async Task IssueDrafts(SimulationPlan plan, IReadOnlyList<UnitOnDay> units, CancellationToken cancel)
    {
        List<Matter> drafts;
        await using (var scope = Scope())
        {
            drafts = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Matter>().AsNoTracking()
                .Where(m => m.State == MatterState.Draft && (plan.Document == null || m.Document == plan.Document || m.Document == null)).OrderBy(m => m.Ordinal).ThenBy(m => m.Id).ToListAsync(cancel);
        }

        var departments = units.Where(u => u.Kind is UnitKind.Department && u.Parent is not null).ToList();
        foreach (var draft in drafts.Where(d => d.Lead is null || d.Accepting is null))
        {
            // Where the document names nobody in particular, whoever accepts otherwise leads, and another accepts.
            var lead = draft.Lead ?? draft.Accepting ?? departments[0].Id;
            var accepting = draft.Accepting is { } named && named != lead ? named : departments.First(u => u.Id != lead).Id;
            await Send(new EditMatter.Request(draft.Id, draft.Terms with { Lead = lead, Accepting = accepting, Supporting = [.. draft.Terms.Supporting.Where(u => u != lead)] }, draft.Version), null, cancel);
        }
        foreach (var part in drafts.Chunk(IssueMatters.Most))
        {
            await Send(new IssueMatters.Request([.. part.Select(d => d.Id)], Say("letter.title"), Say("letter")), null, cancel);
        }
        foreach (var draft in drafts)
        {
            Play(new Result<MatterId>.Done(draft.Id), After(_dice.Next(0, 3)));
        }
    }

    private async Task<SimulationReport> Report(CancellationToken cancel)
    {
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var ends = await db.Set<Matter>().Where(m => m.End != null).GroupBy(m => m.End!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return new(_played.Count, ends, await db.Set<Matter>().CountAsync(m => m.IsOpen, cancel), _changes, _refusals);
    }

    private void Play(Result<MatterId> id, DateOnly next)
    {
        if (id is Result<MatterId>.Done(var known))
        {
            _played.Add(new(known, new Random(_dice.Next())) { Next = next });
        }
    }

    /// <summary>The next day on which the unit reports: the report day itself, or a few days late; a careless unit lets one pass.</summary>
    private DateOnly NextReport(Played played, Matter matter)
    {
        var next = matter.Schedule?.Reports.FirstOrDefault(d => d > Today && d > played.Reported) is { } day && day != default ? day : matter.DueDay?.AddDays(-played.Dice.Next(0, 6)) ?? After(10);
        played.Reported = next;
        var luck = played.Dice.NextDouble();
        var late = luck < played.Discipline ? 0 : luck < played.Discipline + 0.15 ? played.Dice.Next(1, 8) : 35;
        var last = matter.DueDay is { } due && due >= Today ? due.AddDays(1) : Today.AddDays(1);
        var at = next.AddDays(late);
        return at > last && last > Today ? last : at;
    }

    private int Progress(Played played, Matter matter)
    {
        if (matter.Schedule is not { DueDay: { } due } schedule)
        {
            return matter.Progress;
        }

        var whole = Math.Max(1, due.DayNumber - schedule.Start.DayNumber);
        return Math.Clamp((int)(100 * played.Speed * (Today.DayNumber - schedule.Start.DayNumber) / whole), matter.Progress, 100);
    }

    private static decimal Reached(Goal goal, int progress) => decimal.Round(goal.Base + ((goal.Value - goal.Base) * progress / 100), 2);

    private static decimal Best(Goal goal) => goal.Value;

    /// <summary>Shares in whole numbers where the goal is one; the last takes what is left. Rates are not divided.</summary>
    private static decimal Share(Goal goal, int part, int parts)
    {
        if (goal.Unit.Contains('%', StringComparison.Ordinal) || goal.Unit.Contains('‰', StringComparison.Ordinal))
        {
            return goal.Value;
        }

        var each = decimal.Floor(goal.Value / parts);
        return part < parts - 1 ? each : goal.Value - (each * (parts - 1));
    }

    private DateOnly After(int workingDays) => Today.AddDays(4 * workingDays) < _calendar.LoadedTo ? _calendar.LastDay(Today, workingDays) : Today.AddDays(workingDays);

    private string Say(string key, int? which = null) => words[which is { } n ? $"simulation.{key}.{n.ToString(CultureInfo.InvariantCulture)}" : $"simulation.{key}"];

    private async Task<IReadOnlyList<UnitOnDay>> Units(CancellationToken cancel)
    {
        await using var scope = Scope();
        return await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().Units(Today, cancel);
    }

    private async Task<Matter?> Load(MatterId id, CancellationToken cancel)
    {
        await using var scope = Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Matter>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancel);
    }

    private async Task<bool> Send<T>(IRequest<T> request, UnitId? unit, CancellationToken cancel) => await Ask(request, unit, cancel) is Result<T>.Done;

    /// <summary>Sends a command on behalf of a unit. Refusals are counted: people run into them as well, and the matter looks again later.</summary>
    private async Task<Result<T>> Ask<T>(IRequest<T> request, UnitId? unit, CancellationToken cancel)
    {
        await using var scope = Scope();
        scope.ServiceProvider.GetRequiredService<Caller>().Acting = new(null, unit?.Value);
        var result = await scope.ServiceProvider.GetRequiredService<Mediator>().Send(request, cancel: cancel);
        if (result is Result<T>.Refused refused)
        {
            foreach (var problem in refused.Problems)
            {
                _refusals[problem.Code] = _refusals.GetValueOrDefault(problem.Code) + 1;
            }
        }
        else
        {
            _changes++;
        }

        return result;
    }

    private AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        return scope;
    }
}
