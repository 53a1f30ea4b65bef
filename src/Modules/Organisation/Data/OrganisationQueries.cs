using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Answers the questions about a day. What rights are asked with (a unit and those above it, the posts of a person) reads single
/// rows; the others read the few tables they need whole, never a row at a time.</summary>
internal sealed class OrganisationQueries(BihuanContext db, IDistrictProfile profile, UnitBook book, Moment moment) : IOrganisationQueries
{
    /// <summary>No chain of units or duplicates is longer; a ring in the data ends here.</summary>
    private const int Deepest = 32;

    public async ValueTask<UnitOnDay?> Unit(UnitId unit, DateOnly day, CancellationToken cancel = default) =>
        await Stayed(unit, cancel) is { } found ? OnDay(found, day) : null;

    public async ValueTask<IReadOnlyList<UnitOnDay>> Units(DateOnly day, CancellationToken cancel = default) =>
        // What is kept follows from what was committed; a copy of a past day, and a transaction that is open, have their own.
        moment.IsPast || db.Database.CurrentTransaction is not null ? await UnitBook.Read(db, day, cancel) : await book.On(day);

    public async ValueTask<IReadOnlyList<UnitId>> UnitAndAncestors(UnitId unit, DateOnly day, CancellationToken cancel = default)
    {
        List<UnitId> chain = [];
        UnitId? next = unit;
        while (next is { } id && chain.Count < Deepest && await Stayed(id, cancel) is { } found && !chain.Contains(found.Id))
        {
            chain.Add(found.Id);
            next = found.ParentOn(day);
        }

        return chain;
    }

    public async ValueTask<IReadOnlySet<UnitId>> Subtree(UnitId unit, DateOnly day, CancellationToken cancel = default)
    {
        if (await Stayed(unit, cancel) is not { } top)
        {
            return new HashSet<UnitId>();
        }

        var below = (await AllUnits(cancel)).ToLookup(u => u.ParentOn(day), u => u.Id);
        HashSet<UnitId> all = [top.Id];
        var queue = new Queue<UnitId>(all);
        while (queue.TryDequeue(out var at))
        {
            foreach (var child in below[at].Where(all.Add))
            {
                queue.Enqueue(child);
            }
        }

        return all;
    }

    public async ValueTask<IReadOnlyList<PostId>> PostsOf(PersonId person, DateOnly day, CancellationToken cancel = default) =>
        [.. (await HoldingsOf(person, day, cancel)).Select(h => h.Post).Distinct()];

    public async ValueTask<IReadOnlyList<Holder>> HoldingsOf(PersonId person, DateOnly day, CancellationToken cancel = default)
    {
        var id = await StayedPerson(person, cancel);
        return await Holders(db.Set<Holding>().Where(h => h.Person == id), day, cancel);
    }

    public async ValueTask<IReadOnlyList<Holder>> HoldersOf(PostId post, DateOnly day, CancellationToken cancel = default)
    {
        var stayed = await StayedPost(post, cancel);
        return await Holders(db.Set<Holding>().Where(h => h.Post == stayed), day, cancel);
    }

    public async ValueTask<string?> TitleOf(PostId post, CancellationToken cancel = default)
    {
        var stayed = await StayedPost(post, cancel);
        return await db.Set<Post>().AsNoTracking().Where(p => p.Id == stayed).Select(p => p.Title).SingleOrDefaultAsync(cancel);
    }

    public async ValueTask<IReadOnlyList<Holder>> HeadsOf(UnitId unit, DateOnly day, CancellationToken cancel = default)
    {
        if (await Stayed(unit, cancel) is not { } found)
        {
            return [];
        }

        var id = found.Id;
        return await Holders(db.Set<Holding>().Where(h => db.Set<Post>().Any(p => p.Id == h.Post && p.Unit == id && p.Kind == PostKind.Head)), day, cancel);
    }

    public async ValueTask<IReadOnlyList<Answering>> LeadersFor(string area, DateOnly day, CancellationToken cancel = default) =>
        Answers.ForArea(await PortfolioBook(day, cancel), area, day);

    public async ValueTask<IReadOnlyList<Answering>> LeadersFor(UnitId unit, DateOnly day, CancellationToken cancel = default) =>
        await Stayed(unit, cancel) is { } found ? Answers.ForUnit(await PortfolioBook(day, cancel), found.Id, day) : [];

    public async ValueTask<GroupOnDay?> Group(GroupId group, DateOnly day, CancellationToken cancel = default) =>
        await GroupBook([group], cancel) is var book && book.Group(group) is { Withdrawn: false } found ? Filling.On(found, book, day) : null;

    public async ValueTask<IUnitNames> Names(DateOnly day, CancellationToken cancel = default) =>
        new UnitNames(await db.Set<Government>().AsNoTracking().SingleOrDefaultAsync(cancel), await AllUnits(cancel), day, (await profile.Get(cancel)).Name);

    public async ValueTask<IReadOnlyList<(PersonId Id, string Name, string? Number, IReadOnlyList<Holder> Posts)>> PeopleNamed(string name, DateOnly day, CancellationToken cancel = default)
    {
        var wanted = name.Trim();
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Name == wanted && p.DuplicateOf == null).OrderBy(p => p.Id).Select(p => new { p.Id, p.Name, p.Number }).ToListAsync(cancel);
        var ids = people.Select(p => p.Id).ToArray();
        var posts = (await Holders(db.Set<Holding>().Where(h => ids.Contains(h.Person)), day, cancel)).ToLookup(h => h.Person);
        return [.. people.Select(p => (p.Id, p.Name, p.Number, (IReadOnlyList<Holder>)[.. posts[p.Id]]))];
    }

    public async ValueTask<IReadOnlyList<LeaderChoice>> FindLeaders(string words, UnitId? lead, DateOnly day, CancellationToken cancel = default)
    {
        const int Most = 12;
        var (wanted, names) = (words.Trim(), (await Units(day, cancel)).ToDictionary(u => u.Id, u => u.Name));
        List<Holder> found = [];
        if (lead is { } unit)
        {
            foreach (var answering in (await LeadersFor(unit, day, cancel)).Where(a => a.StillInPost))
            {
                found.AddRange((await HoldingsOf(answering.Person, day, cancel)).Where(h => h.Title == answering.Title));
            }

            found.AddRange(await HeadsOf(unit, day, cancel));
        }
        if (wanted.Length > 0)
        {
            found.AddRange((await PeopleNamed(wanted, day, cancel)).SelectMany(p => p.Posts));
            foreach (var named in names.Where(n => n.Value.Contains(wanted, StringComparison.Ordinal)).Take(Most))
            {
                found.AddRange(await HeadsOf(named.Key, day, cancel));
            }
        }

        return
        [
            .. found.DistinctBy(h => (h.Post, h.Person)).Select(h => new LeaderChoice(h.Post, h.Name, h.Title, names.GetValueOrDefault(h.Unit)))
                .Where(c => wanted.Length == 0 || $"{c.Unit}{c.Title}{c.Name}".Contains(wanted, StringComparison.Ordinal)).Take(Most),
        ];
    }

    /// <summary>Units that are no duplicates.</summary>
    public Task<List<Unit>> AllUnits(CancellationToken cancel = default) => AllUnits(db, cancel);

    /// <inheritdoc cref="AllUnits(CancellationToken)"/>
    public static Task<List<Unit>> AllUnits(BihuanContext db, CancellationToken cancel) => db.Set<Unit>().AsNoTracking().Where(u => u.DuplicateOf == null).ToListAsync(cancel);

    /// <summary>Holdings of a day with their people and posts, in one query.</summary>
    public async Task<IReadOnlyList<Holder>> Holders(IQueryable<Holding> holdings, DateOnly? day, CancellationToken cancel = default)
    {
        var among = holdings.AsNoTracking().Where(h => !h.Withdrawn);
        if (day is { } on)
        {
            among = among.Where(h => (h.From == null || h.From <= on) && (h.To == null || h.To > on));
        }

        var rows = await (
            from h in among
            join p in db.Set<Post>() on h.Post equals p.Id
            join who in db.Set<Person>() on h.Person equals who.Id
            select new { Holding = h, who.Name, p.Title, p.Kind, p.Unit }).ToListAsync(cancel);
        return [.. rows
            .Select(r => new Holder(
                r.Holding.Id, r.Holding.Person, r.Name, r.Holding.Post, r.Title, r.Kind, r.Unit, r.Holding.From, r.Holding.To,
                r.Holding.Appointed, r.Holding.Removed, r.Holding.Concurrent, r.Holding.Acting, r.Holding.ProbationEnds))
            .OrderBy(h => h.Kind).ThenBy(h => h.From ?? DateOnly.MinValue).ThenBy(h => h.Name, StringComparer.Ordinal)];
    }

    /// <summary>The portfolios in force on a day, with their people, posts, holdings and units.</summary>
    private async Task<Book> PortfolioBook(DateOnly day, CancellationToken cancel = default)
    {
        var portfolios = await db.Set<Portfolio>().AsNoTracking().Where(p => !p.Withdrawn && (p.From == null || p.From <= day) && (p.To == null || p.To > day)).ToListAsync(cancel);
        var people = portfolios.Select(p => p.Person).Distinct().ToArray();
        var posts = portfolios.Select(p => p.Post).Distinct().ToArray();
        var units = portfolios.SelectMany(p => p.Duties).Select(d => d.Unit).OfType<UnitId>().Distinct().ToArray();
        return new Book().With(portfolios)
            .With(await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToListAsync(cancel))
            .With(await db.Set<Post>().AsNoTracking().Where(p => posts.Contains(p.Id)).ToListAsync(cancel))
            .With(await db.Set<Holding>().AsNoTracking().Where(h => people.Contains(h.Person)).ToListAsync(cancel))
            .With(await db.Set<Unit>().AsNoTracking().Where(u => units.Contains(u.Id)).ToListAsync(cancel));
    }

    /// <summary>Groups with all that fills their lists.</summary>
    public async Task<Book> GroupBook(IReadOnlyCollection<GroupId> groups, CancellationToken cancel = default)
    {
        var found = await db.Set<StandingGroup>().AsNoTracking().Where(g => groups.Contains(g.Id)).ToListAsync(cancel);
        var units = found.SelectMany(g => g.Members.Select(m => m.Unit).Concat([g.Under, g.Unit, g.Seat])).OfType<UnitId>().Distinct().ToArray();
        var named = found.SelectMany(g => g.Members).Select(m => m.Person).OfType<PersonId>().Distinct().ToArray();
        var holdings = await db.Set<Holding>().AsNoTracking()
            .Where(h => named.Contains(h.Person) || db.Set<Post>().Any(p => p.Id == h.Post && units.Contains(p.Unit))).ToListAsync(cancel);
        var people = holdings.Select(h => h.Person).Concat(named).Distinct().ToArray();
        var posts = holdings.Select(h => h.Post).Distinct().ToArray();
        return new Book().With(found)
            .With(await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToListAsync(cancel))
            .With(await db.Set<Post>().AsNoTracking().Where(p => posts.Contains(p.Id) || units.Contains(p.Unit)).ToListAsync(cancel))
            .With(holdings)
            .With(await db.Set<Unit>().AsNoTracking().Where(u => units.Contains(u.Id) || db.Set<Post>().Any(p => posts.Contains(p.Id) && p.Unit == u.Id)).ToListAsync(cancel));
    }

    public static UnitOnDay OnDay(Unit unit, DateOnly day) => new(unit.Id, unit.NameOn(day), unit.Kind, unit.Level, unit.ParentOn(day));

    /// <summary>The unit of an id; for a duplicate, the one that stayed.</summary>
    public async Task<Unit?> Stayed(UnitId unit, CancellationToken cancel = default)
    {
        for (var steps = 0; steps < Deepest; steps++)
        {
            var found = await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == unit, cancel);
            if (found?.DuplicateOf is not { } stayed)
            {
                return found;
            }

            unit = stayed;
        }

        return null;
    }

    private async Task<PostId> StayedPost(PostId post, CancellationToken cancel)
    {
        PostId? next = post;
        for (var steps = 0; steps < Deepest && next is { } at; steps++)
        {
            (post, next) = (at, await db.Set<Post>().AsNoTracking().Where(p => p.Id == at).Select(p => p.DuplicateOf).SingleOrDefaultAsync(cancel));
        }

        return post;
    }

    private async Task<PersonId> StayedPerson(PersonId person, CancellationToken cancel = default)
    {
        PersonId? next = person;
        for (var steps = 0; steps < Deepest && next is { } at; steps++)
        {
            (person, next) = (at, await db.Set<Person>().AsNoTracking().Where(p => p.Id == at).Select(p => p.DuplicateOf).SingleOrDefaultAsync(cancel));
        }

        return person;
    }
}
