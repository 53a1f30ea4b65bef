using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>A raster in another frame, and in another reference system where the frames name different ones.</summary>
/// <remarks>Each cell of the new frame takes what the old one has at its middle. A much coarser frame passes cells over: it is no average.</remarks>
public static class Resampling
{
    /// <summary>The value of the old cell in which the middle of the new one lies: for classes, which have nothing in between.</summary>
    /// <typeparam name="T">The value of a cell.</typeparam>
    /// <param name="grid">The old raster.</param>
    /// <param name="frame">The new frame.</param>
    /// <param name="outside">The value where the old raster does not reach.</param>
    /// <returns>The new raster, or FIRE-413 (only one of the two names its system), 416, 422 (no part of it reaches the other).</returns>
    public static Result<Grid<T>> Nearest<T>(Grid<T> grid, GridFrame frame, T outside)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var old = grid.Frame;
        return Into(grid, frame, outside, (x, y) => grid.Cells[old.Index((int)x, (int)y)]);
    }

    /// <summary>Between the middles of the four old cells around the middle of the new one, in proportion (bilinear): for heights and other measurements.</summary>
    /// <param name="grid">The old raster; holes are NaN.</param>
    /// <param name="frame">The new frame.</param>
    /// <returns>The new raster, or FIRE-413, 416, 422. A cell whose middle lies in a hole is one; beside a hole the others share its part.</returns>
    public static Result<Grid<float>> Bilinear(Grid<float> grid, GridFrame frame)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var old = grid.Frame;
        return Into(grid, frame, float.NaN, (x, y) =>
        {
            if (float.IsNaN(grid.Cells[old.Index((int)x, (int)y)]))
            {
                return float.NaN;
            }

            // From middle to middle; the outer half of a cell at the edge has no neighbour and keeps its value.
            var u = Math.Clamp(x - 0.5, 0, old.Columns - 1);
            var v = Math.Clamp(y - 0.5, 0, old.Rows - 1);
            var (column, row) = ((int)u, (int)v);
            var (right, below) = (Math.Min(column + 1, old.Columns - 1), Math.Min(row + 1, old.Rows - 1));
            u -= column;
            v -= row;
            double sum = 0, weight = 0;
            Add(column, row, (1 - u) * (1 - v));
            Add(right, row, u * (1 - v));
            Add(column, below, (1 - u) * v);
            Add(right, below, u * v);
            return (float)(sum / weight);

            void Add(int c, int r, double share)
            {
                var value = grid.Cells[old.Index(c, r)];
                if (!float.IsNaN(value) && share > 0)
                {
                    sum += share * value;
                    weight += share;
                }
            }
        });
    }

    /// <summary>The frame in another reference system that holds all of an old one.</summary>
    /// <param name="old">The old frame, with a reference system.</param>
    /// <param name="epsg">The other system.</param>
    /// <param name="cellSize">Side of its cells, in its units; its borders are whole multiples.</param>
    /// <returns>The frame, or FIRE-416, 422.</returns>
    public static Result<GridFrame> FrameIn(GridFrame old, int epsg, double cellSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellSize);
        const int Steps = 32;
        return old.Epsg is not { } from
            ? Problem.Coded("FIRE-413", "frame", "–", $"EPSG:{epsg.ToString(CultureInfo.InvariantCulture)}", "frame")
            : ReferenceSystem.Between(from, epsg, "frame").Then<Reprojection, GridFrame>(way =>
                {
                    double west = double.PositiveInfinity, south = west, east = double.NegativeInfinity, north = east;
                    // A border that is straight here is bent there.
                    for (var i = 0; i <= Steps; i++)
                    {
                        for (var j = 0; j <= Steps; j += i is 0 or Steps ? 1 : Steps)
                        {
                            var (x, y) = way.Apply(old.West + (old.Columns * old.CellSize * i / Steps), old.North - (old.Rows * old.CellSize * j / Steps));
                            if (double.IsNaN(x))
                            {
                                return Problem.Coded("FIRE-422", "frame", $"EPSG:{epsg.ToString(CultureInfo.InvariantCulture)}");
                            }

                            (west, east, south, north) = (Math.Min(west, x), Math.Max(east, x), Math.Min(south, y), Math.Max(north, y));
                        }
                    }

                    west = Math.Floor(west / cellSize) * cellSize;
                    north = Math.Ceiling(north / cellSize) * cellSize;
                    return new GridFrame((int)Math.Ceiling((east - west) / cellSize), (int)Math.Ceiling((north - south) / cellSize), cellSize, west, north, epsg);
                });
    }

    /// <param name="grid">The old raster.</param>
    /// <param name="frame">The new frame.</param>
    /// <param name="outside">Where the old one does not reach.</param>
    /// <param name="at">The value at a place in the old one, in cells from its north-west corner.</param>
    private static Result<Grid<T>> Into<T>(Grid<T> grid, GridFrame frame, T outside, Func<double, double, T> at)
    {
        var old = grid.Frame;
        if (old.Epsg is null != frame.Epsg is null)
        {
            return Problem.Coded("FIRE-413", "raster", Reference(old.Epsg), Reference(frame.Epsg), "frame");
        }

        return ReferenceSystem.Between(frame.Epsg ?? 4326, old.Epsg ?? 4326, "raster").Then<Reprojection, Grid<T>>(way =>
            {
                Grid<T> result = new(frame, new T[frame.Count]);
                var reached = 0;
                Parallel.For(0, frame.Rows, row =>
                {
                    var inRow = 0;
                    for (var column = 0; column < frame.Columns; column++)
                    {
                        var (east, north) = frame.Centre(column, row);
                        (east, north) = way.Apply(east, north);
                        var x = (east - old.West) / old.CellSize;
                        var y = (old.North - north) / old.CellSize;
                        // Written so that NaN is outside.
                        var inside = x >= 0 && y >= 0 && x < old.Columns && y < old.Rows;
                        result[column, row] = inside ? at(x, y) : outside;
                        inRow += inside ? 1 : 0;
                    }

                    Interlocked.Add(ref reached, inRow > 0 ? 1 : 0);
                });
                return reached > 0 ? result : Problem.Coded("FIRE-422", "raster", Reference(frame.Epsg));
            });
    }

    private static string Reference(int? epsg) => epsg is { } code ? $"EPSG:{code.ToString(CultureInfo.InvariantCulture)}" : "–";
}
