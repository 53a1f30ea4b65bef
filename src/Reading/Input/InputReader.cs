using System.Buffers;
using System.Text;
using Bihuan.Kernel;

namespace Bihuan.Reading.Input;

/// <summary>Bytes to text. What the file is, is judged by its content first and its name second; whatever the bytes,
/// the answer is a <see cref="SourceText"/> or a problem, never an exception.</summary>
public static class InputReader
{
    private static readonly SearchValues<string> HtmlStarts =
        SearchValues.Create(["<!doctype html", "<html", "<head", "<body"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Known binaries by their first bytes.</summary>
    private static readonly (byte[] Magic, string What)[] Binaries =
    [
        ([(byte)'M', (byte)'Z'], "可执行程序"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "可执行程序"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "可执行程序"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "图片"),
        ([0xFF, 0xD8, 0xFF], "图片"),
        ([(byte)'G', (byte)'I', (byte)'F', (byte)'8'], "图片"),
        ([(byte)'I', (byte)'I', (byte)'*', 0], "图片"),
        ([(byte)'M', (byte)'M', 0, (byte)'*'], "图片"),
        ([(byte)'R', (byte)'I', (byte)'F', (byte)'F'], "图片或音视频"),
        ([0x1F, 0x8B], "压缩包"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "压缩包"),
        ([(byte)'R', (byte)'a', (byte)'r', (byte)'!'], "压缩包"),
        ([(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f'], "RTF 文档（请另存为 .docx）"),
    ];

    /// <summary>Reads one file.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="name">Its name, for the format (by extension) and for messages; no file is opened.</param>
    /// <param name="limits">What it may cost; <see cref="InputLimits.Default"/> where null.</param>
    public static Result<SourceText> Read(ReadOnlyMemory<byte> bytes, string name, InputLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        limits ??= InputLimits.Default;
        if (bytes.Length == 0)
        {
            return Refuse(InputProblems.Empty(name));
        }
        if (bytes.Length > limits.MaxBytes)
        {
            return Refuse(InputProblems.TooLarge(name, bytes.Length, limits.MaxBytes));
        }

        try
        {
            return new Result<SourceText>.Done(Dispatch(bytes, name, limits));
        }
        catch (InputRefusedException refused)
        {
            return Refuse(refused.Problem);
        }
    }

    private static SourceText Dispatch(ReadOnlyMemory<byte> bytes, string name, InputLimits limits)
    {
        var span = bytes.Span;
        foreach (var (magic, what) in Binaries)
        {
            // Two letters such as MZ may begin a text; what follows in a program is no text.
            if (span.StartsWith(magic) && (magic.Length > 2 || span[..Math.Min(span.Length, 512)].Contains((byte)0)))
            {
                throw new InputRefusedException(InputProblems.Binary(name, what));
            }
        }

        if (span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            throw new InputRefusedException(CompoundFile(span, name));
        }
        if (span.StartsWith("PK\u0003\u0004"u8) || span.StartsWith("PK\u0005\u0006"u8))
        {
            return Guarded("Word 文档", () => DocxReader.Read(bytes, name, limits));
        }
        if (span[..Math.Min(span.Length, 1024)].IndexOf("%PDF-"u8) >= 0)
        {
            return Guarded(" PDF ", () => PdfReader.Read(bytes, name, limits));
        }

        var extension = Path.GetExtension(name).ToUpperInvariant();
        if (IsHtml(span, extension))
        {
            var page = TextDecoder.Decode(span, name, DeclaresGb(span));
            return Guarded("网页", () => HtmlReader.Read(page, name, limits));
        }

        var decoded = TextDecoder.Decode(span, name);
        if (decoded.Text.Length > limits.MaxCharacters)
        {
            throw new InputRefusedException(InputProblems.TooMany(name, "文字数", limits.MaxCharacters));
        }
        if (extension is ".MD" or ".MARKDOWN")
        {
            return Guarded(" Markdown ", () => MarkdownReader.Read(decoded, name, limits));
        }

        return new(decoded.Text, InputFormat.PlainText, name) { EncodingName = decoded.EncodingName, Repairs = decoded.Repairs };

        // The parsers of others throw whatever they throw on broken input. They run on a thread of their own, with room on the
        // stack for the depth allowed, and are left behind when they do not come back.
        SourceText Guarded(string format, Func<SourceText> read)
        {
            SourceText? result = null;
            Problem? problem = null;
            var thread = new Thread(
                () =>
                {
                    try
                    {
                        result = read();
                    }
                    catch (InputRefusedException refused)
                    {
                        problem = refused.Problem;
                    }
#pragma warning disable CA1031 // Any exception of a third party's parser means one thing: it could not read the file.
                    catch (Exception)
#pragma warning restore CA1031
                    {
                        problem = InputProblems.Unreadable(name, format);
                    }
                },
                maxStackSize: 16 << 20)
            { IsBackground = true };
            thread.Start();
            if (!thread.Join(limits.MaxTime))
            {
                throw new InputRefusedException(InputProblems.TooSlow(name, limits.MaxTime));
            }

            return result ?? throw new InputRefusedException(problem!);
        }
    }

    /// <summary>An OLE compound file by the names of its streams, which stand in it as UTF-16.</summary>
    private static Problem CompoundFile(ReadOnlySpan<byte> bytes, string name) =>
        Has(bytes, "EncryptedPackage") ? InputProblems.ProtectedOffice(name)
        : Has(bytes, "Workbook") || Has(bytes, "Book") ? InputProblems.Spreadsheet(name)
        : Has(bytes, "WordDocument") ? InputProblems.OldWord(name)
        : InputProblems.Binary(name, "旧版 Office 文件或安装包");

    private static bool Has(ReadOnlySpan<byte> bytes, string stream) => bytes.IndexOf(Encoding.Unicode.GetBytes(stream)) >= 0;

    private static bool IsHtml(ReadOnlySpan<byte> bytes, string extension)
    {
        var head = Head(bytes).AsSpan().TrimStart();
        for (var comments = 0; comments < 8 && (head.StartsWith("<!--") || head.StartsWith("<?xml")); comments++)
        {
            var end = head.IndexOf('>');
            head = end < 0 ? [] : head[(end + 1)..].TrimStart();
        }

        return head.StartsWith('<') && head.IndexOfAny(HtmlStarts) == 0
            || (extension is ".HTML" or ".HTM" or ".SHTML" or ".XHTML" && head.Contains('<'));
    }

    private static bool DeclaresGb(ReadOnlySpan<byte> bytes)
    {
        var head = Head(bytes);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && head.AsSpan(at + 8).TrimStart("\"' ").StartsWith("gb", StringComparison.OrdinalIgnoreCase);
    }

    // The mark-up at the head of a page is ASCII in every encoding but UTF-16.
    private static string Head(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 4096)];
        return head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode.GetString(head[2..])
            : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(head[2..])
            : Encoding.Latin1.GetString(head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head);
    }

    private static Result<SourceText>.Refused Refuse(Problem problem) => new([problem]);
}
