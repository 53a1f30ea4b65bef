using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Sets up a named list of matters, or changes it (清单).</summary>
internal static class SetList
{
    /// <param name="Id">The list to change; <see langword="null"/> for a new one.</param>
    /// <param name="Owner">The unit that keeps it.</param>
    /// <param name="Columns">Its own columns, in order.</param>
    /// <param name="IsRetired">Whether it is no longer kept.</param>
    /// <param name="Version">The version that the person has seen; left out, what is saved now is written over.</param>
    [Needs(MattersPermissions.Administer)]
    public sealed record Request(MatterListId? Id, string Name, UnitId? Owner, IReadOnlyList<FieldDefinition> Columns, bool IsRetired = false, int? Version = null) : ICommand<MatterListId>;

    /// <param name="ownerExists">Whether the owner is there, or none is named.</param>
    public static Result<Decision<MatterListId>> Decide(MatterList? known, Request request, MatterListId id, bool ownerExists)
    {
        List<Problem> problems = [.. FieldDefinitions.Check(request.Name, request.Columns)];
        if (request.Id is not null && known is null)
        {
            problems.Add(Problem.Coded("PLATFORM-005", nameof(request.Id)));
        }
        if (!ownerExists)
        {
            problems.Add(Problem.Coded("MAT-004", nameof(request.Owner)));
        }
        if (known is not null && request.Version is { } seen && seen != known.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }

        var key = known?.Id ?? id;
        return problems.Count > 0 ? problems : new Decision<MatterListId>(key, new Change(known ?? new MatterList(), new ListWasSet(key, request.Name.Trim(), request.Owner, request.Columns, request.IsRetired)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, MatterListId>
    {
        public async ValueTask<Result<MatterListId>> Handle(Request request, CancellationToken cancel) =>
            await desk.Carry(
                Decide(
                    request.Id is { } id ? await desk.Db.FindAsync<MatterList>([id], cancel) : null, request, desk.Ids.New<MatterListId>(),
                    request.Owner is not { } owner || await desk.Organisation.Unit(owner, desk.Today, cancel) is not null),
                cancel);
    }
}

/// <summary>Puts a matter on a list with the values of its columns, or changes these.</summary>
internal static class PutOnList
{
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterListId List, MatterId Matter, IReadOnlyDictionary<string, string> Values) : ICommand<None>;

    public static Result<Decision<None>> Decide(MatterList? list, Matter? matter, Request request)
    {
        if (list is null || matter is null)
        {
            return Problem.Coded("PLATFORM-005", list is null ? nameof(request.List) : nameof(request.Matter));
        }

        List<Problem> problems = [.. FieldCheck.Of(list.Columns, request.Values, complete: true)];
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(list, new ListEntryPut(matter.Id, request.Values)));
    }

    /// <summary>Refuses whoever does not keep the list, or has nothing to do with the matter.</summary>
    public static async ValueTask<Problem?> Refusal(Desk desk, MatterList? list, Matter? matter, CancellationToken cancel) =>
        (matter is null ? null : await desk.RefuseUnlessConcerned(matter, cancel)) ?? (list is null ? null : await desk.RefuseUnlessKeeper(list.Owner, cancel));

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var (list, matter) = (await desk.Db.FindAsync<MatterList>([request.List], cancel), await desk.Matter(request.Matter, cancel));
            return await Refusal(desk, list, matter, cancel) is { } beyond ? beyond : await desk.Carry(Decide(list, matter, request), cancel);
        }
    }
}

/// <summary>Takes a matter off a list.</summary>
internal static class TakeOffList
{
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterListId List, MatterId Matter) : ICommand<None>;

    public static Result<Decision<None>> Decide(MatterList? list, Request request) =>
        list is null ? Problem.Coded("PLATFORM-005", nameof(request.List))
        : list.Entries.All(e => e.Matter != request.Matter) ? Problem.Coded("MAT-071", nameof(request.Matter), list.Name)
        : new Decision<None>(default, new Change(list, new ListEntryRemoved(request.Matter)));

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var list = await desk.Db.FindAsync<MatterList>([request.List], cancel);
            return await PutOnList.Refusal(desk, list, await desk.Matter(request.Matter, cancel), cancel) is { } beyond ? beyond : await desk.Carry(Decide(list, request), cancel);
        }
    }
}

/// <summary>Puts the matters of a list in another order. Those that the person may not see keep their places.</summary>
internal static class OrderList
{
    /// <param name="Matters">Matters of the list, in the order wanted.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterListId List, IReadOnlyList<MatterId> Matters) : ICommand<None>;

    public static Result<Decision<None>> Decide(MatterList? list, Request request)
    {
        if (list is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.List));
        }

        List<MatterId> before = [.. list.Entries.Select(e => e.Matter)];
        if (request.Matters.Distinct().Count() != request.Matters.Count || request.Matters.Any(m => !before.Contains(m)))
        {
            return Problem.Coded("MAT-071", nameof(request.Matters), list.Name);
        }

        // What was named takes the places of what was named, in the new order.
        var (named, next) = (request.Matters.ToHashSet(), 0);
        List<MatterId> after = before.ConvertAll(m => named.Contains(m) ? request.Matters[next++] : m);
        return after.SequenceEqual(before) ? new Decision<None>(default) : new Decision<None>(default, new Change(list, new ListOrdered(after)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var list = await desk.Db.FindAsync<MatterList>([request.List], cancel);
            return list is not null && await desk.RefuseUnlessKeeper(list.Owner, cancel) is { } beyond ? beyond : await desk.Carry(Decide(list, request), cancel);
        }
    }
}

/// <summary>The named lists, each with how many matters stand on it.</summary>
internal static class ListLists
{
    [Needs(MattersPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    public sealed record Row(MatterListId Id, int Version, string Name, UnitId? Owner, IReadOnlyList<FieldDefinition> Columns, bool IsRetired, int Matters);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel) =>
            (await db.Set<MatterList>().AsNoTracking().OrderBy(l => l.Name).ToListAsync(cancel)).ConvertAll(l => new Row(l.Id, l.Version, l.Name, l.Owner, l.Columns, l.IsRetired, l.Entries.Count));
    }
}

/// <summary>A named list with its matters, those that the person may see.</summary>
internal static class ShowList
{
    /// <summary>Matters shown at most.</summary>
    private const int Most = 1_000;

    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterListId Id) : IQuery<Answer>;

    /// <param name="MayKeep">Whether the person keeps it.</param>
    /// <param name="IsCut">Whether it has more matters than are shown.</param>
    public sealed record Answer(MatterListId Id, int Version, string Name, UnitId? Owner, string? OwnerName, IReadOnlyList<FieldDefinition> Columns, bool IsRetired, IReadOnlyList<Entry> Entries, bool MayKeep, bool IsCut);

    public sealed record Entry(MatterRow Matter, IReadOnlyDictionary<string, string> Values);

    internal sealed class Handler(BihuanContext db, MatterQueries queries, Desk desk) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<MatterList>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == request.Id, cancel) is not { } list)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var ids = list.Entries.Take(Most).Select(e => e.Matter).ToArray();
            var rows = (await queries.Rows((await queries.Visible(cancel)).Where(m => ids.Contains(m.Id)), cancel)).ToDictionary(r => r.Id);
            var owner = list.Owner is { } unit ? (await queries.Names(cancel)).GetValueOrDefault(unit) : null;
            return new Answer(list.Id, list.Version, list.Name, list.Owner, owner, list.Columns, list.IsRetired, [.. list.Entries.Where(e => rows.ContainsKey(e.Matter)).Select(e => new Entry(rows[e.Matter], e.Values))],
                await desk.RefuseUnlessKeeper(list.Owner, cancel) is null, list.Entries.Count > Most);
        }
    }
}
