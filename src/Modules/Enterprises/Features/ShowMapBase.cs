using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>Answers <see cref="ShowMapBase"/>.</summary>
internal static class MapBases
{
    /// <summary>The level whose cells are small enough to say where a district lies.</summary>
    private const int Level = 11;

    internal sealed class Handler(RegisterQueries queries, IDistrictProfile profile, Words words) : IHandler<ShowMapBase, MapBase>
    {
        public async ValueTask<Result<MapBase>> Handle(ShowMapBase request, CancellationToken cancel)
        {
            var names = await queries.Names(cancel);
            var streets = await queries.Db.Set<Premises>().AsNoTracking().Where(p => p.Lon != null && p.Street != null).GroupBy(p => p.Street)
                .Select(g => new { g.Key, Lon = g.Average(p => p.Lon), Lat = g.Average(p => p.Lat) }).ToListAsync(cancel);
            var labels = streets.Where(s => names.ContainsKey(s.Key!.Value)).Select(s => new MapLabel(Grid.Degrees((long)s.Lon!.Value), Grid.Degrees((long)s.Lat!.Value), words["map.schematic", names[s.Key!.Value]])).OrderBy(l => l.Text, StringComparer.Ordinal).ToList();
            var outline = DistrictOutlines.Of((await profile.Get(cancel)).Name);
            return new MapBase(outline, labels, outline is null ? await Start(cancel) : null);
        }

        private async Task<MapBox?> Start(CancellationToken cancel)
        {
            var cells = queries.Db.Set<MapCell>().AsNoTracking().Where(c => c.Level == Level);
            var box = await cells.GroupBy(c => c.Level).Select(g => new { West = g.Min(c => c.X), East = g.Max(c => c.X), South = g.Min(c => c.Y), North = g.Max(c => c.Y) }).SingleOrDefaultAsync(cancel);
            var width = (long)Grid.Width(Level);
            return box is null ? null : new(At(box.West), At(box.South), At(box.East + 1), At(box.North + 1), 0);

            decimal At(int cell) => Grid.Degrees((cell * width) - Grid.Before);
        }
    }
}

/// <summary>The outlines of <c>data/reference/outlines</c>, by the names in them.</summary>
internal static class DistrictOutlines
{
    private static readonly IReadOnlyDictionary<string, string> ByName = Read();

    /// <summary>The outline of a district; <see langword="null"/> where none is known.</summary>
    public static string? Of(string? name) => name is null ? null : ByName.FirstOrDefault(o => name == o.Key || name.EndsWith(o.Key, StringComparison.Ordinal)).Value;

    private static Dictionary<string, string> Read()
    {
        Dictionary<string, string> outlines = new(StringComparer.Ordinal);
        var assembly = typeof(DistrictOutlines).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("outlines/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var json = JsonDocument.Parse(stream);
            outlines[json.RootElement.GetProperty("features")[0].GetProperty("properties").GetProperty("name").GetString()!] = json.RootElement.GetRawText();
        }

        return outlines;
    }
}
