using System.Globalization;
using BitMiracle.LibTiff.Classic;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>GeoTIFF: strips or tiles, not compressed or by LZW or DEFLATE, read by window. The directory is read and checked here;
/// LibTiff.NET unpacks the pieces one by one, because it knows the predictors and the old orders of bits.</summary>
internal sealed class GeoTiffSource : CellSource
{
    /// <summary>How far the sides of a cell may differ, as a share, and still be a square.</summary>
    public const double SquareTolerance = 1e-6;

    /// <summary>Most strips or tiles; a raster of 100,000 × 100,000 in tiles of 64 has 2.4 million.</summary>
    private const long MostPieces = 1 << 23;

    private const int None = 1;
    private const int Lzw = 5;
    private const int Deflate = 8;
    private const int OldDeflate = 32946;
    private const int UserDefined = 32767;

    private readonly TiffDirectory _directory;
    private readonly Stream _stream;
    private readonly string _name;
    private readonly Layout _layout;
    private readonly int _band;

    static GeoTiffSource() =>
        // The library prints to the console what it does not like; we say it ourselves.
        Tiff.SetErrorHandler(new Silent());

    private GeoTiffSource(TiffDirectory directory, Stream stream, string name, Layout layout, int band, RasterInfo info)
        : base(info)
    {
        _directory = directory;
        _stream = stream;
        _name = name;
        _layout = layout;
        _band = band - 1;
    }

    /// <summary>Reads the directory.</summary>
    public static Result<CellSource> Open(Stream stream, string name, RasterOptions options) =>
        TiffDirectory.Read(stream, name).Then(directory => Open(directory, stream, name, options));

    private static Result<CellSource> Open(TiffDirectory directory, Stream stream, string name, RasterOptions options)
    {
        var width = directory.Whole(TiffDirectory.Width, 0, 0);
        var height = directory.Whole(TiffDirectory.Height, 0, 0);
        if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue)
        {
            return TiffDirectory.Broken(name, TiffDirectory.Tag(TiffDirectory.Width));
        }

        var bands = directory.Whole(TiffDirectory.SamplesPerPixel, 0, 1);
        var bits = directory.Whole(TiffDirectory.BitsPerSample, 0, 1);
        var format = directory.Whole(TiffDirectory.SampleFormat, 0, 1);
        if (KindOf(bits, format) is not { } kind)
        {
            return Problem.Coded("FIRE-403", name, Printed(bits), Printed(format));
        }

        var compression = directory.Whole(TiffDirectory.Compression, 0, None);
        if (compression is not (None or Lzw or Deflate or OldDeflate))
        {
            return Problem.Coded("FIRE-404", name, Printed(compression));
        }
        if (bands is < 1 or > 1024 || options.Band < 1 || options.Band > bands)
        {
            return Problem.Coded("FIRE-420", name, Printed(options.Band), Printed(bands));
        }

        for (var i = 1; i < bands; i++)
        {
            if (directory.Whole(TiffDirectory.BitsPerSample, i, bits) != bits || directory.Whole(TiffDirectory.SampleFormat, i, format) != format)
            {
                return Problem.Coded("FIRE-403", name, Printed(directory.Whole(TiffDirectory.BitsPerSample, i, bits)), Printed(directory.Whole(TiffDirectory.SampleFormat, i, format)));
            }
        }

        var tiled = directory.Has(TiffDirectory.TileWidth);
        var pieceWidth = tiled ? directory.Whole(TiffDirectory.TileWidth, 0, 0) : width;
        var pieceHeight = tiled ? directory.Whole(TiffDirectory.TileHeight, 0, 0) : Math.Min(height, directory.Whole(TiffDirectory.RowsPerStrip, 0, height));
        var separate = directory.Whole(TiffDirectory.PlanarConfiguration, 0, 1) == 2 && bands > 1;
        if (pieceWidth is < 1 or > int.MaxValue || pieceHeight is < 1 or > int.MaxValue)
        {
            return TiffDirectory.Broken(name, TiffDirectory.Tag(tiled ? TiffDirectory.TileWidth : TiffDirectory.RowsPerStrip));
        }

        var across = (width + pieceWidth - 1) / pieceWidth;
        var down = (height + pieceHeight - 1) / pieceHeight;
        Layout layout = new(tiled, (int)pieceWidth, (int)pieceHeight, (int)across, down, separate ? 1 : (int)bands, (int)compression, kind);
        // Not a product that could run over: both are below 2³¹.
        if (across * down > MostPieces || across * down * (separate ? bands : 1) is var pieces
            && (pieces > MostPieces || directory.Count(layout.Offsets) < pieces || directory.Count(layout.ByteCounts) < pieces))
        {
            return TiffDirectory.Broken(name, TiffDirectory.Tag(layout.Offsets));
        }

        return FrameOf(directory, (int)width, (int)height, name, options).Map<CellSource>(frame => new GeoTiffSource(directory, stream, name, layout, options.Band, new(
            frame, RasterFormat.GeoTiff, kind, (int)bands,
            double.TryParse(directory.Text(TiffDirectory.NoData, 64)?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var noData) ? noData : null,
            directory.Text(TiffDirectory.ImageDescription, 4096))));
    }

    /// <inheritdoc/>
    /// <remarks>A piece that is packed must be unpacked whole, beside its packed bytes.</remarks>
    public override long WorkingBytes(CellWindow window)
    {
        var cells = 8L * Math.Min(_layout.PieceWidth, window.Columns);
        return _layout.Compression == None ? cells + _layout.RowBytes : cells + (2 * _layout.RowBytes * _layout.PieceHeight);
    }

    /// <inheritdoc/>
    public override Problem? Read(CellWindow window, PieceSink sink)
    {
        var piece = _layout.Compression == None ? [] : new byte[_layout.RowBytes * _layout.PieceHeight];
        var row = _layout.Compression == None ? new byte[_layout.RowBytes] : [];
        var cells = new double[Math.Min(_layout.PieceWidth, window.Columns)];
        var inPixel = _layout.Bands == 1 ? 0 : _band;
        var firstRow = window.Row / _layout.PieceHeight;
        var firstColumn = window.Column / _layout.PieceWidth;
        for (var y = firstRow; y <= (window.Row + window.Rows - 1) / _layout.PieceHeight; y++)
        {
            for (var x = firstColumn; x <= (window.Column + window.Columns - 1) / _layout.PieceWidth; x++)
            {
                var number = (y * (long)_layout.Across) + x + (_layout.Bands == 1 ? _band * _layout.Across * _layout.Down : 0);
                var fromRow = Math.Max(window.Row, y * _layout.PieceHeight);
                var toRow = (int)Math.Min(window.Row + (long)window.Rows, Math.Min(Info.Frame.Rows, (y + 1L) * _layout.PieceHeight));
                var fromColumn = Math.Max(window.Column, x * _layout.PieceWidth);
                var toColumn = (int)Math.Min(window.Column + (long)window.Columns, (x + 1L) * _layout.PieceWidth);
                var offset = _directory.Whole(_layout.Offsets, number, -1);
                var count = _directory.Whole(_layout.ByteCounts, number, -1);
                var there = offset > 0 && count > 0; // GDAL leaves out pieces without data.
                if (offset < 0 || count < 0 || offset > _stream.Length - count || (there && !Unpack(number, fromRow, toRow, offset, count, piece)))
                {
                    return Problem.Coded("FIRE-402", _name, $"{(_layout.Tiled ? "tile" : "strip")} {Printed(number)}");
                }

                var span = cells.AsSpan(0, toColumn - fromColumn);
                for (var r = fromRow; r < toRow; r++)
                {
                    var inPiece = (r - (y * (long)_layout.PieceHeight)) * _layout.RowBytes;
                    var from = (((fromColumn - (x * _layout.PieceWidth)) * _layout.Bands) + inPixel) * Size(_layout.Kind);
                    if (!there)
                    {
                        span.Fill(double.NaN);
                    }
                    else if (_layout.Compression == None)
                    {
                        if (inPiece + _layout.RowBytes > count)
                        {
                            return Problem.Coded("FIRE-402", _name, $"{(_layout.Tiled ? "tile" : "strip")} {Printed(number)}");
                        }

                        var needed = row.AsSpan(0, (int)Math.Min(_layout.RowBytes, from + ((long)span.Length * _layout.Bands * Size(_layout.Kind))));
                        TiffDirectory.Fill(_stream, offset + inPiece + from, needed[from..]);
                        Convert(needed[from..], _layout.Kind, _layout.Bands, _directory.BigEndian, Info.NoData, span);
                    }
                    else
                    {
                        Convert(piece.AsSpan((int)(inPiece + from)), _layout.Kind, _layout.Bands, !BitConverter.IsLittleEndian, Info.NoData, span);
                    }

                    sink(fromColumn - window.Column, r - window.Row, span);
                }
            }
        }

        return null;
    }

    /// <summary>Unpacks a piece, as far down as its rows are asked for.</summary>
    private bool Unpack(long number, int fromRow, int toRow, long offset, long count, byte[] piece)
    {
        if (_layout.Compression == None)
        {
            return true;
        }
        // Packed bytes that unpack to the piece are never much longer than it, and the library takes memory for them before it reads.
        if (count > (2L * piece.Length) + 4096 || number > int.MaxValue || fromRow >= toRow || offset < 8)
        {
            return false;
        }

        // The last strip holds only the rows that are left.
        var rows = _layout.Tiled ? _layout.PieceHeight : (int)Math.Min(_layout.PieceHeight, Info.Frame.Rows - (number % _layout.Down * _layout.PieceHeight));
        var bytes = (int)(rows * _layout.RowBytes);
        Array.Clear(piece);
        try
        {
            using var tiff = Tiff.ClientOpen(_name, "r", Alone(rows, offset, (int)count), new TiffStream());
            return tiff?.ReadEncodedStrip(0, piece, 0, bytes) == bytes;
        }
#pragma warning disable CA1031 // The library throws whatever its arrays throw where packed bytes are damaged; all of it means one thing.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>A piece as a file of its own: a head, a directory and the packed bytes. So the library sees no directory but ours, however
    /// large, damaged or odd the file is (it cannot read BigTIFF with the highest byte first).</summary>
    private MemoryStream Alone(int rows, long offset, int count)
    {
        var bands = _layout.Bands;
        var bits = Size(_layout.Kind) * 8;
        var format = _layout.Kind switch { SampleKind.Int8 or SampleKind.Int16 or SampleKind.Int32 => 2, SampleKind.Float32 or SampleKind.Float64 => 3, _ => 1 };
        ReadOnlySpan<(ushort Tag, long Value)> tags =
        [
            (TiffDirectory.Width, _layout.PieceWidth), (TiffDirectory.Height, rows), (TiffDirectory.BitsPerSample, bits), (TiffDirectory.Compression, _layout.Compression),
            (TiffDirectory.Photometric, 1), (TiffDirectory.FillOrder, _directory.Whole(TiffDirectory.FillOrder, 0, 1)), (TiffDirectory.StripOffsets, 0),
            (TiffDirectory.SamplesPerPixel, bands), (TiffDirectory.RowsPerStrip, rows), (TiffDirectory.StripByteCounts, count),
            (TiffDirectory.Predictor, _directory.Whole(TiffDirectory.Predictor, 0, 1)), (TiffDirectory.SampleFormat, format),
        ];
        var lists = 8 + 2 + (12 * tags.Length) + 4;
        var packed = lists + (4 * bands);
        var file = new byte[packed + count];
        Put(0, 2, _directory.BigEndian ? 0x4D4D : 0x4949);
        Put(2, 2, 42);
        Put(4, 4, 8);
        Put(8, 2, tags.Length);
        for (var i = 0; i < tags.Length; i++)
        {
            var (tag, value) = tags[i];
            var at = 10 + (12 * i);
            var listed = tag is TiffDirectory.BitsPerSample or TiffDirectory.SampleFormat ? bands : 1;
            Put(at, 2, tag);
            Put(at + 2, 2, listed > 1 || value < 65536 ? 3 : 4);
            Put(at + 4, 4, listed);
            var list = lists + (tag is TiffDirectory.SampleFormat ? 2 * bands : 0);
            for (var j = 0; j < listed; j++)
            {
                Put(listed > 2 ? list + (2 * j) : at + 8 + (2 * j), listed > 1 || value < 65536 ? 2 : 4, value);
            }
            if (listed > 2)
            {
                Put(at + 8, 4, list);
            }
            else if (tag is TiffDirectory.StripOffsets)
            {
                Put(at + 2, 2, 4);
                Put(at + 8, 4, packed);
            }
        }

        TiffDirectory.Fill(_stream, offset, file.AsSpan(packed));
        return new(file, writable: false);

        void Put(int at, int size, long value)
        {
            for (var i = 0; i < size; i++)
            {
                file[at + i] = (byte)(value >> (8 * (_directory.BigEndian ? size - 1 - i : i)));
            }
        }
    }

    private static SampleKind? KindOf(long bits, long format) => (bits, format) switch
    {
        (8, 1 or 4) => SampleKind.UInt8,
        (8, 2) => SampleKind.Int8,
        (16, 1 or 4) => SampleKind.UInt16,
        (16, 2) => SampleKind.Int16,
        (32, 1 or 4) => SampleKind.UInt32,
        (32, 2) => SampleKind.Int32,
        (32, 3) => SampleKind.Float32,
        (64, 3) => SampleKind.Float64,
        _ => null,
    };

    /// <summary>GeoTIFF 1.1, 7.1 (keys) and B.6 (raster to model).</summary>
    private static Result<GridFrame> FrameOf(TiffDirectory directory, int width, int height, string name, RasterOptions options)
    {
        var keys = directory.Shorts(TiffDirectory.GeoKeys, 4096);
        var model = Key(1024);
        var epsg = model == 2 ? Key(2048) : Key(3072);
        var centred = Key(1025) == 2; // PixelIsPoint: the tie point is the middle of a cell.
        List<Problem> problems = [];
        foreach (var (key, feet) in (ReadOnlySpan<(int, string)>)[(3076, "FIRE-415"), (4099, "FIRE-425")])
        {
            if (Key(key) is { } unit and not (0 or 9001 or UserDefined))
            {
                problems.Add(unit is 9002 or 9003 ? Problem.Coded(feet, name) : Problem.Coded("FIRE-427", name, Printed(unit)));
            }
        }
        if (model == 2 && Key(2054) is { } angle and not (0 or 9102 or UserDefined))
        {
            problems.Add(Problem.Coded("FIRE-427", name, Printed(angle)));
        }

        var scale = directory.Doubles(TiffDirectory.PixelScale, 3);
        var tie = directory.Doubles(TiffDirectory.TiePoints, 6);
        var matrix = directory.Doubles(TiffDirectory.Transformation, 16);
        double west, north, across, down;
        if (scale.Length >= 2 && tie.Length >= 6)
        {
            (across, down) = (scale[0], scale[1]);
            west = tie[3] - ((tie[0] + (centred ? 0.5 : 0)) * across);
            north = tie[4] + ((tie[1] + (centred ? 0.5 : 0)) * down);
        }
        else if (matrix.Length >= 8)
        {
            (across, down) = (matrix[0], -matrix[5]);
            if (Math.Abs(matrix[1]) > across * SquareTolerance || Math.Abs(matrix[4]) > across * SquareTolerance)
            {
                problems.Add(Problem.Coded("FIRE-406", name));
            }

            west = matrix[3] - (centred ? 0.5 * across : 0);
            north = matrix[7] + (centred ? 0.5 * down : 0);
        }
        else
        {
            problems.Add(Problem.Coded("FIRE-407", name));
            return problems;
        }

        if (!(across > 0) || !double.IsFinite(across) || !double.IsFinite(down) || !double.IsFinite(west) || !double.IsFinite(north) || (tie.Length >= 2 && tie[0] != 0 && !double.IsFinite(tie[0])))
        {
            problems.Add(TiffDirectory.Broken(name, TiffDirectory.Tag(TiffDirectory.PixelScale)));
        }
        else if (!(down > 0))
        {
            problems.Add(Problem.Coded("FIRE-406", name));
        }
        else if (Math.Abs(across - down) > across * SquareTolerance)
        {
            problems.Add(Problem.Coded("FIRE-405", name, across.ToString("R", CultureInfo.InvariantCulture), down.ToString("R", CultureInfo.InvariantCulture)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }
        if (epsg is { } known and not (0 or UserDefined))
        {
            return new GridFrame(width, height, across, west, north, known);
        }

        // ArcGIS describes the zones of CGCS2000 by their numbers and not by their code: transverse Mercator (1) from the equator.
        if (epsg is UserDefined && Key(3075) is 1 && Number(3081) is null or 0
            && ReferenceSystem.OfParameters(Key(2048) ?? 0, Number(3080) ?? Number(3088) ?? double.NaN, Number(3092) ?? 1, Number(3082) ?? 0, Number(3083) ?? 0) is { } recognised)
        {
            return new GridFrame(width, height, across, west, north, recognised);
        }

        return ReferenceSystem.OfFile(name, options, defined: epsg is UserDefined).Map(given => new GridFrame(width, height, across, west, north, given));

        int? Key(int key) => Entry(key, 0);

        double? Number(int key) => Entry(key, TiffDirectory.GeoDoubles) is { } at && directory.Doubles(TiffDirectory.GeoDoubles, 1024) is var numbers && at < numbers.Length ? numbers[at] : null;

        int? Entry(int key, int location)
        {
            for (var i = 4; i + 3 < keys.Length; i += 4)
            {
                if (keys[i] == key && keys[i + 1] == location)
                {
                    return keys[i + 3];
                }
            }

            return null;
        }
    }

    private static string Printed(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Tiled">Tiles, else strips.</param>
    /// <param name="PieceWidth">Cells across a piece.</param>
    /// <param name="PieceHeight">Cells down a piece.</param>
    /// <param name="Across">Pieces across.</param>
    /// <param name="Down">Pieces down.</param>
    /// <param name="Bands">Values of a cell that lie together.</param>
    /// <param name="Compression">TIFF's number.</param>
    /// <param name="Kind">What a value is.</param>
    private sealed record Layout(bool Tiled, int PieceWidth, int PieceHeight, int Across, long Down, int Bands, int Compression, SampleKind Kind)
    {
        public long RowBytes => (long)PieceWidth * Bands * Size(Kind);

        public ushort Offsets => Tiled ? TiffDirectory.TileOffsets : TiffDirectory.StripOffsets;

        public ushort ByteCounts => Tiled ? TiffDirectory.TileByteCounts : TiffDirectory.StripByteCounts;
    }

    private sealed class Silent : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
