namespace Bihuan.Wildfire;

/// <summary>Where the cells of a raster lie. Row 0 is the northernmost, column 0 the westernmost; cells are square on the ground.</summary>
/// <param name="Columns">Cells from west to east.</param>
/// <param name="Rows">Cells from north to south.</param>
/// <param name="CellSize">Side of a cell, metres (degrees where <paramref name="Epsg"/> is geographic).</param>
/// <param name="West">Easting of the west edge of column 0, in the units of the reference system.</param>
/// <param name="North">Northing of the north edge of row 0, in the units of the reference system.</param>
/// <param name="Epsg">Code of the coordinate reference system; <see langword="null"/> for a drawing board without one.</param>
public readonly record struct GridFrame(int Columns, int Rows, double CellSize, double West = 0, double North = 0, int? Epsg = null)
{
    /// <summary>How many cells.</summary>
    public long Count => (long)Columns * Rows;

    /// <summary>Number of a cell in an array that holds row after row from the north.</summary>
    public int Index(int column, int row) => (row * Columns) + column;

    /// <summary>Middle of a cell, in the units of the reference system.</summary>
    public (double East, double North) Centre(int column, int row) => (West + ((column + 0.5) * CellSize), North - ((row + 0.5) * CellSize));
}

/// <summary>A value for each cell of a frame.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="Frame">Where the cells lie.</param>
/// <param name="Cells">Row after row from the north, each from the west; <see cref="GridFrame.Count"/> of them.</param>
public sealed record Grid<T>(GridFrame Frame, T[] Cells)
{
    /// <summary>The value of a cell.</summary>
    public ref T this[int column, int row] => ref Cells[Frame.Index(column, row)];
}
