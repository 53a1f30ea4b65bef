using System.Globalization;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>Keeps what the register is found by: units, firms, keys, cells of the map, words, and pairs that may be one. Its rows are written at once rather
/// than with the states, so that the next entry of the same commit, or of the same part of a rebuild, meets them.</summary>
internal sealed class RegisterProjection : IProjection
{
    public async ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        switch (recorded.Happened)
        {
            case EnterpriseToldApart e:
                await Decided(db, "enterprise_pair", recorded.Entry.StreamId, e.Other.Value, cancel);
                break;
            case PremisesToldApart e:
                await Decided(db, "premises_pair", recorded.Entry.StreamId, e.Other.Value, cancel);
                break;
            case EnterpriseAccountLinked e:
                await Insert(db, "enterprise_account", cancel, ("Account", e.Account), ("Enterprise", recorded.Entry.StreamId));
                break;
            case EnterpriseAccountUnlinked e:
                var (gone, firmOf) = (e.Account, EnterpriseId.From(recorded.Entry.StreamId));
                await db.Set<EnterpriseAccount>().Where(a => a.Account == gone && a.Enterprise == firmOf).ExecuteDeleteAsync(cancel);
                break;
            case EnterpriseRegistered or EnterpriseCorrected or EnterpriseRenamed or EnterpriseMoved or EnterpriseMergedIn or EnterpriseMergedAway:
                // A state that is not there yet comes with a later entry of the same stream.
                if (await db.FindAsync<Enterprise>([EnterpriseId.From(recorded.Entry.StreamId)], cancel) is { } firm)
                {
                    await Keep(firm, db, cancel);
                }

                break;
            case PremisesRegistered or PremisesCorrected or PremisesRenamed or PremisesMoved or PremisesStateSet or PremisesMergedIn or PremisesMergedAway or FirmCame or FirmLeft:
                if (await db.FindAsync<Premises>([PremisesId.From(recorded.Entry.StreamId)], cancel) is { } premises)
                {
                    await Keep(premises, recorded.Happened is FirmCame or FirmLeft, db, cancel);
                }

                break;
        }
    }

    private static async Task Keep(Enterprise firm, BihuanContext db, CancellationToken cancel)
    {
        var id = firm.Id;
        await db.Set<EnterpriseReach>().Where(r => r.Enterprise == id && r.Premises == Guid.Empty).ExecuteDeleteAsync(cancel);
        await Forget(db, id.Value, cancel);
        if (firm.MergedInto is not null)
        {
            await SearchIndex.Of(db).Remove(SearchKind.Enterprise, id.Value, cancel);
            return;
        }

        foreach (var unit in firm.Units)
        {
            await Insert(db, "enterprise_reach", cancel, ("Enterprise", id.Value), ("Unit", unit.Value), ("Premises", Guid.Empty));
        }

        await Enter(db, isFirm: true, DuplicateSearch.Of(id.Value, firm.Terms, firm.Keys), mapKind: null, [.. firm.Apart.Select(a => a.Value)], cancel);
        await Index(db, SearchKind.Enterprise, id.Value, Enterprise.NamesOf(firm.Terms), firm.Terms.Code, firm.Terms.Address, cancel);
    }

    private static async Task Keep(Premises premises, bool onlyUse, BihuanContext db, CancellationToken cancel)
    {
        var id = premises.Id;
        var before = await db.Set<RegisterEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id.Value, cancel);
        if (!onlyUse)
        {
            await db.Set<PremisesUnit>().Where(u => u.Premises == id).ExecuteDeleteAsync(cancel);
            await Forget(db, id.Value, cancel);
        }

        await db.Set<PremisesFirm>().Where(f => f.Premises == id).ExecuteDeleteAsync(cancel);
        await db.Set<EnterpriseReach>().Where(r => r.Premises == id.Value).ExecuteDeleteAsync(cancel);
        var mapKind = premises is { MergedInto: null, State: not RegisterState.Closed, Lon: not null } ? premises.Kind : null;
        await Count(db, before?.MapKind is { } was ? (was, before.Lon!.Value, before.Lat!.Value) : null, mapKind is not null ? (mapKind, premises.Lon!.Value, premises.Lat!.Value) : null, cancel);
        if (premises.MergedInto is not null)
        {
            await SearchIndex.Of(db).Remove(SearchKind.Premises, id.Value, cancel);
            return;
        }

        foreach (var use in premises.Terms.Uses.GroupBy(u => (u.Enterprise, u.Role)))
        {
            var last = use.MaxBy(u => u.To ?? DateOnly.MaxValue)!;
            await Insert(db, "premises_firm", cancel, ("Premises", id.Value), ("Enterprise", use.Key.Enterprise.Value), ("Role", use.Key.Role.ToString()), ("From", last.From), ("To", last.To));
        }

        foreach (var (firm, unit) in from firm in premises.Terms.Uses.Select(u => u.Enterprise).Distinct() from unit in premises.Units select (firm, unit))
        {
            await Insert(db, "enterprise_reach", cancel, ("Enterprise", firm.Value), ("Unit", unit.Value), ("Premises", id.Value));
        }

        if (onlyUse)
        {
            return;
        }

        foreach (var unit in premises.Units)
        {
            await Insert(db, "premises_unit", cancel, ("Premises", id.Value), ("Unit", unit.Value), ("Name", premises.Name), ("Lon", mapKind is not null ? premises.Lon : null), ("Lat", mapKind is not null ? premises.Lat : null));
        }

        await Enter(db, isFirm: false, DuplicateSearch.Of(id.Value, premises.Terms, premises.Keys), mapKind, [.. premises.Apart.Select(a => a.Value)], cancel);
        await Index(db, SearchKind.Premises, id.Value, Premises.NamesOf(premises.Terms), id.Number, premises.Terms.Address, cancel);
    }

    /// <summary>Enters what is compared of an entry, and the pairs that it makes with those that are there.</summary>
    private static async Task Enter(BihuanContext db, bool isFirm, Compared entry, string? mapKind, HashSet<Guid> apart, CancellationToken cancel)
    {
        var (lon, lat) = (Grid.Micro(entry.Point?.Longitude), Grid.Micro(entry.Point?.Latitude));
        foreach (var other in (await DuplicateSearch.Find(db, isFirm, entry, cancel)).Where(d => d.IsLikely && !apart.Contains(d.Id)))
        {
            var (first, second) = Ordered(entry.Id, other.Id);
            await Insert(db, isFirm ? "enterprise_pair" : "premises_pair", cancel, ("First", first), ("Second", second), ("Ground", other.Ground.ToString()));
        }

        await Insert(db, "register_entry", cancel,
            ("Id", entry.Id), ("IsFirm", isFirm), ("Name", entry.Name), ("Address", entry.Address), ("Code", entry.Code), ("Street", entry.Street), ("Lon", lon), ("Lat", lat),
            ("Cell", lon is { } x && lat is { } y ? Grid.CellOf(x, y) : null), ("NameKeys", string.Join('\n', entry.Keys.Names)), ("AddressKey", entry.Keys.Address), ("MapKind", mapKind));
        foreach (var key in entry.Keys.Names)
        {
            await Insert(db, "register_key", cancel, ("IsFirm", isFirm), ("Ground", nameof(DuplicateGround.Name)), ("Key", key), ("Id", entry.Id));
        }
        if (entry.Keys.Address is { } address)
        {
            await Insert(db, "register_key", cancel, ("IsFirm", isFirm), ("Ground", nameof(DuplicateGround.Address)), ("Key", address), ("Id", entry.Id));
        }
    }

    private static async Task Forget(BihuanContext db, Guid id, CancellationToken cancel)
    {
        await db.Set<RegisterEntry>().Where(e => e.Id == id).ExecuteDeleteAsync(cancel);
        await db.Set<RegisterKey>().Where(k => k.Id == id).ExecuteDeleteAsync(cancel);
        foreach (var table in (string[])["enterprise_pair", "premises_pair"])
        {
            await Delete(db, table, cancel, ("First", id));
            await Delete(db, table, cancel, ("Second", id));
        }
    }

    private static Task<int> Decided(BihuanContext db, string table, Guid one, Guid other, CancellationToken cancel)
    {
        var (first, second) = Ordered(one, other);
        return Delete(db, table, cancel, ("First", first), ("Second", second));
    }

    /// <summary>Both orders are the same in every database and on every machine: by the text of the id.</summary>
    private static (Guid First, Guid Second) Ordered(Guid a, Guid b) => string.CompareOrdinal(a.ToString("D"), b.ToString("D")) < 0 ? (a, b) : (b, a);

    private static async Task Count(BihuanContext db, (string Kind, int Lon, int Lat)? before, (string Kind, int Lon, int Lat)? now, CancellationToken cancel)
    {
        if (before == now)
        {
            return;
        }

        foreach (var level in Grid.Levels)
        {
            if (before is var (was, lon, lat))
            {
                var (x, y) = Grid.At(level, lon, lat);
                await db.Set<MapCell>().Where(c => c.Level == level && c.X == x && c.Y == y && c.Kind == was).ExecuteUpdateAsync(s => s.SetProperty(c => c.Count, c => c.Count - 1).SetProperty(c => c.Lon, c => c.Lon - lon).SetProperty(c => c.Lat, c => c.Lat - lat), cancel);
                await db.Set<MapCell>().Where(c => c.Level == level && c.X == x && c.Y == y && c.Kind == was && c.Count == 0).ExecuteDeleteAsync(cancel);
            }
            if (now is var (kind, east, north))
            {
                var (x, y) = Grid.At(level, east, north);
                await db.Database.ExecuteSqlAsync(
                    $"INSERT INTO map_cell (\"Level\", \"X\", \"Y\", \"Kind\", \"Count\", \"Lon\", \"Lat\") VALUES ({level}, {x}, {y}, {kind}, 1, {(long)east}, {(long)north}) ON CONFLICT (\"Level\", \"X\", \"Y\", \"Kind\") DO UPDATE SET \"Count\" = map_cell.\"Count\" + 1, \"Lon\" = map_cell.\"Lon\" + excluded.\"Lon\", \"Lat\" = map_cell.\"Lat\" + excluded.\"Lat\"",
                    cancel);
            }
        }
    }

    /// <summary>An entry is found by its names, its code or register number and its address.</summary>
    private static Task Index(BihuanContext db, SearchKind kind, Guid id, IEnumerable<string> names, string? code, string address, CancellationToken cancel) =>
        SearchIndex.Of(db).Put(new(kind, id, null, []), [new(0, string.Join('\n', names.Append(code ?? "").Append(address).Where(t => t.Length > 0)))], cancel);

    private static Task<int> Insert(BihuanContext db, string table, CancellationToken cancel, params (string Column, object? Value)[] cells)
    {
        var columns = string.Join(", ", cells.Select(c => $"\"{c.Column}\""));
        List<object> values = [];
        var places = string.Join(", ", cells.Select(c =>
        {
            if (c.Value is null)
            {
                return "NULL";
            }

            values.Add(c.Value is DateOnly day && !db.IsPostgreSql ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : c.Value);
            return $"{{{values.Count - 1}}}";
        }));
#pragma warning disable EF1002, CA2100 // Names of tables and columns stand in this file; values are parameters.
        return db.Database.ExecuteSqlRawAsync($"INSERT INTO {table} ({columns}) VALUES ({places})", values, cancel);
#pragma warning restore EF1002, CA2100
    }

    private static Task<int> Delete(BihuanContext db, string table, CancellationToken cancel, params (string Column, Guid Value)[] cells)
    {
        var where = string.Join(" AND ", cells.Select((c, i) => $"\"{c.Column}\" = {{{i}}}"));
#pragma warning disable EF1002, CA2100 // As above.
        return db.Database.ExecuteSqlRawAsync($"DELETE FROM {table} WHERE {where}", cells.Select(c => (object)c.Value), cancel);
#pragma warning restore EF1002, CA2100
    }
}
