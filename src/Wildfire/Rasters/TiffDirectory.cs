using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Rasters;

/// <summary>The first directory of a TIFF file (TIFF 6.0, and BigTIFF), read and checked before a decoder sees the file: a decoder
/// trusts the counts it finds, and a broken one may ask for any amount of memory. Takes time and memory in proportion to the tags asked for.</summary>
internal sealed class TiffDirectory
{
    public const ushort Width = 256;
    public const ushort Height = 257;
    public const ushort BitsPerSample = 258;
    public const ushort Compression = 259;
    public const ushort Photometric = 262;
    public const ushort FillOrder = 266;
    public const ushort ImageDescription = 270;
    public const ushort StripOffsets = 273;
    public const ushort SamplesPerPixel = 277;
    public const ushort RowsPerStrip = 278;
    public const ushort StripByteCounts = 279;
    public const ushort PlanarConfiguration = 284;
    public const ushort Predictor = 317;
    public const ushort TileWidth = 322;
    public const ushort TileHeight = 323;
    public const ushort TileOffsets = 324;
    public const ushort TileByteCounts = 325;
    public const ushort SampleFormat = 339;
    public const ushort PixelScale = 33550;
    public const ushort TiePoints = 33922;
    public const ushort Transformation = 34264;
    public const ushort GeoKeys = 34735;
    public const ushort GeoDoubles = 34736;
    public const ushort NoData = 42113;

    /// <summary>More tags than any raster has.</summary>
    private const int MostTags = 1000;

    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    private readonly Stream _stream;
    private readonly Dictionary<ushort, Entry> _entries = [];

    private TiffDirectory(Stream stream, bool bigEndian)
    {
        _stream = stream;
        BigEndian = bigEndian;
    }

    /// <summary>Whether the highest byte of a number comes first.</summary>
    public bool BigEndian { get; }

    /// <summary>Whether a file begins like a TIFF.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head is [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..];

    /// <summary>Reads it.</summary>
    public static Result<TiffDirectory> Read(Stream stream, string name)
    {
        var length = stream.Length;
        Span<byte> head = stackalloc byte[16];
        head.Clear();
        Fill(stream, 0, head[..(int)Math.Min(16, length)]);
        if (length < 8 || !Begins(head))
        {
            return Problem.Coded("FIRE-401", name);
        }

        TiffDirectory directory = new(stream, head[0] == 'M');
        var big = (directory.BigEndian ? head[3] : head[2]) == 43;
        if (big && (length < 16 || directory.Number(head[4..], 2) != 8))
        {
            return Broken(name, "0");
        }

        var start = directory.Number(big ? head[8..] : head[4..], big ? 8 : 4);
        var countSize = big ? 8 : 2;
        var entrySize = big ? 20 : 12;
        if (start > (ulong)(length - countSize) || start < 8)
        {
            return Broken(name, start.ToString(CultureInfo.InvariantCulture));
        }

        Span<byte> counted = stackalloc byte[8];
        Fill(stream, (long)start, counted[..countSize]);
        var tags = directory.Number(counted, countSize);
        if (tags is 0 or > MostTags || (long)start + countSize + ((long)tags * entrySize) > length)
        {
            return Broken(name, start.ToString(CultureInfo.InvariantCulture));
        }

        var bytes = new byte[(int)tags * entrySize];
        Fill(stream, (long)start + countSize, bytes);
        for (var i = 0; i < (int)tags; i++)
        {
            var entry = bytes.AsSpan(i * entrySize, entrySize);
            var tag = (ushort)directory.Number(entry, 2);
            var type = (int)directory.Number(entry[2..], 2);
            var count = directory.Number(entry[4..], big ? 8 : 4);
            var size = type < Sizes.Length ? Sizes[type] : 0;
            if (size == 0)
            {
                continue; // A type of the future is passed over, as TIFF 6.0 asks.
            }

            var inline = big ? 8 : 4;
            if (count > (ulong)(length / size))
            {
                return Broken(name, Tag(tag));
            }

            var wanted = (long)count * size;
            var at = wanted <= inline ? (long)start + countSize + ((long)i * entrySize) + entrySize - inline : (long)Math.Min(directory.Number(entry[^inline..], inline), (ulong)length);
            if (at > length - wanted || !directory._entries.TryAdd(tag, new(type, (long)count, at)))
            {
                return Broken(name, Tag(tag));
            }
        }

        return directory;
    }

    /// <summary>Whether the tag is there.</summary>
    public bool Has(ushort tag) => _entries.ContainsKey(tag);

    /// <summary>How many values a tag has.</summary>
    public long Count(ushort tag) => _entries.TryGetValue(tag, out var entry) ? entry.Count : 0;

    /// <summary>A value of a tag as a whole number that is not negative; −1 where there is none.</summary>
    public long Whole(ushort tag, long at, long otherwise)
    {
        if (!_entries.TryGetValue(tag, out var entry) || at >= entry.Count)
        {
            return otherwise;
        }

        Span<byte> bytes = stackalloc byte[8];
        var size = Sizes[entry.Type];
        if (entry.Type is not (1 or 3 or 4 or 13 or 16 or 18))
        {
            return -1;
        }

        Fill(_stream, entry.At + (at * size), bytes[..size]);
        var number = Number(bytes, size);
        return number > long.MaxValue ? -1 : (long)number;
    }

    /// <summary>The values of a tag that holds numbers with fractions, at most <paramref name="most"/>; empty where there is none.</summary>
    public double[] Doubles(ushort tag, int most)
    {
        if (!_entries.TryGetValue(tag, out var entry) || entry.Type != 12)
        {
            return [];
        }

        var bytes = new byte[8 * Math.Min(most, entry.Count)];
        Fill(_stream, entry.At, bytes);
        var values = new double[bytes.Length / 8];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.UInt64BitsToDouble(Number(bytes.AsSpan(i * 8), 8));
        }

        return values;
    }

    /// <summary>The short numbers of a tag, at most <paramref name="most"/>.</summary>
    public ushort[] Shorts(ushort tag, int most)
    {
        if (!_entries.TryGetValue(tag, out var entry) || entry.Type != 3)
        {
            return [];
        }

        var bytes = new byte[2 * Math.Min(most, entry.Count)];
        Fill(_stream, entry.At, bytes);
        var values = new ushort[bytes.Length / 2];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (ushort)Number(bytes.AsSpan(i * 2), 2);
        }

        return values;
    }

    /// <summary>The text of a tag, at most <paramref name="most"/> bytes of UTF-8.</summary>
    public string? Text(ushort tag, int most)
    {
        if (!_entries.TryGetValue(tag, out var entry) || entry.Type != 2)
        {
            return null;
        }

        var bytes = new byte[Math.Min(most, entry.Count)];
        Fill(_stream, entry.At, bytes);
        var end = Array.IndexOf(bytes, (byte)0);
        return Encoding.UTF8.GetString(bytes, 0, end < 0 ? bytes.Length : end);
    }

    /// <summary>Fills the bytes from a place of the file; what the file does not have stays zero.</summary>
    public static void Fill(Stream stream, long at, Span<byte> bytes)
    {
        stream.Position = at;
        bytes[stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)..].Clear();
    }

    /// <summary>A file whose structure contradicts itself.</summary>
    public static Problem Broken(string name, string where) => Problem.Coded("FIRE-402", name, where);

    /// <summary>A tag as messages name it.</summary>
    public static string Tag(int tag) => $"tag {tag.ToString(CultureInfo.InvariantCulture)}";

    private ulong Number(ReadOnlySpan<byte> bytes, int size) => (size, BigEndian) switch
    {
        (1, _) => bytes[0],
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (8, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };

    /// <param name="Type">TIFF 6.0, section 2.</param>
    /// <param name="Count">How many values.</param>
    /// <param name="At">Where they stand in the file.</param>
    private readonly record struct Entry(int Type, long Count, long At);
}
