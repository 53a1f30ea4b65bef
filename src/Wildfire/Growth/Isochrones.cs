using System.Text.Json;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace Bihuan.Wildfire.Growth;

/// <summary>What had burnt by a time.</summary>
/// <param name="Minutes">The time.</param>
/// <param name="Area">The polygons, in the reference system of the frame; outlines run counter-clockwise, islands clockwise.</param>
/// <param name="Cells">Cells burnt by then. The area of the polygons is theirs.</param>
public sealed record Isochrone(double Minutes, MultiPolygon Area, long Cells);

/// <summary>Lines of equal arrival time as clean polygons.</summary>
/// <remarks>
/// Marching squares between the middles of cells (Lorensen &amp; Cline 1987 in the plane): a line crosses between a burnt cell and one that is not, where the
/// times say, or half-way where no time is known. Every square is crossed without its lines meeting, so that no outline crosses itself or another;
/// then all crossings are moved by one share of a cell, so that the area is that of the burnt cells.
/// </remarks>
public static class Isochrones
{
    private const double Margin = 0.02; // A crossing keeps off the middle of a cell, where four outlines could meet.
    private const double AreaTolerance = 5e-4;

    /// <summary>The areas burnt by some times.</summary>
    /// <param name="arrival">Minutes of arrival, infinite where nothing burnt.</param>
    /// <param name="minutes">The times.</param>
    public static IReadOnlyList<Isochrone> Of(Grid<float> arrival, IReadOnlyList<double> minutes)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(minutes);
        return [.. minutes.Select(m => Of(arrival, m))];
    }

    /// <summary>The area burnt by a time.</summary>
    /// <param name="arrival">Minutes of arrival, infinite where nothing burnt.</param>
    /// <param name="minutes">The time.</param>
    public static Isochrone Of(Grid<float> arrival, double minutes)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        var trace = new Trace(arrival, (float)minutes);
        return new(minutes, trace.Polygons(), trace.Burnt);
    }

    /// <summary>Isochrones as a GeoJSON feature collection, each with its minutes and hectares.</summary>
    /// <param name="isochrones">The isochrones.</param>
    /// <param name="toLongitudeLatitude">Turns a point of the frame's system into longitude and latitude, as RFC 7946 asks; none leaves the points as they are.</param>
    public static string ToGeoJson(IReadOnlyList<Isochrone> isochrones, Func<double, double, (double Longitude, double Latitude)>? toLongitudeLatitude = null)
    {
        ArgumentNullException.ThrowIfNull(isochrones);
        var features = new FeatureCollection();
        foreach (var isochrone in isochrones)
        {
            Geometry area = isochrone.Area.Copy();
            if (toLongitudeLatitude is not null)
            {
                area.Apply(new Turn(toLongitudeLatitude));
            }

            features.Add(new Feature(area, new AttributesTable { { "minutes", isochrone.Minutes }, { "hectares", isochrone.Area.Area / 10_000 } }));
        }

        return JsonSerializer.Serialize(features, Options);
    }

    private static readonly JsonSerializerOptions Options = new() { Converters = { new GeoJsonConverterFactory() } };

    private sealed class Turn(Func<double, double, (double Longitude, double Latitude)> turn) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (longitude, latitude) = turn(seq.GetX(i), seq.GetY(i));
            seq.SetX(i, longitude);
            seq.SetY(i, latitude);
        }
    }

    private sealed class Trace
    {
        private readonly GridFrame _frame;
        private readonly float[] _cells;
        private readonly float _level;
        private readonly Dictionary<long, long> _next = [];
        private readonly List<long[]> _rings = [];
        private readonly int[] _labels;
        private readonly List<int> _parents = [];

        public Trace(Grid<float> arrival, float level)
        {
            _frame = arrival.Frame;
            _cells = arrival.Cells;
            _level = level;
            _labels = new int[_cells.Length];
            Join();
            Cross();
            foreach (var start in _next.Keys.ToArray())
            {
                Follow(start);
            }
        }

        public long Burnt { get; private set; }

        private float T(int column, int row) =>
            column < 0 || row < 0 || column >= _frame.Columns || row >= _frame.Rows ? float.PositiveInfinity : _cells[_frame.Index(column, row)];

        private bool Burns(int column, int row) => T(column, row) <= _level;

        /// <summary>Whether the two burnt cells of a square that meet at a corner are one: if the middle of the four has burnt.</summary>
        private bool Joined(int column, int row) => (T(column, row) + T(column + 1, row) + T(column, row + 1) + T(column + 1, row + 1)) / 4 <= _level;

        /// <summary>Numbers the burnt pieces, so that each island finds the outline around it.</summary>
        private void Join()
        {
            for (var row = 0; row < _frame.Rows; row++)
            {
                for (var column = 0; column < _frame.Columns; column++)
                {
                    if (!Burns(column, row))
                    {
                        continue;
                    }

                    Burnt++;
                    var cell = _frame.Index(column, row);
                    var west = Burns(column - 1, row);
                    var north = Burns(column, row - 1);
                    var label = west ? _labels[cell - 1] : north ? _labels[cell - _frame.Columns] : -1;
                    if (label < 0)
                    {
                        label = _parents.Count;
                        _parents.Add(label);
                    }

                    _labels[cell] = label;
                    if (west && north)
                    {
                        Unite(label, _labels[cell - _frame.Columns]);
                    }

                    // Across a corner, where the square between is a saddle that is joined.
                    if (!west && !north && Burns(column - 1, row - 1) && Joined(column - 1, row - 1))
                    {
                        Unite(label, _labels[cell - _frame.Columns - 1]);
                    }

                    if (!north && Burns(column + 1, row - 1) && !Burns(column + 1, row) && Joined(column, row - 1))
                    {
                        Unite(label, _labels[cell - _frame.Columns + 1]);
                    }
                }
            }
        }

        private int Root(int label)
        {
            while (_parents[label] != label)
            {
                _parents[label] = _parents[_parents[label]];
                label = _parents[label];
            }

            return label;
        }

        private void Unite(int a, int b) => _parents[Root(Math.Max(Root(a), Root(b)))] = Math.Min(Root(a), Root(b));

        // A crossing lies on the line from a cell to its neighbour in the east (even number) or in the south (odd).
        private long East(int column, int row) => 2 * (((row + 1L) * (_frame.Columns + 1)) + column + 1);

        private long South(int column, int row) => East(column, row) + 1;

        /// <summary>The lines through each square of four middles, with what burns on the left.</summary>
        private void Cross()
        {
            for (var row = -1; row < _frame.Rows; row++)
            {
                for (var column = -1; column < _frame.Columns; column++)
                {
                    var corners = (Burns(column, row) ? 1 : 0) | (Burns(column + 1, row) ? 2 : 0) | (Burns(column + 1, row + 1) ? 4 : 0) | (Burns(column, row + 1) ? 8 : 0);
                    if (corners is 0 or 15)
                    {
                        continue;
                    }

                    var (n, e, s, w) = (East(column, row), South(column + 1, row), East(column, row + 1), South(column, row));
                    switch (corners)
                    {
                        case 1: _next.Add(w, n); break;
                        case 2: _next.Add(n, e); break;
                        case 4: _next.Add(e, s); break;
                        case 8: _next.Add(s, w); break;
                        case 3: _next.Add(w, e); break;
                        case 6: _next.Add(n, s); break;
                        case 12: _next.Add(e, w); break;
                        case 9: _next.Add(s, n); break;
                        case 11: _next.Add(s, e); break;
                        case 14: _next.Add(n, w); break;
                        case 13: _next.Add(e, n); break;
                        case 7: _next.Add(w, s); break;
                        case 5 when Joined(column, row):
                            _next.Add(e, n);
                            _next.Add(w, s);
                            break;
                        case 5:
                            _next.Add(w, n);
                            _next.Add(e, s);
                            break;
                        case 10 when Joined(column, row):
                            _next.Add(n, w);
                            _next.Add(s, e);
                            break;
                        case 10:
                            _next.Add(n, e);
                            _next.Add(s, w);
                            break;
                    }
                }
            }
        }

        private void Follow(long start)
        {
            var ring = new List<long>();
            var at = start;
            while (_next.Remove(at, out var next))
            {
                ring.Add(at);
                at = next;
            }

            if (ring.Count > 0)
            {
                _rings.Add([.. ring]);
            }
        }

        private (int Column, int Row, int ToColumn, int ToRow) Ends(long crossing)
        {
            var place = crossing >> 1;
            var (column, row) = ((int)(place % (_frame.Columns + 1)) - 1, (int)(place / (_frame.Columns + 1)) - 1);
            return (crossing & 1) == 0 ? (column, row, column + 1, row) : (column, row, column, row + 1);
        }

        private Coordinate Point(long crossing, double shift)
        {
            var (column, row, toColumn, toRow) = Ends(crossing);
            var (from, to) = (T(column, row), T(toColumn, toRow));
            var forward = from <= _level;
            var (inner, outer) = forward ? (from, to) : (to, from);
            var share = float.IsFinite(outer) && outer > inner ? ((double)_level - inner) / ((double)outer - inner) : 0.5;
            share = Math.Clamp(share + shift, Margin, 1 - Margin);
            share = forward ? share : 1 - share;
            var (x, y) = (column + 0.5 + (share * (toColumn - column)), row + 0.5 + (share * (toRow - row)));
            return new(_frame.West + (x * _frame.CellSize), _frame.North - (y * _frame.CellSize));
        }

        private double Area(double shift) => _rings.Sum(ring => Signed(ring, shift));

        private double Signed(long[] ring, double shift)
        {
            var origin = Point(ring[0], shift);
            double twice = 0;
            var before = origin;
            for (var i = 1; i < ring.Length; i++)
            {
                var next = Point(ring[i], shift);
                twice += ((before.X - origin.X) * (next.Y - origin.Y)) - ((next.X - origin.X) * (before.Y - origin.Y));
                before = next;
            }

            return twice / 2;
        }

        public MultiPolygon Polygons()
        {
            var wanted = Burnt * _frame.CellSize * _frame.CellSize;
            var shift = 0.0;
            if (Math.Abs(Area(0) - wanted) > AreaTolerance * wanted)
            {
                double low = -0.96, high = 0.96;
                for (var i = 0; i < 24; i++)
                {
                    shift = (low + high) / 2;
                    (low, high) = Area(shift) < wanted ? (shift, high) : (low, shift);
                }
            }

            var factory = new GeometryFactory(new PrecisionModel(), _frame.Epsg ?? 0);
            var shells = new SortedDictionary<int, LinearRing>();
            var holes = new Dictionary<int, List<LinearRing>>();
            foreach (var ring in _rings)
            {
                var (column, row, toColumn, toRow) = Ends(ring[0]);
                var piece = Root(_labels[Burns(column, row) ? _frame.Index(column, row) : _frame.Index(toColumn, toRow)]);
                var points = new Coordinate[ring.Length + 1];
                for (var i = 0; i < ring.Length; i++)
                {
                    points[i] = Point(ring[i], shift);
                }

                points[^1] = points[0].Copy();
                var line = factory.CreateLinearRing(points);
                if (Signed(ring, shift) > 0)
                {
                    shells.Add(piece, line);
                }
                else
                {
                    (holes.TryGetValue(piece, out var list) ? list : holes[piece] = []).Add(line);
                }
            }

            return factory.CreateMultiPolygon([.. shells.Select(s => factory.CreatePolygon(s.Value, holes.TryGetValue(s.Key, out var list) ? [.. list] : []))]);
        }
    }
}
