using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>Finds whom and which post a document means, and enters them where they are not known. A name is matched only together with its post.</summary>
internal static class Named
{
    /// <summary>The post meant, with the change that enters it where the unit has none of that title.</summary>
    public static PostId? Post(Book book, PostRef meant, Clause? source, NewIds ids, List<Change> changes, List<Problem> problems)
    {
        if (meant.Id is { } id)
        {
            if (book.Post(id) is { } known)
            {
                return known.Id;
            }

            problems.Add(Problem.Coded("ORG-004", "Post"));
            return null;
        }

        var title = meant.Title?.Trim() ?? "";
        var unit = book.Unit(meant.Unit);
        if (unit is null)
        {
            problems.Add(Problem.Coded("ORG-003", "Unit"));
        }
        if (title.Length is 0 or > 60)
        {
            problems.Add(Problem.Coded("ORG-005", "Title"));
        }
        if (unit is null || title.Length is 0 or > 60)
        {
            return null;
        }
        if (book.PostOf(unit.Id, title) is { } post)
        {
            return post.Id;
        }
        if (changes.Select(c => c.Happened).OfType<PostCreated>().FirstOrDefault(p => p.Unit == unit.Id && p.Title == title) is { } planned)
        {
            return planned.Id;
        }

        var kind = Titles.KindOf(title);
        var created = new PostCreated(ids.New<PostId>(), unit.Id, title, kind, Titles.IsSingle(title, kind), null, null, source);
        changes.Add(new(new Post(), created));
        return created.Id;
    }

    /// <summary>The person meant: the one known, or a new one of that name.</summary>
    public static PersonId? Person(Book book, PersonRef meant, NewIds ids, List<Change> changes, List<Problem> problems)
    {
        if (meant.Id is { } id)
        {
            if (book.Person(id) is { } known)
            {
                return known.Id;
            }

            problems.Add(Problem.Coded("ORG-006", "Person"));
            return null;
        }

        if (!IsName(meant.Name, problems))
        {
            return null;
        }

        var entered = new PersonEntered(ids.New<PersonId>(), meant.Name!.Trim(), null);
        changes.Add(new(new Person(), entered));
        return entered.Id;
    }

    public static bool IsName(string? name, List<Problem> problems)
    {
        if ((name?.Trim() ?? "").Length is > 0 and <= 40)
        {
            return true;
        }

        problems.Add(Problem.Coded("ORG-007", "Person"));
        return false;
    }

    /// <summary>The holding that a document proves by naming somebody in a post on a day: the one that covers the day, or a new one of unknown
    /// beginning. A sighting that is there already changes nothing.</summary>
    public static (PersonId Person, HoldingId Holding)? Sight(Book book, PersonRef who, PostId post, DateOnly day, Clause source, NewIds ids, List<Change> changes, List<Problem> problems)
    {
        var all = book.HoldingsOf(post, who).ToList();
        var covering = all.Where(h => h.Period.Holds(day)).ToList();
        if (covering.Count > 1)
        {
            problems.Add(Problem.Coded("ORG-024", "Person", who.Name ?? book.Person(who.Id)?.Name ?? ""));
            return null;
        }

        var sighting = new Sighting(day, source);
        if (covering is [var holding])
        {
            if (!holding.Seen.Contains(sighting) && holding.Appointed != source)
            {
                changes.Add(new(holding, new HoldingSeen(sighting), day));
            }

            return (holding.Person, holding.Id);
        }
        if (all.Find(h => h.To <= day) is { } past)
        {
            problems.Add(Problem.Coded("ORG-026", "Person", who.Name ?? book.Person(past.Person)?.Name ?? "", Days.Text(past.To), past.Removed?.ToString() ?? "—"));
            return null;
        }
        if (Person(book, who, ids, changes, problems) is not { } person)
        {
            return null;
        }

        // Seen before the beginning that is known: an earlier time in the post, which ended at the latest then.
        var later = all.Where(h => h.From > day).Select(h => h.From).Min();
        var entered = new HoldingEntered(ids.New<HoldingId>(), post, person, HoldingOrigin.Sighting, null, later, null, null, Concurrent: false, Acting: false, 0, [sighting]);
        changes.Add(new(new Holding(), entered, day));
        return (person, entered.Id);
    }
}

/// <summary>Days as text.</summary>
internal static class Days
{
    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd") ?? "—";
}
