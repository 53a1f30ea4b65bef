using System.Runtime.InteropServices;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
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
                    var (all, kinds, streets, sets, months, categories) = (new Tally(), new Tallies<string>(), new Tallies<int>(), new Tallies<int>(), new Tallies<string>(), new Tallies<HazardCategory>());
                    var monthOf = Months(from, to);
                    seen.Each(new(null, null, request.Grade, request.Category, request.Street, null, request.Kind, FoundFrom: from, FoundTo: to), (in HazardFact h) =>
                    {
                        var overdue = h.IsOverdue(seen.Today);
                        all.Add(h, overdue);
                        kinds.Of(h.Premises.Stays.Fact?.Kind ?? "").Add(h, overdue);
                        streets.Of(h.Street).Add(h, overdue);
                        sets.Of(h.Clauses).Add(h, overdue);
                        months.Of(monthOf[h.FoundOn - from.DayNumber]).Add(h, overdue);
                        categories.Of(h.Category).Add(h, overdue);
                    });

                    // Hazards that break the same clauses were counted together.
                    var clauses = new Tallies<string>();
                    foreach (var (set, tally) in sets)
                    {
                        foreach (var clause in seen.ClausesOf(set).DefaultIfEmpty(""))
                        {
                            clauses.Of(clause).Add(tally);
                        }
                    }

                    var units = seen.Units;
                    return new View(from, to, all.Figures,
                    [
                        Part(AnalysisBy.Kind, kinds, k => (k, k.Length > 0 ? premises.KindName(k) : "")),
                        Part(AnalysisBy.Clause, clauses, c => (c, c)),
                        Part(AnalysisBy.Street, streets, s => units.TryGetValue(s, out var unit) ? (unit.Value.ToString(), names.GetValueOrDefault(unit) ?? "") : ("", "")),
                        Part(AnalysisBy.Month, months, m => (m, m)),
                        Part(AnalysisBy.Category, categories, c => (c.ToString(), c.ToString())),
                    ]);
                },
                cancel);
        }

        private static AnalysisPart Part<TKey>(AnalysisBy by, Tallies<TKey> tallies, Func<TKey, (string Key, string Name)> name)
            where TKey : notnull
        {
            var rows = tallies.Select(t => (Name: name(t.Key), Tally: t.Value));
            var ordered = by is AnalysisBy.Month ? rows.OrderBy(r => r.Name.Key, StringComparer.Ordinal).TakeLast(MostRows) : rows.OrderByDescending(r => r.Tally.Found).ThenBy(r => r.Name.Key, StringComparer.Ordinal).Take(MostRows);
            return new(by, [.. ordered.Select(r => new Row(r.Name.Key, r.Name.Name, r.Tally.Figures))], Math.Max(0, tallies.Count - MostRows));
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

    /// <summary>A tally for each key.</summary>
    private sealed class Tallies<TKey> : Dictionary<TKey, Tally>
        where TKey : notnull
    {
        public Tally Of(TKey key)
        {
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(this, key, out _);
            return tally ??= new();
        }
    }

    /// <summary>Counts hazards and the days they took.</summary>
    private sealed class Tally
    {
        private int[] _days = [];
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
                var days = Math.Max(0, h.CancelledOn - h.FoundOn);
                Reach(days + 1);
                _days[days]++;
            }
        }

        public void Add(Tally other)
        {
            (Found, _open, _cancelled, _planned, _overdue, _returned) =
                (Found + other.Found, _open + other._open, _cancelled + other._cancelled, _planned + other._planned, _overdue + other._overdue, _returned + other._returned);
            Reach(other._days.Length);
            for (var i = 0; i < other._days.Length; i++)
            {
                _days[i] += other._days[i];
            }
        }

        private void Reach(int days)
        {
            if (days > _days.Length)
            {
                Array.Resize(ref _days, Math.Max(days, _days.Length * 2));
            }
        }

        /// <summary>In how many days so large a share was mended, by the nearest rank.</summary>
        private int? Within(double share)
        {
            var left = (int)Math.Ceiling(_cancelled * share);
            for (var days = 0; days < _days.Length; days++)
            {
                if (_days[days] > 0 && (left -= _days[days]) <= 0)
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
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (!Page.TryRead(request.After, ListHazards.ByFound, out var last))
            {
                return Page.NoCursor;
            }

            var limit = Page.Limit(request.Limit);
            var (total, first) = await overview.Read(seen => seen.First(request.Filter, HazardOrder.Found, last, limit + 1), cancel);
            var rows = await sight.Rows(HazardsPermissions.View, first, cancel);
            var part = Page.Cut(rows, ListHazards.ByFound, limit);
            return new View(total, await queries.Lines(part.Items, cancel), part.Next);
        }
    }
}
