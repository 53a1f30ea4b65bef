using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>The standing groups of a day, in parts, by name.</summary>
internal static class ListGroups
{
    private static readonly Keyset<StandingGroup> ByName = new Keyset<StandingGroup>().By(x => x.Name).By(x => x.Id);

    [Needs(OrganisationPermissions.View)]
    public sealed record Request(DateOnly? Day = null, string? Words = null, bool WithEnded = false, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    /// <param name="Id">The group.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Parent">The group above.</param>
    /// <param name="ParentName">Its name, or that of the unit above.</param>
    /// <param name="Source">The clause.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The first day it no longer is.</param>
    /// <param name="Members">How many lines its list has.</param>
    /// <param name="Expired">How many of them no longer hold.</param>
    /// <param name="Vacant">How many posts of it nobody holds.</param>
    public sealed record Row(GroupId Id, int Version, string Name, GroupKind Kind, GroupId? Parent, string? ParentName, Clause? Source, DateOnly? From, DateOnly? To, int Members, int Expired, int Vacant);

    /// <summary>The groups asked for, still as a query.</summary>
    public static IQueryable<StandingGroup> Among(BihuanContext db, DateOnly day, string? words, bool withEnded)
    {
        var groups = db.Set<StandingGroup>().AsNoTracking().Where(g => !g.Withdrawn);
        groups = withEnded ? groups : groups.Where(g => (g.From == null || g.From <= day) && (g.To == null || g.To > day));
        return words?.Trim() is { Length: > 0 } sought ? groups.Where(g => g.Name.Contains(sought)) : groups;
    }

    /// <summary>Groups with their lists filled for the day, in their order.</summary>
    public static async Task<IReadOnlyList<Row>> Rows(OrganisationQueries queries, BihuanContext db, IReadOnlyList<StandingGroup> groups, DateOnly day, CancellationToken cancel)
    {
        var book = await queries.GroupBook([.. groups.Select(g => g.Id)], cancel);
        var above = groups.Select(g => g.Parent).OfType<GroupId>().Distinct().ToArray();
        var names = await db.Set<StandingGroup>().AsNoTracking().Where(g => above.Contains(g.Id)).Select(g => new { g.Id, g.Name }).ToDictionaryAsync(g => g.Id, g => g.Name, cancel);
        return [.. groups.Select(g =>
        {
            var members = Filling.On(g, book, day).Members;
            return new Row(
                g.Id, g.Version, g.Name, g.Kind, g.Parent, g.Parent is { } parent ? names.GetValueOrDefault(parent) : book.Unit(g.Under)?.NameOn(day), g.Source, g.From, g.To,
                members.Count, members.Count(m => m.State == MemberState.Left), members.Count(m => m.State == MemberState.Vacant));
        })];
    }

    internal sealed class Handler(OrganisationQueries queries, BihuanContext db, Moment moment) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var day = request.Day ?? moment.Day;
            return await Among(db, day, request.Words, request.WithEnded).Part(ByName, request.After, request.Limit, cancel).MapAsync(async part => part.With(await Rows(queries, db, part.Items, day, cancel)));
        }
    }
}

/// <summary>All standing groups of a day at once, for the table and for choice.</summary>
internal static class ShowGroups
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(DateOnly? Day = null, string? Words = null, bool WithEnded = false) : IQuery<IReadOnlyList<ListGroups.Row>>;

    internal sealed class Handler(OrganisationQueries queries, BihuanContext db, Moment moment) : IHandler<Request, IReadOnlyList<ListGroups.Row>>
    {
        public async ValueTask<Result<IReadOnlyList<ListGroups.Row>>> Handle(Request request, CancellationToken cancel)
        {
            var day = request.Day ?? moment.Day;
            var groups = await ListGroups.Among(db, day, request.Words, request.WithEnded).ToListAsync(cancel);
            return new Result<IReadOnlyList<ListGroups.Row>>.Done(await ListGroups.Rows(queries, db, [.. groups.OrderBy(g => g.Kind).ThenBy(g => g.Name, StringComparer.Ordinal)], day, cancel));
        }
    }
}

/// <summary>One group, filled for the day, with every change of its members while it was.</summary>
internal static class ShowGroup
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(GroupId Id, DateOnly? Day = null) : IQuery<View>;

    public sealed record View(
        GroupOnDay Group, int Version, GroupId? Parent, string? ParentName, UnitId? Under, string? UnderName, UnitId? Unit, UnitId? Seat, string? SeatName, string? SeatRoom, bool OpenEnded, string? Duties, string? Note,
        IReadOnlyList<Move> Moves, IReadOnlyDictionary<UnitId, string> UnitNames, IReadOnlyList<Below> Children);

    /// <summary>A day on which members moved: who sat there the day before and who since.</summary>
    public sealed record Move(DateOnly Day, IReadOnlyList<Changed> Lines);

    public sealed record Changed(int No, string Role, string Post, IReadOnlyList<string> Before, IReadOnlyList<string> After, MemberState State, Clause? Source);

    public sealed record Below(GroupId Id, string Name);

    internal sealed class Handler(OrganisationQueries queries, Register register, Moment moment) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var day = request.Day ?? moment.Day;
            var related = await register.Db.Set<StandingGroup>().AsNoTracking().Where(g => !g.Withdrawn).Select(g => new { g.Id, g.Name, g.Parent }).ToListAsync(cancel);
            var book = await queries.GroupBook([request.Id], cancel);
            if (book.Group(request.Id) is not { Withdrawn: false } group)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var filled = Filling.On(group, book, day);
            return new View(
                filled, group.Version, group.Parent, related.Find(g => g.Id == group.Parent)?.Name, group.Under, Name(group.Under), group.Unit, group.Seat, Name(group.Seat), group.SeatRoom,
                group.OpenEnded, group.Duties, group.Note,
                [.. Filling.Moves(group, book).Select(on => new Move(on, Changes(group, book, on)))],
                book.Units.ToDictionary(u => u.Id, u => u.NameOn(day)),
                [.. related.Where(g => g.Parent == group.Id).Select(g => new Below(g.Id, g.Name))]);

            string? Name(UnitId? unit) => book.Unit(unit)?.NameOn(day);
        }

        private static List<Changed> Changes(StandingGroup group, Book book, DateOnly on)
        {
            var before = Filling.On(group, book, on.AddDays(-1)).Members;
            var after = Filling.On(group, book, on).Members;
            return [.. before.Zip(after)
                .Where(p => p.First.State != p.Second.State || !p.First.Holders.Select(h => h.Holding).SequenceEqual(p.Second.Holders.Select(h => h.Holding)))
                .Where(p => p.First.By != RoleBy.Unit && p.First.State != MemberState.Open)
                .Select(p => new Changed(
                    p.First.No, p.First.Role, $"{p.First.UnitName}{p.First.Title ?? p.First.Condition}",
                    [.. p.First.Holders.Select(h => h.Name)],
                    p.Second.State == MemberState.Left ? [.. p.Second.Holders.Select(h => $"{h.Name} {book.Unit(h.Unit)?.NameOn(on)}{h.Title}")] : [.. p.Second.Holders.Select(h => h.Name)],
                    p.Second.State,
                    p.First.Holders.FirstOrDefault(h => h.To == on)?.Removed ?? p.Second.Holders.FirstOrDefault(h => h.From == on)?.Appointed))];
        }
    }
}
