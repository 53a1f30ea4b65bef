using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>What streets were asked in a period, what they were spared (基层减负).</summary>
internal static class ShowBurden
{
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(DateOnly From, DateOnly To) : IQuery<Answer>;

    /// <param name="Total">All streets together.</param>
    /// <param name="Rows">Each street with the units below it, the most asked first.</param>
    public sealed record Answer(Row Total, IReadOnlyList<Row> Rows);

    /// <param name="Street">The street; <see langword="null"/> for the sum.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Led">Matters issued to it as the lead.</param>
    /// <param name="Supported">Matters issued that it supports.</param>
    /// <param name="ReportDays">Days on which a report was asked of it.</param>
    /// <param name="Reports">Reports that it made.</param>
    /// <param name="Instructions">Instructions of leaders on its matters.</param>
    /// <param name="Urges">Steps of the ladder taken against it.</param>
    /// <param name="Messages">Messages sent to its officers.</param>
    /// <param name="Filled">Fields of its reports that were filled in beforehand and left as they were.</param>
    /// <param name="Typed">Fields that it filled in itself.</param>
    /// <param name="Spared">Drafts for it that ask what is asked already, and were not issued.</param>
    /// <param name="By">Those filled in, by what filled them; fewer than <paramref name="Filled"/> where a report does not say it.</param>
    public sealed record Row(
        Guid? Street, string? Name, int Led, int Supported, int ReportDays, int Reports, int Instructions, int Urges, int Messages, int Filled, int Typed, int Spared, IReadOnlyDictionary<FillOrigin, int> By)
    {
        /// <summary>Filled in by something that the report does not name.</summary>
        public int FilledOtherwise => Filled - By.Values.Sum();

        /// <summary>How much of its reports stood filled in, in percent; <see langword="null"/> where it made none.</summary>
        public decimal? FilledShare => Filled + Typed > 0 ? decimal.Round(100m * Filled / (Filled + Typed), 1) : null;

        /// <summary>How often something was asked of it.</summary>
        public int Asked => Led + Supported + ReportDays + Instructions + Urges;
    }

    internal sealed class Handler(BihuanContext db, BurdenUnits units) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            List<Problem> problems = [.. ReportDays.Check(request.From, request.To)];
            if (problems.Count > 0)
            {
                return problems;
            }

            var streets = await units.Streets(cancel);
            UnitId[] all = [.. streets.SelectMany(s => s.Units)];
            Guid?[] keys = [.. all.Select(u => (Guid?)u.Value)];
            var (from, to) = (DistrictDay.Start(request.From), DistrictDay.End(request.To));
            var deeds = await db.Set<MatterDeed>().AsNoTracking().Where(d => all.Contains(d.Unit) && d.At >= from && d.At < to).GroupBy(d => new { d.Unit, d.Kind })
                .Select(g => new { g.Key.Unit, g.Key.Kind, Count = g.Count(), Filled = g.Sum(d => d.Filled), Typed = g.Sum(d => d.Typed) }).ToListAsync(cancel);
            var days = await db.Set<ReportDay>().AsNoTracking().Where(d => all.Contains(d.Unit) && d.Asked && d.Day >= request.From && d.Day <= request.To).GroupBy(d => d.Unit).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            var supported = await db.Set<MatterParty>().AsNoTracking().Where(p => all.Contains(p.Unit) && p.Supports).Join(db.Set<Matter>().Where(m => m.Issued >= from && m.Issued < to), p => p.Matter, m => m.Id, (p, m) => p.Unit)
                .GroupBy(u => u).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            var messages = await db.Set<Notification>().AsNoTracking().Where(n => keys.Contains(n.Unit) && n.Created >= from && n.Created < to).GroupBy(n => n.Unit).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
            var filled = await db.Set<FilledFields>().AsNoTracking().Where(f => all.Contains(f.Unit) && f.At >= from && f.At < to).GroupBy(f => new { f.Unit, f.Origin }).Select(g => new { g.Key.Unit, g.Key.Origin, Count = g.Sum(f => f.Count) }).ToListAsync(cancel);
            List<Row> rows = [];
            foreach (var street in streets)
            {
                var mine = deeds.Where(d => street.Units.Contains(d.Unit)).ToList();
                int Of(DeedKind kind) => mine.Where(d => d.Kind == kind).Sum(d => d.Count);
                rows.Add(new(
                    street.Id.Value, street.Name, Of(DeedKind.Issued), street.Units.Sum(u => supported.GetValueOrDefault(u)), street.Units.Sum(u => days.GetValueOrDefault(u)), Of(DeedKind.Reported), Of(DeedKind.Instructed), Of(DeedKind.Urged),
                    messages.Where(m => street.Units.Contains(UnitId.From(m.Key!.Value))).Sum(m => m.Count), mine.Sum(d => d.Filled), mine.Sum(d => d.Typed), Of(DeedKind.Duplicate),
                    filled.Where(f => street.Units.Contains(f.Unit)).GroupBy(f => f.Origin).ToDictionary(g => g.Key, g => g.Sum(f => f.Count))));
            }

            int Sum(Func<Row, int> figure) => rows.Sum(figure);
            return new Answer(
                new(null, null, Sum(r => r.Led), Sum(r => r.Supported), Sum(r => r.ReportDays), Sum(r => r.Reports), Sum(r => r.Instructions), Sum(r => r.Urges), Sum(r => r.Messages), Sum(r => r.Filled), Sum(r => r.Typed), Sum(r => r.Spared),
                    filled.GroupBy(f => f.Origin).ToDictionary(g => g.Key, g => g.Sum(f => f.Count))),
                [.. rows.OrderByDescending(r => r.Asked).ThenBy(r => r.Name, StringComparer.Ordinal)]);
        }
    }
}

/// <summary>The streets whose burden a person may see, each with the units below it.</summary>
internal sealed class BurdenUnits(IOrganisationQueries organisation, MatterQueries queries, IRights rights)
{
    public sealed record Street(UnitId Id, string Name, IReadOnlySet<UnitId> Units);

    public async ValueTask<IReadOnlyList<Street>> Streets(CancellationToken cancel)
    {
        var reach = await rights.Reach(MattersPermissions.View, cancel);
        var units = await organisation.Units(queries.Day, cancel);
        var below = units.Where(u => u.Parent is not null).ToLookup(u => u.Parent!.Value, u => u.Id);
        List<Street> streets = [];
        foreach (var street in units.Where(u => u.Kind is UnitKind.Street && reach?.Contains(u.Id.Value) != false))
        {
            HashSet<UnitId> all = [street.Id];
            Queue<UnitId> next = new([street.Id]);
            while (next.TryDequeue(out var unit))
            {
                foreach (var child in below[unit].Where(all.Add))
                {
                    next.Enqueue(child);
                }
            }

            streets.Add(new(street.Id, street.Name, all));
        }

        return streets;
    }
}

/// <summary>What a figure of the burden was counted from, the latest first, in parts.</summary>
internal static class ListBurden
{
    private static readonly Keyset<MatterDeed> ByTime = new Keyset<MatterDeed>().By(d => d.At, descending: true).By(d => d.Position, descending: true);

    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    /// <param name="Street">Of which street, with the units below it.</param>
    /// <param name="Kind">What happened.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(DateOnly From, DateOnly To, UnitId Street, DeedKind Kind, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    /// <param name="Matter">The matter.</param>
    /// <param name="Title">Its title; <see langword="null"/> where the person may not see it.</param>
    /// <param name="Unit">The unit of which it was asked.</param>
    /// <param name="At">When.</param>
    /// <param name="Filled">Fields that were filled in beforehand.</param>
    /// <param name="Typed">Fields that the unit filled in itself.</param>
    public sealed record Row(MatterId Matter, string? Title, string Unit, DateTimeOffset At, int Filled, int Typed);

    internal sealed class Handler(BihuanContext db, BurdenUnits units, MatterQueries queries) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            List<Problem> problems = [.. ReportDays.Check(request.From, request.To)];
            if ((await units.Streets(cancel)).FirstOrDefault(s => s.Id == request.Street) is not { } street)
            {
                problems.Add(Problem.Coded("PLATFORM-005", nameof(request.Street)));
                return problems;
            }
            if (problems.Count > 0)
            {
                return problems;
            }

            UnitId[] below = [.. street.Units];
            var (from, to) = (DistrictDay.Start(request.From), DistrictDay.End(request.To));
            var some = db.Set<MatterDeed>().AsNoTracking().Where(d => below.Contains(d.Unit) && d.At >= from && d.At < to && d.Kind == request.Kind);
            return await some.Part(ByTime, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                var titles = await (await queries.Visible(cancel)).Titles(part.Items.Select(d => d.Matter), cancel);
                var names = await queries.Names(cancel);
                return part.With((IReadOnlyList<Row>)[.. part.Items.Select(d => new Row(d.Matter, titles.GetValueOrDefault(d.Matter), names.GetValueOrDefault(d.Unit) ?? "", d.At, d.Filled, d.Typed))]);
            });
        }
    }
}
