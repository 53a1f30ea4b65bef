using Bihuan.Kernel;

namespace Bihuan.Organisation;

/// <summary>Units, posts, people, holdings, portfolios and groups in memory: those that one decision needs, or all. Decisions read it; who
/// carries a decision out puts the changed states in again.</summary>
internal sealed class Book
{
    private readonly Dictionary<UnitId, Unit> _units = [];
    private readonly Dictionary<PostId, Post> _posts = [];
    private readonly Dictionary<PersonId, Person> _people = [];
    private readonly Dictionary<HoldingId, Holding> _holdings = [];
    private readonly Dictionary<PortfolioId, Portfolio> _portfolios = [];
    private readonly Dictionary<GroupId, StandingGroup> _groups = [];
    private readonly Dictionary<UnitId, List<Post>> _postsOfUnit = [];
    private readonly Dictionary<PostId, List<Holding>> _holdingsOfPost = [];
    private readonly Dictionary<PersonId, List<Holding>> _holdingsOfPerson = [];

    /// <summary>Units that are no duplicates.</summary>
    public IEnumerable<Unit> Units => _units.Values.Where(u => u.DuplicateOf is null);

    /// <summary>Posts that are no duplicates.</summary>
    public IEnumerable<Post> Posts => _posts.Values.Where(p => p.DuplicateOf is null);

    /// <summary>People who are no duplicates.</summary>
    public IEnumerable<Person> People => _people.Values.Where(p => p.DuplicateOf is null);

    public IEnumerable<Holding> Holdings => _holdings.Values.Where(h => !h.Withdrawn);

    public IEnumerable<Portfolio> Portfolios => _portfolios.Values.Where(p => !p.Withdrawn);

    public IEnumerable<StandingGroup> Groups => _groups.Values.Where(g => !g.Withdrawn);

    /// <summary>The unit of an id; for a duplicate, the one that stayed.</summary>
    public Unit? Unit(UnitId? id)
    {
        for (var steps = 0; id is { } at && steps < 32 && _units.TryGetValue(at, out var unit); steps++)
        {
            if (unit.DuplicateOf is null)
            {
                return unit;
            }

            id = unit.DuplicateOf;
        }

        return null;
    }

    public Post? Post(PostId? id)
    {
        for (var steps = 0; id is { } at && steps < 32 && _posts.TryGetValue(at, out var post); steps++)
        {
            if (post.DuplicateOf is null)
            {
                return post;
            }

            id = post.DuplicateOf;
        }

        return null;
    }

    public Person? Person(PersonId? id)
    {
        for (var steps = 0; id is { } at && steps < 32 && _people.TryGetValue(at, out var person); steps++)
        {
            if (person.DuplicateOf is null)
            {
                return person;
            }

            id = person.DuplicateOf;
        }

        return null;
    }

    public Holding? Holding(HoldingId id) => _holdings.GetValueOrDefault(id);

    public Portfolio? Portfolio(PortfolioId id) => _portfolios.GetValueOrDefault(id);

    public StandingGroup? Group(GroupId? id) => id is { } at ? _groups.GetValueOrDefault(at) : null;

    public IEnumerable<Post> PostsOf(UnitId unit) => (_postsOfUnit.GetValueOrDefault(unit) ?? []).Where(p => p.DuplicateOf is null);

    public IEnumerable<Holding> HoldingsOf(PostId post) => (_holdingsOfPost.GetValueOrDefault(post) ?? []).Where(h => !h.Withdrawn);

    public IEnumerable<Holding> HoldingsOf(PersonId person) => (_holdingsOfPerson.GetValueOrDefault(person) ?? []).Where(h => !h.Withdrawn);

    /// <summary>The holdings of a post by whoever is meant: the person, or anybody of the name.</summary>
    public IEnumerable<Holding> HoldingsOf(PostId post, PersonRef who) =>
        HoldingsOf(post).Where(h => who.Id is { } id ? h.Person == (Person(id)?.Id ?? id) : Person(h.Person)?.Name == who.Name?.Trim());

    public Post? PostOf(UnitId unit, string title) => PostsOf(unit).FirstOrDefault(p => p.Title == title);

    /// <summary>Takes a state in.</summary>
    public void Put(State state)
    {
        switch (state)
        {
            case Unit unit:
                _units[unit.Id] = unit;
                break;
            case Post post when _posts.TryAdd(post.Id, post):
                Of(_postsOfUnit, post.Unit).Add(post);
                break;
            case Person person:
                _people[person.Id] = person;
                break;
            case Holding holding when _holdings.TryAdd(holding.Id, holding):
                Of(_holdingsOfPost, holding.Post).Add(holding);
                Of(_holdingsOfPerson, holding.Person).Add(holding);
                break;
            case Portfolio portfolio:
                _portfolios[portfolio.Id] = portfolio;
                break;
            case StandingGroup group:
                _groups[group.Id] = group;
                break;
        }
    }

    public Book With(params IEnumerable<State> states)
    {
        foreach (var state in states)
        {
            Put(state);
        }

        return this;
    }

    /// <summary>Somebody in a post, for those who ask.</summary>
    public Holder HolderOf(Holding h) =>
        Post(h.Post) is { } post ? new(h.Id, h.Person, Person(h.Person)?.Name ?? "", post.Id, post.Title, post.Kind, post.Unit, h.From, h.To, h.Appointed, h.Removed, h.Concurrent, h.Acting, h.ProbationEnds)
        : throw new InvalidOperationException($"The post of holding {h.Id} is not in the book.");

    private static List<TValue> Of<TKey, TValue>(Dictionary<TKey, List<TValue>> all, TKey key)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var list))
        {
            all.Add(key, list = []);
        }

        return list;
    }
}
