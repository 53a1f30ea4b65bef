using Bihuan.Kernel;

namespace Bihuan.Organisation;

/// <summary>What happened.</summary>
internal enum HappeningKind
{
    UnitBegan,
    UnitRenamed,
    UnitMoved,
    UnitEnded,
    UnitMerged,
    Appointed,
    Removed,
    PortfolioSet,
    GroupSetUp,
    GroupEnded,
}

/// <summary>Something that happened on a day, with its clause. <c>What</c> and <c>Other</c> fill the sentence of its kind.</summary>
internal sealed record Happening(DateOnly? Day, HappeningKind Kind, string Subject, string What, string Other, Clause? Source, UnitId? Unit = null, PersonId? Person = null, GroupId? Group = null);

/// <summary>Histories of units and of the whole organisation, newest first (沿革).</summary>
internal static class Histories
{
    public static IReadOnlyList<Happening> Of(Unit unit, Func<UnitId, string> nameOf, IEnumerable<Holder> holders) =>
        Ordered(OfUnit(unit, nameOf).Concat(holders.SelectMany(h => OfHolding(h, unit.Name))));

    public static IReadOnlyList<Happening> OfAll(Book book) => Ordered(
        book.Units.SelectMany(u => OfUnit(u, id => book.Unit(id)?.Name ?? ""))
            .Concat(book.Holdings.Select(book.HolderOf).SelectMany(h => OfHolding(h, book.Unit(h.Unit)?.Name ?? "")))
            .Concat(book.Portfolios.Where(p => p.From is not null).Select(p => new Happening(p.From, HappeningKind.PortfolioSet, book.Person(p.Person)?.Name ?? "", book.Post(p.Post)?.Title ?? "", "", p.Source, Person: p.Person)))
            .Concat(book.Groups.SelectMany(OfGroup)));

    private static IReadOnlyList<Happening> Ordered(IEnumerable<Happening> all) => [.. all.Where(h => h.Day is not null).OrderByDescending(h => h.Day).ThenBy(h => h.Kind).ThenBy(h => h.Subject, StringComparer.Ordinal)];

    private static IEnumerable<Happening> OfUnit(Unit unit, Func<UnitId, string> nameOf)
    {
        yield return new(unit.From, HappeningKind.UnitBegan, unit.Names[0].Name, unit.SplitFrom is { } from ? nameOf(from) : "", "", unit.Source, unit.Id);
        for (var i = 1; i < unit.Names.Count; i++)
        {
            yield return new(unit.Names[i].From, HappeningKind.UnitRenamed, unit.Names[i - 1].Name, unit.Names[i].Name, "", unit.Names[i].Source, unit.Id);
        }
        for (var i = 1; i < unit.Parents.Count; i++)
        {
            yield return new(unit.Parents[i].From, HappeningKind.UnitMoved, unit.Name, unit.Parents[i].Parent is { } to ? nameOf(to) : "—", "", unit.Parents[i].Source, unit.Id);
        }

        yield return new(unit.To, unit.MergedInto is null ? HappeningKind.UnitEnded : HappeningKind.UnitMerged, unit.Name, unit.MergedInto is { } into ? nameOf(into) : "", "", unit.EndSource, unit.Id);
    }

    public static IEnumerable<Happening> OfHolding(Holder h, string unit) =>
    [
        new(h.From, HappeningKind.Appointed, h.Name, unit, h.Title, h.Appointed, h.Unit, h.Person),
        new(h.To, HappeningKind.Removed, h.Name, unit, h.Title, h.Removed, h.Unit, h.Person),
    ];

    private static IEnumerable<Happening> OfGroup(StandingGroup g) =>
    [
        new(g.From, HappeningKind.GroupSetUp, g.Name, "", "", g.Source, Group: g.Id),
        new(g.To, HappeningKind.GroupEnded, g.Name, "", "", null, Group: g.Id),
    ];
}
