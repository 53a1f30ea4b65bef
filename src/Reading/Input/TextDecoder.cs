using System.Text;

namespace Bihuan.Reading.Input;

/// <summary>Bytes to characters. UTF-8 is proved by strict validity; GB18030 by the share of everyday characters,
/// since almost any bytes are valid in it.</summary>
internal static class TextDecoder
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(54936)!;

    /// <summary>Text decoded, with what had to be replaced.</summary>
    public sealed record Decoded(string Text, string EncodingName, IReadOnlyList<Repair> Repairs);

    /// <summary>Decodes, or refuses with a problem.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="declaredGb">Whether the file itself says that it is GB2312, GBK or GB18030 (a web page's meta).</param>
    public static Decoded Decode(ReadOnlySpan<byte> bytes, string name, bool declaredGb = false)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            throw new InputRefusedException(InputProblems.OddUnicode(name, "UTF-32"));
        }
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Checked(Utf16(bytes[2..], bigEndian: false), name);
        }
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Checked(Utf16(bytes[2..], bigEndian: true), name);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }
        else if (bytes.Contains((byte)0) && LooksLikeBareUtf16(bytes))
        {
            throw new InputRefusedException(InputProblems.OddUnicode(name, "没有字节序标记（BOM）的 UTF-16"));
        }

        return Checked(Detect(bytes, name, declaredGb), name);
    }

    private static Decoded Detect(ReadOnlySpan<byte> bytes, string name, bool declaredGb)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return new(Encoding.UTF8.GetString(bytes), "utf-8", []);
        }

        var utf8 = new Tally();
        var gb = new Tally();
        var utf8Line = 0;
        var gbLine = 0;
        var badLine = 0;
        var number = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            number++;
            var line = bytes[range];
            var asUtf8 = CountUtf8(line);
            var asGb = CountGb(line);
            utf8.Add(asUtf8);
            gb.Add(asGb);
            if (asUtf8.Wrong == 0 && asUtf8.Good >= 2 && utf8Line == 0)
            {
                utf8Line = number;
            }
            if (asUtf8.Wrong >= 4 && asGb.Wrong == 0 && asGb.Share >= 0.85 && gbLine == 0)
            {
                gbLine = number;
            }
            if (asUtf8.Wrong > 0 && (asGb.Wrong > 0 || asGb.Share < 0.5) && badLine == 0)
            {
                badLine = number;
            }
        }

        // A line of two everyday GB characters may by chance be valid UTF-8, so one such line proves nothing:
        // the whole must be bad GB before two encodings are claimed.
        if (gb.Wrong == 0 && (gb.Share >= 0.9 || declaredGb))
        {
            return new(Gb18030.GetString(bytes), "gb18030", []);
        }
        if (utf8Line > 0 && gbLine > 0)
        {
            throw new InputRefusedException(InputProblems.MixedEncodings(name, utf8Line, gbLine));
        }
        if (utf8.Wrong <= Few(utf8))
        {
            return Replaced(bytes, "utf-8");
        }
        if (gb.Wrong <= Few(gb) && gb.Share >= 0.75)
        {
            return Replaced(bytes, "gb18030");
        }

        throw new InputRefusedException(InputProblems.UnknownEncoding(name, Math.Max(1, badLine)));
    }

    // One wrong byte run in a short text, or half a percent in a long one, is damage; more is another encoding.
    private static int Few(Tally tally) => tally.Good < 20 ? 0 : 4 + (tally.Good / 200);

    private static Decoded Checked(Decoded decoded, string name)
    {
        var control = 0;
        foreach (var c in decoded.Text)
        {
            control += c < ' ' && c is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\u001A') ? 1 : 0;
        }
        if (control > decoded.Text.Length / 100)
        {
            throw new InputRefusedException(InputProblems.Binary(name, "二进制文件"));
        }
        if (string.IsNullOrWhiteSpace(decoded.Text))
        {
            throw new InputRefusedException(InputProblems.NoText(name));
        }

        return decoded;
    }

    private static bool LooksLikeBareUtf16(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..(Math.Min(bytes.Length, 1 << 16) & ~1)];
        return bytes.Length % 2 == 0 && Math.Max(Common(Encoding.Unicode, head), Common(Encoding.BigEndianUnicode, head)) > 0.9;
    }

    private static double Common(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var text = encoding.GetString(bytes);
        var good = 0;
        foreach (var c in text)
        {
            good += c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3000' and <= '\u303F') or (>= '\uFF00' and <= '\uFFEF') or (>= ' ' and < '\u007F') or '\n' or '\r' or '\t' ? 1 : 0;
        }

        return text.Length == 0 ? 0 : good / (double)text.Length;
    }

    private static Decoded Utf16(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var text = (bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes);
        var repairs = new List<Repair>();
        // The decoder puts U+FFFD for a lone surrogate or an odd last byte; a printed U+FFFD is damage of an earlier program all the same.
        for (var i = text.IndexOf('\uFFFD'); i >= 0; i = text.IndexOf('\uFFFD', i + 1))
        {
            repairs.Add(new(RepairKind.ReplacedBytes, new(i, i + 1)));
        }

        return new(text, bigEndian ? "utf-16be" : "utf-16le", repairs);
    }

    /// <summary>Decodes with U+FFFD for each run of wrong bytes, noted as a repair.</summary>
    private static Decoded Replaced(ReadOnlySpan<byte> bytes, string encoding)
    {
        var isUtf8 = encoding == "utf-8";
        var text = new StringBuilder(bytes.Length);
        var repairs = new List<Repair>();
        var start = 0;
        var at = 0;
        while (at < bytes.Length)
        {
            var (length, good, _) = isUtf8 ? NextUtf8(bytes[at..]) : NextGb(bytes[at..]);
            if (good)
            {
                at += length;
                continue;
            }

            text.Append((isUtf8 ? Encoding.UTF8 : Gb18030).GetString(bytes[start..at]));
            var from = at;
            while (at < bytes.Length && !good)
            {
                at += length;
                if (at < bytes.Length)
                {
                    (length, good, _) = isUtf8 ? NextUtf8(bytes[at..]) : NextGb(bytes[at..]);
                }
            }

            repairs.Add(new(RepairKind.ReplacedBytes, new(text.Length, text.Length + 1), $"第 {from + 1} 字节起 {at - from} 个字节无法识别"));
            text.Append('\uFFFD');
            start = at;
        }

        text.Append((isUtf8 ? Encoding.UTF8 : Gb18030).GetString(bytes[start..]));
        return new(text.ToString(), encoding, repairs);
    }

    private static Tally CountUtf8(ReadOnlySpan<byte> line)
    {
        var tally = new Tally();
        while (!line.IsEmpty)
        {
            var (length, good, _) = NextUtf8(line);
            tally.Add(length, good, line[0] >= 0x80, true);
            line = line[length..];
        }

        return tally;
    }

    private static Tally CountGb(ReadOnlySpan<byte> line)
    {
        var tally = new Tally();
        while (!line.IsEmpty)
        {
            var (length, good, everyday) = NextGb(line);
            tally.Add(length, good, line[0] >= 0x80, everyday);
            line = line[length..];
        }

        return tally;
    }

    private static (int Length, bool Good, bool Everyday) NextUtf8(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] < 0x80)
        {
            return (1, true, true);
        }

        var good = Rune.DecodeFromUtf8(bytes, out _, out var length) == System.Buffers.OperationStatus.Done;
        return (length, good, true);
    }

    // GB 18030-2005: one byte to 7F; two bytes 81-FE then 40-7E or 80-FE; four bytes 81-FE 30-39 81-FE 30-39.
    // Everyday: the symbols of rows 1-9 and the 3,755 characters of level 1 of GB 2312 (B0-D7), which make up about 97 % of running text.
    private static (int Length, bool Good, bool Everyday) NextGb(ReadOnlySpan<byte> bytes)
    {
        var lead = bytes[0];
        if (lead < 0x80)
        {
            return (1, true, true);
        }
        if (lead is < 0x81 or > 0xFE || bytes.Length < 2)
        {
            return (1, false, false);
        }

        var trail = bytes[1];
        if (trail is >= 0x40 and <= 0xFE and not 0x7F)
        {
            return (2, true, trail >= 0xA1 && lead is (>= 0xA1 and <= 0xA9) or (>= 0xB0 and <= 0xD7));
        }

        var four = bytes.Length >= 4 && trail is >= 0x30 and <= 0x39 && bytes[2] is >= 0x81 and <= 0xFE && bytes[3] is >= 0x30 and <= 0x39;
        return four ? (4, true, false) : (1, false, false);
    }

    /// <summary>Counts of characters above ASCII.</summary>
    private struct Tally
    {
        /// <summary>Characters above ASCII that are valid.</summary>
        public int Good;

        /// <summary>Bytes that are not.</summary>
        public int Wrong;

        /// <summary>Everyday ones among the valid.</summary>
        public int Everyday;

        public readonly double Share => Good == 0 ? 0 : Everyday / (double)Good;

        public void Add(int length, bool good, bool aboveAscii, bool everyday)
        {
            Good += good && aboveAscii ? 1 : 0;
            Everyday += good && aboveAscii && everyday ? 1 : 0;
            Wrong += good ? 0 : length;
        }

        public void Add(Tally other)
        {
            Good += other.Good;
            Wrong += other.Wrong;
            Everyday += other.Everyday;
        }
    }
}
