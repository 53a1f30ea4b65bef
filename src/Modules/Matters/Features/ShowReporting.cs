using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>How a report day went.</summary>
internal enum ReportOutcome
{
    /// <summary>按时反馈.</summary>
    InTime,

    /// <summary>逾期反馈.</summary>
    Late,

    /// <summary>未反馈.</summary>
    Missing,

    /// <summary>未到期: asked for, and the day is not over.</summary>
    Open,
}

/// <summary>By what report days are counted.</summary>
internal enum ReportGroup
{
    /// <summary>牵头单位.</summary>
    Unit,

    /// <summary>责任领导.</summary>
    Leader,
}

/// <summary>Which report days are asked for. Every field narrows.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Unit">Of this unit; with <paramref name="Below"/> of those below it too.</param>
/// <param name="Below">Whether units below count.</param>
/// <param name="Post">Of matters for which the post answers.</param>
/// <param name="List">Of matters on the named list.</param>
/// <param name="Chapter">Of matters of the chapter.</param>
/// <param name="Outcome">That went so.</param>
internal sealed record ReportFilter(DateOnly From, DateOnly To, UnitId? Unit = null, bool Below = true, PostId? Post = null, MatterListId? List = null, string? Chapter = null, ReportOutcome? Outcome = null);

/// <summary>The report days that a person may see.</summary>
internal sealed class ReportDays(BihuanContext db, MatterQueries queries, IRights rights, IOrganisationQueries organisation)
{
    /// <summary>Matters of a list that can be filtered by at most.</summary>
    private const int MostListed = 20_000;

    public DateTimeOffset At => queries.At;

    /// <summary>The report days of a filter that were asked for. Those of matters for units concerned only are counted for whoever may see them.</summary>
    public async ValueTask<IQueryable<ReportDay>> Of(ReportFilter filter, CancellationToken cancel)
    {
        var days = db.Set<ReportDay>().AsNoTracking().Where(d => d.Asked && d.Day >= filter.From && d.Day <= filter.To);
        if (await rights.Reach(MattersPermissions.View, cancel) is { } reach)
        {
            var mine = reach.Select(UnitId.From).ToArray();
            days = days.Where(d => mine.Contains(d.Unit));
        }
        else if (!await queries.SeesRestricted(cancel))
        {
            days = days.Where(d => !d.IsRestricted);
        }
        if (filter.Unit is { } unit)
        {
            UnitId[] units = filter.Below ? [.. await organisation.Subtree(unit, queries.Day, cancel), unit] : [unit];
            days = days.Where(d => units.Contains(d.Unit));
        }

        days = filter.Post is { } post ? days.Where(d => db.Set<MatterLeading>().Any(l => l.Matter == d.Matter && l.Post == post)) : days;
        days = filter.Chapter is { Length: > 0 } chapter ? days.Where(d => db.Set<Matter>().Any(m => m.Id == d.Matter && m.Chapter == chapter)) : days;
        if (filter.List is { } id)
        {
            var list = await db.Set<MatterList>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, cancel);
            MatterId[] listed = [.. (list?.Entries ?? []).Take(MostListed).Select(e => e.Matter)];
            days = days.Where(d => listed.Contains(d.Matter));
        }

        var at = At;
        return filter.Outcome switch
        {
            ReportOutcome.InTime => days.Where(d => d.Answered < d.DueAt),
            ReportOutcome.Late => days.Where(d => d.Answered >= d.DueAt),
            ReportOutcome.Missing => days.Where(d => d.Answered == null && d.DueAt <= at),
            ReportOutcome.Open => days.Where(d => d.Answered == null && d.DueAt > at),
            _ => days,
        };
    }

    public static ReportOutcome OutcomeOf(ReportDay day, DateTimeOffset at) => day switch
    {
        { Answered: { } answered } => answered < day.DueAt ? ReportOutcome.InTime : ReportOutcome.Late,
        _ => day.DueAt <= at ? ReportOutcome.Missing : ReportOutcome.Open,
    };

    public static IEnumerable<Problem> Check(DateOnly from, DateOnly to)
    {
        if (Days.IsBeyond(from) || Days.IsBeyond(to) || from > to || to.DayNumber - from.DayNumber > 366)
        {
            yield return Problem.Coded("MAT-130", nameof(ReportFilter.From), Days.Text(from), Days.Text(to));
        }
    }
}

/// <summary>Who reported in a period and who did not (应反馈、按时、逾期、未反馈), by unit or by leader.</summary>
internal static class ShowReporting
{
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    /// <param name="By">By what it is counted.</param>
    /// <param name="Unit">Of this unit and those below it.</param>
    /// <param name="List">Of matters on the named list.</param>
    /// <param name="Chapter">Of matters of the chapter.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(DateOnly From, DateOnly To, ReportGroup? By = null, UnitId? Unit = null, MatterListId? List = null, string? Chapter = null) : IQuery<Answer>
    {
        public ReportFilter Filter => new(From, To, Unit, List: List, Chapter: Chapter);
    }

    /// <param name="Total">In all.</param>
    /// <param name="Rows">Each group, the lowest rate first. A matter with several leaders is in several.</param>
    public sealed record Answer(Row Total, IReadOnlyList<Row> Rows);

    /// <param name="Key">The unit or post; <see langword="null"/> for the sum, and for matters without a leader.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="Due">Report days.</param>
    /// <param name="InTime">Reported in time.</param>
    /// <param name="Late">Reported late.</param>
    /// <param name="Missing">Not reported though the day is over.</param>
    /// <param name="Open">Days that are not over.</param>
    public sealed record Row(Guid? Key, string? Name, int Due, int InTime, int Late, int Missing, int Open)
    {
        /// <summary>In time of all days that are decided, in percent with one decimal; <see langword="null"/> while none is.</summary>
        public decimal? Rate => InTime + Late + Missing is > 0 and var decided ? decimal.Round(100m * InTime / decided, 1) : null;
    }

    private sealed record Tally(Guid? Key, int Due, int InTime, int Late, int Missing);

    internal sealed class Handler(ReportDays days, MatterQueries queries, BihuanContext db, IOrganisationQueries organisation) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            List<Problem> problems = [.. ReportDays.Check(request.From, request.To)];
            if (problems.Count > 0)
            {
                return problems;
            }

            var (some, at) = (await days.Of(request.Filter, cancel), days.At);
            var byUnit = (await some.GroupBy(d => d.Unit).Select(g => new
            {
                g.Key,
                Due = g.Count(),
                InTime = g.Count(d => d.Answered < d.DueAt),
                Late = g.Count(d => d.Answered >= d.DueAt),
                Missing = g.Count(d => d.Answered == null && d.DueAt <= at),
            }).ToListAsync(cancel)).ConvertAll(g => new Tally(g.Key.Value, g.Due, g.InTime, g.Late, g.Missing));
            var total = RowOf(null, null, new(null, byUnit.Sum(t => t.Due), byUnit.Sum(t => t.InTime), byUnit.Sum(t => t.Late), byUnit.Sum(t => t.Missing)));
            var rows = request.By is ReportGroup.Leader ? await ByLeader(some, total, cancel) : await ByUnit(byUnit, cancel);
            return new Answer(total, [.. rows.OrderBy(r => r.Rate ?? 101).ThenByDescending(r => r.Missing).ThenBy(r => r.Name, StringComparer.Ordinal)]);
        }

        private async Task<List<Row>> ByUnit(List<Tally> tallies, CancellationToken cancel)
        {
            var names = await queries.Names(cancel);
            return tallies.ConvertAll(t => RowOf(t.Key, names.GetValueOrDefault(UnitId.From(t.Key!.Value)) ?? "", t));
        }

        private async Task<List<Row>> ByLeader(IQueryable<ReportDay> some, Row total, CancellationToken cancel)
        {
            var at = days.At;
            var led = some.Join(db.Set<MatterLeading>(), d => d.Matter, l => l.Matter, (d, l) => new { l.Post, d.Answered, d.DueAt });
            var tallies = await led.GroupBy(d => d.Post).Select(g => new
            {
                g.Key,
                Due = g.Count(),
                InTime = g.Count(d => d.Answered < d.DueAt),
                Late = g.Count(d => d.Answered >= d.DueAt),
                Missing = g.Count(d => d.Answered == null && d.DueAt <= at),
            }).ToListAsync(cancel);
            List<Row> rows = [];
            foreach (var t in tallies)
            {
                rows.Add(RowOf(t.Key.Value, await organisation.Heading(t.Key, queries.Day, cancel), new(t.Key.Value, t.Due, t.InTime, t.Late, t.Missing)));
            }

            var without = some.Where(d => !db.Set<MatterLeading>().Any(l => l.Matter == d.Matter));
            if (total.Due > 0 && await without.CountAsync(cancel) is > 0 and var left)
            {
                rows.Add(RowOf(null, null, new(
                    null, left, await without.CountAsync(d => d.Answered < d.DueAt, cancel), await without.CountAsync(d => d.Answered >= d.DueAt, cancel), await without.CountAsync(d => d.Answered == null && d.DueAt <= at, cancel))));
            }

            return rows;
        }

        private static Row RowOf(Guid? key, string? name, Tally t) => new(key, name, t.Due, t.InTime, t.Late, t.Missing, t.Due - t.InTime - t.Late - t.Missing);
    }
}

/// <summary>The report days behind a figure, in parts: which matter, which day, when the report came.</summary>
internal static class ListReportDays
{
    private static readonly Keyset<ReportDay> ByDay = new Keyset<ReportDay>().By(d => d.Day).By(d => d.Matter);

    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    /// <param name="Unit">Of this unit.</param>
    /// <param name="Below">Whether units below it count too.</param>
    /// <param name="Post">Of matters for which the post answers.</param>
    /// <param name="List">Of matters on the named list.</param>
    /// <param name="Chapter">Of matters of the chapter.</param>
    /// <param name="Outcome">That went so.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(
        DateOnly From, DateOnly To, UnitId? Unit = null, bool Below = false, PostId? Post = null, MatterListId? List = null, string? Chapter = null, ReportOutcome? Outcome = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    /// <param name="Matter">The matter.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Unit">Of whom the report was asked.</param>
    /// <param name="Day">By the end of which day.</param>
    /// <param name="Outcome">How it went.</param>
    /// <param name="Reported">When the report came.</param>
    public sealed record Row(MatterId Matter, string Title, string Unit, DateOnly Day, ReportOutcome Outcome, DateTimeOffset? Reported);

    internal sealed class Handler(ReportDays days, MatterQueries queries, BihuanContext db) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            List<Problem> problems = [.. ReportDays.Check(request.From, request.To)];
            if (problems.Count > 0)
            {
                return problems;
            }

            var some = await days.Of(new(request.From, request.To, request.Unit, request.Below, request.Post, request.List, request.Chapter, request.Outcome), cancel);
            return await some.Part(ByDay, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                var titles = await db.Set<Matter>().Titles(part.Items.Select(d => d.Matter), cancel);
                var names = await queries.Names(cancel);
                return part.With((IReadOnlyList<Row>)[.. part.Items.Select(d => new Row(d.Matter, titles.GetValueOrDefault(d.Matter) ?? "", names.GetValueOrDefault(d.Unit) ?? "", d.Day, ReportDays.OutcomeOf(d, days.At), d.Answered))]);
            });
        }
    }
}
