using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Official;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>What every official document is made of besides its matters.</summary>
/// <param name="Texts">Its words.</param>
/// <param name="Units">The names of the day's units.</param>
/// <param name="At">The moment whose lamps it tells.</param>
/// <param name="Issuer">The issuer's name.</param>
/// <param name="Number">Its number; none for a preview.</param>
/// <param name="Opinion">What the issuer writes.</param>
/// <param name="Feedback">What is to be reported back and by when.</param>
internal sealed record OfficialFrame(OfficialTexts Texts, IReadOnlyDictionary<UnitId, string> Units, DateTimeOffset At, string Issuer, string? Number, string? Opinion, string? Feedback)
{
    public DateOnly Day => DistrictDay.Of(At);

    public string NameOf(UnitId? unit) => (unit is { } id ? Units.GetValueOrDefault(id) : null) ?? Texts["official.nobody"];
}

/// <summary>Where a matter stands in an annual list. Each matter is in exactly one, so the sums make the whole.</summary>
internal enum ListedEnd
{
    Fulfilled,
    Partly,
    NotFulfilled,
    Withdrawn,
    Open,
    NotIssued,
    Dropped,
}

/// <summary>Writes official documents about matters. Every figure is counted from the matters given, and leads to the list that it was counted from.</summary>
internal static class OfficialContent
{
    /// <summary>Addressees that are named one by one; of more the document says 各有关单位.</summary>
    private const int MostRecipients = 8;

    /// <summary>Bars that a page has room for.</summary>
    private const int MostBars = 20;

    public static ListedEnd EndOf(Matter m) => m.State switch
    {
        MatterState.Accepted or MatterState.Withdrawn => m.End switch
        {
            MatterEnd.Fulfilled => ListedEnd.Fulfilled,
            MatterEnd.Partly => ListedEnd.Partly,
            MatterEnd.Withdrawn => ListedEnd.Withdrawn,
            _ => ListedEnd.NotFulfilled,
        },
        MatterState.Draft => ListedEnd.NotIssued,
        MatterState.Dropped => ListedEnd.Dropped,
        _ => ListedEnd.Open,
    };

    /// <summary>督办单.</summary>
    /// <param name="clause">The words of the clause that it comes from, where they are in the store.</param>
    public static OfficialDocument Notice(Matter m, string leaders, string? clause, OfficialFrame f)
    {
        var t = f.Texts;
        var lamp = m.LampAt(f.At);
        var standing = t["official.notice.standing", t.Of(m.State), m.Progress, lamp is null ? t["official.noLamp"] : t.Of(lamp.Colour), lamp is null ? t.Of(m.State) : Reason(lamp, t)];
        return Of(OfficialKind.SupervisionNotice, t["official.notice.title", m.Title], [f.NameOf(m.Lead)], f) with
        {
            Body =
            [
                Paragraph.Of(t["official.notice.intro"]),
                Form(
                [
                    [Label("official.matter"), new([[OfficialLinks.To(m.Title, Page(m))]], Columns: 3)],
                    [Label("official.basis"), Cell.Of(m.Terms.Source is { } source ? clause is null ? source.ToString() : t["official.clause", source, clause] : t["official.noBasis"], columns: 3)],
                    [Label("official.lead"), Cell.Of(f.NameOf(m.Lead)), Label("official.leaders"), Cell.Of(leaders)],
                    [Label("official.issued"), Cell.Of(m.Issued is { } issued ? t.Day(DistrictDay.Of(issued)) : t["official.nobody"]), Label("official.due"), Cell.Of(Due(m, t))],
                    [Label("official.standing"), Cell.Of(standing, columns: 3)],
                    [Label("official.opinion"), Cell.Of(f.Opinion ?? "", columns: 3)],
                    [Label("official.feedback"), Cell.Of(f.Feedback ?? "", columns: 3)],
                ]),
            ],
        };

        Cell Label(string key) => Cell.Of(t[key], heading: true);
    }

    /// <summary>办结证明.</summary>
    public static OfficialDocument Certificate(Matter m, OfficialFrame f)
    {
        var t = f.Texts;
        var goals = m.Terms.Goals.Select((g, i) => (Goal: g, Reached: m.Figures.FirstOrDefault(x => x.Goal == i)?.Reached)).Where(g => g.Reached is not null)
            .Select(g => t["official.reached", g.Goal.Subject, g.Goal.Value.ToString("0.####", CultureInfo.InvariantCulture), g.Goal.Unit, g.Reached!.Value.ToString("0.####", CultureInfo.InvariantCulture)]);
        return Of(OfficialKind.ClosingCertificate, t["official.certificate.title"], [], f) with
        {
            Layout = OfficialLayout.Plain,
            Mark = null,
            Imprint = null,
            Body =
            [
                Paragraph.Of(t["official.certificate.intro", f.NameOf(m.Lead), m.Title, f.NameOf(m.Accepting), m.Ended is { } ended ? t.Day(DistrictDay.Of(ended)) : ""]),
                Form(
                [
                    [Label("official.matter"), new([[OfficialLinks.To(m.Title, Page(m))]], Columns: 3)],
                    [Label("official.basis"), Cell.Of(m.Terms.Source?.ToString() ?? t["official.noBasis"], columns: 3)],
                    [Label("official.lead"), Cell.Of(f.NameOf(m.Lead)), Label("official.accepting"), Cell.Of(f.NameOf(m.Accepting))],
                    [Label("official.due"), Cell.Of(Due(m, t)), Label("official.ended"), Cell.Of(m.Ended is { } at ? t.Day(DistrictDay.Of(at)) : "")],
                    [Label("official.end"), Cell.Of(m.End is { } end ? t.Of(end) : "", columns: 3)],
                    [Label("official.finding"), Cell.Of(string.Join('\n', [m.Finding ?? "", .. goals]).Trim(), columns: 3)],
                ]),
                .. f.Opinion is { } more ? Paragraphs(more) : [],
                Paragraph.Of(t["official.certificate.close"]),
            ],
        };

        Cell Label(string key) => Cell.Of(t[key], heading: true);
    }

    /// <summary>通报: how matters stand at the moment, and which ended in the period.</summary>
    /// <param name="matters">Those that are open, and those that ended in the period.</param>
    public static OfficialDocument Bulletin(IReadOnlyList<Matter> matters, DateOnly from, DateOnly to, OfficialFrame f)
    {
        var t = f.Texts;
        var (open, ended) = (matters.Where(m => m.IsOpen).ToList(), matters.Where(m => !m.IsOpen).OrderBy(m => m.Ended).ToList());
        var fulfilled = ended.Count(m => m.End == MatterEnd.Fulfilled);
        var period = string.Create(CultureInfo.InvariantCulture, $"endedFrom={from:yyyy-MM-dd}&endedTo={to:yyyy-MM-dd}");
        var lamps = Enum.GetValues<LampColour>().OrderDescending().Select(c => (Name: t.Of(c), Count: open.Count(m => m.LampAt(f.At)?.Colour == c), Address: (string?)$"/matters?state=open&lamp={c}"))
            .Append((Name: t["official.noLamp"], Count: open.Count(m => m.LampAt(f.At) is null), Address: null)).ToList();
        var units = matters.GroupBy(m => m.Lead).Select(g => UnitRow.Of(g.Key, f.NameOf(g.Key), [.. g], f.At)).OrderByDescending(u => u.Red).ThenByDescending(u => u.Open).ThenBy(u => u.Name, StringComparer.Ordinal).ToList();
        var red = open.Where(m => m.LampAt(f.At)?.Colour == LampColour.Red).OrderBy(m => m.DueAt).ToList();
        var help = open.Where(m => m.WantsHelp && m.Reports is [.., { Help: not null }]).ToList();
        return Of(OfficialKind.Bulletin, t["official.bulletin.title", Months(from, to, t)], Recipients(units.Select(u => u.Unit), f), f) with
        {
            Body =
            [
                Paragraph.Of(t["official.bulletin.intro", t.Day(from), t.Day(to), t.Day(f.Day)]),
                new Heading(1, t["official.bulletin.all"]),
                new Paragraph([
                    new(t["official.bulletin.open"]), OfficialLinks.To(Figure(open.Count), "/matters?state=open"), new(t["official.bulletin.red"]), OfficialLinks.To(Figure(red.Count), "/matters?state=open&lamp=Red"),
                    new(t["official.bulletin.ended"]), OfficialLinks.To(Figure(ended.Count), $"/matters?{period}"), new(t["official.bulletin.fulfilled"]), OfficialLinks.To(Figure(fulfilled), $"/matters?end=Fulfilled&{period}"), new(t["official.bulletin.stop"])]),
                new Table([new(2), new(1, Alignment.Right)], [Head(t, "official.lamp", "official.count"), .. lamps.Select(l => Row(Cell.Of(l.Name), Counted(l.Count, l.Address))), Row(Cell.Of(t["official.total"]), Counted(open.Count, "/matters?state=open"))])
                    { Caption = t["official.bulletin.byLamp"] },
                new Heading(1, t["official.bulletin.units"]),
                .. units.Count == 0 ? (Block[])[Paragraph.Of(t["official.noneOf"])] :
                [
                    new Table(
                        [new(10), new(3, Alignment.Right), new(3, Alignment.Right), new(3, Alignment.Right), new(3, Alignment.Right), new(3, Alignment.Right), new(4, Alignment.Right)],
                        [
                            Head(t, "official.lead", "official.open", "LampColour.Red", "LampColour.Yellow", "official.endedCount", "official.fulfilled", "official.rate"),
                            .. units.Select(u => Row(
                                Cell.Of(u.Name), Led(u.Open, u, "state=open"), Led(u.Red, u, "state=open&lamp=Red"), Led(u.Yellow, u, "state=open&lamp=Yellow"), Led(u.Ended, u, period), Led(u.Fulfilled, u, $"end=Fulfilled&{period}"), Cell.Of(Percent(u.Rate)))),
                            Row(Cell.Of(t["official.total"]), Cell.Of(Figure(open.Count)), Cell.Of(Figure(red.Count)), Cell.Of(Figure(units.Sum(u => u.Yellow))), Cell.Of(Figure(ended.Count)), Cell.Of(Figure(fulfilled)), Cell.Of(Percent(UnitRow.RateOf(fulfilled, matters.Count)))),
                        ])
                        { Caption = t["official.bulletin.byUnit"] },
                    new Chart(ChartKind.Bars, t["official.bulletin.chart"], [.. units.Take(MostBars).Select(u => u.Name)], [new(t["official.rate"], [.. units.Take(MostBars).Select(u => (decimal?)u.Rate)])]) { Unit = "%" },
                    Paragraph.Of(t["official.bulletin.rate"]),
                ],
                new Heading(1, t["official.bulletin.redList"]),
                Listed(red, ["official.matter", "official.lead", "official.due", "official.reason"], m => [Named(m, t), Cell.Of(f.NameOf(m.Lead)), Cell.Of(Due(m, t)), Cell.Of(Reason(m.LampAt(f.At)!, t))], t),
                new Heading(1, t["official.bulletin.endedList"]),
                Listed(ended, ["official.matter", "official.lead", "official.ended", "official.end"], m => [Named(m, t), Cell.Of(f.NameOf(m.Lead)), Cell.Of(t.Day(DistrictDay.Of(m.Ended!.Value))), Cell.Of(m.End is { } end ? t.Of(end) : "")], t),
                new Heading(1, t["official.bulletin.help"]),
                Listed(help, ["official.matter", "official.lead", "official.due", "official.help"], m => [Named(m, t), Cell.Of(f.NameOf(m.Lead)), Cell.Of(Due(m, t)), Cell.Of(IsHidden(m) ? t["official.hidden"] : m.Reports[^1].Help!)], t),
                .. f.Opinion is { } opinion ? [new Heading(1, t["official.demand"]), .. Paragraphs(opinion)] : (Block[])[],
            ],
        };

        Cell Led(int count, UnitRow unit, string filter) => Counted(count, unit.Unit is { } id ? $"/matters?unit={id.Value}&role=Lead&{filter}" : null);
    }

    /// <summary>年度清单.</summary>
    /// <param name="matters">All of them, in their order.</param>
    /// <param name="of">The document's number and title, or the year.</param>
    /// <param name="filter">The filter that shows them in the list; none where there is none.</param>
    public static OfficialDocument AnnualList(IReadOnlyList<Matter> matters, string of, string? filter, OfficialFrame f)
    {
        var t = f.Texts;
        var sums = Enum.GetValues<ListedEnd>().Select(e => (End: e, Count: matters.Count(m => EndOf(m) == e))).ToList();
        return Of(OfficialKind.AnnualList, t["official.annual.title", of], Recipients(matters.Select(m => m.Lead), f), f) with
        {
            Body =
            [
                Paragraph.Of(t["official.annual.intro", of, matters.Count, t.Day(f.Day)]),
                new Heading(1, t["official.annual.sums"]),
                new Table([new(2), new(1, Alignment.Right)],
                    [
                        Head(t, "official.end", "official.count"),
                        .. sums.Select(s => Row(Cell.Of(t.Of(s.End)), Counted(s.Count, filter is null ? null : $"/matters?{filter}&{FilterOf(s.End)}"))),
                        Row(Cell.Of(t["official.total"]), Cell.Of(Figure(sums.Sum(s => s.Count)))),
                    ]),
                new Heading(1, t["official.annual.list"]),
                new Table([new(3, Alignment.Center), new(14), new(8), new(6, Alignment.Center), new(5, Alignment.Center)],
                    [
                        Head(t, "official.row", "official.matter", "official.lead", "official.due", "official.end"),
                        .. matters.Select((m, i) => Row(Cell.Of(Figure(i + 1)), Named(m, t), Cell.Of(f.NameOf(m.Lead)), Cell.Of(Due(m, t)), Cell.Of(t.Of(EndOf(m))))),
                    ])
                    { Points = 10.5 },
                .. f.Opinion is { } opinion ? [new Heading(1, t["official.demand"]), .. Paragraphs(opinion)] : (Block[])[],
            ],
        };
    }

    /// <summary>Whether only those concerned may read what a matter is.</summary>
    private static bool IsHidden(Matter m) => m.Secrecy == Secrecy.Restricted;

    private static OfficialDocument Of(OfficialKind kind, string title, IReadOnlyList<string> recipients, OfficialFrame f) => new(OfficialLayout.Document, title, f.Day)
    {
        Kind = f.Texts.Of(kind),
        Mark = IssuerMark.Of(f.Issuer, ""),
        Number = f.Number,
        Recipients = recipients,
        Signature = new([f.Issuer], SealPlace.Room),
        Imprint = new([], f.Issuer, f.Day),
    };

    private static IReadOnlyList<string> Recipients(IEnumerable<UnitId?> units, OfficialFrame f)
    {
        var all = units.OfType<UnitId>().Distinct().ToList();
        return all.Count is 0 or > MostRecipients ? [f.Texts["official.allConcerned"]] : [.. all.Select(u => f.NameOf(u))];
    }

    private static Table Form(IReadOnlyList<IReadOnlyList<Cell>> rows) => new([new(22), new(28), new(22), new(28)], rows) { HeaderRows = 0, Points = 14, RowHeight = 12 };

    private static Block Listed(List<Matter> matters, string[] head, Func<Matter, IReadOnlyList<Cell>> row, OfficialTexts t) =>
        matters.Count == 0 ? Paragraph.Of(t["official.noneOf"]) : new Table([new(12), new(7), new(6, Alignment.Center), new(9)], [Head(t, head), .. matters.Select(row)]) { Points = 10.5 };

    private static IReadOnlyList<Cell> Head(OfficialTexts t, params string[] keys) => [.. keys.Select(k => Cell.Of(t[k], heading: true))];

    private static Cell[] Row(params Cell[] cells) => cells;

    /// <summary>A matter by its title; of one that only those concerned may see, only that there is one.</summary>
    private static Cell Named(Matter m, OfficialTexts t) => IsHidden(m) ? Cell.Of(t["official.hidden"]) : OfficialLinks.Cell(m.Title, Page(m));

    private static Cell Counted(int count, string? address) => address is null || count == 0 ? Cell.Of(Figure(count)) : OfficialLinks.Cell(Figure(count), address);

    private static string Page(Matter m) => $"/matters/{m.Id.Value}";

    private static string FilterOf(ListedEnd end) => end switch
    {
        ListedEnd.Open => "state=open",
        ListedEnd.NotIssued => "state=Draft",
        ListedEnd.Dropped => "state=Dropped",
        _ => $"end={end}",
    };

    /// <summary>The lamp's reason, with its days as documents write them.</summary>
    private static string Reason(LampTurn lamp, OfficialTexts t) => t[lamp.Code, [.. lamp.Values.Select(v => Printed(v, t))]].Replace(" ", "", StringComparison.Ordinal);

    private static string Printed(string value, OfficialTexts t) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? t.Day(day)
        : DateTime.TryParseExact(value, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute) ? t["official.minute", t.Day(DateOnly.FromDateTime(minute)), value[^5..]]
        : value;

    /// <summary>A bulletin's period by its months, for the title.</summary>
    private static string Months(DateOnly from, DateOnly to, OfficialTexts t) =>
        (from.Year, from.Month) == (to.Year, to.Month) ? t["official.month", from.Year, from.Month]
        : from.Year == to.Year ? t["official.months", from.Year, from.Month, to.Month]
        : t["official.monthsOfYears", from.Year, from.Month, to.Year, to.Month];

    private static string Due(Matter m, OfficialTexts t) => m.DueDay is { } day ? t.Day(day) : m.DueAt is { } at ? t["official.minute", t.Day(DistrictDay.Of(at)), DistrictDay.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture)] : t["official.noDue"];

    private static Block[] Paragraphs(string text) => [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Paragraph.Of)];

    private static string Figure(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Percent(decimal value) => value.ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>How a unit's matters stand.</summary>
    /// <param name="Rate">Fulfilled of all, in percent with one decimal.</param>
    private sealed record UnitRow(UnitId? Unit, string Name, int Open, int Red, int Yellow, int Ended, int Fulfilled, decimal Rate)
    {
        public static UnitRow Of(UnitId? unit, string name, IReadOnlyList<Matter> matters, DateTimeOffset at)
        {
            var fulfilled = matters.Count(m => m.End == MatterEnd.Fulfilled);
            return new(
                unit, name, matters.Count(m => m.IsOpen), matters.Count(m => m.IsOpen && m.LampAt(at)?.Colour == LampColour.Red), matters.Count(m => m.IsOpen && m.LampAt(at)?.Colour == LampColour.Yellow),
                matters.Count(m => !m.IsOpen), fulfilled, RateOf(fulfilled, matters.Count));
        }

        public static decimal RateOf(int fulfilled, int all) => all == 0 ? 0 : Math.Round(100m * fulfilled / all, 1, MidpointRounding.AwayFromZero);
    }
}
