using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Bihuan.Wildfire.Tests.Rasters;

/// <summary>Builds TIFF files byte by byte from the specification (TIFF 6.0, BigTIFF), without the library that the product uses.</summary>
internal sealed class TiffBytes
{
    private readonly SortedDictionary<ushort, (ushort Type, byte[] Bytes, ulong Count)> _tags = [];

    public bool BigEndian { get; init; }

    public bool BigTiff { get; init; }

    public List<byte[]> Pieces { get; } = [];

    public bool Tiled { get; init; }

    /// <summary>A raster of one band in one strip, with cells of 30 m from 500,000 E, 3,300,000 N.</summary>
    public static TiffBytes Raster(int columns, int rows, ushort bits, ushort format, byte[] cells, bool bigEndian = false, bool bigTiff = false, bool tiled = false, ushort compression = 1)
    {
        TiffBytes tiff = new() { BigEndian = bigEndian, BigTiff = bigTiff, Tiled = tiled };
        tiff.Long(256, (uint)columns).Long(257, (uint)rows).Short(258, bits).Short(259, compression).Short(262, 1).Short(277, 1).Short(339, format);
        tiff.Double(33550, 30, 30, 0).Double(33922, 0, 0, 0, 500_000, 3_300_000, 0).Short(34735, 1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 4549);
        if (!tiled)
        {
            tiff.Long(278, (uint)rows);
        }

        tiff.Pieces.Add(cells);
        return tiff;
    }

    public TiffBytes Short(ushort tag, params ushort[] values) => Set(tag, 3, values.Length, [.. values.SelectMany(v => Number(v, 2))]);

    public TiffBytes Long(ushort tag, params uint[] values) => Set(tag, 4, values.Length, [.. values.SelectMany(v => Number(v, 4))]);

    public TiffBytes Long8(ushort tag, params ulong[] values) => Set(tag, 16, values.Length, [.. values.SelectMany(v => Number(v, 8))]);

    public TiffBytes Double(ushort tag, params double[] values) => Set(tag, 12, values.Length, [.. values.SelectMany(v => Number(BitConverter.DoubleToUInt64Bits(v), 8))]);

    public TiffBytes Text(ushort tag, string text) => Set(tag, 2, text.Length + 1, [.. Encoding.ASCII.GetBytes(text), 0]);

    public TiffBytes Without(ushort tag)
    {
        _tags.Remove(tag);
        return this;
    }

    public TiffBytes Set(ushort tag, ushort type, long count, byte[] bytes)
    {
        _tags[tag] = (type, bytes, (ulong)count);
        return this;
    }

    /// <summary>A number of so many bytes in the file's order.</summary>
    public byte[] Number(ulong value, int size)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        var used = bytes[..size];
        if (BigEndian)
        {
            Array.Reverse(used);
        }

        return used;
    }

    public byte[] Build()
    {
        var head = BigTiff ? 16 : 8;
        var inline = BigTiff ? 8 : 4;
        // Pieces first, then the directory, then what does not fit into it.
        List<uint> offsets = [];
        List<byte> body = [];
        foreach (var piece in Pieces)
        {
            offsets.Add(piece.Length == 0 ? 0 : (uint)(head + body.Count));
            body.AddRange(piece);
            body.AddRange(new byte[body.Count % 2]);
        }

        Long(Tiled ? (ushort)324 : (ushort)273, [.. offsets]);
        Long(Tiled ? (ushort)325 : (ushort)279, [.. Pieces.Select(p => (uint)p.Length)]);
        var directory = head + body.Count;
        var after = directory + (BigTiff ? 8 + (20 * _tags.Count) + 8 : 2 + (12 * _tags.Count) + 4);
        List<byte> entries = [];
        List<byte> far = [];
        foreach (var (tag, (type, bytes, count)) in _tags)
        {
            entries.AddRange([.. Number(tag, 2), .. Number(type, 2), .. Number(count, inline)]);
            if (bytes.Length <= inline)
            {
                entries.AddRange([.. bytes, .. new byte[inline - bytes.Length]]);
            }
            else
            {
                entries.AddRange(Number((ulong)(after + far.Count), inline));
                far.AddRange(bytes);
                far.AddRange(new byte[far.Count % 2]);
            }
        }

        var order = BigEndian ? "MM"u8.ToArray() : "II"u8.ToArray();
        return
        [
            .. order, .. Number(BigTiff ? 43u : 42u, 2), .. BigTiff ? [.. Number(8, 2), .. Number(0, 2)] : Array.Empty<byte>(), .. Number((ulong)directory, inline),
            .. body, .. Number((ulong)_tags.Count, BigTiff ? 8 : 2), .. entries, .. Number(0, inline), .. far,
        ];
    }

    /// <summary>DEFLATE by the framework.</summary>
    public static byte[] Deflated(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>LZW of the simplest kind (TIFF 6.0, section 13): every byte as itself in nine bits, and the table cleared before it needs ten.</summary>
    public static byte[] Lzw(byte[] bytes)
    {
        const int Clear = 256;
        const int End = 257;
        List<byte> packed = [];
        int bits = 0, buffer = 0;
        Put(Clear);
        for (var i = 0; i < bytes.Length; i++)
        {
            Put(bytes[i]);
            if (i % 200 == 199)
            {
                Put(Clear);
            }
        }

        Put(End);
        packed.Add((byte)(buffer << (8 - bits)));
        return [.. packed];

        void Put(int code)
        {
            buffer = (buffer << 9) | code;
            for (bits += 9; bits >= 8; bits -= 8)
            {
                packed.Add((byte)(buffer >> (bits - 8)));
            }

            buffer &= (1 << bits) - 1;
        }
    }
}
