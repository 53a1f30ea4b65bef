using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using BitMiracle.LibTiff.Classic;

namespace Bihuan.Wildfire.Rasters;

/// <summary>How cells are packed in a GeoTIFF.</summary>
public enum TiffPacking
{
    /// <summary>As zlib packs (compression 8).</summary>
    Deflate,

    /// <summary>As old programs can read (compression 5).</summary>
    Lzw,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>How a GeoTIFF is written.</summary>
public sealed record GeoTiffOptions
{
    /// <summary>How cells are packed.</summary>
    public TiffPacking Packing { get; init; } = TiffPacking.Deflate;

    /// <summary>In tiles of 256 × 256 cells, else in strips: quicker to look into where the raster is large.</summary>
    public bool Tiled { get; init; }

    /// <summary>The value of a hole. What is no finite number is written as this.</summary>
    public double NoData { get; init; } = -9999;

    /// <summary>What the file says it is, in ASCII; <see cref="SyntheticLandscape.Description"/> for invented cells.</summary>
    public string? Description { get; init; }
}

/// <summary>Rasters into files.</summary>
public static class RasterWriter
{
    private const int TileSide = 256;
    private const int StripBytes = 1 << 16;
    private const TiffTag PixelScale = (TiffTag)TiffDirectory.PixelScale;
    private const TiffTag TiePoints = (TiffTag)TiffDirectory.TiePoints;
    private const TiffTag GeoKeys = (TiffTag)TiffDirectory.GeoKeys;
    private const TiffTag NoData = (TiffTag)TiffDirectory.NoData;

    /// <summary>Writes a GeoTIFF 1.1 of one band. A float that is no finite number (not burnt, a hole) becomes the value of a hole.</summary>
    /// <typeparam name="T">An integer of 8 to 32 bits, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="stream">Empty; can seek and read; stays the caller's. At most 4 GB are written.</param>
    /// <param name="grid">What.</param>
    /// <param name="options">How.</param>
    public static void WriteGeoTiff<T>(Stream stream, Grid<T> grid, GeoTiffOptions? options = null)
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(grid);
        options ??= new();
        var (format, bits) = Kind<T>();
        var frame = grid.Frame;
        using var tiff = Tiff.ClientOpen("grid", "w", stream, new Kept()) ?? throw new InvalidOperationException("The stream takes no TIFF.");
        tiff.MergeFieldInfo(Fields, Fields.Length);
        tiff.SetField(TiffTag.IMAGEWIDTH, frame.Columns);
        tiff.SetField(TiffTag.IMAGELENGTH, frame.Rows);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
        tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
        tiff.SetField(TiffTag.SAMPLEFORMAT, format);
        tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
        tiff.SetField(TiffTag.COMPRESSION, options.Packing switch { TiffPacking.Deflate => Compression.ADOBE_DEFLATE, TiffPacking.Lzw => Compression.LZW, _ => Compression.NONE });
        tiff.SetField(TiffTag.SOFTWARE, "Bihuan");
        if (options.Description is { } description)
        {
            tiff.SetField(TiffTag.IMAGEDESCRIPTION, description);
        }

        tiff.SetField(PixelScale, 3, new[] { frame.CellSize, frame.CellSize, 0 });
        tiff.SetField(TiePoints, 6, new[] { 0, 0, 0, frame.West, frame.North, 0 });
        var geographic = ReferenceSystem.UnitOf(frame.Epsg) is MapUnit.Degrees;
        short[] keys = frame.Epsg is { } epsg and > 0 and < 32767
            ? [1, 1, 1, 3, 1024, 0, 1, (short)(geographic ? 2 : 1), 1025, 0, 1, 1, (short)(geographic ? 2048 : 3072), 0, 1, (short)epsg]
            : [1, 1, 1, 1, 1025, 0, 1, 1];
        tiff.SetField(GeoKeys, keys.Length, keys);
        tiff.SetField(NoData, options.NoData.ToString("R", CultureInfo.InvariantCulture));
        var hole = T.CreateSaturating(options.NoData);
        if (options.Tiled)
        {
            tiff.SetField(TiffTag.TILEWIDTH, TileSide);
            tiff.SetField(TiffTag.TILELENGTH, TileSide);
            var tile = new T[TileSide * TileSide];
            for (int y = 0, number = 0; y < frame.Rows; y += TileSide)
            {
                for (var x = 0; x < frame.Columns; x += TileSide, number++)
                {
                    Array.Clear(tile);
                    var columns = Math.Min(TileSide, frame.Columns - x);
                    for (var row = 0; row < Math.Min(TileSide, frame.Rows - y); row++)
                    {
                        Copy(grid.Cells.AsSpan(frame.Index(x, y + row), columns), tile.AsSpan(row * TileSide), hole);
                    }

                    var bytes = MemoryMarshal.AsBytes(tile.AsSpan()).ToArray();
                    Written(tiff.WriteEncodedTile(number, bytes, bytes.Length));
                }
            }
        }
        else
        {
            var rows = Math.Clamp(StripBytes / (frame.Columns * bits / 8), 1, frame.Rows);
            tiff.SetField(TiffTag.ROWSPERSTRIP, rows);
            var strip = new T[rows * frame.Columns];
            for (int y = 0, number = 0; y < frame.Rows; y += rows, number++)
            {
                var part = strip.AsSpan(0, Math.Min(rows, frame.Rows - y) * frame.Columns);
                Copy(grid.Cells.AsSpan(frame.Index(0, y), part.Length), part, hole);
                var bytes = MemoryMarshal.AsBytes(part).ToArray();
                Written(tiff.WriteEncodedStrip(number, bytes, bytes.Length));
            }
        }
    }

    /// <summary>Writes ESRI ASCII. It has no place for a description: what is invented is written as GeoTIFF.</summary>
    /// <typeparam name="T">A number.</typeparam>
    /// <param name="writer">Where to.</param>
    /// <param name="grid">What; a float that is no finite number becomes the value of a hole.</param>
    /// <param name="noData">The value of a hole.</param>
    public static void WriteEsriAscii<T>(TextWriter writer, Grid<T> grid, double noData = -9999)
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(grid);
        var frame = grid.Frame;
        writer.Write(string.Create(CultureInfo.InvariantCulture,
            $"ncols {frame.Columns}\nnrows {frame.Rows}\nxllcorner {frame.West:R}\nyllcorner {frame.North - (frame.Rows * frame.CellSize):R}\ncellsize {frame.CellSize:R}\nNODATA_value {noData:R}\n"));
        var hole = T.CreateSaturating(noData);
        StringBuilder line = new();
        for (var row = 0; row < frame.Rows; row++)
        {
            line.Clear();
            for (var column = 0; column < frame.Columns; column++)
            {
                var cell = grid[column, row];
                line.Append(column == 0 ? "" : " ").Append(CultureInfo.InvariantCulture, $"{(T.IsFinite(cell) ? cell : hole)}");
            }

            writer.Write(line.Append('\n'));
        }
    }

    private static void Copy<T>(ReadOnlySpan<T> from, Span<T> to, T hole)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = T.IsFinite(from[i]) ? from[i] : hole;
        }
    }

    private static void Written(int bytes)
    {
        if (bytes < 0)
        {
            throw new IOException("The TIFF could not be written.");
        }
    }

    private static (SampleFormat Format, int Bits) Kind<T>() => default(T) switch
    {
        byte => (SampleFormat.UINT, 8),
        sbyte => (SampleFormat.INT, 8),
        ushort => (SampleFormat.UINT, 16),
        short => (SampleFormat.INT, 16),
        uint => (SampleFormat.UINT, 32),
        int => (SampleFormat.INT, 32),
        float => (SampleFormat.IEEEFP, 32),
        double => (SampleFormat.IEEEFP, 64),
        _ => throw new NotSupportedException($"Cells of {typeof(T).Name} are not written."),
    };

    private static TiffFieldInfo[] Fields =>
    [
        new(PixelScale, 3, 3, TiffType.DOUBLE, FieldBit.Custom, true, true, "ModelPixelScale"),
        new(TiePoints, 6, 6, TiffType.DOUBLE, FieldBit.Custom, true, true, "ModelTiepoint"),
        new(GeoKeys, -1, -1, TiffType.SHORT, FieldBit.Custom, true, true, "GeoKeyDirectory"),
        new(NoData, -1, -1, TiffType.ASCII, FieldBit.Custom, true, false, "GDAL_NODATA"),
    ];

    private sealed class Kept : TiffStream
    {
        public override void Close(object clientData)
        {
        }
    }
}
