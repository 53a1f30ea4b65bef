using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bihuan.Hazards;

/// <summary>Loads what a decision about lists and major problems needs, asks whether the right reaches them, and carries it out.</summary>
internal sealed class ListDesk(HazardDesk desk)
{
    public HazardDesk Hazards => desk;

    public BihuanContext Db => desk.Db;

    public DateOnly Today => desk.Today;

    public async ValueTask<ProblemList?> List(ProblemListId id, CancellationToken cancel) => await desk.Db.FindAsync<ProblemList>([id], cancel);

    /// <summary>Whether the person keeps a list.</summary>
    public ValueTask<bool> Keeps(ProblemList list, CancellationToken cancel) => desk.Sight.Reaches(ProblemListPermissions.Keep, list.Terms.Keeper, cancel);

    /// <summary>Loads a problem and its list, asks whether the person may do it, decides and carries it out.</summary>
    /// <param name="by">Whose act it is: the unit whose right of handling is needed; <see langword="null"/> for the keeper's.</param>
    public async ValueTask<Result<T>> On<T>(MajorProblemId id, Func<MajorProblem, UnitId?> by, Func<MajorProblem, ProblemList, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel)
    {
        if (await desk.Db.FindAsync<MajorProblem>([id], cancel) is not { } problem || await List(problem.List, cancel) is not { } list)
        {
            return Problem.Coded("PLATFORM-005", "Problem");
        }

        var may = await Keeps(list, cancel) || (by(problem) is { } unit && await desk.Sight.Reaches(HazardsPermissions.Handle, unit, cancel));
        return may ? await desk.Carry(await decide(problem, list), cancel) : HazardDesk.NotYours;
    }

    /// <summary>The units of today.</summary>
    public async ValueTask<IReadOnlySet<UnitId>> Units(CancellationToken cancel) => (await desk.Context([], [], cancel)).Units;
}

/// <summary>The rule of the control index that the product ships with (<c>data/rules/hazards/problem-index.json</c>).</summary>
internal static class ShippedIndex
{
    private static readonly IReadOnlyList<IndexRule> Rules = Read();

    /// <summary>The rule of a day; outside the days it knows there is none.</summary>
    public static Result<IndexRule> On(DateOnly day) => Rules.LastOrDefault(r => r.From <= day) is { } rule ? rule : Problem.Coded("HAZ-640", "Day", HazardCheck.Iso(day));

    private static List<IndexRule> Read()
    {
        var file = ShippedFiles.One<RuleFile>("problem-index.json");
        return [.. file.Rules.OrderBy(r => r.From).Select(r => new IndexRule(r.From, r.Figures, file.Source))];
    }

    private sealed record RuleFile(string Source, IReadOnlyList<Line> Rules);

    private sealed record Line(DateOnly From, IndexFigures Figures);
}

/// <summary>Sees to it that an assignment has its matter, also where the program ended between the two.</summary>
internal sealed class AssignmentsHeard(BihuanContext db, HazardMatters matters) : ISubscriber
{
    public string Name => "hazards.assignments";

    public bool Hears(IEvent happened) => happened is ProblemAssigned;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        if (recorded.Happened is ProblemAssigned e && await db.Set<MajorProblem>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == MajorProblemId.From(recorded.Entry.StreamId), cancel) is { } problem && problem.Round == e.Round)
        {
            (await matters.Open(AssignProblem.TermsOf(problem, e.Round, e.Assignment), cancel)).OrAgain();
        }
    }
}

/// <summary>Hears how matters of major problems ended or were taken up again, and has the problems follow.</summary>
internal sealed class ProblemEndsHeard(BihuanContext db, Mediator ask, Caller caller) : FollowsMatters(ask, caller)
{
    public override string Name => "hazards.problem-ends";

    protected override async ValueTask<ICommand<None>?> Settle(MatterId matter, CancellationToken cancel) =>
        await db.Set<MajorProblemRow>().AsNoTracking().Where(r => r.Matter == matter).Select(r => (MajorProblemId?)r.Id).SingleOrDefaultAsync(cancel) is { } problem ? new SettleProblem.Request(problem) : null;
}

/// <summary>Holds a major problem's matter open until it is said why it came about, what is done, and what is done elsewhere (举一反三).</summary>
internal sealed class AnalysisGate(BihuanContext db) : ICloseGate
{
    public async ValueTask<IReadOnlyList<Problem>> HeldOpenBy(MatterId matter, MatterTerms terms, CancellationToken cancel) =>
        terms.Origin is { Module: HazardProjection.Module } origin && MajorProblem.OfKey(origin.Key) is var (id, round)
        && await db.Set<MajorProblem>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel) is { Analysis: null } problem && problem.Round == round
            ? [Problem.Coded("HAZ-630", nameof(MajorProblem.Analysis))] : [];
}

/// <summary>Tells the matter of a quota how many problems the unit has reported, so that nobody types it (一次采集).</summary>
internal sealed class QuotaFiller(BihuanContext db, Words words) : IReportFiller
{
    public async ValueTask<IReadOnlyDictionary<int, KnownFigure>> Known(MatterId matter, MatterTerms terms, CancellationToken cancel)
    {
        if (terms.Origin is not { Module: HazardProjection.Module } origin || QuotaKey.Of(origin.Key) is not { } key)
        {
            return new Dictionary<int, KnownFigure>();
        }

        var (from, to) = (key.Quarter.First, key.Quarter.Last);
        var count = await Quotas.Counted(db, key.List).CountAsync(r => r.Unit == key.Unit && r.ReportedOn >= from && r.ReportedOn <= to, cancel);
        return new Dictionary<int, KnownFigure> { [0] = new(count, words["problem.quotaKnown", count], $"/hazards/lists/{key.List.Value}?unit={key.Unit.Value}") };
    }
}

/// <summary>Opens the quotas of a quarter when it begins: looks once an hour. Two nodes may look at once, a matter is opened once for a unit and a quarter.</summary>
internal sealed class QuotaWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<QuotaWorker> log) : Recurring(scopes, clock, log, TimeSpan.FromHours(1))
{
    protected override async Task Look(IServiceProvider services, CancellationToken cancel)
    {
        services.GetRequiredService<Caller>().IsProgram = true;
        await services.GetRequiredService<Mediator>().Send(new OpenQuotas.Request(), cancel: cancel);
    }
}
