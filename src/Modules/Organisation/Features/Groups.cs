using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Sets up a standing group (设立议事协调机构).</summary>
internal static class SetUpGroupFeature
{
    /// <param name="book">The units named, their posts and holders, and every group.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="ids">New ids.</param>
    public static Result<Decision<GroupId>> Decide(Book book, SetUpGroup request, NewIds ids)
    {
        List<Problem> problems = [];
        List<Change> changes = [];
        var name = request.Content.Name.Trim();
        var there = request.Source is null ? null : book.Groups.FirstOrDefault(g => g.Source == request.Source && g.Name == name);
        if (Described(book, request.Content, request.Source, there, ids, changes, problems) is not { } content)
        {
            return problems;
        }
        if (there is not null)
        {
            return Same(there, content) ? new Decision<GroupId>(there.Id, changes) : new Decision<GroupId>(there.Id, [.. changes, new Change(there, new GroupChanged(content))]);
        }
        if (book.Groups.Any(g => g.Name == name && g.Period.Overlaps(new(content.From, content.To))))
        {
            return Problem.Coded("ORG-040", nameof(content.Name), name);
        }

        var set = new GroupWasSetUp(ids.New<GroupId>(), content, request.Source);
        return new Decision<GroupId>(set.Id, [.. changes, new Change(new StandingGroup(), set, content.From)]);
    }

    /// <summary>The content with its people and posts known; refused where something named is not there.</summary>
    public static GroupDescription? Described(Book book, GroupContent content, Clause? source, StandingGroup? before, NewIds ids, List<Change> changes, List<Problem> problems)
    {
        var name = content.Name.Trim();
        if (name.Length is 0 or > CreateUnitFeature.LongestName)
        {
            problems.Add(Problem.Coded("ORG-041", nameof(content.Name)));
        }
        if (new Period(content.From, content.To).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", nameof(content.To), Days.Text(content.From), Days.Text(content.To)));
        }
        if (content.Parent is { } parent && book.Group(parent) is not { Withdrawn: false })
        {
            problems.Add(Problem.Coded("ORG-042", nameof(content.Parent)));
        }
        if (before is not null && Above(book, content.Parent).Contains(before.Id))
        {
            problems.Add(Problem.Coded("ORG-043", nameof(content.Parent), name));
        }

        foreach (var (field, unit) in new[] { (nameof(content.Under), content.Under), (nameof(content.Unit), content.Unit), (nameof(content.Seat), content.Seat) })
        {
            if (unit is not null && book.Unit(unit) is null)
            {
                problems.Add(Problem.Coded("ORG-003", field));
            }
        }

        List<MemberLine> members = [];
        for (var i = 0; i < content.Members.Count; i++)
        {
            if (Line(i + 1, content.Members[i]) is { } line)
            {
                members.Add(line);
            }
        }

        return problems.Count > 0 ? null : new GroupDescription(
            name, content.Kind, members, content.From, content.To, content.Parent, book.Unit(content.Under)?.Id, book.Unit(content.Unit)?.Id, book.Unit(content.Seat)?.Id,
            Blank(content.SeatRoom), content.OpenEnded, Blank(content.Duties), Blank(content.Note));

        MemberLine? Line(int no, GroupMember member)
        {
            var field = $"{nameof(content.Members)}[{no}]";
            var unit = book.Unit(member.Unit);
            if (member.Role.Trim().Length == 0)
            {
                problems.Add(Problem.Coded("ORG-044", field, no.ToString()));
            }
            if (member.Unit is not null && unit is null)
            {
                problems.Add(Problem.Coded("ORG-003", field));
            }

            var says = member.By switch
            {
                RoleBy.Unit => unit is not null,
                RoleBy.Post => (unit is not null && Blank(member.Title) is not null) || Blank(member.Condition) is not null,
                _ => member.Person is not null || Blank(member.Condition) is not null,
            };
            if (!says)
            {
                problems.Add(Problem.Coded("ORG-045", field, no.ToString()));
            }

            return new(no, member.Role.Trim(), member.By, unit?.Id, Blank(member.Title), Blank(member.Condition), member.Person is null ? null : Whom(no, member, unit));
        }

        PersonId? Whom(int no, GroupMember member, Unit? unit)
        {
            if (member.Person!.Id is not null)
            {
                return Named.Person(book, member.Person, ids, changes, problems);
            }
            if (!Named.IsName(member.Person.Name, problems))
            {
                return null;
            }
            if (unit is not null && Blank(member.Title) is { } title && content.From is { } day && source is not null)
            {
                return Named.Post(book, PostRef.Titled(unit.Id, title), source, ids, changes, problems) is { } post
                    ? Named.Sight(book, member.Person, post, day, source, ids, changes, problems)?.Person
                    : null;
            }

            // Without a post only the same line of the same list is the same person.
            return before?.Members.FirstOrDefault(m => m.No == no && m.Person is { } known && book.Person(known)?.Name == member.Person.Name?.Trim())?.Person
                ?? Named.Person(book, member.Person, ids, changes, problems);
        }
    }

    public static bool Same(StandingGroup g, GroupDescription c) =>
        g.Members.SequenceEqual(c.Members)
        && (g.Name, g.Kind, g.From, g.To, g.Parent, g.Under) == (c.Name, c.Kind, c.From, c.To, c.Parent, c.Under)
        && (g.Unit, g.Seat, g.SeatRoom, g.OpenEnded, g.Duties, g.Note) == (c.Unit, c.Seat, c.SeatRoom, c.OpenEnded, c.Duties, c.Note);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IEnumerable<GroupId> Above(Book book, GroupId? from)
    {
        for (var steps = 0; from is { } at && steps < 32; steps++)
        {
            yield return at;
            from = book.Group(at)?.Parent;
        }
    }

    internal sealed class Handler(Register register) : IHandler<SetUpGroup, GroupId>
    {
        public async ValueTask<Result<GroupId>> Handle(SetUpGroup request, CancellationToken cancel) =>
            await register.RefuseBeyond(OrganisationPermissions.Adopt, request.Content.Under ?? request.Content.Unit, cancel) is { } refusal
                ? refusal
                : await register.Carry(Decide(await register.ForGroup(request.Content, cancel), request, register.Ids), cancel);
    }
}

/// <summary>Changes a group (修改议事协调机构).</summary>
internal static class ChangeGroup
{
    [Needs(OrganisationPermissions.Edit)]
    public sealed record Request(GroupId Group, int Version, GroupContent Content) : ICommand<None>;

    public static Result<Decision<None>> Decide(Book book, Request request, NewIds ids)
    {
        if (book.Group(request.Group) is not { Withdrawn: false } group)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Group));
        }

        List<Problem> problems = [];
        List<Change> changes = [];
        if (request.Version != 0 && group.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (SetUpGroupFeature.Described(book, request.Content, null, group, ids, changes, problems) is not { } content)
        {
            return problems;
        }

        return SetUpGroupFeature.Same(group, content) ? new Decision<None>(default) : new Decision<None>(default, [.. changes, new Change(group, new GroupChanged(content))]);
    }

    internal sealed class Handler(Register register) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var book = await register.ForGroup(request.Content, cancel);
            var group = book.Group(request.Group);
            return (await register.RefuseBeyond(OrganisationPermissions.Edit, group?.Under ?? group?.Unit, cancel)
                ?? await register.RefuseBeyond(OrganisationPermissions.Edit, request.Content.Under ?? request.Content.Unit, cancel)) is { } refusal
                ? refusal
                : await register.Carry(Decide(book, request, register.Ids), cancel);
        }
    }
}

/// <summary>Takes a group back (撤回设立登记), with the sightings that only its list had proved.</summary>
internal static class UndoSetUpGroupFeature
{
    public static Result<Decision<None>> Decide(StandingGroup? group, IReadOnlyList<Holding> seen, UndoSetUpGroup request)
    {
        if (group is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Group));
        }
        if (group.Withdrawn)
        {
            return new Decision<None>(default);
        }

        var only = seen.Where(h => h is { Withdrawn: false, Origin: HoldingOrigin.Sighting, Appointed: null, Removed: null } && h.Seen.All(s => s.Source == group.Source));
        return new Decision<None>(default, [new Change(group, new GroupWithdrawn()), .. only.Select(h => new Change(h, new HoldingWithdrawn(null)))]);
    }

    internal sealed class Handler(Register register) : IHandler<UndoSetUpGroup, None>
    {
        public async ValueTask<Result<None>> Handle(UndoSetUpGroup request, CancellationToken cancel)
        {
            var group = await register.Db.FindAsync<StandingGroup>([request.Group], cancel);
            if (group is not null && await register.RefuseBeyond(OrganisationPermissions.Adopt, group.Under ?? group.Unit, cancel) is { } refusal)
            {
                return refusal;
            }

            var people = group?.Members.Select(m => m.Person).OfType<PersonId>().Distinct().ToArray() ?? [];
            return await register.Carry(Decide(group, await register.Db.Set<Holding>().Where(h => people.Contains(h.Person)).ToListAsync(cancel), request), cancel);
        }
    }
}

internal static class GroupLoading
{
    /// <summary>What a group's content needs: the units it names with posts and holders, the people, and every group.</summary>
    public static async ValueTask<Book> ForGroup(this Register register, GroupContent content, CancellationToken cancel)
    {
        var units = content.Members.Select(m => m.Unit).Concat([content.Under, content.Unit, content.Seat]).OfType<UnitId>();
        var book = await register.Seats(units, [], content.Members.Select(m => m.Person?.Id).OfType<PersonId>(), cancel);
        return book.With(await register.Db.Set<StandingGroup>().AsTracking().ToListAsync(cancel));
    }
}
