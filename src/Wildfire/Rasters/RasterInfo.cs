namespace Bihuan.Wildfire.Rasters;

/// <summary>A rectangle on the map, in the units of the reference system it is used with.</summary>
/// <param name="West">Its west edge.</param>
/// <param name="South">Its south edge.</param>
/// <param name="East">Its east edge.</param>
/// <param name="North">Its north edge.</param>
public readonly record struct MapBox(double West, double South, double East, double North);

/// <summary>A rectangle of cells.</summary>
/// <param name="Column">The westernmost column.</param>
/// <param name="Row">The northernmost row.</param>
/// <param name="Columns">How many columns.</param>
/// <param name="Rows">How many rows.</param>
public readonly record struct CellWindow(int Column, int Row, int Columns, int Rows)
{
    /// <summary>How many cells.</summary>
    public long Count => (long)Columns * Rows;
}

/// <summary>How a raster file is written.</summary>
public enum RasterFormat
{
    /// <summary>GeoTIFF 1.1 (OGC 19-008r4), classic or BigTIFF.</summary>
    GeoTiff,

    /// <summary>Text with a head of six lines (ESRI ASCII).</summary>
    EsriAscii,
}

/// <summary>What the file keeps of a cell.</summary>
public enum SampleKind
{
    /// <summary>0…255.</summary>
    UInt8,

    /// <summary>−128…127.</summary>
    Int8,

    /// <summary>0…65,535.</summary>
    UInt16,

    /// <summary>−32,768…32,767.</summary>
    Int16,

    /// <summary>0…4,294,967,295.</summary>
    UInt32,

    /// <summary>−2,147,483,648…2,147,483,647.</summary>
    Int32,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float32,

    /// <summary>IEEE 754, 64 bits.</summary>
    Float64,

    /// <summary>Printed numbers.</summary>
    Text,
}

/// <summary>What a raster file says of itself, without its cells.</summary>
/// <param name="Frame">Where its cells lie.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Samples">What it keeps of a cell.</param>
/// <param name="Bands">How many values a cell has.</param>
/// <param name="NoData">The value that stands for a hole.</param>
/// <param name="Description">What the file says it is.</param>
public sealed record RasterInfo(GridFrame Frame, RasterFormat Format, SampleKind Samples, int Bands, double? NoData, string? Description)
{
    /// <summary>Whether the file says that its cells were invented by <see cref="SyntheticLandscape"/>.</summary>
    public bool Synthetic => Description?.StartsWith(SyntheticLandscape.Mark, StringComparison.Ordinal) == true;
}

/// <summary>How a raster file is to be read.</summary>
public sealed record RasterOptions
{
    /// <summary>The default.</summary>
    public static RasterOptions Default { get; } = new();

    /// <summary>Most memory that one read may take, bytes: the cells it gives back and the piece of the file it holds meanwhile.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Which value of a cell, from 1.</summary>
    public int Band { get; init; } = 1;

    /// <summary>The reference system of a file that does not name its own (EPSG). One that does is believed.</summary>
    public int? Epsg { get; init; }

    /// <summary>The <c>.prj</c> beside an ESRI ASCII file: its reference system as well-known text.</summary>
    public string? WellKnownText { get; init; }
}
