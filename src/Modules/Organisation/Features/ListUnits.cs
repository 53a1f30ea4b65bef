using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>The units of a day, in parts, in the order of their latest names.</summary>
internal static class ListUnits
{
    private static readonly Keyset<Unit> ByName = new Keyset<Unit>().By(x => x.Name).By(x => x.Id);

    /// <param name="Day">The day; the one shown where <see langword="null"/>.</param>
    /// <param name="Words">Part of a name or alias.</param>
    /// <param name="Kind">Only of this kind.</param>
    /// <param name="Level">Only at this level.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(DateOnly? Day = null, string? Words = null, UnitKind? Kind = null, UnitLevel? Level = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    /// <param name="Id">The unit.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Name">Its name on the day.</param>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Level">Where it sits.</param>
    /// <param name="Parent">The unit above it on the day.</param>
    /// <param name="ParentName">Its name.</param>
    /// <param name="Head">Who heads it on the day.</param>
    /// <param name="HeadVacant">Whether it has a head's post that nobody holds on the day.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The first day it no longer is.</param>
    public sealed record Row(UnitId Id, int Version, string Name, UnitKind Kind, UnitLevel Level, UnitId? Parent, string? ParentName, string? Head, bool HeadVacant, DateOnly? From, DateOnly? To);

    /// <summary>The units asked for, still as a query.</summary>
    public static IQueryable<Unit> Among(BihuanContext db, DateOnly day, string? words, UnitKind? kind, UnitLevel? level)
    {
        var units = Called(db, words?.Trim() ?? "").AsNoTracking().Where(u => u.DuplicateOf == null && (u.From == null || u.From <= day) && (u.To == null || u.To > day));
        units = kind is null ? units : units.Where(u => u.Kind == kind);
        return level is null ? units : units.Where(u => u.Level == level);
    }

    public static Row RowOf(Unit u, DateOnly day, Func<UnitId, string?> nameOf, ILookup<UnitId, string> heads, HashSet<UnitId> withHead) => new(
        u.Id, u.Version, u.NameOn(day), u.Kind, u.Level, u.ParentOn(day), u.ParentOn(day) is { } parent ? nameOf(parent) : null,
        heads[u.Id].Any() ? string.Join("、", heads[u.Id]) : null, withHead.Contains(u.Id) && !heads[u.Id].Any(), u.From, u.To);

    /// <summary>Units that have, or had, a name with these words. The names lie in JSON columns, which the two databases read in their own words.</summary>
    private static IQueryable<Unit> Called(BihuanContext db, string words) =>
        words.Length == 0 ? db.Set<Unit>()
        : db.IsPostgreSql ? db.Set<Unit>().FromSql(
            $"""SELECT u.* FROM unit AS u WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(u."Names"::jsonb || u."Aliases"::jsonb) AS n WHERE strpos(n ->> 'name', {words}) > 0)""")
        : db.Set<Unit>().FromSql(
            $"""SELECT u.* FROM unit AS u WHERE EXISTS (SELECT 1 FROM json_each(u."Names") AS n WHERE instr(n.value ->> 'name', {words}) > 0) OR EXISTS (SELECT 1 FROM json_each(u."Aliases") AS n WHERE instr(n.value ->> 'name', {words}) > 0)""");

    internal sealed class Handler(OrganisationQueries queries, BihuanContext db, Moment moment) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var day = request.Day ?? moment.Day;
            return await Among(db, day, request.Words, request.Kind, request.Level).Part(ByName, request.After, request.Limit, cancel).MapAsync(async part => part.With(await Rows(part.Items, day, cancel)));
        }

        private async Task<IReadOnlyList<Row>> Rows(IReadOnlyList<Unit> part, DateOnly day, CancellationToken cancel)
        {
            var ids = part.Select(u => u.Id).ToArray();
            var above = part.Select(u => u.ParentOn(day)).OfType<UnitId>().Distinct().ToArray();
            var names = (await db.Set<Unit>().AsNoTracking().Where(u => above.Contains(u.Id)).ToListAsync(cancel)).ToDictionary(u => u.Id, u => u.NameOn(day));
            var heads = (await queries.Holders(db.Set<Holding>().Where(h => db.Set<Post>().Any(p => p.Id == h.Post && p.Kind == PostKind.Head && ids.Contains(p.Unit))), day, cancel)).ToLookup(h => h.Unit, h => h.Name);
            var withHead = (await db.Set<Post>().AsNoTracking().Where(p => p.Kind == PostKind.Head && p.DuplicateOf == null && ids.Contains(p.Unit)).Select(p => p.Unit).Distinct().ToListAsync(cancel)).ToHashSet();
            return [.. part.Select(u => RowOf(u, day, names.GetValueOrDefault, heads, withHead))];
        }
    }
}

/// <summary>All units of a day at once, for the tree and the table: three queries, however many there are.</summary>
internal static class ShowUnits
{
    /// <param name="Day">The day; the one shown where <see langword="null"/>.</param>
    /// <param name="Words">Part of a name or alias.</param>
    /// <param name="Kind">Only of this kind.</param>
    /// <param name="Level">Only at this level.</param>
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(DateOnly? Day = null, string? Words = null, UnitKind? Kind = null, UnitLevel? Level = null) : IQuery<IReadOnlyList<ListUnits.Row>>;

    internal sealed class Handler(OrganisationQueries queries, BihuanContext db, Moment moment) : IHandler<Request, IReadOnlyList<ListUnits.Row>>
    {
        public async ValueTask<Result<IReadOnlyList<ListUnits.Row>>> Handle(Request request, CancellationToken cancel)
        {
            var day = request.Day ?? moment.Day;
            var words = request.Words?.Trim() ?? "";
            var all = await queries.AllUnits(cancel);
            var names = all.ToDictionary(u => u.Id, u => u.NameOn(day));
            var heads = (await queries.Holders(db.Set<Holding>().Where(h => db.Set<Post>().Any(p => p.Id == h.Post && p.Kind == PostKind.Head)), day, cancel)).ToLookup(h => h.Unit, h => h.Name);
            var withHead = (await db.Set<Post>().AsNoTracking().Where(p => p.Kind == PostKind.Head && p.DuplicateOf == null).Select(p => p.Unit).Distinct().ToListAsync(cancel)).ToHashSet();
            return all
                .Where(u => u.Period.Holds(day) && (request.Kind is null || u.Kind == request.Kind) && (request.Level is null || u.Level == request.Level))
                .Where(u => words.Length == 0 || u.Names.Any(n => n.Name.Contains(words, StringComparison.Ordinal)) || u.Aliases.Any(a => a.Name.Contains(words, StringComparison.Ordinal)))
                .OrderBy(u => names[u.Id], StringComparer.Ordinal).ThenBy(u => u.Id.Value)
                .Select(u => ListUnits.RowOf(u, day, names.GetValueOrDefault, heads, withHead))
                .ToList();
        }
    }
}
