using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Bihuan.Hazards.Tests;

/// <summary>Pictures for tests and drivers: real ones, and files that want to be something else.</summary>
internal static class Pictures
{
    /// <summary>A picture whose four quarters are red, green, blue and black, from the top left by rows.</summary>
    public static SKBitmap Quarters(int width, int height)
    {
        var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint();
        foreach (var (x, y, colour) in new[] { (0, 0, SKColors.Red), (1, 0, SKColors.Lime), (0, 1, SKColors.Blue), (1, 1, SKColors.Black) })
        {
            paint.Color = colour;
            canvas.DrawRect(x * width / 2f, y * height / 2f, width / 2f, height / 2f, paint);
        }

        return bitmap;
    }

    /// <summary>A small picture that differs from that of any other number.</summary>
    public static byte[] Numbered(int number)
    {
        using var bitmap = new SKBitmap(32, 32, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            using var paint = new SKPaint();
            for (var bit = 0; bit < 16; bit++)
            {
                paint.Color = (number >> bit & 1) == 1 ? SKColors.Black : SKColors.White;
                canvas.DrawRect(bit % 4 * 8, bit / 4 * 8, 8, 8, paint);
            }
        }

        return Encoded(bitmap, SKEncodedImageFormat.Png);
    }

    public static byte[] Encoded(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    public static byte[] Of(SKEncodedImageFormat format, int width = 64, int height = 48)
    {
        using var bitmap = Quarters(width, height);
        return Encoded(bitmap, format);
    }

    /// <summary>The notes of a camera, in the order of bytes asked for.</summary>
    public static byte[] Notes(bool littleEndian = true, int orientation = 1, string? taken = null, string? offset = null, (double Latitude, double Longitude)? at = null, string datum = "WGS-84", string? satelliteDay = null)
    {
        var body = new List<byte>();
        List<(int Tag, int Type, int Count, byte[] Value)> camera = [], satellite = [];
        if (taken is not null)
        {
            camera.Add((0x9003, 2, 20, Text(taken)));
        }
        if (offset is not null)
        {
            camera.Add((0x9011, 2, 7, Text(offset)));
        }
        if (at is { } place)
        {
            satellite.Add((1, 2, 2, Text(place.Latitude < 0 ? "S" : "N")));
            satellite.Add((2, 5, 3, Degrees(place.Latitude)));
            satellite.Add((3, 2, 2, Text(place.Longitude < 0 ? "W" : "E")));
            satellite.Add((4, 5, 3, Degrees(place.Longitude)));
        }
        if (satelliteDay is not null)
        {
            satellite.Add((7, 5, 3, [.. Four(1), .. Four(1), .. Four(2), .. Four(1), .. Four(3), .. Four(1)]));
        }
        if (at is not null)
        {
            satellite.Add((0x12, 2, datum.Length + 1, Text(datum)));
        }
        if (satelliteDay is not null)
        {
            satellite.Add((0x1D, 2, 11, Text(satelliteDay)));
        }

        const int main = 8, mainSize = 2 + (3 * 12) + 4;
        var cameraAt = main + mainSize;
        var cameraTable = Table(camera, cameraAt);
        var satelliteAt = cameraAt + cameraTable.Length;
        body.AddRange(littleEndian ? "II*\0"u8.ToArray() : "MM\0*"u8.ToArray());
        body.AddRange(Four(main));
        body.AddRange(Table([(0x0112, 3, 1, [.. Two(orientation), 0, 0]), (0x8769, 4, 1, Four(cameraAt)), (0x8825, 4, 1, Four(satelliteAt))], main));
        body.AddRange(cameraTable);
        body.AddRange(Table(satellite, satelliteAt));
        return [.. body];

        byte[] Table(List<(int Tag, int Type, int Count, byte[] Value)> entries, int start)
        {
            List<byte> table = [.. Two(entries.Count)], behind = [];
            var after = start + 2 + (12 * entries.Count) + 4;
            foreach (var (tag, type, count, value) in entries)
            {
                table.AddRange([.. Two(tag), .. Two(type), .. Four(count)]);
                if (value.Length <= 4)
                {
                    table.AddRange([.. value, .. new byte[4 - value.Length]]);
                    continue;
                }

                table.AddRange(Four(after + behind.Count));
                behind.AddRange(value);
            }

            return [.. table, .. Four(0), .. behind];
        }

        byte[] Degrees(double value)
        {
            var seconds = (int)Math.Round(Math.Abs(value) * 3600 * 100);
            return [.. Four(seconds / 360_000), .. Four(1), .. Four(seconds / 6000 % 60), .. Four(1), .. Four(seconds % 6000), .. Four(100)];
        }

        byte[] Two(int value)
        {
            var bytes = new byte[2];
            (littleEndian ? (Action)(() => BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value)) : () => BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value))();
            return bytes;
        }

        byte[] Four(int value)
        {
            var bytes = new byte[4];
            (littleEndian ? (Action)(() => BinaryPrimitives.WriteInt32LittleEndian(bytes, value)) : () => BinaryPrimitives.WriteInt32BigEndian(bytes, value))();
            return bytes;
        }

        static byte[] Text(string text) => [.. Encoding.ASCII.GetBytes(text), 0];
    }

    /// <summary>A JPEG with a segment put in behind its beginning.</summary>
    public static byte[] WithSegment(byte[] jpeg, byte marker, byte[] content) =>
        [0xFF, 0xD8, 0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg.AsSpan(2)];

    public static byte[] WithNotes(byte[] jpeg, byte[] notes) => WithSegment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. notes]);

    /// <summary>A PNG with a chunk put in behind its header.</summary>
    public static byte[] WithChunk(byte[] png, string type, byte[] content) => [.. png.AsSpan(0, 33), .. Chunk(type, content), .. png.AsSpan(33)];

    /// <summary>A grey PNG that is small on the disk and large in memory.</summary>
    public static byte[] Huge(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[width + 1];
            for (var y = 0; y < height; y++)
            {
                zlib.Write(row);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>A packed file that unpacks to 64 MB.</summary>
    public static byte[] ZipBomb()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("a.jpg", CompressionLevel.Fastest).Open())
        {
            var block = new byte[1 << 20];
            for (var i = 0; i < 64; i++)
            {
                entry.Write(block);
            }
        }

        return file.ToArray();
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        var crc = 0xFFFFFFFFu;
        foreach (var value in chunk.AsSpan(4, 4 + content.Length))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), ~crc);
        return chunk;
    }
}
