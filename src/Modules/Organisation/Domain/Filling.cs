namespace Bihuan.Organisation;

/// <summary>Who sits in a group on a day (按日落实成员).</summary>
internal static class Filling
{
    public static GroupOnDay On(StandingGroup group, Book book, DateOnly day) => new(
        group.Id, group.Name, group.Kind, group.From, group.To, group.Source, group.Period.Holds(day), [.. group.Members.Select(m => Line(m, book, day))]);

    public static FilledMember Line(MemberLine line, Book book, DateOnly day)
    {
        var unit = book.Unit(line.Unit);
        var (holders, state) = line.By switch
        {
            RoleBy.Unit => ([], MemberState.WholeUnit),
            RoleBy.Post => ByPost(line, unit, book, day),
            _ => ByName(line, unit, book, day),
        };
        return new(line.No, line.Role, line.By, unit?.Id, unit?.NameOn(day), line.Title, line.Condition, line.Person, book.Person(line.Person)?.Name, holders, state);
    }

    /// <summary>主要负责人 is whoever heads the unit; 分管负责人 is one of its deputies, which one the list does not say.</summary>
    private static (IReadOnlyList<Holder> Holders, MemberState State) ByPost(MemberLine line, Unit? unit, Book book, DateOnly day)
    {
        if (unit is null)
        {
            return ([], MemberState.Open);
        }

        var isHead = line.Title is null && line.Condition?.StartsWith("主要", StringComparison.Ordinal) == true; // not-a-text
        var posts = line.Title is { } title
            ? book.PostsOf(unit.Id).Where(p => p.Title == title).ToList()
            : [.. book.PostsOf(unit.Id).Where(p => p.Kind == (isHead ? PostKind.Head : PostKind.Deputy))];
        var holders = posts.SelectMany(p => book.HoldingsOf(p.Id)).Where(h => h.Period.Holds(day)).Select(book.HolderOf).ToList();

        // A post of several seats with a condition means one of its holders; the condition is for a person to judge.
        var isSure = (line.Title is not null && (line.Condition is null || posts.TrueForAll(p => p.Single))) || isHead;
        return isSure
            ? (holders, holders.Count > 0 ? MemberState.Filled : MemberState.Vacant)
            : (holders, MemberState.Open);
    }

    private static (IReadOnlyList<Holder> Holders, MemberState State) ByName(MemberLine line, Unit? unit, Book book, DateOnly day)
    {
        if (book.Person(line.Person) is not { } person)
        {
            return ([], MemberState.Open);
        }

        var now = book.HoldingsOf(person.Id).Where(h => h.Period.Holds(day)).Select(book.HolderOf).ToList();
        if (unit is null || line.Title is null)
        {
            return (now, MemberState.Filled);
        }

        var inPost = now.FindAll(h => h.Unit == unit.Id && h.Title == line.Title);
        return inPost.Count > 0 ? (inPost, MemberState.Filled) : (now, MemberState.Left);
    }

    /// <summary>The days on which a named member of the list left, or took, the post that the list gives, while the group was.</summary>
    public static IReadOnlyList<DateOnly> Moves(StandingGroup group, Book book)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var line in group.Members)
        {
            var holdings = line.By switch
            {
                RoleBy.Holder when book.Person(line.Person) is { } person => book.HoldingsOf(person.Id).Where(h => line.Unit is null || (book.Post(h.Post) is { } post && post.Unit == book.Unit(line.Unit)?.Id && post.Title == line.Title)),
                RoleBy.Post when line.Title is { } title && book.Unit(line.Unit) is { } unit => book.PostsOf(unit.Id).Where(p => p.Title == title).SelectMany(p => book.HoldingsOf(p.Id)),
                _ => [],
            };
            days.UnionWith(holdings.SelectMany(h => new[] { h.From, h.To }).OfType<DateOnly>().Where(group.Period.Holds));
        }

        return [.. days];
    }
}
