using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>Parts of a raster, cut along the borders of its cells: no value changes.</summary>
public static class Clipping
{
    /// <summary>A box that misses the border of a cell by less than this share of it is taken to lie on it.</summary>
    private const double Snap = 1e-6;

    /// <summary>The cells that a box touches.</summary>
    /// <param name="frame">Of the raster.</param>
    /// <param name="box">In the units of the raster's reference system.</param>
    /// <param name="name">How messages call the raster.</param>
    /// <returns>The window, or FIRE-409 where the box lies beside the raster or is none.</returns>
    public static Result<CellWindow> Window(GridFrame frame, MapBox box, string name)
    {
        var west = Math.Clamp(Math.Floor(((box.West - frame.West) / frame.CellSize) + Snap), 0, frame.Columns);
        var east = Math.Clamp(Math.Ceiling(((box.East - frame.West) / frame.CellSize) - Snap), 0, frame.Columns);
        var north = Math.Clamp(Math.Floor(((frame.North - box.North) / frame.CellSize) + Snap), 0, frame.Rows);
        var south = Math.Clamp(Math.Ceiling(((frame.North - box.South) / frame.CellSize) - Snap), 0, frame.Rows);
        return west < east && north < south && box.West < box.East && box.South < box.North
            ? new CellWindow((int)west, (int)north, (int)(east - west), (int)(south - north))
            : Problem.Coded("FIRE-409", name);
    }

    /// <summary>The frame of a window.</summary>
    public static GridFrame Part(GridFrame frame, CellWindow window) => frame with
    {
        Columns = window.Columns,
        Rows = window.Rows,
        West = frame.West + (window.Column * frame.CellSize),
        North = frame.North - (window.Row * frame.CellSize),
    };

    /// <summary>The cells that a box touches, as a raster of their own.</summary>
    /// <typeparam name="T">The value of a cell.</typeparam>
    /// <returns>The part, or FIRE-409.</returns>
    public static Result<Grid<T>> Clip<T>(Grid<T> grid, MapBox box, string name = "box")
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Window(grid.Frame, box, name).Map(window =>
        {
            Grid<T> part = new(Part(grid.Frame, window), new T[window.Count]);
            for (var row = 0; row < window.Rows; row++)
            {
                grid.Cells.AsSpan(grid.Frame.Index(window.Column, window.Row + row), window.Columns).CopyTo(part.Cells.AsSpan(row * window.Columns));
            }

            return part;
        });
    }
}
