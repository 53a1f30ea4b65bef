using System.Buffers;
using System.IO.Compression;

namespace Bihuan.Persistence;

/// <summary>The kinds of files that the program knows, told by their content.</summary>
public static class MediaTypes
{
    /// <summary>PDF.</summary>
    public const string Pdf = "application/pdf";

    /// <summary>Word.</summary>
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Excel.</summary>
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>A web page.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>Plain text in any encoding, CSV included.</summary>
    public const string Text = "text/plain";

    /// <summary>A picture.</summary>
    public const string Png = "image/png";

    /// <summary>A photograph.</summary>
    public const string Jpeg = "image/jpeg";

    /// <summary>A picture.</summary>
    public const string Gif = "image/gif";

    /// <summary>A picture.</summary>
    public const string Webp = "image/webp";

    /// <summary>A packed file that is no Office document.</summary>
    public const string Zip = "application/zip";

    /// <summary>Office before 2007.</summary>
    public const string OldOffice = "application/x-ole-storage";

    /// <summary>Packed, but not to be opened: cut off or damaged.</summary>
    public const string BrokenZip = "application/x-broken-zip";

    /// <summary>Anything else.</summary>
    public const string Unknown = "application/octet-stream";

    /// <summary>How much of a file's beginning tells what it is.</summary>
    private const int Beginning = 4096;

    private const int MaxParts = 10_000;

    private static readonly SearchValues<string> HtmlStarts = SearchValues.Create(["<!doctype html", "<html", "<head", "<body"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells what a file is.</summary>
    /// <param name="file">A seekable stream; read from its beginning.</param>
    /// <param name="name">Tells Markdown and web pages from other text, and nothing else.</param>
    /// <param name="cancel">Cancels.</param>
    public static async ValueTask<string> Sniff(Stream file, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(name);
        var buffer = new byte[Beginning];
        file.Position = 0;
        var length = await file.ReadAtLeastAsync(buffer, Beginning, throwOnEndOfStream: false, cancel);
        var type = OfBeginning(buffer.AsSpan(0, length), name);
        return type == Zip ? OfZip(file) : type;
    }

    private static string OfBeginning(ReadOnlySpan<byte> start, string name)
    {
        if (start[..Math.Min(start.Length, 1024)].IndexOf("%PDF-"u8) >= 0)
        {
            return Pdf;
        }
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
        {
            return Zip;
        }
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return OldOffice;
        }
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return Png;
        }
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return Jpeg;
        }
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8))
        {
            return Gif;
        }
        if (start.StartsWith("RIFF"u8) && start.Length >= 12 && start[8..12].SequenceEqual("WEBP"u8))
        {
            return Webp;
        }

        return OfText(start, name);
    }

    private static string OfText(ReadOnlySpan<byte> start, string name)
    {
        var isUtf16 = start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (!isUtf16 && (start.Contains((byte)0) || start.IndexOf("%!PS"u8) == 0 || start.StartsWith("{\\rtf"u8) || start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])))
        {
            return Unknown;
        }

        // Letters of the tags alone matter, so reading bytes as Latin letters (and leaving out the zeros of UTF-16) is enough.
        Span<char> letters = stackalloc char[Math.Min(start.Length, 1024)];
        var count = 0;
        foreach (var value in start[..letters.Length])
        {
            if (value != 0)
            {
                letters[count++] = (char)value;
            }
        }

        var extension = Path.GetExtension(name).ToUpperInvariant();
        if (((ReadOnlySpan<char>)letters[..count]).ContainsAny(HtmlStarts) || extension is ".HTM" or ".HTML")
        {
            return Html;
        }

        return extension is ".MD" or ".MARKDOWN" ? Markdown : Text;
    }

    private static string OfZip(Stream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MaxParts || zip.GetEntry("[Content_Types].xml") is null)
            {
                return Zip;
            }

            return zip.GetEntry("word/document.xml") is not null ? Docx : zip.GetEntry("xl/workbook.xml") is not null ? Xlsx : Zip;
        }
        catch (InvalidDataException)
        {
            return BrokenZip;
        }
    }
}
