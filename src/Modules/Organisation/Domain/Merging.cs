namespace Bihuan.Organisation;

/// <summary>Where references to units, posts and people stand, and what they point to.</summary>
internal static class Merging
{
    /// <summary>Every reference to a unit.</summary>
    public static IEnumerable<MovedReference> ToUnit(Book book, UnitId from, UnitId into)
    {
        var (a, b) = (from.Value, into.Value);
        foreach (var unit in book.Units.Where(u => u.Id != from))
        {
            foreach (var line in unit.Parents.Where(p => p.Parent == from))
            {
                yield return new(MergedState.Unit, unit.Key, References.Parent, line.No, a, b);
            }
            if (unit.MergedInto == from)
            {
                yield return new(MergedState.Unit, unit.Key, References.MergedInto, 0, a, b);
            }
            if (unit.SplitFrom == from)
            {
                yield return new(MergedState.Unit, unit.Key, References.SplitFrom, 0, a, b);
            }
        }
        foreach (var post in book.PostsOf(from).Where(p => book.PostOf(into, p.Title) is null))
        {
            yield return new(MergedState.Post, post.Key, References.Unit, 0, a, b);
        }
        foreach (var (portfolio, duty) in book.Portfolios.SelectMany(p => p.Duties.Where(d => d.Unit == from).Select(d => (p, d))))
        {
            yield return new(MergedState.Portfolio, portfolio.Key, References.Unit, duty.No, a, b);
        }
        foreach (var group in book.Groups)
        {
            foreach (var line in group.Members.Where(m => m.Unit == from))
            {
                yield return new(MergedState.Group, group.Key, References.Unit, line.No, a, b);
            }
            if (group.Under == from)
            {
                yield return new(MergedState.Group, group.Key, References.Under, 0, a, b);
            }
            if (group.Seat == from)
            {
                yield return new(MergedState.Group, group.Key, References.Seat, 0, a, b);
            }
            if (group.Unit == from)
            {
                yield return new(MergedState.Group, group.Key, References.Self, 0, a, b);
            }
        }
    }

    /// <summary>Every reference to a post.</summary>
    public static IEnumerable<MovedReference> ToPost(Book book, PostId from, PostId into) =>
        book.HoldingsOf(from).Select(h => new MovedReference(MergedState.Holding, h.Key, References.Post, 0, from.Value, into.Value))
            .Concat(book.Portfolios.Where(p => p.Post == from).Select(p => new MovedReference(MergedState.Portfolio, p.Key, References.Post, 0, from.Value, into.Value)));

    /// <summary>Every reference to a person.</summary>
    public static IEnumerable<MovedReference> ToPerson(Book book, PersonId from, PersonId into) =>
        book.HoldingsOf(from).Select(h => new MovedReference(MergedState.Holding, h.Key, References.Person, 0, from.Value, into.Value))
            .Concat(book.Portfolios.Where(p => p.Person == from).Select(p => new MovedReference(MergedState.Portfolio, p.Key, References.Person, 0, from.Value, into.Value)))
            .Concat(book.Groups.SelectMany(g => g.Members.Where(m => m.Person == from).Select(m => new MovedReference(MergedState.Group, g.Key, References.Person, m.No, from.Value, into.Value))));

    /// <summary>The state of a reference.</summary>
    public static Kernel.State? StateOf(Book book, MovedReference reference) => reference.State switch
    {
        MergedState.Unit => book.Unit(UnitId.From(reference.Id)),
        MergedState.Post => book.Post(PostId.From(reference.Id)),
        MergedState.Holding => book.Holding(HoldingId.From(reference.Id)),
        MergedState.Portfolio => book.Portfolio(PortfolioId.From(reference.Id)),
        _ => book.Group(GroupId.From(reference.Id)),
    };

    /// <summary>What a reference points to now.</summary>
    public static Guid? Now(Kernel.State? state, MovedReference reference) => (state, reference.Field) switch
    {
        (Unit unit, References.Parent) => unit.Parents.FirstOrDefault(p => p.No == reference.No)?.Parent?.Value,
        (Unit unit, References.MergedInto) => unit.MergedInto?.Value,
        (Unit unit, References.SplitFrom) => unit.SplitFrom?.Value,
        (Post post, References.Unit) => post.Unit.Value,
        (Holding holding, References.Post) => holding.Post.Value,
        (Holding holding, References.Person) => holding.Person.Value,
        (Portfolio portfolio, References.Post) => portfolio.Post.Value,
        (Portfolio portfolio, References.Person) => portfolio.Person.Value,
        (Portfolio portfolio, References.Unit) => portfolio.Duties.FirstOrDefault(d => d.No == reference.No)?.Unit?.Value,
        (StandingGroup group, References.Unit) => group.Members.FirstOrDefault(m => m.No == reference.No)?.Unit?.Value,
        (StandingGroup group, References.Person) => group.Members.FirstOrDefault(m => m.No == reference.No)?.Person?.Value,
        (StandingGroup group, References.Under) => group.Under?.Value,
        (StandingGroup group, References.Seat) => group.Seat?.Value,
        (StandingGroup group, References.Self) => group.Unit?.Value,
        _ => null,
    };
}
