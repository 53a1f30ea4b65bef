using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>The marks of a box on the hazard map (隐患地图): hazards by themselves where there are few, else one mark a cell with how many lie in it. At most 2,704 marks whatever the box; every hazard of the box
/// that the person may see counts in exactly one, and no other in any.</summary>
internal static class HazardMarks
{
    /// <summary>Up to so many are shown by themselves.</summary>
    public const int MostSingle = 300;

    /// <param name="West">Degrees, WGS 84.</param>
    /// <param name="Zoom">The zoom of the map, 0 to 22; a box that is large for it is counted more coarsely.</param>
    /// <param name="Lamp">With this lamp.</param>
    /// <param name="State">In this state; whatever is not over where <see langword="null"/>.</param>
    /// <param name="Street">In this street.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(
        decimal West, decimal South, decimal East, decimal North, int Zoom, LampColour? Lamp = null, HazardCategory? Category = null, HazardGrade? Grade = null, HazardState? State = null, UnitId? Street = null) : IQuery<View>
    {
        /// <summary>What it is narrowed by.</summary>
        internal OverviewFilter Filter => new(State, State is null ? true : null, Grade, Category, Street, Lamp);
    }

    /// <param name="Zoom">At which zoom the cells are.</param>
    /// <param name="Total">How many hazards the marks stand for.</param>
    /// <param name="Elsewhere">How many more pass the filter and have no place on a map.</param>
    /// <param name="Marks">The marks, from south-west.</param>
    public sealed record View(int Zoom, int Total, int Elsewhere, IReadOnlyList<Mark> Marks);

    /// <param name="Longitude">Degrees, WGS 84; of several the middle of their places.</param>
    /// <param name="Count">How many hazards it stands for.</param>
    /// <param name="Premises">The premises, where all of them lie at one spot of one: going nearer would not part them.</param>
    /// <param name="Hazards">The hazards, where they are shown by themselves.</param>
    public sealed record Mark(decimal Longitude, decimal Latitude, int Count, PremisesId? Premises, IReadOnlyList<HazardLine> Hazards);

    internal sealed class Handler(HazardOverview overview, HazardQueries queries, HazardSight sight) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (GeoBox.Of(request.West, request.South, request.East, request.North) is not { } asked)
            {
                return Problem.Coded("HAZ-501", nameof(request.West));
            }

            var zoom = Grid.ZoomFor(asked, request.Zoom);
            var counted = await overview.Read(seen => Count(seen, request.Filter, Grid.Aligned(asked, zoom), zoom), cancel);
            if (counted.Total > MostSingle)
            {
                return new View(zoom, counted.Total, counted.Elsewhere, [.. counted.Cells.Where(c => c.Count > 0).Select(c => new Mark(Grid.Degrees(c.Lon / c.Count), Grid.Degrees(c.Lat / c.Count), c.Count, c.Premises?.Id, []))]);
            }

            // Asked for by the ids once more through the sight; those of one spot are one mark, or all but the uppermost could not be reached.
            var ids = counted.Singles.Select(s => s.Id).ToArray();
            var lines = (await queries.Lines(await sight.Rows(HazardsPermissions.View, ids, cancel), cancel)).ToDictionary(l => l.Id);
            return new View(zoom, counted.Total, counted.Elsewhere,
            [
                .. counted.Singles.Where(s => lines.ContainsKey(s.Id)).GroupBy(s => (s.Lat, s.Lon)).OrderBy(g => g.Key.Lat).ThenBy(g => g.Key.Lon).Select(g => new Mark(
                    Grid.Degrees(g.Key.Lon), Grid.Degrees(g.Key.Lat), g.Count(), g.Select(s => s.Premises).Distinct().Count() == 1 ? g.First().Premises : null,
                    [.. g.Select(s => lines[s.Id]).OrderByDescending(l => l.FoundOn).ThenBy(l => l.Title, StringComparer.Ordinal)])),
            ]);
        }

        private static Counted Count(SeenOverview seen, OverviewFilter filter, GeoBox box, int zoom)
        {
            var width = Grid.Width(zoom);
            var (west, south) = (Grid.Floor(box.West, width), Grid.Floor(box.South, width));
            var across = Grid.Floor(box.East, width) - west + 1;
            var cells = new Cell[across * (Grid.Floor(box.North, width) - south + 1)];
            List<Single> singles = [];
            var (total, elsewhere) = (0, 0);
            seen.Each(filter, box, (in HazardFact hazard, (int Lon, int Lat) point) =>
            {
                var (lon, lat) = point;
                if (point == Overview.Nowhere)
                {
                    elsewhere++;
                }
                else
                {
                    var premises = hazard.Premises.Stays;
                    cells[((Grid.Floor(lat, width) - south) * across) + Grid.Floor(lon, width) - west].Add(lon, lat, premises);
                    if (++total <= MostSingle)
                    {
                        singles.Add(new(hazard.Id, lon, lat, premises.Id));
                    }
                }
            });
            return new(total, elsewhere, cells, singles);
        }
    }

    private sealed record Counted(int Total, int Elsewhere, Cell[] Cells, List<Single> Singles);

    private readonly record struct Single(HazardId Id, int Lon, int Lat, PremisesId Premises);

    private struct Cell
    {
        public int Count;
        public long Lon;
        public long Lat;
        public PremisesSlot? Premises;

        public void Add(int lon, int lat, PremisesSlot premises)
        {
            Premises = Count == 0 || (Premises == premises && Lon == (long)Count * lon && Lat == (long)Count * lat) ? premises : null;
            Count++;
            Lon += lon;
            Lat += lat;
        }
    }
}
