using System.Buffers.Binary;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>Takes a piece of a row of cells.</summary>
/// <param name="column">Where it begins, counted in the window asked for.</param>
/// <param name="row">Its row, counted in the window asked for.</param>
/// <param name="cells">Its values; holes are NaN.</param>
internal delegate void PieceSink(int column, int row, ReadOnlySpan<double> cells);

/// <summary>A raster file of either format, open.</summary>
internal abstract class CellSource(RasterInfo info)
{
    /// <summary>What it says of itself.</summary>
    public RasterInfo Info => info;

    /// <summary>Bytes that a read holds besides the cells it gives.</summary>
    public abstract long WorkingBytes(CellWindow window);

    /// <summary>Reads a window that lies inside, in pieces.</summary>
    /// <returns>Why it did not work.</returns>
    public abstract Problem? Read(CellWindow window, PieceSink sink);

    /// <summary>Bytes of a value.</summary>
    public static int Size(SampleKind kind) => kind switch
    {
        SampleKind.UInt8 or SampleKind.Int8 => 1,
        SampleKind.UInt16 or SampleKind.Int16 => 2,
        SampleKind.UInt32 or SampleKind.Int32 or SampleKind.Float32 => 4,
        _ => 8,
    };

    /// <summary>Numbers out of bytes, every <paramref name="step"/>th value; holes become NaN.</summary>
    public static void Convert(ReadOnlySpan<byte> bytes, SampleKind kind, int step, bool bigEndian, double? noData, Span<double> cells)
    {
        var stride = Size(kind) * step;
        for (var i = 0; i < cells.Length; i++)
        {
            var at = bytes[(i * stride)..];
            cells[i] = kind switch
            {
                SampleKind.UInt8 => at[0],
                SampleKind.Int8 => (sbyte)at[0],
                SampleKind.UInt16 => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at),
                SampleKind.Int16 => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(at) : BinaryPrimitives.ReadInt16LittleEndian(at),
                SampleKind.UInt32 => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at),
                SampleKind.Int32 => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(at) : BinaryPrimitives.ReadInt32LittleEndian(at),
                SampleKind.Float32 => bigEndian ? BinaryPrimitives.ReadSingleBigEndian(at) : BinaryPrimitives.ReadSingleLittleEndian(at),
                _ => bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(at) : BinaryPrimitives.ReadDoubleLittleEndian(at),
            };
        }

        Holes(cells, noData is { } value && kind is SampleKind.Float32 ? (float)value : noData);
    }

    /// <summary>Makes every hole NaN: the file's own value for it, and what is no number.</summary>
    public static void Holes(Span<double> cells, double? noData)
    {
        var hole = noData ?? double.NaN;
        foreach (ref var cell in cells)
        {
            // Exactly equal: the hole's value is a mark, not a measurement.
            if (cell.Equals(hole) || !double.IsFinite(cell))
            {
                cell = double.NaN;
            }
        }
    }
}
