namespace Bihuan.Organisation;

/// <summary>Which leader answers for something (分工查询).</summary>
internal static class Answers
{
    /// <summary>By words: the very words first, then areas that hold them or that they hold, then in the order 主管, 负责, 分管, 联系.</summary>
    public static IReadOnlyList<Answering> ForArea(Book book, string area, DateOnly day)
    {
        var asked = area.Trim();
        return asked.Length == 0 ? [] : Ordered(
            from p in InForce(book, day)
            from d in p.Duties
            let words = d.Area ?? d.Part
            where words is not null && (words.Contains(asked, StringComparison.Ordinal) || (words.Length > 1 && asked.Contains(words, StringComparison.Ordinal)))
            select Answer(book, p, d, words == asked, day));
    }

    /// <summary>By unit. A duty for part of a unit's work is not exact.</summary>
    public static IReadOnlyList<Answering> ForUnit(Book book, UnitId unit, DateOnly day) => Ordered(
        from p in InForce(book, day)
        from d in p.Duties
        where d.Unit is not null && book.Unit(d.Unit)?.Id == unit
        select Answer(book, p, d, d.Part is null, day));

    private static IReadOnlyList<Answering> Ordered(IEnumerable<Answering> all) => [.. all.OrderByDescending(a => a.Exact).ThenBy(a => a.Kind).ThenBy(a => a.Name, StringComparer.Ordinal)];

    private static IEnumerable<Portfolio> InForce(Book book, DateOnly day) => book.Portfolios.Where(p => p.Period.Holds(day));

    private static Answering Answer(Book book, Portfolio p, DutyLine d, bool exact, DateOnly day)
    {
        var person = book.Person(p.Person);
        return new(
            p.Id, person?.Id ?? p.Person, person?.Name ?? "", book.Post(p.Post)?.Title ?? "", d.Kind, d.Area, book.Unit(d.Unit)?.Id, d.Part, exact,
            StillInPost(book, p, day), p.From, p.Source);
    }

    public static bool StillInPost(Book book, Portfolio p, DateOnly day) =>
        book.Post(p.Post) is { } post && book.Person(p.Person) is { } person && book.HoldingsOf(post.Id).Any(h => h.Person == person.Id && h.Period.Holds(day));
}
