using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>A raster file, open for reading by window: what it says of itself is known at once, cells come only as asked for, so that
/// a file of any size takes the memory of the window (and of one strip or tile, where they are packed).</summary>
/// <remarks>Not for two threads at once: it moves about in its stream.</remarks>
public sealed class RasterFile
{
    private readonly CellSource _source;
    private readonly string _name;
    private readonly RasterOptions _options;

    private RasterFile(CellSource source, string name, RasterOptions options)
    {
        _source = source;
        _name = name;
        _options = options;
    }

    /// <summary>What the file says of itself.</summary>
    public RasterInfo Info => _source.Info;

    /// <summary>Opens a GeoTIFF or ESRI ASCII; which one it is, its first bytes say.</summary>
    /// <param name="stream">Can seek; stays the caller's.</param>
    /// <param name="name">How messages call it.</param>
    /// <param name="options">How to read it.</param>
    /// <returns>The file, or FIRE-401…407, 414…420, 425, 427.</returns>
    public static Result<RasterFile> Open(Stream stream, string name, RasterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= RasterOptions.Default;
        Span<byte> head = stackalloc byte[64];
        head.Clear();
        TiffDirectory.Fill(stream, 0, head);
        Result<CellSource> source = TiffDirectory.Begins(head) ? GeoTiffSource.Open(stream, name, options)
            : AsciiSource.Begins(head) ? AsciiSource.Open(stream, name, options)
            : Problem.Coded("FIRE-401", name);
        return source.Map(s => new RasterFile(s, name, options));
    }

    /// <summary>The cells that a box touches.</summary>
    /// <param name="box">In the units of the file's reference system.</param>
    /// <returns>The window, or FIRE-409 where the box lies beside the raster.</returns>
    public Result<CellWindow> WindowOf(MapBox box) => Clipping.Window(Info.Frame, box, _name);

    /// <summary>Cells as measurements; a hole is <see cref="float.NaN"/>.</summary>
    /// <param name="window">Which; all where <see langword="null"/>.</param>
    /// <returns>The cells, or FIRE-402, 408, 409, 418, 419, 426.</returns>
    public Result<Grid<float>> ReadFloats(CellWindow? window = null)
    {
        var wanted = window ?? All;
        return Checked(wanted, sizeof(float)).Then<GridFrame, Grid<float>>(frame =>
        {
            Grid<float> grid = new(frame, new float[frame.Count]);
            var problem = _source.Read(wanted, (column, row, cells) =>
            {
                var into = grid.Cells.AsSpan(frame.Index(column, row), cells.Length);
                for (var i = 0; i < cells.Length; i++)
                {
                    into[i] = (float)cells[i];
                }
            });
            return problem is null ? grid : problem;
        });
    }

    /// <summary>Cells as numbers of classes, such as fuel models.</summary>
    /// <param name="window">Which; all where <see langword="null"/>.</param>
    /// <param name="hole">What a hole becomes: 0 is no fuel model, so that a hole is never taken for one that burns.</param>
    /// <returns>The cells, or FIRE-402, 408, 409, 418, 419, 421 (a value that is no whole number), 426.</returns>
    public Result<Grid<int>> ReadClasses(CellWindow? window = null, int hole = 0)
    {
        var wanted = window ?? All;
        return Checked(wanted, sizeof(int)).Then<GridFrame, Grid<int>>(frame =>
        {
            Grid<int> grid = new(frame, new int[frame.Count]);
            Problem? noClass = null;
            var problem = _source.Read(wanted, (column, row, cells) =>
            {
                var into = grid.Cells.AsSpan(frame.Index(column, row), cells.Length);
                for (var i = 0; i < cells.Length; i++)
                {
                    var cell = cells[i];
                    into[i] = double.IsNaN(cell) ? hole : (int)cell;
                    if (into[i] != cell && !double.IsNaN(cell))
                    {
                        noClass ??= Problem.Coded("FIRE-421", string.Create(CultureInfo.InvariantCulture, $"{_name} {wanted.Column + column + i},{wanted.Row + row}"), cell.ToString("R", CultureInfo.InvariantCulture));
                    }
                }
            });
            return (problem ?? noClass) is { } reason ? reason : grid;
        });
    }

    private CellWindow All => new(0, 0, Info.Frame.Columns, Info.Frame.Rows);

    private Result<GridFrame> Checked(CellWindow window, int size)
    {
        var frame = Info.Frame;
        if (window.Column < 0 || window.Row < 0 || window.Columns < 1 || window.Rows < 1 || (long)window.Column + window.Columns > frame.Columns || (long)window.Row + window.Rows > frame.Rows)
        {
            return Problem.Coded("FIRE-409", _name);
        }

        var needed = (window.Count * size) + _source.WorkingBytes(window);
        if (needed > _options.MaxBytes || window.Count > Array.MaxLength)
        {
            return Problem.Coded("FIRE-408", _name, Megabytes(needed), Megabytes(_options.MaxBytes));
        }

        return Clipping.Part(frame, window);
    }

    private static string Megabytes(long bytes) => Math.Ceiling(bytes / 1048576d).ToString("0", CultureInfo.InvariantCulture);
}
