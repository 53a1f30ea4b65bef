namespace Bihuan.Enterprises;

/// <summary>The grids that places are counted and found by. Positions are whole millionths of a degree (0.1 m), so both databases reckon alike.</summary>
public static class Grid
{
    /// <summary>The levels at which marks are counted beforehand; each is a zoom of a web map.</summary>
    public static readonly IReadOnlyList<int> Levels = [7, 9, 11, 13, 15];

    /// <summary>Cells across a box at most: with as many down, no more than 2,500 marks.</summary>
    public const int MostAcross = 50;

    /// <summary>A thousandth of a degree: about 110 m north to south, 95 m west to east at 30°.</summary>
    private const int NearCell = 1_000;

    /// <summary>Rows of the grid of near places, from pole to pole and more.</summary>
    private const long Rows = 1_000_000;

    /// <summary>Where cells are counted from: west and south of everything.</summary>
    public const int Before = 360_000_000;

    /// <summary>Millionths of a degree.</summary>
    public static int? Micro(decimal? degrees) => degrees is { } d ? (int)Math.Round(d * 1_000_000) : null;

    /// <summary>Degrees.</summary>
    public static decimal Degrees(long micro) => micro / 1_000_000m;

    /// <summary>The cell of near places in which a position lies.</summary>
    public static long CellOf(int lon, int lat) => Near(Floor(lon, NearCell), Floor(lat, NearCell));

    /// <summary>The cell of a position and its eight neighbours: everything within about 90 m.</summary>
    public static long[] Around(int lon, int lat)
    {
        var (x, y) = (Floor(lon, NearCell), Floor(lat, NearCell));
        return [.. from dx in (int[])[-1, 0, 1] from dy in (int[])[-1, 0, 1] select Near(x + dx, y + dy)];
    }

    /// <summary>The width of a cell at a zoom in millionths of a degree: an eighth of a map tile, 32 pixels.</summary>
    public static int Width(int zoom) => Math.Max(1, 360_000_000 >> (Math.Clamp(zoom, 0, 24) + 3));

    /// <summary>The cell of a position at a zoom.</summary>
    public static (int X, int Y) At(int zoom, int lon, int lat) => (Floor(lon, Width(zoom)), Floor(lat, Width(zoom)));

    /// <summary>The zoom at which a box is counted: the one asked for, or as coarse as it takes to stay within <see cref="MostAcross"/>.</summary>
    public static int ZoomFor(GeoBox box, int zoom)
    {
        var at = Math.Clamp(zoom, 0, 22);
        while (at > 0 && (((long)box.East - box.West) / Width(at) > MostAcross || ((long)box.North - box.South) / Width(at) > MostAcross))
        {
            at--;
        }

        return at;
    }

    /// <summary>The number of a cell along one way. Counted from <see cref="Before"/>, so that no number is below zero and whole division, which both databases have,
    /// goes the same way everywhere.</summary>
    public static int Floor(int value, int width) => (value + Before) / width;

    /// <summary>A box grown to the edges of the cells that it touches.</summary>
    public static GeoBox Aligned(GeoBox box, int zoom)
    {
        var width = Width(zoom);
        return new(Edge(box.West), Edge(box.South), Edge(box.East) + width - 1, Edge(box.North) + width - 1);

        int Edge(int value) => (Floor(value, width) * width) - Before;
    }

    private static long Near(long x, long y) => ((x + Rows) * (2 * Rows)) + y + Rows;
}

/// <summary>A box on the map in millionths of a degree, WGS 84.</summary>
public readonly record struct GeoBox(int West, int South, int East, int North)
{
    /// <summary>A box of degrees; <see langword="null"/> where it is none.</summary>
    public static GeoBox? Of(decimal west, decimal south, decimal east, decimal north) =>
        west < east && south < north && west >= -360 && east <= 360 && south >= -90 && north <= 90
            ? new(Grid.Micro(Math.Max(west, -180))!.Value, Grid.Micro(south)!.Value, Grid.Micro(Math.Min(east, 180))!.Value, Grid.Micro(north)!.Value) : null;
}
