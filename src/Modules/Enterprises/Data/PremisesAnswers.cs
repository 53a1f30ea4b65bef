using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Enterprises;

/// <summary>Answers other modules.</summary>
internal sealed class PremisesAnswers(RegisterQueries queries, IOrganisationQueries organisation, IServiceScopeFactory scopes, TimeProvider clock) : IPremisesQueries
{
    public async ValueTask<PremisesBrief?> Brief(PremisesId id, CancellationToken cancel = default) => (await Briefs([id], cancel)).GetValueOrDefault(id);

    public async ValueTask<IReadOnlyDictionary<PremisesId, PremisesBrief>> Briefs(IReadOnlyCollection<PremisesId> ids, CancellationToken cancel = default)
    {
        var wanted = ids.Distinct().ToArray();
        var found = await Read(queries.Db.Set<Premises>().AsNoTracking().Where(p => EF.Parameter(wanted).Contains(p.Id)), cancel);
        var moved = new Dictionary<PremisesId, PremisesId>();
        foreach (var p in found.Where(p => p.MergedInto is not null))
        {
            moved[p.Id] = await queries.PremisesThatStay(p.Id, cancel);
        }
        if (moved.Count > 0)
        {
            var stays = moved.Values.Distinct().ToArray();
            found.AddRange(await Read(queries.Db.Set<Premises>().AsNoTracking().Where(p => EF.Parameter(stays).Contains(p.Id)), cancel));
        }

        var briefs = found.DistinctBy(p => p.Id).ToDictionary(p => p.Id, Of);
        return wanted.Where(briefs.ContainsKey).ToDictionary(id => id, id => moved.TryGetValue(id, out var at) ? briefs[at] : briefs[id]);
    }

    public async ValueTask<FirmsOfAccount> FirmsOf(Guid account, CancellationToken cancel = default)
    {
        // A scope of its own reads the records of today, whatever day the caller's shows.
        await using var scope = scopes.CreateAsyncScope();
        var (live, today) = (scope.ServiceProvider.GetRequiredService<RegisterQueries>(), DistrictDay.Today(clock));
        var linked = (await live.Db.Set<EnterpriseAccount>().AsNoTracking().Where(a => a.Account == account).Select(a => a.Enterprise).ToListAsync(cancel)).ToArray();
        var firms = await live.Db.Set<Enterprise>().AsNoTracking().Where(e => EF.Parameter(linked).Contains(e.Id) && e.State != RegisterState.Closed).OrderBy(e => e.Name).ThenBy(e => e.Id).ToListAsync(cancel);

        // Premises still name a duplicate that went into the firm since, and hazards stand at duplicates of premises.
        var firmOf = firms.SelectMany(e => e.Includes.Append(e.Id).Select(id => (id, e.Id))).DistinctBy(x => x.id).ToDictionary(x => x.id, x => x.Item2);
        var ids = firmOf.Keys.ToArray();
        var uses = await live.Db.Set<PremisesFirm>().AsNoTracking().Where(f => EF.Parameter(ids).Contains(f.Enterprise) && (f.From == null || f.From <= today) && (f.To == null || f.To > today)).ToListAsync(cancel);
        var places = uses.Select(u => u.Premises).Distinct().ToArray();
        var includes = await live.Db.Set<Premises>().AsNoTracking().Where(p => EF.Parameter(places).Contains(p.Id)).Select(p => new { p.Id, p.Includes }).ToDictionaryAsync(p => p.Id, p => p.Includes, cancel);
        return new([.. firms.Select(Of)], [.. uses.SelectMany(u => includes[u.Premises].Append(u.Premises).Select(p => new FirmPlace(firmOf[u.Enterprise], p, u.From)))]);
    }

    public async ValueTask<IReadOnlyDictionary<EnterpriseId, EnterpriseBrief>> Firms(IReadOnlyCollection<EnterpriseId> ids, CancellationToken cancel = default)
    {
        var stays = new Dictionary<EnterpriseId, EnterpriseId>();
        var wanted = ids.Distinct().ToArray();
        foreach (var merged in await queries.Db.Set<Enterprise>().AsNoTracking().Where(e => EF.Parameter(wanted).Contains(e.Id)).Select(e => new { e.Id, e.MergedInto }).ToListAsync(cancel))
        {
            stays[merged.Id] = merged.MergedInto is null ? merged.Id : await queries.FirmThatStays(merged.Id, cancel);
        }

        var read = stays.Values.Distinct().ToArray();
        var found = await queries.Db.Set<Enterprise>().AsNoTracking().Where(e => EF.Parameter(read).Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        return stays.ToDictionary(s => s.Key, s => Of(found[s.Value]));
    }

    public async ValueTask<IReadOnlyList<PremisesBrief>> Find(string words, int limit, CancellationToken cancel = default) =>
        [.. (await (await queries.Matching(new PremisesFilter(words), cancel)).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(Math.Clamp(limit, 1, 200)).ToListAsync(cancel)).Select(Of)];

    public async ValueTask<IReadOnlyList<PremisesBrief>> Named(string name, CancellationToken cancel = default)
    {
        var day = DistrictDay.Today(clock);
        var places = PlaceNames.Of((await organisation.Names(day, cancel)).Registry.Government, await organisation.Units(day, cancel));
        var (key, folded) = (NameKeys.OfName(name, places), NameKeys.Whole(name));
        var ids = (await queries.Db.Set<RegisterKey>().AsNoTracking().Where(k => !k.IsFirm && k.Ground == DuplicateGround.Name && k.Key == key).Select(k => k.Id).Distinct().ToListAsync(cancel)).ConvertAll(PremisesId.From).ToArray();
        return
        [
            .. (await Read(queries.Db.Set<Premises>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Id) && p.MergedInto == null && p.State != RegisterState.Closed), cancel))
                .Where(p => Premises.NamesOf(p.Terms).Any(n => NameKeys.Whole(n) == folded)).OrderBy(p => p.Id).Select(Of),
        ];
    }

    public async ValueTask<IReadOnlySet<PremisesId>> Sees(IReadOnlyCollection<PremisesId> ids, CancellationToken cancel = default)
    {
        var stays = await Stays(ids, cancel);
        var wanted = stays.Values.Distinct().ToArray();
        var seen = (await (await queries.VisiblePremises(cancel)).Where(p => EF.Parameter(wanted).Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel)).ToHashSet();
        return stays.Where(s => seen.Contains(s.Value)).Select(s => s.Key).ToHashSet();
    }

    public async ValueTask<PremisesId[]> Same(IReadOnlyCollection<PremisesId> ids, CancellationToken cancel = default)
    {
        var stays = (await Stays(ids, cancel)).Values.Distinct().ToArray();
        var merged = await queries.Db.Set<Premises>().AsNoTracking().Where(p => EF.Parameter(stays).Contains(p.Id)).Select(p => p.Includes).ToListAsync(cancel);
        return [.. stays.Concat(merged.SelectMany(m => m)).Distinct()];
    }

    public async ValueTask<EnterpriseId[]> Same(EnterpriseId firm, CancellationToken cancel = default)
    {
        var stays = await queries.FirmThatStays(firm, cancel);
        return [stays, .. await queries.Db.Set<Enterprise>().AsNoTracking().Where(e => e.Id == stays).Select(e => e.Includes).SingleOrDefaultAsync(cancel) ?? []];
    }

    /// <summary>Of each id the one that stayed: itself, as a rule.</summary>
    private async ValueTask<Dictionary<PremisesId, PremisesId>> Stays(IReadOnlyCollection<PremisesId> ids, CancellationToken cancel)
    {
        var stays = ids.Distinct().ToDictionary(id => id);
        var wanted = stays.Keys.ToArray();
        foreach (var id in await queries.Db.Set<Premises>().AsNoTracking().Where(p => EF.Parameter(wanted).Contains(p.Id) && p.MergedInto != null).Select(p => p.Id).ToListAsync(cancel))
        {
            stays[id] = await queries.PremisesThatStay(id, cancel);
        }

        return stays;
    }

    public async ValueTask<IReadOnlyList<PremisesBrief>> Similar(PremisesId id, int limit, CancellationToken cancel = default)
    {
        var stays = await queries.PremisesThatStay(id, cancel);
        if (await queries.Db.Set<Premises>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == stays, cancel) is not { } one)
        {
            return [];
        }

        var most = Math.Clamp(limit, 1, 500);
        var firms = one.Terms.Uses.Where(u => u.To is null).Select(u => u.Enterprise).Distinct().ToArray();
        var inUse = queries.Db.Set<Premises>().AsNoTracking().Where(p => p.MergedInto == null && p.State == RegisterState.Active && p.Id != stays);
        List<Premises> found = firms.Length == 0 ? [] : await inUse.Where(p => queries.Db.Set<PremisesFirm>().Where(f => EF.Parameter(firms).Contains(f.Enterprise) && f.To == null).Select(f => f.Premises).Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(most).ToListAsync(cancel);
        if (found.Count < most && one.Street is { } street)
        {
            var (kind, known) = (one.Kind, found.Select(p => p.Id).ToArray());
            found.AddRange(await inUse.Where(p => p.Street == street && p.Kind == kind && !EF.Parameter(known).Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(most - found.Count).ToListAsync(cancel));
        }

        return [.. found.Select(Of)];
    }

    public async ValueTask<IReadOnlyList<PremisesBrief>> Near(GeoPoint place, int limit, CancellationToken cancel = default)
    {
        var most = Math.Clamp(limit, 1, 500);
        var (lon, lat) = (Grid.Micro(place.Longitude)!.Value, Grid.Micro(place.Latitude)!.Value);
        var visible = (await queries.VisiblePremises(cancel)).Where(p => p.State != RegisterState.Closed);
        List<Premises> found = [];

        // A box of some 600 m each way, and larger ones while they hold too few.
        for (var reach = 6_250; reach <= 200_000 && found.Count < most; reach *= 2)
        {
            var (west, south, east, north) = (lon - reach, lat - reach, lon + reach, lat + reach);
            var box = visible.Where(p => p.Lon >= west && p.Lon <= east && p.Lat >= south && p.Lat <= north);
            found = await Read(box.OrderBy(p => (p.Lon > lon ? p.Lon - lon : lon - p.Lon) + (p.Lat > lat ? p.Lat - lat : lat - p.Lat)).ThenBy(p => p.Id).Take(most), cancel);
        }

        return [.. found.OrderBy(p => Coordinates.Metres(place, p.Terms.Point!.Value)).Select(Of)];
    }

    public async ValueTask<IReadOnlyList<PremisesFact>> Facts(IReadOnlyCollection<PremisesId>? only = null, CancellationToken cancel = default)
    {
        var (premises, units, firms) = (queries.Db.Set<Premises>().AsNoTracking(), queries.Db.Set<PremisesUnit>().AsNoTracking(), queries.Db.Set<PremisesFirm>().AsNoTracking().Where(f => f.To == null));
        if (only?.Distinct().ToArray() is { } wanted)
        {
            (premises, units, firms) = (premises.Where(p => EF.Parameter(wanted).Contains(p.Id)), units.Where(u => EF.Parameter(wanted).Contains(u.Premises)), firms.Where(f => EF.Parameter(wanted).Contains(f.Premises)));
        }

        var whose = (await units.Select(u => new { u.Premises, u.Unit }).ToListAsync(cancel)).ToLookup(u => u.Premises, u => u.Unit);
        var used = (await firms.Select(f => new { f.Premises, f.Enterprise }).ToListAsync(cancel)).ToLookup(f => f.Premises, f => f.Enterprise);
        return (await premises.Select(p => new { p.Id, p.Kind, p.Street, p.Lon, p.Lat, p.State, p.MergedInto }).ToListAsync(cancel))
            .ConvertAll(p => new PremisesFact(p.Id, p.Kind, p.Street, p.Lon, p.Lat, p.State, p.MergedInto, [.. whose[p.Id]], [.. used[p.Id].Distinct()]));
    }

    public async ValueTask<IReadOnlyCollection<UnitId>?> Reach(CancellationToken cancel = default) => await queries.Reach(cancel);

    public IReadOnlyList<KindOfPremises> Kinds => [.. PremisesKinds.All.Select(k => new KindOfPremises(k.Key, Words.IsEnglish ? k.En : k.Zh, k.Crowded))];

    public string KindName(string kind) => PremisesKinds.Name(kind, Words.IsEnglish);

    private static Task<List<Premises>> Read(IQueryable<Premises> premises, CancellationToken cancel) => premises.ToListAsync(cancel);

    private static EnterpriseBrief Of(Enterprise e) => new(e.Id, e.Name, e.Code, e.Street, e.Terms.Departments, e.State);

    private static PremisesBrief Of(Premises p) => new(
        p.Id, p.Name, p.Kind, p.Terms.Address, p.Terms.Point, p.Street, p.Terms.Territory ?? p.Street, p.Terms.Departments, [.. p.Terms.Uses.Where(u => u.To is null).Select(u => u.Enterprise).Distinct()], p.Gas, p.State);
}
