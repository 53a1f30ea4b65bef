using System.Buffers.Binary;
using System.IO.Compression;

namespace Bihuan.Cli.Fire;

/// <summary>A colour.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Somewhere on the way to another colour.</summary>
    public Rgb Towards(Rgb other, double share) => new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share));

    private static byte Mix(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * Math.Clamp(share, 0, 1)));
}

/// <summary>Writes a picture as PNG (ISO/IEC 15948): a head, the rows packed by zlib, an end.</summary>
/// <remarks>Eighty lines instead of SkiaSharp, which the web uses: that would bring 9 MB of native code for each system into a program that only ever writes flat maps.</remarks>
internal static class PngFile
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i =>
    {
        var c = (uint)i;
        for (var k = 0; k < 8; k++)
        {
            c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        }

        return c;
    })];

    /// <summary>Writes it.</summary>
    public static void Write(Stream stream, int width, int height, Func<int, int, Rgb> at)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2); // Eight bits for each of three colours.
        Chunk(stream, "IHDR"u8, head);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + (3 * width)];
            var before = new byte[row.Length];
            var line = new byte[row.Length];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var colour = at(x, y);
                    (row[1 + (3 * x)], row[2 + (3 * x)], row[3 + (3 * x)]) = (colour.R, colour.G, colour.B);
                }

                // Each row as its difference from the one above (filter 2): flat maps pack to a tenth.
                line[0] = 2;
                for (var i = 1; i < row.Length; i++)
                {
                    line[i] = (byte)(row[i] - before[i]);
                }

                zlib.Write(line);
                (row, before) = (before, row);
            }
        }

        Chunk(stream, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Chunk(stream, "IEND"u8, []);
    }

    private static void Chunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Sum(data, Sum(type, uint.MaxValue)));
        stream.Write(number);
    }

    private static uint Sum(ReadOnlySpan<byte> data, uint sum)
    {
        foreach (var b in data)
        {
            sum = Table[(byte)(sum ^ b)] ^ (sum >> 8);
        }

        return sum;
    }
}
