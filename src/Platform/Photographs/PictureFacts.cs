using System.Buffers.Binary;

namespace Bihuan.Platform;

/// <summary>What stands around a picture in its file: read by bounds, without decoding anything, in time linear in the file.</summary>
/// <param name="IsHeldWhole">Whether a decoder must hold the whole picture.</param>
/// <param name="IsMoving">Whether it says that it has several frames.</param>
/// <param name="Scans">Passes over the picture, of a JPEG.</param>
/// <param name="Exif">Where the camera's notes stand in the file; empty where there are none.</param>
internal readonly record struct PictureFacts(bool IsHeldWhole, bool IsMoving, int Scans, Range Exif)
{
    /// <summary>Of a JPEG, PNG or WebP; of anything else nothing is known.</summary>
    public static PictureFacts Of(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? OfJpeg(file) : file.StartsWith("RIFF"u8) ? OfWebp(file) : OfPng(file);

    private static PictureFacts OfJpeg(ReadOnlySpan<byte> file)
    {
        var (whole, scans, exif) = (false, 0, default(Range));
        var at = 2;
        while (at + 4 <= file.Length)
        {
            if (file[at] != 0xFF)
            {
                // Coded rows, up to the next marker: in them no 0xFF stands alone.
                var next = file[at..].IndexOf((byte)0xFF);
                if (next < 0)
                {
                    break;
                }

                at += next;
                continue;
            }

            var marker = file[at + 1];
            if (marker is 0x00 or 0x01 or 0xFF or >= 0xD0 and <= 0xD8)
            {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            if (marker == 0xD9)
            {
                break;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            var end = Math.Min(file.Length, at + 2 + Math.Max(length, (ushort)2));
            whole |= marker is 0xC2 or 0xC6 or 0xCA or 0xCE;
            scans += marker == 0xDA ? 1 : 0;
            if (marker == 0xE1 && exif.Equals(default) && file[(at + 4)..end].StartsWith("Exif\0\0"u8))
            {
                exif = (at + 10)..end;
            }

            at = end;
        }

        return new(whole, false, scans, exif);
    }

    private static PictureFacts OfPng(ReadOnlySpan<byte> file)
    {
        var (moving, exif) = (false, default(Range));
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var type = file.Slice(at + 4, 4);
            if (length > file.Length - at - 12)
            {
                break;
            }

            moving |= type.SequenceEqual("acTL"u8);
            exif = type.SequenceEqual("eXIf"u8) ? (at + 8)..(at + 8 + (int)length) : exif;
            at += 12 + (int)length;
        }

        return new(true, moving, 0, exif);
    }

    private static PictureFacts OfWebp(ReadOnlySpan<byte> file)
    {
        var (moving, exif) = (false, default(Range));
        for (var at = 12; at + 8 <= file.Length;)
        {
            var type = file.Slice(at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (length > file.Length - at - 8)
            {
                break;
            }

            moving |= type.SequenceEqual("ANIM"u8) || type.SequenceEqual("ANMF"u8);
            if (type.SequenceEqual("EXIF"u8))
            {
                // Some writers keep the beginning that a JPEG has.
                var start = at + 8 + (file.Slice(at + 8, (int)length).StartsWith("Exif\0\0"u8) ? 6 : 0);
                exif = start..(at + 8 + (int)length);
            }

            at += 8 + (int)length + (int)(length & 1);
        }

        return new(true, moving, 0, exif);
    }
}
