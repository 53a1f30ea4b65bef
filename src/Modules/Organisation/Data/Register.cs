using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Loads what a decision needs and carries the decision out.</summary>
internal sealed class Register(BihuanContext db, Ledger ledger, TimeProvider clock, IRights rights, Caller caller)
{
    public NewIds Ids { get; } = new(clock);

    public BihuanContext Db => db;

    /// <summary>Refuses where the right does not reach a unit that was known only after loading.</summary>
    public async ValueTask<Problem?> RefuseBeyond(string permission, UnitId? unit, CancellationToken cancel) =>
        caller.IsProgram || (unit is { } of ? await rights.May(permission, of.Value, cancel) : await rights.May(permission, cancel)) ? null : Problem.Coded("PLATFORM-001", "");

    /// <summary>Refuses where the right does not reach everything: what stands above all units, and what crosses them, is for whoever has no limit.</summary>
    public async ValueTask<Problem?> RefuseUnlessOverAll(string permission, CancellationToken cancel) =>
        caller.IsProgram || await rights.May(permission, unit: null, cancel) ? null : Problem.Coded("PLATFORM-001", "");

    /// <summary>Refuses where the right does not reach every unit in which a person holds or held a post.</summary>
    public async ValueTask<Problem?> RefuseBeyond(string permission, PersonId person, CancellationToken cancel)
    {
        foreach (var unit in await db.Set<Holding>().Where(h => h.Person == person && !h.Withdrawn).Select(h => db.Set<Post>().Where(p => p.Id == h.Post).Select(p => p.Unit).First()).Distinct().ToListAsync(cancel))
        {
            if (await RefuseBeyond(permission, unit, cancel) is { } refusal)
            {
                return refusal;
            }
        }

        return await RefuseBeyond(permission, unit: null, cancel);
    }

    /// <summary>Records the changes of a decision and commits them.</summary>
    public ValueTask<Result<T>> Carry<T>(Result<Decision<T>> decided, CancellationToken cancel) => ledger.Carry(decided, cancel);

    public async ValueTask<Unit?> Unit(UnitId? id, CancellationToken cancel)
    {
        for (var steps = 0; id is { } at && steps < 32; steps++)
        {
            var unit = await db.FindAsync<Unit>([at], cancel);
            if (unit?.DuplicateOf is null)
            {
                return unit;
            }

            id = unit.DuplicateOf;
        }

        return null;
    }

    public async ValueTask<Post?> Post(PostId? id, CancellationToken cancel)
    {
        for (var steps = 0; id is { } at && steps < 32; steps++)
        {
            var post = await db.FindAsync<Post>([at], cancel);
            if (post?.DuplicateOf is null)
            {
                return post;
            }

            id = post.DuplicateOf;
        }

        return null;
    }

    public async ValueTask<Person?> Person(PersonId? id, CancellationToken cancel)
    {
        for (var steps = 0; id is { } at && steps < 32; steps++)
        {
            var person = await db.FindAsync<Person>([at], cancel);
            if (person?.DuplicateOf is null)
            {
                return person;
            }

            id = person.DuplicateOf;
        }

        return null;
    }

    /// <summary>The units, their posts, the holdings of these and the people in them.</summary>
    /// <param name="units">The units whose posts are meant.</param>
    /// <param name="posts">Posts that are meant by their id.</param>
    /// <param name="people">People who are meant by their id.</param>
    /// <param name="cancel">Cancels.</param>
    public async ValueTask<Book> Seats(IEnumerable<UnitId> units, IEnumerable<PostId> posts, IEnumerable<PersonId> people, CancellationToken cancel)
    {
        var book = new Book();
        var unitIds = new HashSet<UnitId>();
        foreach (var id in units.Distinct())
        {
            await TakeUnit(id);
        }
        foreach (var id in posts.Distinct())
        {
            if (await Post(id, cancel) is { } post)
            {
                book.Put(await db.FindAsync<Post>([id], cancel) ?? post);
                await TakeUnit(post.Unit);
            }
        }
        foreach (var id in people.Distinct())
        {
            if (await db.FindAsync<Person>([id], cancel) is { } person)
            {
                book.Put(person);
                book.Put(await Person(id, cancel) ?? person);
            }
        }

        var ids = unitIds.ToArray();
        var all = await db.Set<Post>().Where(p => ids.Contains(p.Unit)).ToListAsync(cancel);
        book.With(all);
        var holdings = await db.Set<Holding>().Where(h => db.Set<Post>().Any(p => p.Id == h.Post && ids.Contains(p.Unit))).ToListAsync(cancel);
        var holders = holdings.Select(h => h.Person).Distinct().ToArray();
        book.With(await db.Set<Person>().Where(p => holders.Contains(p.Id)).ToListAsync(cancel));
        return book.With(holdings);

        async ValueTask TakeUnit(UnitId id)
        {
            if (await db.FindAsync<Unit>([id], cancel) is { } unit)
            {
                book.Put(unit);
                if (await Unit(id, cancel) is { } stayed && unitIds.Add(stayed.Id))
                {
                    book.Put(stayed);
                }
            }
        }
    }

    /// <summary>The book that a person and a post need.</summary>
    public ValueTask<Book> Seat(PersonRef person, PostRef post, CancellationToken cancel) =>
        Seats(post.Unit is { } unit ? [unit] : [], post.Id is { } id ? [id] : [], person.Id is { } who ? [who] : [], cancel);

    /// <summary>Everything, in seven queries however much there is.</summary>
    /// <param name="tracked">Whether changes to it shall be saved.</param>
    /// <param name="cancel">Cancels.</param>
    public async ValueTask<Book> All(bool tracked, CancellationToken cancel)
    {
        return new Book()
            .With(await Of<Unit>()).With(await Of<Post>()).With(await Of<Person>()).With(await Of<Holding>()).With(await Of<Portfolio>()).With(await Of<StandingGroup>());

        async Task<List<T>> Of<T>()
            where T : State =>
            await (tracked ? db.Set<T>().AsTracking() : db.Set<T>().AsNoTracking()).ToListAsync(cancel);
    }
}
