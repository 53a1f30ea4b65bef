using System.Globalization;
using System.Text;

namespace Bihuan.Persistence;

/// <summary>A text as search compares it: one width, lower case, every punctuation mark and space as one space. A Latin word or a number
/// has a space on either side, so that <c>5</c> is not found in <c>15</c>; Chinese characters that follow each other stand together.
/// Every character knows where in the original it stood.</summary>
/// <remarks>
/// <c>某政办〔2022〕5号</c>, <c>某政办[2022]5号</c> and <c>某政办２０２２ 5号</c> all become <c> 某政办 2022 5 号 </c>. Decimals keep their point and lose
/// their thousands separators (<c>1,200.5</c> is <c>1200.5</c>); Ⅱ is <c>ii</c>; ○ is 〇. Nothing else of the text is kept: no control or
/// private-use character, no half of a surrogate pair, so the text can stand in any database and any query.
/// </remarks>
public sealed class FoldedText
{
    private readonly int[] _offsets;

    private FoldedText(string value, int[] offsets) => (Value, _offsets) = (value, offsets);

    private enum Kind
    {
        Gap,
        Han,
        Letter,
        Digit,
    }

    /// <summary>The folded text; it begins and ends with a space.</summary>
    public string Value { get; }

    /// <summary>Folds a text. Linear.</summary>
    public static FoldedText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var value = new StringBuilder(text.Length + 16).Append(' ');
        var offsets = new List<int>(text.Length + 16) { 0 };
        var last = Kind.Gap;
        var isSeries = false;
        for (var i = 0; i < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, i, out var rune);
            var width = isWhole ? rune.Utf16SequenceLength : 1;
            rune = isWhole ? Narrow(rune) : Rune.ReplacementChar;
            var kind = KindOf(rune, last);
            if (kind != Kind.Digit && (rune.Value != '.' || last != Kind.Digit))
            {
                isSeries = false;
            }
            if (last == Kind.Digit && kind == Kind.Gap && IsInsideFigure(text, i, ref isSeries))
            {
                if (rune.Value == '.')
                {
                    Add('.', i);
                }

                i += width;
                continue;
            }
            if (kind != last && value[^1] != ' ')
            {
                Add(' ', i);
            }
            if (kind != Kind.Gap)
            {
                Append(rune, kind, i);
            }

            last = kind;
            i += width;
        }

        if (value[^1] != ' ')
        {
            Add(' ', text.Length);
        }

        return new(value.ToString(), [.. offsets]);

        void Append(Rune rune, Kind kind, int at)
        {
            if (RomanNumeral(rune.Value) is { } roman)
            {
                foreach (var c in roman)
                {
                    Add(c, at);
                }

                return;
            }

            Span<char> chars = stackalloc char[2];
            var folded = kind switch
            {
                Kind.Digit => new Rune('0' + (int)Rune.GetNumericValue(rune)),
                Kind.Letter => Rune.ToLowerInvariant(rune),
                _ => rune,
            };
            var length = folded.EncodeToUtf16(chars);
            for (var k = 0; k < length; k++)
            {
                Add(chars[k], at + k);
            }
        }

        void Add(char c, int at)
        {
            value.Append(c);
            offsets.Add(at);
        }
    }

    /// <summary>The stretch of the original that a stretch of <see cref="Value"/> was made from; spaces at its ends are left out.</summary>
    internal (int Start, int End) Original(int start, int length)
    {
        var end = start + length;
        while (start < end && Value[start] == ' ')
        {
            start++;
        }
        while (end > start && Value[end - 1] == ' ')
        {
            end--;
        }

        return start == end ? (_offsets[start], _offsets[start]) : (_offsets[start], _offsets[end - 1] + 1);
    }

    /// <summary>Whether a character of a folded text belongs to a run that is cut into pairs: Chinese, and the scripts that like it are written
    /// without spaces.</summary>
    internal static bool IsHan(Rune rune) => rune.Value is
        (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or 0x3005 or 0x3007 or (>= 0x3041 and <= 0x30FF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFD);

    /// <summary>Whether a part of a folded text between two spaces is such a run.</summary>
    internal static bool IsHan(ReadOnlySpan<char> part) => Rune.DecodeFromUtf16(part, out var first, out _) == System.Buffers.OperationStatus.Done && IsHan(first);

    private static Kind KindOf(Rune rune, Kind before) => rune.Value switch
    {
        _ when IsHan(rune) => Kind.Han,
        _ when RomanNumeral(rune.Value) is not null => Kind.Letter,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => Kind.Digit,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter => Kind.Letter,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark when before == Kind.Letter => Kind.Letter,
            _ => Kind.Gap,
        },
    };

    /// <summary>Whether the mark after a digit belongs to the figure: the point of a decimal, or a comma before exactly three digits. The points of
    /// a series such as 2022.3.15 or 3.2.3 part it, so that its year and its chapter are found.</summary>
    private static bool IsInsideFigure(string text, int at, ref bool isSeries)
    {
        var digits = DigitsFrom(at + 1);
        switch (text[at])
        {
            case ',':
                return digits == 3;
            case '.' or '．' when digits > 0:
                var next = at + 1 + digits;
                isSeries |= next < text.Length && text[next] is '.' or '．' && DigitsFrom(next + 1) > 0;
                return !isSeries;
            default:
                return false;
        }

        int DigitsFrom(int start)
        {
            var end = start;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is >= '０' and <= '９'))
            {
                end++;
            }

            return end - start;
        }
    }

    /// <summary>Full-width forms to ASCII; the circle that is typed for 〇.</summary>
    private static Rune Narrow(Rune rune) => rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => new(rune.Value - 0xFEE0),
        0x25CB or 0x25EF => new(0x3007),
        _ => rune,
    };

    /// <summary>Ⅰ to Ⅻ and ⅰ to ⅻ, as the levels of responses are printed.</summary>
    private static string? RomanNumeral(int value) => value is >= 0x2160 and <= 0x217B
        ? ((value - 0x2160) % 16) switch { 0 => "i", 1 => "ii", 2 => "iii", 3 => "iv", 4 => "v", 5 => "vi", 6 => "vii", 7 => "viii", 8 => "ix", 9 => "x", 10 => "xi", 11 => "xii", _ => null }
        : null;
}
