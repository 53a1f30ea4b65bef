using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>How steep the ground is and where it faces.</summary>
/// <param name="SlopeDegrees">0…90; NaN in a hole.</param>
/// <param name="AspectDegrees">The way that downslope faces, degrees clockwise from north, 0 ≤ aspect &lt; 360; 0 where it is level, NaN in a hole.</param>
public sealed record TerrainShape(Grid<float> SlopeDegrees, Grid<float> AspectDegrees);

/// <summary>Slope and aspect out of heights.</summary>
public static class Terrain
{
    /// <summary>Slope and aspect by the eight neighbours, those beside counted twice: Horn B.K.P. 1981, Hill shading and the reflectance map,
    /// Proc. IEEE 69(1), p. 18. With a b c / d e f / g h i from the north-west, west to east
    /// p = ((c + 2f + i) − (a + 2d + g)) / 8Δ and north to south q = ((g + 2h + i) − (a + 2b + c)) / 8Δ; slope = arctan √(p² + q²).</summary>
    /// <param name="heights">Metres above any level, on a map in metres; holes are NaN.</param>
    /// <param name="name">How messages call the raster.</param>
    /// <returns>Slope and aspect, or FIRE-414 (degrees), 416 (an unknown reference system), 423 (nothing but holes).</returns>
    /// <remarks>A neighbour that is missing, at the edge or in a hole, lies on the straight line through the opposite one and the middle, so that a plane
    /// keeps its slope to the edge; where that is missing too, beside the middle it is as high, and across a corner it follows from the two beside it.</remarks>
    public static Result<TerrainShape> Shape(Grid<float> heights, string name = "heights")
    {
        ArgumentNullException.ThrowIfNull(heights);
        var frame = heights.Frame;
        if (ReferenceSystem.NotMetres(frame, name) is { } problem)
        {
            return problem;
        }
        if (Array.TrueForAll(heights.Cells, float.IsNaN))
        {
            return Problem.Coded("FIRE-423", name);
        }

        TerrainShape shape = new(new(frame, new float[frame.Count]), new(frame, new float[frame.Count]));
        Parallel.For(0, frame.Rows, row =>
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                (shape.SlopeDegrees[column, row], shape.AspectDegrees[column, row]) = Cell(heights, column, row);
            }
        });
        return shape;
    }

    private static (float Slope, float Aspect) Cell(Grid<float> heights, int column, int row)
    {
        double e = heights[column, row];
        if (double.IsNaN(e))
        {
            return (float.NaN, float.NaN);
        }

        var (a, i) = Pair(heights, column, row, -1, -1, e);
        var (b, h) = Pair(heights, column, row, 0, -1, e);
        (b, h) = double.IsNaN(b) ? (e, e) : (b, h);
        var (d, f) = Pair(heights, column, row, -1, 0, e);
        (d, f) = double.IsNaN(d) ? (e, e) : (d, f);
        var (c, g) = Pair(heights, column, row, 1, -1, e);
        // In the corner of a raster both ends of one diagonal are missing; a plane has them from the sides.
        (a, i) = double.IsNaN(a) ? (b + d - e, f + h - e) : (a, i);
        (c, g) = double.IsNaN(c) ? (b + f - e, d + h - e) : (c, g);
        var scale = 8 * heights.Frame.CellSize;
        var p = (c + (2 * f) + i - (a + (2 * d) + g)) / scale;
        var q = (g + (2 * h) + i - (a + (2 * b) + c)) / scale;
        var slope = Conversions.Degrees(Math.Atan(Math.Sqrt((p * p) + (q * q))));
        // Downslope goes west where heights grow to the east, and north where they grow to the south.
        var aspect = p == 0 && q == 0 ? 0 : (float)Conversions.Degrees(Math.Atan2(-p, q));
        aspect = aspect < 0 ? aspect + 360 : aspect;
        return ((float)slope, aspect >= 360 ? 0 : aspect);
    }

    /// <summary>The heights of a neighbour and of the one opposite; both NaN where both are missing.</summary>
    private static (double Here, double Opposite) Pair(Grid<float> heights, int column, int row, int east, int south, double middle)
    {
        var here = At(heights, column + east, row + south);
        var opposite = At(heights, column - east, row - south);
        return (double.IsNaN(here), double.IsNaN(opposite)) switch
        {
            (false, false) => (here, opposite),
            (true, false) => ((2 * middle) - opposite, opposite),
            (false, true) => (here, (2 * middle) - here),
            _ => (double.NaN, double.NaN),
        };
    }

    private static double At(Grid<float> heights, int column, int row) =>
        (uint)column < (uint)heights.Frame.Columns && (uint)row < (uint)heights.Frame.Rows ? heights[column, row] : double.NaN;
}
