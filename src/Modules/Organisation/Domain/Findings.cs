using Bihuan.Kernel;

namespace Bihuan.Organisation;

/// <summary>What is amiss (机构数据问题).</summary>
internal enum FindingKind
{
    /// <summary>A head's or other single seat that somebody left and nobody took.</summary>
    VacantPost,

    /// <summary>The list of a group names somebody in a post that they no longer hold.</summary>
    ExpiredMember,

    /// <summary>Somebody still answers for an area in a post that they have left.</summary>
    PortfolioOfOneWhoLeft,

    /// <summary>A unit of the district without a unit above it.</summary>
    NoParent,

    /// <summary>Two people in a seat for one.</summary>
    TwoInOneSeat,

    /// <summary>A name that means two units.</summary>
    AliasOfTwo,
}

/// <summary>One finding: what (worded by its kind), since when and by which clause, and where to put it right.</summary>
internal sealed record Finding(FindingKind Kind, IReadOnlyList<string> Values, DateOnly? Since, Clause? Source, string Address);

/// <summary>Looks for what is amiss on a day. Pure over the whole book.</summary>
internal static class Findings
{
    public static IReadOnlyList<Finding> On(Book book, DateOnly day) =>
        [.. Vacant(book, day), .. Expired(book, day), .. Left(book, day), .. Shared(book, day), .. Names(book, day), .. Orphans(book, day)];

    private static IEnumerable<Finding> Vacant(Book book, DateOnly day) =>
        from post in book.Posts
        where post.Single && post.Period.Holds(day) && book.Unit(post.Unit) is { } unit && unit.Period.Holds(day)
        let held = book.HoldingsOf(post.Id).ToList()
        where held.Count > 0 && !held.Exists(h => h.Period.Holds(day))
        let last = held.Where(h => h.To <= day).MaxBy(h => h.To)
        where last is not null
        orderby last.To descending, book.Unit(post.Unit)!.Name
        select new Finding(FindingKind.VacantPost, [book.Unit(post.Unit)!.NameOn(day), post.Title, book.Person(last.Person)?.Name ?? ""], last.To, last.Removed, $"/organisation/posts/{post.Id.Value}");

    private static IEnumerable<Finding> Expired(Book book, DateOnly day) =>
        from g in book.Groups
        where g.Period.Holds(day)
        from line in g.Members.Where(m => m.By == RoleBy.Holder)
        let filled = Filling.Line(line, book, day)
        where filled.State == MemberState.Left
        let ended = book.HoldingsOf(line.Person!.Value).Where(h => h.To <= day && book.Post(h.Post) is { } p && p.Title == line.Title && p.Unit == filled.Unit).MaxBy(h => h.To)
        let now = string.Join("、", filled.Holders.Select(h => book.Unit(h.Unit)?.NameOn(day) + h.Title))
        select new Finding(FindingKind.ExpiredMember, [g.Name, filled.PersonName ?? "", $"{filled.UnitName}{line.Title}", now], ended?.To, ended?.Removed, $"/organisation/groups/{g.Id.Value}");

    private static IEnumerable<Finding> Left(Book book, DateOnly day) =>
        from p in book.Portfolios
        where p.Period.Holds(day) && !Answers.StillInPost(book, p, day)
        let last = book.HoldingsOf(p.Post).Where(h => h.Person == p.Person && h.To <= day).MaxBy(h => h.To)
        where last is not null
        let post = book.Post(p.Post)
        select new Finding(FindingKind.PortfolioOfOneWhoLeft, [book.Person(p.Person)?.Name ?? "", $"{book.Unit(post?.Unit)?.NameOn(day)}{post?.Title}", p.Duties.Count.ToString()], last.To, last.Removed, $"/organisation/people/{p.Person.Value}");

    /// <summary>Units of the district's own levels. Governments and bodies of other levels have no parent here.</summary>
    private static IEnumerable<Finding> Orphans(Book book, DateOnly day) =>
        from u in book.Units
        where u.Period.Holds(day) && u.Level is Reading.Units.UnitLevel.District or Reading.Units.UnitLevel.Zone or Reading.Units.UnitLevel.Street && u.Kind is UnitKind.Department or UnitKind.Street or UnitKind.Group or UnitKind.StateCompany
        where u.ParentOn(day) is not { } parent || book.Unit(parent) is not { } above || !above.Period.Holds(day)
        orderby u.Name
        select new Finding(FindingKind.NoParent, [u.NameOn(day)], u.From, u.Source, $"/organisation/units/{u.Id.Value}");

    private static IEnumerable<Finding> Shared(Book book, DateOnly day) =>
        from post in book.Posts
        where post.Single
        let held = book.HoldingsOf(post.Id).Where(h => h.Period.Holds(day) && !h.Acting).OrderBy(h => h.From ?? DateOnly.MinValue).ToList()
        where held.Count > 1
        select new Finding(
            FindingKind.TwoInOneSeat, [$"{book.Unit(post.Unit)?.NameOn(day)}{post.Title}", string.Join("、", held.Select(h => book.Person(h.Person)?.Name))], held[^1].From, held[^1].Appointed, $"/organisation/posts/{post.Id.Value}");

    /// <summary>Names of units at one level, own and further ones, that mean more than one; those entered as uncertain may.</summary>
    private static IEnumerable<Finding> Names(Book book, DateOnly day) =>
        from u in book.Units
        where u.Period.Holds(day)
        from name in u.Aliases.Where(a => a.Kind != AliasKind.Uncertain && new Period(a.From, a.To).Holds(day)).Select(a => (a.Name, a.Source)).Prepend((u.NameOn(day), u.Source)).DistinctBy(n => n.Item1)
        group (Unit: u, name.Source) by (name.Item1, Own: u.Level is Reading.Units.UnitLevel.District or Reading.Units.UnitLevel.Zone or Reading.Units.UnitLevel.Street ? Reading.Units.UnitLevel.District : u.Level) into same
        where same.Count() > 1
        orderby same.Key.Item1
        select new Finding(
            FindingKind.AliasOfTwo, [same.Key.Item1, string.Join("、", same.Select(s => s.Unit.NameOn(day)))], null, same.Select(s => s.Source).FirstOrDefault(s => s is not null), $"/organisation/units/{same.First().Unit.Id.Value}");
}
