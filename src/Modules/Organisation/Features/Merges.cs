using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Makes one unit of two entries (合并重复机构): every reference moves to the one that stays, and its names become aliases.</summary>
internal static class MergeUnits
{
    [Needs(OrganisationPermissions.Administer)]
    public sealed record Request(UnitId Duplicate, UnitId Into) : ICommand<MergeId>;

    public static Result<Decision<MergeId>> Decide(Book book, Request request, NewIds ids)
    {
        if (book.Unit(request.Duplicate) is not { } from || book.Unit(request.Into) is not { } into || from.Id != request.Duplicate)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Duplicate));
        }
        if (from.Id == into.Id)
        {
            return Problem.Coded("ORG-050", nameof(request.Into));
        }
        if (from.Parents.Any(p => p.Parent == into.Id) || into.Parents.Any(p => p.Parent == from.Id))
        {
            return Problem.Coded("ORG-051", nameof(request.Into), from.Name, into.Name);
        }

        var id = ids.New<MergeId>();
        var posts = book.PostsOf(from.Id).Select(p => (From: p, Into: book.PostOf(into.Id, p.Title))).Where(p => p.Into is not null).ToList();
        List<MovedReference> moved = [.. Merging.ToUnit(book, from.Id, into.Id), .. posts.SelectMany(p => Merging.ToPost(book, p.From.Id, p.Into!.Id))];
        var known = into.Names.Select(n => n.Name).Concat(into.Aliases.Select(a => a.Name)).ToHashSet(StringComparer.Ordinal);
        var names = from.Names.Select(n => new UnitAlias(n.Name, AliasKind.Alias, n.Source, null, null, id)).Concat(from.Aliases.Select(a => a with { Merge = id })).Where(a => known.Add(a.Name));

        return new Decision<MergeId>(id, [
            .. moved.Select(m => Merges.Move(book, m, id)),
            .. names.Select(a => new Change(into, new AliasAdded(a))),
            .. posts.Select(p => new Change(p.From, new MarkedDuplicate(id, p.Into!.Id.Value))),
            new Change(from, new MarkedDuplicate(id, into.Id.Value)),
            new Change(new Merge(), new DuplicatesMerged(id, MergeKind.Unit, from.Id.Value, into.Id.Value, from.Name, moved, [], [.. posts.Select(p => p.From.Id)]))]);
    }

    internal sealed class Handler(Register register) : IHandler<Request, MergeId>
    {
        public async ValueTask<Result<MergeId>> Handle(Request request, CancellationToken cancel) =>
            (await register.RefuseBeyond(OrganisationPermissions.Administer, request.Duplicate, cancel) ?? await register.RefuseBeyond(OrganisationPermissions.Administer, request.Into, cancel)) is { } refusal
                ? refusal
                : await register.Carry(Decide(await register.All(tracked: true, cancel), request, register.Ids), cancel);
    }
}

/// <summary>Makes one person of two entries (合并重复人员), because somebody says that they are the same.</summary>
internal static class MergePeople
{
    [Needs(OrganisationPermissions.Administer)]
    public sealed record Request(PersonId Duplicate, PersonId Into) : ICommand<MergeId>;

    public static Result<Decision<MergeId>> Decide(Book book, Request request, NewIds ids)
    {
        if (book.Person(request.Duplicate) is not { } from || book.Person(request.Into) is not { } into || from.Id != request.Duplicate)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Duplicate));
        }
        if (from.Id == into.Id)
        {
            return Problem.Coded("ORG-050", nameof(request.Into));
        }
        if (from.Number is not null && into.Number is not null && from.Number != into.Number)
        {
            return Problem.Coded("ORG-052", nameof(request.Into), from.Number, into.Number);
        }

        var id = ids.New<MergeId>();
        List<MovedReference> moved = [.. Merging.ToPerson(book, from.Id, into.Id)];

        // The same time in the same post entered twice: the one that says less is withdrawn.
        List<Holding> withdrawn = [];
        foreach (var holding in book.HoldingsOf(from.Id))
        {
            if (book.HoldingsOf(into.Id).FirstOrDefault(h => h.Post == holding.Post && !withdrawn.Contains(h) && h.Period.Overlaps(holding.Period)) is { } same)
            {
                withdrawn.Add(holding.Appointed is not null && same.Appointed is null ? same : holding);
            }
        }

        return new Decision<MergeId>(id, [
            .. moved.Select(m => Merges.Move(book, m, id)),
            .. withdrawn.Select(h => new Change(h, new HoldingWithdrawn(id))),
            new Change(from, new MarkedDuplicate(id, into.Id.Value)),
            new Change(new Merge(), new DuplicatesMerged(id, MergeKind.Person, from.Id.Value, into.Id.Value, from.Name, moved, [.. withdrawn.Select(h => h.Id)], []))]);
    }

    internal sealed class Handler(Register register) : IHandler<Request, MergeId>
    {
        public async ValueTask<Result<MergeId>> Handle(Request request, CancellationToken cancel) =>
            (await register.RefuseBeyond(OrganisationPermissions.Administer, request.Duplicate, cancel) ?? await register.RefuseBeyond(OrganisationPermissions.Administer, request.Into, cancel)) is { } refusal
                ? refusal
                : await register.Carry(Decide(await register.All(tracked: true, cancel), request, register.Ids), cancel);
    }
}

/// <summary>Undoes a merge: what it moved goes back, unless somebody has pointed it elsewhere since.</summary>
internal static class UndoMerge
{
    [Needs(OrganisationPermissions.Administer)]
    public sealed record Request(MergeId Merge) : ICommand<None>;

    /// <param name="book">Everything.</param>
    /// <param name="merge">The merge.</param>
    /// <param name="later">A merge that came after it and moved its entries on.</param>
    /// <param name="raw">The states by id, duplicates as they are.</param>
    /// <param name="request">What is asked.</param>
    public static Result<Decision<None>> Decide(Book book, Merge? merge, Merge? later, Func<Guid, State?> raw, Request request)
    {
        if (merge is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Merge));
        }
        if (merge.Undone)
        {
            return new Decision<None>(default);
        }
        if (later is not null)
        {
            return Problem.Coded("ORG-053", nameof(request.Merge), later.Name);
        }

        var into = raw(merge.Into) as Unit;
        return new Decision<None>(default, [
            .. merge.Posts.Select(p => raw(p.Value)).OfType<State>().Append(raw(merge.From)!).Select(s => new Change(s, new DuplicateUnmarked(merge.Id))),
            .. merge.Moved.Where(m => Merging.Now(Merging.StateOf(book, m) ?? raw(m.Id), m) == m.To)
                .Select(m => new Change((Merging.StateOf(book, m) ?? raw(m.Id))!, new ReferenceMoved(merge.Id, m.Field, m.No, m.To, m.From))),
            .. merge.Withdrawn.Select(book.Holding).OfType<Holding>().Select(h => new Change(h, new HoldingRestored())),
            .. (into?.Aliases ?? []).Where(a => a.Merge == merge.Id).Select(a => new Change(into!, new AliasRemoved(a))),
            new Change(merge, new MergeUndone())]);
    }

    internal sealed class Handler(Register register) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var db = register.Db;
            var book = await register.All(tracked: true, cancel);
            var merge = await db.FindAsync<Merge>([request.Merge], cancel);
            var refusal = merge switch
            {
                null => null,
                { Kind: MergeKind.Unit } => await register.RefuseBeyond(OrganisationPermissions.Administer, UnitId.From(merge.Into), cancel),
                _ => await register.RefuseBeyond(OrganisationPermissions.Administer, PersonId.From(merge.Into), cancel),
            };
            if (refusal is not null)
            {
                return refusal;
            }

            var later = merge is null ? null : (await db.Set<Merge>().Where(m => !m.Undone).ToListAsync(cancel))
                .Find(m => m.Id != merge.Id && m.Kind == merge.Kind && (m.From == merge.Into || (m.Into == merge.Into && m.Recorded > merge.Recorded && m.Moved.Any(x => merge.Moved.Any(y => y.Id == x.Id && y.Field == x.Field && y.No == x.No)))));
            var local = db.ChangeTracker.Entries<State>().Select(e => e.Entity).ToDictionary(s => s.Key);
            return await register.Carry(Decide(book, merge, later, local.GetValueOrDefault, request), cancel);
        }
    }
}

/// <summary>The merges, newest first.</summary>
internal static class ListMerges
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    public sealed record Row(MergeId Id, MergeKind Kind, string Name, Guid Into, string IntoName, int Moved, DateTimeOffset Recorded, bool Undone);

    internal sealed class Handler(Register register) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var merges = await register.Db.Set<Merge>().AsNoTracking().ToListAsync(cancel);
            var units = merges.Where(m => m.Kind == MergeKind.Unit).Select(m => UnitId.From(m.Into)).ToArray();
            var people = merges.Where(m => m.Kind == MergeKind.Person).Select(m => PersonId.From(m.Into)).ToArray();
            var names = (await register.Db.Set<Unit>().AsNoTracking().Where(u => units.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToListAsync(cancel)).Select(u => (u.Id.Value, u.Name))
                .Concat((await register.Db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancel)).Select(p => (p.Id.Value, p.Name)))
                .ToDictionary(n => n.Value, n => n.Name);
            return merges.OrderByDescending(m => m.Recorded).Select(m => new Row(m.Id, m.Kind, m.Name, m.Into, names.GetValueOrDefault(m.Into) ?? "", m.Moved.Count, m.Recorded, m.Undone)).ToList();
        }
    }
}

internal static class Merges
{
    public static Change Move(Book book, MovedReference m, MergeId merge) => new(Merging.StateOf(book, m)!, new ReferenceMoved(merge, m.Field, m.No, m.From, m.To));
}
