using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Counts the scores of units for a period, as drafts that the supervision office alone sees (考核草拟).</summary>
internal static class DraftScores
{
    /// <summary>Units scored at once at most.</summary>
    public const int Most = 500;

    /// <param name="From">The first day of the period.</param>
    /// <param name="To">The last day; not later than today.</param>
    /// <param name="Units">Which units; every unit that led whole matters in the period where left out.</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(DateOnly From, DateOnly To, IReadOnlyList<UnitId>? Units = null) : ICommand<Answer>;

    /// <param name="Drafted">The new sheets.</param>
    /// <param name="Known">Units that have a sheet for the period already; they are left as they are.</param>
    public sealed record Answer(IReadOnlyList<ScoreSheetId> Drafted, int Known);

    internal sealed class Handler(Desk desk, ScoreCount count, LedgerScope ledger) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            List<Problem> problems = [.. ReportDays.Check(request.From, request.To)];
            if (request.To > desk.Today)
            {
                problems.Add(Problem.Coded("MAT-132", nameof(request.To), Days.Text(desk.Today)));
            }

            var rule = new ScoreRules(await ListScoreRules.All(desk.Db, cancel)).On(request.To);
            if (rule is null)
            {
                problems.Add(Problem.Coded("MAT-131", nameof(request.To), Days.Text(request.To)));
            }

            var names = (await desk.Organisation.Units(desk.Today, cancel)).ToDictionary(u => u.Id, u => u.Name);
            IReadOnlyList<UnitId> units = problems.Count > 0 ? [] : [.. request.Units?.Distinct() ?? await count.Units(request.From, request.To, cancel)];
            if (request.Units is { } named && named.Any(u => !names.ContainsKey(u)))
            {
                problems.Add(Problem.Coded("MAT-004", nameof(request.Units)));
            }
            if (problems.Count == 0 && units.Count is 0 or > Most)
            {
                problems.Add(Problem.Coded("MAT-138", nameof(request.Units), Most.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
            foreach (var unit in units)
            {
                if (await desk.RefuseBeyond(MattersPermissions.Issue, unit, cancel) is { } beyond)
                {
                    return beyond;
                }
            }
            if (problems.Count > 0)
            {
                return problems;
            }

            string[] slots = [.. units.Select(u => ScoreSheet.SlotOf(u, request.From, request.To))];
            var known = (await desk.Db.Set<ScoreSheet>().AsNoTracking().Where(s => slots.Contains(s.Slot)).Select(s => s.Unit).ToListAsync(cancel)).ToHashSet();
            List<Change> changes = [];
            List<ScoreSheetId> drafted = [];
            foreach (var unit in units.Where(u => !known.Contains(u)).OrderBy(u => names.GetValueOrDefault(u), StringComparer.Ordinal))
            {
                var (items, lines) = await count.Count(unit, request.From, request.To, rule!.Figures, desk.Now, cancel);
                var kept = ledger.Trial ? "" : await count.Keep(lines, cancel);
                if (kept is not Result<string>.Done(var hash))
                {
                    return kept.Map<Answer>(_ => throw new InvalidOperationException("A refused file has no hash."));
                }

                var id = desk.Ids.New<ScoreSheetId>();
                drafted.Add(id);
                changes.Add(new(new ScoreSheet(), new ScoreDrafted(id, unit, names.GetValueOrDefault(unit) ?? "", request.From, request.To, rule, items, hash)));
            }

            return await desk.Carry<Answer>(new Decision<Answer>(new(drafted, known.Count), changes), cancel);
        }
    }
}

/// <summary>What the supervision office does with score sheets: counts them anew, shows them to their units, takes them back, drops or finishes them.</summary>
internal static class ActOnScores
{
    /// <param name="Ids">Which sheets.</param>
    /// <param name="Act">Recount, Show, TakeBack, Finish or Drop.</param>
    /// <param name="Why">The reason, for TakeBack and Drop.</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(IReadOnlyList<ScoreSheetId> Ids, ScoreAct Act, string? Why = null) : ICommand<Answer>;

    /// <param name="Rows">Each sheet with every reason against it; none where it was done.</param>
    public sealed record Answer(IReadOnlyList<Row> Rows);

    public sealed record Row(ScoreSheetId Id, string Unit, IReadOnlyList<Problem> Problems);

    /// <summary>What happens to a sheet; refused with every reason.</summary>
    /// <param name="recounted">The points counted anew, for Recount.</param>
    public static Result<Decision<None>> Decide(ScoreSheet sheet, ScoreAct act, string? why, DateTimeOffset now, Func<ScoreRecounted>? recounted = null)
    {
        List<Problem> problems = [.. Wording.Check(why, nameof(Request.Why), required: act is ScoreAct.TakeBack or ScoreAct.Drop)];
        if (ScoreTransitions.Refusal(sheet, act, now) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        IEvent happened = act switch
        {
            ScoreAct.Recount => recounted!(),
            ScoreAct.Show => new ScoreShown(DistrictDay.End(DistrictDay.Of(now).AddDays(sheet.Rule.Figures.ObjectWithinDays))),
            ScoreAct.TakeBack => new ScoreTakenBack(why!.Trim()),
            ScoreAct.Drop => new ScoreDropped(why!.Trim()),
            _ => new ScoreFinished(),
        };
        return new Decision<None>(default, new Change(sheet, happened));
    }

    internal sealed class Handler(Desk desk, ScoreCount count, LedgerScope ledger) : IHandler<Request, Answer>
    {
        private static readonly ScoreAct[] Possible = [ScoreAct.Recount, ScoreAct.Show, ScoreAct.TakeBack, ScoreAct.Finish, ScoreAct.Drop];

        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (request.Ids.Count is 0 or > DraftScores.Most || !Possible.Contains(request.Act))
            {
                return Problem.Coded("MAT-138", nameof(request.Ids), DraftScores.Most.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            List<Row> rows = [];
            List<Change> changes = [];
            foreach (var id in request.Ids.Distinct())
            {
                if (await desk.Db.FindAsync<ScoreSheet>([id], cancel) is not { } sheet || await desk.RefuseBeyond(MattersPermissions.Issue, sheet.Unit, cancel) is not null)
                {
                    return Problem.Coded("PLATFORM-005", nameof(request.Ids));
                }

                ScoreRecounted? recounted = null;
                if (request.Act is ScoreAct.Recount && ScoreTransitions.Refusal(sheet, ScoreAct.Recount, desk.Now) is null)
                {
                    var rule = new ScoreRules(await ListScoreRules.All(desk.Db, cancel)).On(sheet.To) ?? sheet.Rule;
                    var (items, lines) = await count.Count(sheet.Unit, sheet.From, sheet.To, rule.Figures, desk.Now, cancel);
                    var kept = ledger.Trial ? "" : await count.Keep(lines, cancel);
                    if (kept is not Result<string>.Done(var hash))
                    {
                        return kept.Map<Answer>(_ => throw new InvalidOperationException("A refused file has no hash."));
                    }

                    recounted = new(rule, items, hash);
                }

                rows.Add(Decide(sheet, request.Act, request.Why, desk.Now, () => recounted!).Match(
                    decision =>
                    {
                        changes.AddRange(decision.Changes);
                        return new Row(id, sheet.UnitName, []);
                    },
                    problems => new Row(id, sheet.UnitName, problems)));
            }

            // One sheet alone is refused as such, so that its button says why.
            return rows is [{ Problems.Count: > 0 } only] ? new Result<Answer>.Refused(only.Problems) : await desk.Carry<Answer>(new Decision<Answer>(new(rows), changes), cancel);
        }
    }
}

/// <summary>The unit agrees with its score (无异议).</summary>
internal static class ConsentToScore
{
    [Needs(MattersPermissions.Handle)]
    public sealed record Request(ScoreSheetId Id) : ICommand<None>;

    public static Result<Decision<None>> Decide(ScoreSheet sheet, DateTimeOffset now) =>
        ScoreTransitions.Refusal(sheet, ScoreAct.Consent, now) is { } refusal ? refusal : new Decision<None>(default, new Change(sheet, new ScoreConsented()));

    internal sealed class Handler(Desk desk, ScoreSheets sheets) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => sheets.AsUnit(request.Id, sheet => Decide(sheet, desk.Now), cancel);
    }
}

/// <summary>The unit objects to its score within its days, with a reason (异议).</summary>
internal static class ObjectToScore
{
    /// <param name="Item">To which item; to the whole where left out.</param>
    /// <param name="Text">The reason.</param>
    /// <param name="Evidence">Files that show it.</param>
    [Needs(MattersPermissions.Handle)]
    public sealed record Request(ScoreSheetId Id, ScoreItem? Item, string Text, IReadOnlyList<Evidence> Evidence) : ICommand<int>;

    public static Result<Decision<int>> Decide(ScoreSheet sheet, Request request, DateTimeOffset now)
    {
        List<Problem> problems = [.. Wording.Check(request.Text, nameof(request.Text)), .. Files.Check(request.Evidence)];
        if (ScoreTransitions.Refusal(sheet, ScoreAct.Object, now) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (request.Item is { } item && !Enum.IsDefined(item))
        {
            problems.Add(Problem.Coded("MAT-139", nameof(request.Item)));
        }

        var no = sheet.Objections.Count + 1;
        return problems.Count > 0 ? problems : new Decision<int>(no, new Change(sheet, new ScoreObjected(no, request.Item, request.Text.Trim(), request.Evidence)));
    }

    internal sealed class Handler(Desk desk, ScoreSheets sheets) : IHandler<Request, int>
    {
        public ValueTask<Result<int>> Handle(Request request, CancellationToken cancel) => sheets.AsUnit(request.Id, sheet => Decide(sheet, request, desk.Now), cancel);
    }
}

/// <summary>The supervision office answers an objection; it may correct points, each with a reason (异议复核).</summary>
internal static class DecideOnObjection
{
    /// <param name="Answer">What is found.</param>
    /// <param name="Corrections">Points that change; none where the objection is not followed.</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(ScoreSheetId Id, string Answer, IReadOnlyList<Correction> Corrections) : ICommand<None>;

    public static Result<Decision<None>> Decide(ScoreSheet sheet, Request request, DateTimeOffset now, Actor actor)
    {
        List<Problem> problems = [.. Wording.Check(request.Answer, nameof(request.Answer)), .. request.Corrections.SelectMany(c => Wording.Check(c.Why, nameof(Correction.Why)))];
        if (ScoreTransitions.Refusal(sheet, ScoreAct.Decide, now) is { } refusal)
        {
            problems.Add(refusal);
        }
        foreach (var correction in request.Corrections.Where(c => sheet.Items.FirstOrDefault(i => i.Item == c.Item) is not { } item || c.Points < 0 || c.Points > item.Most || decimal.Round(c.Points, 2) != c.Points))
        {
            problems.Add(Problem.Coded("MAT-139", nameof(request.Corrections)));
        }
        if (request.Corrections.Select(c => c.Item).Distinct().Count() != request.Corrections.Count)
        {
            problems.Add(Problem.Coded("MAT-139", nameof(request.Corrections)));
        }
        if (sheet.Objections.LastOrDefault(o => o.Answered is null) is { By.Account: { } objector } && objector == actor.Account)
        {
            problems.Add(Problem.Coded("MAT-140", nameof(request.Id)));
        }

        return problems.Count > 0
            ? problems
            : new Decision<None>(default, new Change(sheet, new ScoreDecided(sheet.Objections.Last(o => o.Answered is null).No, request.Answer.Trim(), [.. request.Corrections.Select(c => c with { Why = c.Why.Trim() })])));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await desk.Db.FindAsync<ScoreSheet>([request.Id], cancel) is not { } sheet || await desk.RefuseBeyond(MattersPermissions.Issue, sheet.Unit, cancel) is not null)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            return await desk.Carry(Decide(sheet, request, desk.Now, desk.Actor), cancel);
        }
    }
}

/// <summary>Which score sheets a person may see: the supervision office all; other readers of the whole district what is final, leaders what was shown; units their own once
/// they were shown.</summary>
internal sealed class ScoreSheets(BihuanContext db, Desk desk, IRights rights)
{
    public async ValueTask<IQueryable<ScoreSheet>> Visible(CancellationToken cancel)
    {
        var sheets = db.Set<ScoreSheet>().AsNoTracking();
        var issue = await rights.Reach(MattersPermissions.Issue, cancel);
        if (issue is null)
        {
            return sheets;
        }

        var office = issue.Select(UnitId.From).ToArray();
        if (await rights.Reach(MattersPermissions.View, cancel) is { } reach)
        {
            var mine = reach.Select(UnitId.From).ToArray();
            return sheets.Where(s => office.Contains(s.Unit) || (mine.Contains(s.Unit) && s.State != ScoreState.Draft && s.State != ScoreState.Dropped));
        }

        return await rights.May(MattersPermissions.Instruct, cancel) ? sheets.Where(s => s.State != ScoreState.Draft && s.State != ScoreState.Dropped) : sheets.Where(s => s.State == ScoreState.Final);
    }

    public async ValueTask<ScoreSheet?> Find(ScoreSheetId id, CancellationToken cancel) => await (await Visible(cancel)).SingleOrDefaultAsync(s => s.Id == id, cancel);

    /// <summary>Whether the person decides for the unit that is scored.</summary>
    public async ValueTask<bool> IsUnit(UnitId unit, CancellationToken cancel) => await desk.RefuseBeyond(MattersPermissions.Handle, unit, cancel) is null;

    /// <summary>Loads a sheet, asks whether the person acts for its unit, decides and carries it out. A draft is not there for its unit.</summary>
    public async ValueTask<Result<T>> AsUnit<T>(ScoreSheetId id, Func<ScoreSheet, Result<Decision<T>>> decide, CancellationToken cancel)
    {
        if (await db.FindAsync<ScoreSheet>([id], cancel) is not { } sheet || !await IsUnit(sheet.Unit, cancel) || sheet.State is ScoreState.Draft or ScoreState.Dropped)
        {
            return Problem.Coded("PLATFORM-005", nameof(id));
        }

        return await desk.Carry(decide(sheet), cancel);
    }
}

/// <summary>Score sheets, the latest period first, in parts.</summary>
internal static class ListScores
{
    private static readonly Keyset<ScoreSheet> ByPeriod = new Keyset<ScoreSheet>().By(s => s.To, descending: true).By(s => s.From, descending: true).By(s => s.UnitName).By(s => s.Id);

    /// <param name="From">Of the period that begins on this day.</param>
    /// <param name="To">Of the period that ends on this day.</param>
    /// <param name="State">In this state.</param>
    /// <param name="Unit">Of this unit.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(DateOnly? From = null, DateOnly? To = null, ScoreState? State = null, UnitId? Unit = null, string? After = null, int? Limit = null) : IQuery<Answer>;

    /// <param name="Next">The cursor of the part after it.</param>
    /// <param name="Periods">The periods that have sheets, the latest first.</param>
    /// <param name="MayDraft">Whether the person draws up scores.</param>
    public sealed record Answer(IReadOnlyList<Row> Items, string? Next, IReadOnlyList<Period> Periods, bool MayDraft);

    public sealed record Period(DateOnly From, DateOnly To);

    /// <param name="Total">The points that hold; <see langword="null"/> where there was nothing to count.</param>
    /// <param name="Items">By item.</param>
    public sealed record Row(ScoreSheetId Id, UnitId Unit, string UnitName, DateOnly From, DateOnly To, ScoreState State, decimal? Total, IReadOnlyList<ItemScore> Items, DateTimeOffset? ObjectUntil);

    internal sealed class Handler(ScoreSheets sheets, IRights rights) : IHandler<Request, Answer>
    {
        /// <summary>Periods offered at most.</summary>
        private const int MostPeriods = 60;

        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var visible = await sheets.Visible(cancel);
            var periods = await visible.Where(s => s.State != ScoreState.Dropped).Select(s => new { s.From, s.To }).Distinct().OrderByDescending(p => p.To).ThenByDescending(p => p.From).Take(MostPeriods).ToListAsync(cancel);
            var some = request.State is { } state ? visible.Where(s => s.State == state) : visible.Where(s => s.State != ScoreState.Dropped);
            some = request.From is { } from ? some.Where(s => s.From == from) : some;
            some = request.To is { } to ? some.Where(s => s.To == to) : some;
            some = request.Unit is { } unit ? some.Where(s => s.Unit == unit) : some;
            var mayDraft = await rights.May(MattersPermissions.Issue, cancel);
            return (await some.Part(ByPeriod, request.After, request.Limit, cancel)).Map(part => new Answer(
                [.. part.Items.Select(s => new Row(s.Id, s.Unit, s.UnitName, s.From, s.To, s.State, s.IsCounted ? s.Total : null, s.Items, s.ObjectUntil))], part.Next, [.. periods.Select(p => new Period(p.From, p.To))], mayDraft));
        }
    }
}

/// <summary>One score sheet with its objections and what the person may do with it.</summary>
internal static class ShowScore
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(ScoreSheetId Id) : IQuery<Answer>;

    /// <param name="Rule">The rule that it was counted by.</param>
    /// <param name="Total">The points that hold, of 100; <see langword="null"/> where there was nothing to count.</param>
    /// <param name="DaysLeft">Days left to object after today; <see langword="null"/> where the days do not run.</param>
    /// <param name="Acts">What is within the person's right, each with every reason against it now.</param>
    public sealed record Answer(
        ScoreSheetId Id, int Version, UnitId Unit, string UnitName, DateOnly From, DateOnly To, ScoreState State, ScoreRule Rule, IReadOnlyList<ItemScore> Items, decimal? Total, DateTimeOffset Counted, DateTimeOffset? Shown, DateTimeOffset? ObjectUntil,
        int? DaysLeft, DateTimeOffset? Finished, IReadOnlyList<ObjectionRow> Objections, IReadOnlyDictionary<ScoreAct, IReadOnlyList<Problem>> Acts);

    /// <param name="By">Who objected.</param>
    public sealed record ObjectionRow(Objection Objection, string By);

    internal sealed class Handler(ScoreSheets sheets, Desk desk, IAccountDirectory accounts, LampMoment moment, Moment day) : IHandler<Request, Answer>
    {
        private static readonly ScoreAct[] OfUnit = [ScoreAct.Consent, ScoreAct.Object];

        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await sheets.Find(request.Id, cancel) is not { } s)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var names = await accounts.Names([.. s.Objections.Select(o => o.By.Account).OfType<Guid>().Distinct()], cancel);
            var (isOffice, isUnit) = (await desk.RefuseBeyond(MattersPermissions.Issue, s.Unit, cancel) is null, await sheets.IsUnit(s.Unit, cancel));
            var acts = new Dictionary<ScoreAct, IReadOnlyList<Problem>>();
            foreach (var act in Enum.GetValues<ScoreAct>().Where(a => OfUnit.Contains(a) ? isUnit : isOffice))
            {
                acts[act] = [.. new[] { day.IsPast ? Problem.Coded("PLATFORM-002", "", Days.Text(day.Day)) : null, ScoreTransitions.Refusal(s, act, desk.Now) }.OfType<Problem>()];
            }

            int? left = s.State is ScoreState.Shown or ScoreState.Decided && s.ObjectUntil > moment.At ? DistrictDay.Of(s.ObjectUntil.Value).DayNumber - 1 - moment.Day.DayNumber : null;
            return new Answer(
                s.Id, s.Version, s.Unit, s.UnitName, s.From, s.To, s.State, s.Rule, s.Items, s.IsCounted ? s.Total : null, s.Counted, s.Shown, s.ObjectUntil, left, s.Finished,
                [.. s.Objections.Select(o => new ObjectionRow(o, o.By.Account is { } by ? names.GetValueOrDefault(by) ?? "" : ""))], acts);
        }
    }
}

/// <summary>What the points of a score sheet were counted from, in the order counted, page by page.</summary>
internal static class ListScoreLines
{
    private const int DefaultLimit = 50;

    /// <param name="Id">The sheet.</param>
    /// <param name="Item">Of this item.</param>
    /// <param name="OnlyLost">Only what cost points.</param>
    /// <param name="Skip">How many lines to pass over.</param>
    /// <param name="Limit">How many to give, 1 to 200.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(ScoreSheetId Id, ScoreItem Item, bool? OnlyLost = null, int? Skip = null, int? Limit = null) : IQuery<Answer>;

    /// <param name="Total">How many lines there are.</param>
    /// <param name="IsMissing">Whether the file of the lines is not in the store.</param>
    public sealed record Answer(int Total, IReadOnlyList<Row> Rows, bool IsMissing);

    /// <param name="Title">The matter's title; <see langword="null"/> where the person may not see it.</param>
    public sealed record Row(ScoreLine Line, string? Title);

    internal sealed class Handler(ScoreSheets sheets, ScoreCount count, MatterQueries queries) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await sheets.Find(request.Id, cancel) is not { } sheet)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }
            if (await count.Read(sheet.Lines, cancel) is not { } all)
            {
                return new Answer(0, [], IsMissing: true);
            }

            var counted = sheet.Items.FirstOrDefault(i => i.Item == request.Item)?.Counted ?? 0;
            var full = counted > 0 ? decimal.Round(sheet.Rule.Figures.Most(request.Item) / counted, 4) : 0;
            var lines = all.Where(l => l.Item == request.Item && (request.OnlyLost != true || (request.Item > ScoreItem.Signing ? l.Points < 0 : l.Points < full))).ToList();
            var part = lines.Skip(Math.Max(0, request.Skip ?? 0)).Take(Math.Clamp(request.Limit ?? DefaultLimit, 1, 200)).ToList();
            var titles = await (await queries.Visible(cancel)).Titles(part.Select(l => l.Matter), cancel);
            return new Answer(lines.Count, part.ConvertAll(l => new Row(l, titles.GetValueOrDefault(l.Matter))), IsMissing: false);
        }
    }
}

/// <summary>A file that an objection names, for whoever may see the score sheet.</summary>
internal static class ScoreFile
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(ScoreSheetId Id, string Hash) : IQuery<Evidence>;

    internal sealed class Handler(ScoreSheets sheets) : IHandler<Request, Evidence>
    {
        public async ValueTask<Result<Evidence>> Handle(Request request, CancellationToken cancel) =>
            await sheets.Find(request.Id, cancel) is { } sheet && sheet.Objections.SelectMany(o => o.Evidence).FirstOrDefault(e => e.Hash == request.Hash) is { } file ? file : Problem.Coded("PLATFORM-005", nameof(request.Hash));
    }
}
