using Bihuan.Kernel;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>One unit: what it is called and by which clause, what stands above and below it, who holds its posts on the day, who answers for
/// it, in which groups it sits, and its history.</summary>
internal static class ShowUnit
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(UnitId Id, DateOnly? Day = null) : IQuery<View>;

    public sealed record View(
        UnitId Id, int Version, string Name, string LatestName, UnitKind Kind, UnitLevel Level, UnitId? Parent, string? ParentName, UnitId? LatestParent, DateOnly? From, DateOnly? To, Clause? Source, Clause? EndSource,
        Link? MergedInto, Link? SplitFrom, string? Note, bool Holds, IReadOnlyList<NameRow> Names, IReadOnlyList<AliasRow> Aliases, IReadOnlyList<Link> Above, IReadOnlyList<Link> Children,
        IReadOnlyList<PostRow> Posts, IReadOnlyList<Answering> Leaders, IReadOnlyList<GroupRow> Groups, IReadOnlyList<Happening> History);

    public sealed record Link(UnitId Id, string Name);

    public sealed record NameRow(string Name, DateOnly? From, Clause? Source);

    public sealed record AliasRow(string Name, AliasKind Kind, Clause? Source, DateOnly? From, DateOnly? To);

    public sealed record PostRow(PostId Id, int Version, string Title, PostKind Kind, bool Single, IReadOnlyList<Holder> Holders, IReadOnlyList<Holder> Before);

    public sealed record GroupRow(GroupId Id, string Name, string Role);

    internal sealed class Handler(OrganisationQueries queries, Register register, Moment moment) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var db = register.Db;
            var day = request.Day ?? moment.Day;
            var units = (await queries.AllUnits(cancel)).ToDictionary(u => u.Id);
            if (await queries.Stayed(request.Id, cancel) is not { } unit)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var id = unit.Id;
            var posts = await db.Set<Post>().AsNoTracking().Where(p => p.Unit == id && p.DuplicateOf == null).ToListAsync(cancel);
            var holders = (await queries.Holders(db.Set<Holding>().Where(h => db.Set<Post>().Any(p => p.Id == h.Post && p.Unit == id)), null, cancel)).ToLookup(h => h.Post);
            var groups = await db.Set<StandingGroup>().AsNoTracking().Where(g => !g.Withdrawn).ToListAsync(cancel);
            List<ShowUnit.Link> above = [];
            for (var up = unit.ParentOn(day); up is { } at && units.TryGetValue(at, out var parent) && above.Count < 32 && above.TrueForAll(a => a.Id != at); up = parent.ParentOn(day))
            {
                above.Insert(0, new(at, parent.NameOn(day)));
            }

            return new View(
                id, unit.Version, unit.NameOn(day), unit.Name, unit.Kind, unit.Level, unit.ParentOn(day), above.Count > 0 ? above[^1].Name : null, unit.Parent, unit.From, unit.To, unit.Source, unit.EndSource,
                To(unit.MergedInto), To(unit.SplitFrom), unit.Note, unit.Period.Holds(day),
                [.. unit.Names.Select(n => new NameRow(n.Name, n.From, n.Source))],
                [.. unit.Aliases.OrderBy(a => a.Kind).ThenBy(a => a.Name, StringComparer.Ordinal).Select(a => new AliasRow(a.Name, a.Kind, a.Source, a.From, a.To))],
                above,
                [.. units.Values.Where(u => u.ParentOn(day) == id && u.Period.Holds(day)).Select(u => new Link(u.Id, u.NameOn(day))).OrderBy(l => l.Name, StringComparer.Ordinal)],
                [.. posts.OrderBy(p => p.Kind).ThenBy(p => p.Title, StringComparer.Ordinal).Select(p => new PostRow(
                    p.Id, p.Version, p.Title, p.Kind, p.Single,
                    [.. holders[p.Id].Where(h => new Period(h.From, h.To).Holds(day))],
                    [.. holders[p.Id].Where(h => h.To <= day).OrderByDescending(h => h.To)]))],
                await queries.LeadersFor(id, day, cancel),
                [.. groups.Where(g => g.Period.Holds(day)).SelectMany(g => g.Members.Where(m => m.Unit == id).Select(m => new GroupRow(g.Id, g.Name, m.Role))).Distinct()],
                Histories.Of(unit, u => units.GetValueOrDefault(u)?.NameOn(day) ?? "", holders.SelectMany(h => h)));

            ShowUnit.Link? To(UnitId? other) => other is { } at && units.TryGetValue(at, out var there) ? new(at, there.NameOn(day)) : null;
        }
    }
}
