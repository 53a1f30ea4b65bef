using System.Linq.Expressions;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>The marks of a box on the map: single premises where there are few, else one mark a cell with how many lie in it. At most 2,601 marks whatever
/// the box, and every premises that is not closed counts in exactly one.</summary>
/// <remarks>By nothing but a kind and with a right over the whole district the cells are counted beforehand. Otherwise an index that holds the place is read for
/// the box. The box is grown to the edges of its cells, so that a mark at the edge says what its cell holds.</remarks>
internal static class MarksIn
{
    /// <summary>Up to so many are shown one by one.</summary>
    public const int MostSingle = 300;

    /// <param name="West">Degrees, WGS 84.</param>
    /// <param name="Zoom">The zoom of the map, 0 to 22; a box that is large for it is counted more coarsely.</param>
    /// <param name="Kind">The key of a kind.</param>
    /// <param name="Street">In this street.</param>
    /// <param name="Department">Within the work of this unit.</param>
    /// <param name="State">In this state; all but closed ones where <see langword="null"/>.</param>
    /// <param name="Gas">With gas so.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(decimal West, decimal South, decimal East, decimal North, int Zoom, string? Kind = null, UnitId? Street = null, UnitId? Department = null, RegisterState? State = null, GasUse? Gas = null) : IQuery<View>;

    /// <param name="Zoom">At which zoom the cells are.</param>
    /// <param name="Total">How many premises the marks stand for.</param>
    /// <param name="Marks">The marks, from south-west.</param>
    public sealed record View(int Zoom, int Total, IReadOnlyList<Mark> Marks);

    /// <param name="Longitude">Degrees, WGS 84; of several the middle of their places.</param>
    /// <param name="Count">How many premises it stands for.</param>
    /// <param name="Id">The premises, where it stands for one that is shown by itself.</param>
    public sealed record Mark(decimal Longitude, decimal Latitude, int Count, PremisesId? Id = null, string? Name = null, string? Kind = null, RegisterState? State = null);

    internal sealed class Handler(RegisterQueries queries) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (GeoBox.Of(request.West, request.South, request.East, request.North) is not { } asked)
            {
                return Problem.Coded("ENT-030", nameof(request.West));
            }

            var db = queries.Db;
            var zoom = Grid.ZoomFor(asked, request.Zoom);
            var reach = await queries.Reach(cancel);
            var isPlain = request is { Kind: null or "", Street: null, State: null, Gas: null };
            List<Cell> cells;
            GeoBox box;
            if (request is { Street: null, State: null, Gas: null, Department: null } && reach is null && Grid.Levels.LastOrDefault(l => l <= zoom, Grid.Levels[0]) is var level && zoom <= Grid.Levels[^1] + 1)
            {
                zoom = level;
                box = Grid.Aligned(asked, zoom);
                var width = Grid.Width(zoom);
                var (west, south, east, north) = (Grid.Floor(box.West, width), Grid.Floor(box.South, width), Grid.Floor(box.East, width), Grid.Floor(box.North, width));
                var counted = db.Set<MapCell>().AsNoTracking().Where(c => c.Level == level && c.X >= west && c.X <= east && c.Y >= south && c.Y <= north);
                cells = await (request.Kind is { Length: > 0 } kind ? counted.Where(c => c.Kind == kind).Select(c => new Cell(c.X, c.Y, c.Count, c.Lon, c.Lat))
                    : counted.GroupBy(c => new { c.X, c.Y }).Select(g => new Cell(g.Key.X, g.Key.Y, g.Sum(c => c.Count), g.Sum(c => c.Lon), g.Sum(c => c.Lat)))).ToListAsync(cancel);
            }
            else
            {
                box = Grid.Aligned(asked, zoom);
                var (west, south, east, north) = box;
                if (isPlain)
                {
                    // Whose units they are is kept with their place; premises of several units within reach count once.
                    var own = db.Set<PremisesUnit>().AsNoTracking().Where(u => u.Lon >= west && u.Lon <= east && u.Lat >= south && u.Lat <= north);
                    if (reach is not null)
                    {
                        own = own.Where(u => reach.Contains(u.Unit));
                    }
                    if (request.Department is { } department)
                    {
                        own = reach is null ? own.Where(u => u.Unit == department) : own.Where(u => db.Set<PremisesUnit>().Any(d => d.Premises == u.Premises && d.Unit == department));
                    }
                    if (reach is null && request.Department is null)
                    {
                        cells = await Cells(db.Set<Premises>().AsNoTracking().Where(p => p.Lon >= west && p.Lon <= east && p.Lat >= south && p.Lat <= north && p.State != RegisterState.Closed).Select(p => new Place { Lon = p.Lon!.Value, Lat = p.Lat!.Value }), zoom, cancel);
                    }
                    else
                    {
                        var once = reach is { Length: > 1 } ? own.Select(u => new { u.Premises, u.Lon, u.Lat }).Distinct().Select(u => new Place { Lon = u.Lon!.Value, Lat = u.Lat!.Value }) : own.Select(u => new Place { Lon = u.Lon!.Value, Lat = u.Lat!.Value });
                        cells = await Cells(once, zoom, cancel);
                    }
                }
                else
                {
                    cells = await Cells((await Premises(request, cancel)).Where(In(box)).Select(p => new Place { Lon = p.Lon!.Value, Lat = p.Lat!.Value }), zoom, cancel);
                }
            }

            var total = cells.Sum(c => c.Count);
            if (total > MostSingle)
            {
                return new View(zoom, total, [.. cells.OrderBy(c => c.Y).ThenBy(c => c.X).Select(c => new Mark(Grid.Degrees(c.Lon / c.Count), Grid.Degrees(c.Lat / c.Count), c.Count))]);
            }

            var singles = await (await Premises(request, cancel)).Where(In(box)).OrderBy(p => p.Lat).ThenBy(p => p.Lon).ThenBy(p => p.Id).Take(MostSingle).Select(p => new { p.Lon, p.Lat, p.Id, p.Name, p.Kind, p.State }).ToListAsync(cancel);
            return new View(zoom, singles.Count, [.. singles.Select(p => new Mark(Grid.Degrees(p.Lon!.Value), Grid.Degrees(p.Lat!.Value), 1, p.Id, p.Name, p.Kind, p.State))]);
        }

        private async ValueTask<IQueryable<Premises>> Premises(Request request, CancellationToken cancel)
        {
            var found = await queries.Matching(new PremisesFilter(null, request.Kind, request.Street, request.Department, request.State, request.Gas), cancel);
            return request.State is null ? found.Where(p => p.State != RegisterState.Closed) : found;
        }

        private static Expression<Func<Premises, bool>> In(GeoBox box)
        {
            var (west, south, east, north) = box;
            return p => p.Lon >= west && p.Lon <= east && p.Lat >= south && p.Lat <= north;
        }

        private static async Task<List<Cell>> Cells(IQueryable<Place> places, int zoom, CancellationToken cancel)
        {
            var width = Grid.Width(zoom);
            return await places.GroupBy(p => new { X = (p.Lon + Grid.Before) / width, Y = (p.Lat + Grid.Before) / width })
                .Select(g => new Cell(g.Key.X, g.Key.Y, g.Count(), g.Sum(p => (long)p.Lon), g.Sum(p => (long)p.Lat))).ToListAsync(cancel);
        }
    }

    private sealed class Place
    {
        public int Lon { get; init; }

        public int Lat { get; init; }
    }

    private sealed record Cell(int X, int Y, int Count, long Lon, long Lat);
}
