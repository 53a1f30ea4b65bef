using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>ESRI ASCII: <c>ncols, nrows, xllcorner|xllcenter, yllcorner|yllcenter, cellsize, nodata_value</c>, then the cells from the
/// north, parted by white space. Read from the beginning to the last row asked for, in a buffer of 64 KB.</summary>
internal sealed class AsciiSource : CellSource
{
    private const int LongestWord = 64;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly long _cellsAt;

    private AsciiSource(Stream stream, string name, long cellsAt, RasterInfo info)
        : base(info)
    {
        _stream = stream;
        _name = name;
        _cellsAt = cellsAt;
    }

    /// <summary>Whether a file begins like one: with a word of the head.</summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head).TrimStart();
        return text.StartsWith("ncols", StringComparison.OrdinalIgnoreCase) || text.StartsWith("nrows", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the head.</summary>
    public static Result<CellSource> Open(Stream stream, string name, RasterOptions options)
    {
        stream.Position = 0;
        var reader = new WordReader(stream);
        Dictionary<string, double> head = new(StringComparer.OrdinalIgnoreCase);
        long cellsAt = 0;
        while (reader.Next() is { Length: > 0 } word && char.IsAsciiLetter((char)word[0]) && !IsNotANumber(word))
        {
            var key = Encoding.Latin1.GetString(word);
            var value = reader.Next();
            if (!TryNumber(value, out var number) || !head.TryAdd(key, number))
            {
                return Problem.Coded("FIRE-417", name, key, Encoding.Latin1.GetString(value));
            }

            cellsAt = reader.Position;
            if (head.Count > 12)
            {
                return Problem.Coded("FIRE-401", name);
            }
        }

        List<Problem> problems = [];
        var columns = Whole("ncols");
        var rows = Whole("nrows");
        var size = head.TryGetValue("cellsize", out var cellSize) ? cellSize : head.GetValueOrDefault("dx", double.NaN);
        if (!(size > 0) || !double.IsFinite(size))
        {
            problems.Add(Problem.Coded("FIRE-417", name, "cellsize", Printed(size)));
        }
        if (head.TryGetValue("dy", out var dy) && Math.Abs(dy - size) > size * GeoTiffSource.SquareTolerance)
        {
            problems.Add(Problem.Coded("FIRE-405", name, Printed(size), Printed(dy)));
        }

        var west = Corner("xllcorner", "xllcenter");
        var south = Corner("yllcorner", "yllcenter");
        if (problems.Count > 0)
        {
            return problems;
        }

        return ReferenceSystem.OfFile(name, options).Map<CellSource>(epsg => new AsciiSource(stream, name, cellsAt, new(
            new(columns, rows, size, west, south + (rows * size), epsg), RasterFormat.EsriAscii, SampleKind.Text, 1, head.TryGetValue("nodata_value", out var hole) ? hole : -9999, null)));

        int Whole(string key)
        {
            if (head.TryGetValue(key, out var value) && value >= 1 && value <= int.MaxValue && value == Math.Floor(value))
            {
                return (int)value;
            }

            problems.Add(Problem.Coded("FIRE-417", name, key, head.ContainsKey(key) ? Printed(value) : "–"));
            return 1;
        }

        double Corner(string corner, string centre)
        {
            if (head.TryGetValue(corner, out var value) && double.IsFinite(value))
            {
                return value;
            }
            if (head.TryGetValue(centre, out value) && double.IsFinite(value))
            {
                return value - (size / 2);
            }

            problems.Add(Problem.Coded("FIRE-417", name, corner, "–"));
            return 0;
        }
    }

    /// <inheritdoc/>
    public override long WorkingBytes(CellWindow window) => 65536 + (8L * window.Columns);

    /// <inheritdoc/>
    public override Problem? Read(CellWindow window, PieceSink sink)
    {
        _stream.Position = _cellsAt;
        var reader = new WordReader(_stream);
        var frame = Info.Frame;
        var cells = new double[window.Columns];
        for (var row = 0; row < window.Row + window.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var word = reader.Next();
                if (word.Length == 0)
                {
                    return Problem.Coded("FIRE-419", _name, Place(column, row), Count((long)frame.Rows * frame.Columns), Count(((long)row * frame.Columns) + column));
                }

                var at = column - window.Column;
                if (row < window.Row || at < 0 || at >= window.Columns)
                {
                    continue;
                }
                if (!TryNumber(word, out cells[at]))
                {
                    return Problem.Coded("FIRE-418", $"{_name} {Place(column, row)}", Encoding.Latin1.GetString(word));
                }
            }

            if (row >= window.Row)
            {
                Holes(cells, Info.NoData);
                sink(0, row - window.Row, cells);
            }
        }

        return window.Row + window.Rows == frame.Rows && reader.Next() is { Length: > 0 }
            ? Problem.Coded("FIRE-426", _name, Count(frame.Count)) : null;
    }

    private static bool TryNumber(ReadOnlySpan<byte> word, out double number)
    {
        if (word.Length > 1 && word[0] == '+')
        {
            word = word[1..];
        }
        if (word.Length > LongestWord)
        {
            number = 0;
            return false;
        }
        if (IsNotANumber(word))
        {
            number = double.NaN;
            return true;
        }

        return Utf8Parser.TryParse(word, out number, out var read) && read == word.Length;
    }

    private static bool IsNotANumber(ReadOnlySpan<byte> word) => word.Length == 3 && (word[0] | 32) == 'n' && (word[1] | 32) == 'a' && (word[2] | 32) == 'n';

    private static string Place(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"{column},{row}");

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Printed(double value) => double.IsNaN(value) ? "–" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Words parted by white space; a word longer than any number is cut, and then is none.</summary>
    private sealed class WordReader(Stream stream)
    {
        private readonly byte[] _buffer = new byte[65536];
        private readonly byte[] _word = new byte[LongestWord + 2];
        private int _at;
        private int _end;
        private long _before = stream.Position;

        /// <summary>Where the next byte stands in the file.</summary>
        public long Position => _before + _at;

        /// <summary>The next word; empty at the end.</summary>
        public ReadOnlySpan<byte> Next()
        {
            var length = 0;
            while (true)
            {
                if (_at == _end)
                {
                    _before += _end;
                    _at = 0;
                    _end = stream.Read(_buffer);
                    if (_end == 0)
                    {
                        return _word.AsSpan(0, length);
                    }
                }

                var next = _buffer[_at++];
                if (next > 32)
                {
                    _word[length] = next;
                    length = Math.Min(length + 1, LongestWord + 1);
                }
                else if (length > 0)
                {
                    return _word.AsSpan(0, length);
                }
            }
        }
    }
}
