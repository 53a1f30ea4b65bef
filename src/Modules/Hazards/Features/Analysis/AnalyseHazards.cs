using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>By what hazards are told apart in an analysis.</summary>
internal enum AnalysisBy
{
    /// <summary>场所类别.</summary>
    Kind,

    /// <summary>标准条款; a hazard that breaks several counts with each.</summary>
    Clause,

    /// <summary>属地.</summary>
    Street,

    /// <summary>发现月份.</summary>
    Month,

    /// <summary>隐患类别.</summary>
    Category,
}

/// <summary>What an analysis says of some hazards.</summary>
/// <param name="Found">Found, dropped ones left out.</param>
/// <param name="Open">Of these not over.</param>
/// <param name="Cancelled">Of these cancelled.</param>
/// <param name="Planned">Of these given a last day: what the shares are of.</param>
/// <param name="Overdue">Past it now, or when they were cancelled.</param>
/// <param name="Returned">Handed in and returned at least once.</param>
/// <param name="MedianDays">Days from finding to cancellation that half of the cancelled ones took at most.</param>
/// <param name="NinthDays">The same of nine in ten.</param>
internal sealed record HazardFigures(int Found, int Open, int Cancelled, int Planned, int Overdue, int Returned, int? MedianDays, int? NinthDays)
{
    /// <summary>Share in percent, one decimal.</summary>
    public decimal? OverdueShare => Share(Overdue);

    /// <inheritdoc cref="OverdueShare"/>
    public decimal? ReturnedShare => Share(Returned);

    private decimal? Share(int count) => Planned == 0 ? null : Math.Round(100m * count / Planned, 1, MidpointRounding.AwayFromZero);
}

/// <summary>Analyses hazards (隐患分析) that were found in a period, as far as the person may see them.</summary>
internal static class AnalyseHazards
{
    /// <summary>Rows of a part at most; those with most hazards stay.</summary>
    public const int MostRows = 40;

    /// <param name="From">Found on this day or later; a year before <paramref name="To"/> where none is given.</param>
    /// <param name="To">Found on this day or earlier; today where none is given.</param>
    /// <param name="Kind">In premises of this kind.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(DateOnly? From = null, DateOnly? To = null, UnitId? Street = null, HazardCategory? Category = null, HazardGrade? Grade = null, string? Kind = null) : IQuery<View>;

    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    /// <param name="All">All of them.</param>
    /// <param name="Parts">The same told apart.</param>
    public sealed record View(DateOnly From, DateOnly To, HazardFigures All, IReadOnlyList<AnalysisPart> Parts);

    /// <param name="By">By what.</param>
    /// <param name="Rows">The rows.</param>
    /// <param name="More">How many more rows there are.</param>
    public sealed record AnalysisPart(AnalysisBy By, IReadOnlyList<Row> Rows, int More);

    /// <param name="Key">What they have in common, as <see cref="ListCounted"/> takes it; empty where it is not known.</param>
    /// <param name="Name">What it is called; the key where a name is for the page to find.</param>
    public sealed record Row(string Key, string Name, HazardFigures Figures);

    internal sealed class Handler(HazardOverview overview, HazardQueries queries, IPremisesQueries premises) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var to = request.To ?? queries.Day;
            var from = request.From ?? to.AddYears(-1).AddDays(1);
            if (from > to)
            {
                return Problem.Coded("HAZ-502", nameof(request.From), $"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}");
            }

            var names = await queries.Names(cancel);
            return await overview.Read(
                seen =>
                {
                    var all = new Tally();
                    var parts = Enum.GetValues<AnalysisBy>().ToDictionary(by => by, _ => new Dictionary<object, Tally>());
                    var (kinds, clauses, streets, months, categories) = (parts[AnalysisBy.Kind], parts[AnalysisBy.Clause], parts[AnalysisBy.Street], parts[AnalysisBy.Month], parts[AnalysisBy.Category]);
                    var monthOf = Months(from, to);
                    seen.Each(new(null, null, request.Grade, request.Category, request.Street, null, request.Kind, FoundFrom: from, FoundTo: to), (in HazardFact h) =>
                    {
                        var overdue = h.IsOverdue(seen.Today);
                        all.Add(h, overdue);
                        Of(kinds, h.Premises.Stays.Fact?.Kind ?? "").Add(h, overdue);
                        Of(streets, (object?)h.Street ?? "").Add(h, overdue);
                        Of(months, monthOf[h.FoundOn - from.DayNumber]).Add(h, overdue);
                        Of(categories, Categories[(int)h.Category]).Add(h, overdue);
                        var broken = seen.ClausesOf(h);
                        if (broken.Count == 0)
                        {
                            Of(clauses, "").Add(h, overdue);
                        }

                        foreach (var clause in broken)
                        {
                            Of(clauses, clause).Add(h, overdue);
                        }
                    });
                    return new View(from, to, all.Figures, [.. parts.Select(p => Part(p.Key, p.Value))]);
                },
                cancel);

            AnalysisPart Part(AnalysisBy by, Dictionary<object, Tally> rows)
            {
                var ordered = by is AnalysisBy.Month ? rows.OrderBy(r => (string)r.Key, StringComparer.Ordinal).TakeLast(MostRows) : rows.OrderByDescending(r => r.Value.Found).ThenBy(r => r.Key.ToString(), StringComparer.Ordinal).Take(MostRows);
                return new(by, [.. ordered.Select(r => new Row(KeyOf(r.Key), NameOf(by, r.Key), r.Value.Figures))], Math.Max(0, rows.Count - MostRows));
            }

            string NameOf(AnalysisBy by, object key) => (by, key) switch
            {
                (AnalysisBy.Kind, string { Length: > 0 } kind) => premises.KindName(kind),
                (AnalysisBy.Street, UnitId unit) => names.GetValueOrDefault(unit) ?? "",
                _ => KeyOf(key),
            };
        }

        private static readonly object[] Categories = [.. Enum.GetValues<HazardCategory>().Cast<object>()];

        private static string KeyOf(object key) => key is UnitId unit ? unit.Value.ToString() : key.ToString()!;

        private static Tally Of(Dictionary<object, Tally> rows, object key)
        {
            ref var tally = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(rows, key, out _);
            return tally ??= new();
        }

        /// <summary>The month of each day, so that none is written out twice.</summary>
        private static string[] Months(DateOnly from, DateOnly to)
        {
            var months = new string[to.DayNumber - from.DayNumber + 1];
            for (var i = 0; i < months.Length; i++)
            {
                var day = from.AddDays(i);
                months[i] = i > 0 && day.Day > 1 ? months[i - 1] : day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
            }

            return months;
        }
    }

    /// <summary>Counts hazards and the days they took.</summary>
    private sealed class Tally
    {
        private readonly Dictionary<int, int> _days = [];
        private int _open;
        private int _cancelled;
        private int _planned;
        private int _overdue;
        private int _returned;

        public int Found { get; private set; }

        public HazardFigures Figures => new(Found, _open, _cancelled, _planned, _overdue, _returned, Within(0.5), Within(0.9));

        public void Add(in HazardFact h, bool overdue)
        {
            Found++;
            _open += h.IsOpen ? 1 : 0;
            _planned += h.DueOn > 0 ? 1 : 0;
            _overdue += overdue ? 1 : 0;
            _returned += h.DueOn > 0 && h.IsReturned ? 1 : 0;
            if (h.CancelledOn > 0)
            {
                _cancelled++;
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_days, h.CancelledOn - h.FoundOn, out _)++;
            }
        }

        /// <summary>In how many days so large a share was mended, by the nearest rank.</summary>
        private int? Within(double share)
        {
            var left = (int)Math.Ceiling(_cancelled * share);
            foreach (var (days, count) in _days.OrderBy(d => d.Key))
            {
                if ((left -= count) <= 0)
                {
                    return days;
                }
            }

            return null;
        }
    }
}

/// <summary>The hazards that a number of an analysis counts: the same filter over the same overview, so that list and number agree.</summary>
internal static class ListCounted
{
    /// <param name="Clause">Breaking this clause; empty for those that break none.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(
        DateOnly? From = null, DateOnly? To = null, UnitId? Street = null, HazardCategory? Category = null, HazardGrade? Grade = null, string? Kind = null, string? Clause = null, PremisesId? Premises = null, bool? Open = null, bool? Cancelled = null,
        bool? Planned = null, bool? Overdue = null, bool? Returned = null, string? After = null, int? Limit = null) : IQuery<View>
    {
        internal OverviewFilter Filter => new(null, Open, Grade, Category, Street, null, Kind, Clause, Premises, From, To, Cancelled, Planned, Overdue, Returned);
    }

    /// <param name="Total">How many there are.</param>
    /// <param name="Items">The part, the last found first.</param>
    /// <param name="Next">Where the next part begins.</param>
    public sealed record View(int Total, IReadOnlyList<HazardLine> Items, string? Next);

    internal sealed class Handler(HazardOverview overview, HazardQueries queries, HazardSight sight) : IHandler<Request, View>
    {
        private static readonly Keyset<HazardRow> ByFound = new Keyset<HazardRow>().By(r => r.FoundOn, descending: true).By(r => r.Id, descending: true);

        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (!Page.TryRead(request.After, ByFound, out var last))
            {
                return Page.NoCursor;
            }

            var after = last is [DateOnly day, HazardId id] ? new Stand(day.DayNumber, id) : (Stand?)null;
            var limit = Page.Limit(request.Limit);
            var (total, first) = await overview.Read(seen => First(seen, request.Filter, after, limit + 1), cancel);
            var rows = await sight.Rows(HazardsPermissions.View, [.. first.Select(f => f.Id)], cancel);
            var part = Page.Cut(rows, ByFound, limit);
            return new View(total, await queries.Lines(part.Items, cancel), part.Next);
        }

        /// <summary>The first ones after a stand, without sorting all of them.</summary>
        private static (int Total, IReadOnlyList<Stand> First) First(SeenOverview seen, OverviewFilter filter, Stand? after, int most)
        {
            var total = 0;
            var first = new SortedSet<Stand>(Stand.Order);
            seen.Each(filter, (in HazardFact h) =>
            {
                total++;
                if (first.Count == most && h.FoundOn < first.Max.Day)
                {
                    return;
                }

                var stand = new Stand(h.FoundOn, h.Id);
                if ((after is { } last && Stand.Order.Compare(stand, last) <= 0) || (first.Count == most && Stand.Order.Compare(stand, first.Max) >= 0))
                {
                    return;
                }

                first.Add(stand);
                if (first.Count > most)
                {
                    first.Remove(first.Max);
                }
            });
            return (total, [.. first]);
        }

        /// <summary>Where a hazard stands in the list.</summary>
        private readonly record struct Stand(int Day, HazardId Id)
        {
            public static readonly Comparer<Stand> Order = Comparer<Stand>.Create((a, b) => a.Day != b.Day ? b.Day.CompareTo(a.Day) : string.CompareOrdinal(b.Id.Value.ToString("D"), a.Id.Value.ToString("D")));
        }
    }
}
