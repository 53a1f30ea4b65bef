using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>People by name, in parts, each with the posts of the day, so that namesakes can be told apart.</summary>
internal static class ListPeople
{
    private static readonly Keyset<Person> ByName = new Keyset<Person>().By(x => x.Name).By(x => x.Id);

    [Needs(OrganisationPermissions.View)]
    public sealed record Request(string? Words = null, DateOnly? Day = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    public sealed record Row(PersonId Id, int Version, string Name, string? Number, IReadOnlyList<Holder> Posts, bool HasNamesake);

    /// <summary>The people asked for, still as a query.</summary>
    public static IQueryable<Person> Among(BihuanContext db, string? words)
    {
        var people = db.Set<Person>().AsNoTracking().Where(p => p.DuplicateOf == null);
        return words?.Trim() is { Length: > 0 } sought ? people.Where(p => p.Name.Contains(sought) || p.Number == sought) : people;
    }

    internal sealed class Handler(OrganisationQueries queries, BihuanContext db, Moment moment) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel) =>
            await Among(db, request.Words).Part(ByName, request.After, request.Limit, cancel).MapAsync(async part => part.With(await Rows(part.Items, request.Day ?? moment.Day, cancel)));

        private async Task<IReadOnlyList<Row>> Rows(IReadOnlyList<Person> part, DateOnly day, CancellationToken cancel)
        {
            var ids = part.Select(p => p.Id).ToArray();
            var names = part.Select(p => p.Name).Distinct().ToArray();
            var posts = (await queries.Holders(db.Set<Holding>().Where(h => ids.Contains(h.Person)), day, cancel)).ToLookup(h => h.Person);
            var shared = (await db.Set<Person>().AsNoTracking().Where(p => p.DuplicateOf == null && names.Contains(p.Name)).GroupBy(p => p.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
            return [.. part.Select(p => new Row(p.Id, p.Version, p.Name, p.Number, [.. posts[p.Id]], shared.Contains(p.Name)))];
        }
    }
}

/// <summary>Everybody at once, for the table of people: two queries, however many they are.</summary>
internal static class ShowPeople
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(string? Words = null, DateOnly? Day = null) : IQuery<IReadOnlyList<ListPeople.Row>>;

    internal sealed class Handler(OrganisationQueries queries, BihuanContext db, Moment moment) : IHandler<Request, IReadOnlyList<ListPeople.Row>>
    {
        public async ValueTask<Result<IReadOnlyList<ListPeople.Row>>> Handle(Request request, CancellationToken cancel)
        {
            var words = request.Words?.Trim() ?? "";
            var all = await ListPeople.Among(db, null).Select(p => new { p.Id, p.Version, p.Name, p.Number }).ToListAsync(cancel);
            var shared = all.CountBy(p => p.Name, StringComparer.Ordinal).Where(n => n.Value > 1).Select(n => n.Key).ToHashSet(StringComparer.Ordinal);
            var posts = (await queries.Holders(db.Set<Holding>(), request.Day ?? moment.Day, cancel)).ToLookup(h => h.Person);
            return all.Where(p => words.Length == 0 || p.Name.Contains(words, StringComparison.Ordinal) || p.Number == words)
                .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id.Value)
                .Select(p => new ListPeople.Row(p.Id, p.Version, p.Name, p.Number, [.. posts[p.Id]], shared.Contains(p.Name))).ToList();
        }
    }
}

/// <summary>One person: every post held, portfolios, groups.</summary>
internal static class ShowPerson
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(PersonId Id, DateOnly? Day = null) : IQuery<View>;

    public sealed record View(
        PersonId Id, int Version, string Name, string? Number, IReadOnlyList<HoldingRow> Holdings, IReadOnlyList<PortfolioRow> Portfolios, IReadOnlyList<GroupRow> Groups, IReadOnlyList<PersonId> Namesakes);

    public sealed record HoldingRow(Holder Holder, int Version, string UnitName, bool Holds, IReadOnlyList<Sighting> Seen, int ProbationYears);

    public sealed record PortfolioRow(PortfolioId Id, int Version, string Title, string? Scope, DateOnly? From, DateOnly? To, Clause? Source, bool Holds, IReadOnlyList<DutyRow> Duties);

    public sealed record DutyRow(DutyKind Kind, string? Area, UnitId? Unit, string? UnitName, string? Part);

    public sealed record GroupRow(GroupId Id, string Name, string Role, MemberState State);

    internal sealed class Handler(OrganisationQueries queries, Register register, Moment moment) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var db = register.Db;
            var day = request.Day ?? moment.Day;
            if (await register.Person(request.Id, cancel) is not { } person)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var id = person.Id;
            var holders = await queries.Holders(db.Set<Holding>().Where(h => h.Person == id), null, cancel);
            var states = await db.Set<Holding>().AsNoTracking().Where(h => h.Person == id).ToDictionaryAsync(h => h.Id, cancel);
            var portfolios = await db.Set<Portfolio>().AsNoTracking().Where(p => p.Person == id && !p.Withdrawn).ToListAsync(cancel);
            var groups = (await db.Set<StandingGroup>().AsNoTracking().Where(g => !g.Withdrawn).ToListAsync(cancel)).Where(g => g.Period.Holds(day)).ToList();
            var among = groups.Where(g => g.Members.Any(m => m.Person == id || (m.By == RoleBy.Post && m.Unit is { } of && holders.Any(h => h.Unit == of)))).Select(g => g.Id).ToList();
            var book = await queries.GroupBook(among, cancel);
            var named = holders.Select(h => h.Unit).Concat(portfolios.SelectMany(p => p.Duties).Select(d => d.Unit).OfType<UnitId>()).Distinct().ToArray();
            var units = await db.Set<Unit>().AsNoTracking().Where(u => named.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancel);
            var titles = await db.Set<Post>().AsNoTracking().Where(p => portfolios.Select(x => x.Post).Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Title, cancel);
            return new View(
                id, person.Version, person.Name, person.Number,
                [.. holders.OrderBy(h => h.To is null ? 0 : 1).ThenByDescending(h => h.From ?? h.To).Select(h => new HoldingRow(
                    h, states[h.Holding].Version, units.GetValueOrDefault(h.Unit)?.NameOn(day) ?? "", new Period(h.From, h.To).Holds(day), states[h.Holding].Seen, states[h.Holding].ProbationYears))],
                [.. portfolios.OrderByDescending(p => p.From).Select(p => new PortfolioRow(
                    p.Id, p.Version, titles.GetValueOrDefault(p.Post) ?? "", p.Scope, p.From, p.To, p.Source, p.Period.Holds(day),
                    [.. p.Duties.Select(d => new DutyRow(d.Kind, d.Area, d.Unit, d.Unit is { } of ? units.GetValueOrDefault(of)?.NameOn(day) : null, d.Part))]))],
                [.. book.Groups.SelectMany(g => Filling.On(g, book, day).Members
                    .Where(m => m.Person == id || (m.By == RoleBy.Post && m.State == MemberState.Filled && m.Holders.Any(h => h.Person == id)))
                    .Select(m => new GroupRow(g.Id, g.Name, m.Role, m.State)))],
                await db.Set<Person>().AsNoTracking().Where(p => p.Name == person.Name && p.Id != id && p.DuplicateOf == null).Select(p => p.Id).ToListAsync(cancel));
        }
    }
}

/// <summary>One post: who held it, and when.</summary>
internal static class ShowPost
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(PostId Id, DateOnly? Day = null) : IQuery<View>;

    public sealed record View(PostId Id, int Version, string Title, PostKind Kind, bool Single, DateOnly? From, DateOnly? To, Clause? Source, UnitId Unit, string UnitName, IReadOnlyList<Holder> Holders);

    internal sealed class Handler(OrganisationQueries queries, Register register, Moment moment) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await register.Post(request.Id, cancel) is not { } post)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var id = post.Id;
            var unit = await queries.Stayed(post.Unit, cancel);
            var holders = await queries.Holders(register.Db.Set<Holding>().Where(h => h.Post == id), null, cancel);
            return new View(
                id, post.Version, post.Title, post.Kind, post.Single, post.From, post.To, post.Source, post.Unit, unit?.NameOn(request.Day ?? moment.Day) ?? "",
                [.. holders.OrderByDescending(h => h.To ?? DateOnly.MaxValue).ThenByDescending(h => h.From ?? DateOnly.MinValue)]);
        }
    }
}
