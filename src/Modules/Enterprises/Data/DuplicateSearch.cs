using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>Finds what may be one entry, by the indexes on keys, codes and cells: no table is read through, however large the register.</summary>
internal static class DuplicateSearch
{
    /// <summary>Entries of one key that are looked at; the name of a chain has more, and none of them is likelier than the others.</summary>
    private const int MostOfAKey = 200;

    public static async Task<IReadOnlyList<DuplicateOf>> Find(BihuanContext db, bool isFirm, Compared one, CancellationToken cancel)
    {
        List<Guid> ids = [];
        foreach (var (ground, key) in one.Keys.Names.Select(n => (DuplicateGround.Name, n)).Concat(one.Keys.Address is { } address ? [(DuplicateGround.Address, address)] : []))
        {
            ids.AddRange(await db.Set<RegisterKey>().AsNoTracking().Where(k => k.IsFirm == isFirm && k.Ground == ground && k.Key == key).OrderBy(k => k.Id).Take(MostOfAKey).Select(k => k.Id).ToListAsync(cancel));
        }

        var named = ids.Distinct().ToArray();
        var found = named.Length == 0 ? [] : await db.Set<RegisterEntry>().AsNoTracking().Where(e => EF.Parameter(named).Contains(e.Id)).ToListAsync(cancel);
        if (one.Code is { } code)
        {
            found.AddRange(await db.Set<RegisterEntry>().AsNoTracking().Where(e => e.Code == code && e.IsFirm).Take(MostOfAKey).ToListAsync(cancel));
        }
        if (!isFirm && one.Point is { } point)
        {
            var (lon, lat) = (Grid.Micro(point.Longitude)!.Value, Grid.Micro(point.Latitude)!.Value);
            var cells = Grid.Around(lon, lat);
            var up = (int)(Duplicates.Near / Coordinates.MetresOfADegree * 1_000_000);
            var across = (int)(up / Math.Max(0.1, Math.Cos((double)point.Latitude * Math.PI / 180)));
            var (west, east, south, north) = (lon - across, lon + across, lat - up, lat + up);
            found.AddRange(await db.Set<RegisterEntry>().AsNoTracking()
                .Where(e => e.Cell != null && cells.Contains(e.Cell.Value) && e.Lon >= west && e.Lon <= east && e.Lat >= south && e.Lat <= north && !e.IsFirm).OrderBy(e => e.Id).Take(2 * MostOfAKey).ToListAsync(cancel));
        }

        return Duplicates.Of(one, found.Select(Of));
    }

    public static Compared Of(Guid id, EnterpriseTerms terms, RegisterKeys keys) => new(id, terms.Name, terms.Address, terms.Code, keys, null, terms.Street?.Value);

    public static Compared Of(Guid id, PremisesTerms terms, RegisterKeys keys) => new(id, terms.Name, terms.Address, null, keys, terms.Point, terms.Street?.Value);

    private static Compared Of(RegisterEntry e) => new(
        e.Id, e.Name, e.Address, e.Code, new(e.NameKeys.Split('\n', StringSplitOptions.RemoveEmptyEntries), e.AddressKey), e is { Lon: { } lon, Lat: { } lat } ? new(Grid.Degrees(lon), Grid.Degrees(lat)) : null, e.Street);
}
