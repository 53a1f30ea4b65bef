using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>Whether rasters lie cell on cell.</summary>
public static class Frames
{
    /// <summary>How far cells may lie apart, as a share of a cell, and still be the same.</summary>
    private const double Tolerance = 0.01;

    /// <summary>Every way in which a frame differs from the first one: FIRE-410 (columns and rows), 411 (size of cells), 412 (place), 413 (reference system).
    /// Resampling to the first frame puts all of them right.</summary>
    /// <param name="first">The frame that counts.</param>
    /// <param name="firstName">How messages call it.</param>
    /// <param name="other">The other.</param>
    /// <param name="otherName">How messages call it.</param>
    public static IReadOnlyList<Problem> Differences(GridFrame first, string firstName, GridFrame other, string otherName)
    {
        List<Problem> problems = [];
        if (first.Epsg != other.Epsg)
        {
            problems.Add(Problem.Coded("FIRE-413", otherName, Reference(other.Epsg), Reference(first.Epsg), firstName));
        }
        if ((first.Columns, first.Rows) != (other.Columns, other.Rows))
        {
            problems.Add(Problem.Coded("FIRE-410", otherName, $"{Printed(other.Columns)} × {Printed(other.Rows)}", $"{Printed(first.Columns)} × {Printed(first.Rows)}", firstName));
        }

        // Over the whole raster the last cell must still lie on the other's.
        if (Math.Abs(first.CellSize - other.CellSize) * Math.Max(first.Columns, first.Rows) > Tolerance * first.CellSize)
        {
            problems.Add(Problem.Coded("FIRE-411", otherName, Printed(other.CellSize), Printed(first.CellSize), firstName));
        }
        else if (first.Epsg == other.Epsg)
        {
            var east = (other.West - first.West) / first.CellSize;
            var north = (other.North - first.North) / first.CellSize;
            if (Math.Abs(east) > Tolerance || Math.Abs(north) > Tolerance)
            {
                problems.Add(Problem.Coded("FIRE-412", otherName, Printed(Math.Round(east, 2)), Printed(Math.Round(north, 2)), firstName));
            }
        }

        return problems;
    }

    private static string Reference(int? epsg) => epsg is { } code ? $"EPSG:{Printed(code)}" : "–";

    private static string Printed(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
