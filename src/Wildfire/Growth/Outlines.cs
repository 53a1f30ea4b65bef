using NetTopologySuite.Geometries;

namespace Bihuan.Wildfire.Growth;

/// <summary>Drawn lines and perimeters on the grid. Coordinates are in cells from the north-west corner, x to the east, y to the south.</summary>
internal static class Outlines
{
    /// <summary>How far from an outline cells get the time of a straight ray from it, in cells.</summary>
    private const double Near = 2.5;

    public static IReadOnlyList<(double X, double Y)[]> Rings(GridFrame frame, Geometry area)
    {
        var rings = new List<(double X, double Y)[]>();
        for (var i = 0; i < area.NumGeometries; i++)
        {
            var polygon = (Polygon)area.GetGeometryN(i);
            rings.Add(Ring(polygon.ExteriorRing));
            rings.AddRange(polygon.InteriorRings.Select(Ring));
        }

        return rings;
        (double X, double Y)[] Ring(LineString ring) => [.. ring.Coordinates.Select(c => FireGrowth.ToCells(frame, c.X, c.Y))];
    }

    /// <summary>Which cells have their middle inside of rings (even and odd), by row and column.</summary>
    public static bool[] Inside(int columns, int rows, IReadOnlyList<(double X, double Y)[]> rings)
    {
        var inside = new bool[columns * rows];
        var crossings = new List<double>[rows];
        foreach (var ring in rings)
        {
            for (var i = 0; i + 1 < ring.Length; i++)
            {
                var (a, b) = (ring[i], ring[i + 1]);
                var (low, high) = (Math.Min(a.Y, b.Y), Math.Max(a.Y, b.Y));
                for (var row = (int)Math.Max(0, Math.Ceiling(low - 0.5)); row < rows && row + 0.5 < high; row++)
                {
                    (crossings[row] ??= []).Add(a.X + ((row + 0.5 - a.Y) * (b.X - a.X) / (b.Y - a.Y)));
                }
            }
        }

        for (var row = 0; row < rows; row++)
        {
            crossings[row]?.Sort();
            for (var i = 0; crossings[row] is { } at && i + 1 < at.Count; i += 2)
            {
                for (var column = (int)Math.Max(0, Math.Ceiling(at[i] - 0.5)); column < columns && column + 0.5 < at[i + 1]; column++)
                {
                    inside[(row * columns) + column] = true;
                }
            }
        }

        return inside;
    }

    /// <summary>Every cell that a path touches, in a chain in which each has a side in common with the next.</summary>
    public static IEnumerable<(int Column, int Row)> Touched(GridFrame frame, IReadOnlyList<(double East, double North)> path)
    {
        for (var i = 0; i + 1 < path.Count; i++)
        {
            var a = FireGrowth.ToCells(frame, path[i].East, path[i].North);
            var b = FireGrowth.ToCells(frame, path[i + 1].East, path[i + 1].North);
            if (!Clip(ref a, ref b, frame.Columns, frame.Rows))
            {
                continue;
            }

            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var (column, row) = ((int)Math.Floor(a.X), (int)Math.Floor(a.Y));
            var (lastColumn, lastRow) = ((int)Math.Floor(b.X), (int)Math.Floor(b.Y));
            for (var steps = Math.Abs(lastColumn - column) + Math.Abs(lastRow - row); ; steps--)
            {
                if (column >= 0 && row >= 0 && column < frame.Columns && row < frame.Rows)
                {
                    yield return (column, row);
                }

                if (steps <= 0)
                {
                    break;
                }

                // The border that comes first; each counts as often as there are cells between.
                var tx = column == lastColumn ? double.PositiveInfinity : ((dx > 0 ? column + 1 : column) - a.X) / dx;
                var ty = row == lastRow ? double.PositiveInfinity : ((dy > 0 ? row + 1 : row) - a.Y) / dy;
                if (tx <= ty)
                {
                    column += Math.Sign(lastColumn - column);
                }
                else
                {
                    row += Math.Sign(lastRow - row);
                }
            }
        }
    }

    /// <summary>The part of a line over the grid (Liang &amp; Barsky 1984): a line as long as a country costs no more than the grid is wide.</summary>
    private static bool Clip(ref (double X, double Y) a, ref (double X, double Y) b, int columns, int rows)
    {
        double from = 0, to = 1, dx = b.X - a.X, dy = b.Y - a.Y;
        if (!Cut(-dx, a.X, ref from, ref to) || !Cut(dx, columns - a.X, ref from, ref to) || !Cut(-dy, a.Y, ref from, ref to) || !Cut(dy, rows - a.Y, ref from, ref to))
        {
            return false;
        }

        (a, b) = ((a.X + (from * dx), a.Y + (from * dy)), (a.X + (to * dx), a.Y + (to * dy)));
        return true;

        static bool Cut(double p, double q, ref double from, ref double to)
        {
            if (p == 0)
            {
                return q >= 0;
            }

            if (p < 0)
            {
                from = Math.Max(from, q / p);
            }
            else
            {
                to = Math.Min(to, q / p);
            }

            return from <= to;
        }
    }

    /// <summary>
    /// Lets lines burn from a minute on. Cells near get the time of the quickest straight ray from the line; what lies in closed rings burnt before.
    /// </summary>
    public static void Light(FireFront front, SpreadField field, IReadOnlyList<(double X, double Y)[]> lines, bool closed, double minutes)
    {
        var (columns, rows) = (field.Frame.Columns, field.Frame.Rows);
        var inside = closed ? Inside(columns, rows, lines) : [];
        for (var cell = 0; cell < inside.Length; cell++)
        {
            if (inside[cell])
            {
                front.Burning(cell % columns, cell / columns, minutes);
            }
        }

        var stretch = field.Stretches.At(minutes);
        foreach (var line in lines)
        {
            for (var i = 0; i + 1 < line.Length; i++)
            {
                var (a, b) = (line[i], line[i + 1]);
                if (!Clip(ref a, ref b, columns, rows))
                {
                    continue;
                }

                // In pieces, so that the cells around a long slanting side are those beside it.
                var pieces = (int)Math.Ceiling(Math.Max(1, Math.Max(Math.Abs(b.X - a.X), Math.Abs(b.Y - a.Y)) / 4));
                for (var j = 0; j < pieces; j++)
                {
                    Side(front, field, Between(a, b, (double)j / pieces), Between(a, b, (j + 1.0) / pieces), inside, minutes, stretch);
                }
            }
        }
    }

    private static (double X, double Y) Between((double X, double Y) a, (double X, double Y) b, double share) => (a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)));

    private static void Side(FireFront front, SpreadField field, (double X, double Y) a, (double X, double Y) b, bool[] inside, double minutes, int stretch)
    {
        var (columns, rows) = (field.Frame.Columns, field.Frame.Rows);
        var length = Math.Sqrt(((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y)));
        var (ux, uy) = length > 0 ? ((b.X - a.X) / length, (b.Y - a.Y) / length) : (1, 0);
        var lastRow = (int)Math.Min(rows - 1, Math.Max(a.Y, b.Y) + Near);
        var lastColumn = (int)Math.Min(columns - 1, Math.Max(a.X, b.X) + Near);
        for (var row = (int)Math.Max(0, Math.Min(a.Y, b.Y) - Near); row <= lastRow; row++)
        {
            for (var column = (int)Math.Max(0, Math.Min(a.X, b.X) - Near); column <= lastColumn; column++)
            {
                if (inside.Length > 0 && inside[(row * columns) + column])
                {
                    continue;
                }

                var (px, py) = (column + 0.5 - a.X, row + 0.5 - a.Y);
                var (along, across) = ((px * ux) + (py * uy), Math.Abs((px * uy) - (py * ux)));

                // The foot from which τ = S·√(across² + s²) − D·u·s is least, s the way along the side: s = across·k/√(1 − k²) with k = D·u/S.
                var m = field.MetricAt(column, row, stretch);
                var k = m.Spreads ? ((m.X * ux) + (m.Y * uy)) / m.S : 0;
                var foot = Math.Clamp(along - (across * k / Math.Sqrt(Math.Max(1e-9, 1 - (k * k)))), 0, length);
                var (fx, fy) = (a.X + (foot * ux), a.Y + (foot * uy));
                if (Math.Abs(column + 0.5 - fx) <= 4 * Near && Math.Abs(row + 0.5 - fy) <= 4 * Near)
                {
                    front.Ray(fx, fy, column, row, minutes);
                }
            }
        }
    }
}
