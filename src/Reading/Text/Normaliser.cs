using System.Buffers;

namespace Bihuan.Reading.Text;

/// <summary>Brings a stretch of source text into the normal form of <see cref="MappedText"/>: one width, no stray spaces, no left-over
/// mark-up. One linear pass.</summary>
internal static class Normaliser
{
    /// <summary>Tags that conversions from web pages leave behind. Anything else in angle brackets is text, such as &lt;政府工作报告&gt;.</summary>
    private static readonly SearchValues<string> TagNames = SearchValues.Create(
        ["ol", "ul", "li", "br", "p", "div", "span", "sup", "sub", "b", "i", "u", "em", "strong", "font", "a", "td", "tr", "th", "table", "tbody", "thead", "hr", "center", "img"],
        StringComparison.OrdinalIgnoreCase);

    private const int LongestTag = 400;

    /// <summary>Normalises <paramref name="source"/> from <paramref name="start"/> to before <paramref name="end"/>; notes what it mended.</summary>
    public static MappedText Normalise(SourceText source, int start, int end, ICollection<Repair>? repairs = null) =>
        Normalise(source.Text, start, end, repairs);

    /// <summary>As above, over a plain string.</summary>
    public static MappedText Normalise(string text, int start, int end, ICollection<Repair>? repairs = null)
    {
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }
        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }
        if (start == end)
        {
            return MappedText.Empty;
        }

        var chars = ArrayPool<char>.Shared.Rent(end - start);
        var offsets = ArrayPool<int>.Shared.Rent(end - start);
        try
        {
            var length = Fill(text, start, end, chars, offsets, IsChopped(text.AsSpan(start, end - start)), repairs);
            return new(new string(chars, 0, length), offsets.AsSpan(0, length).ToArray());
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
            ArrayPool<int>.Shared.Return(offsets);
        }
    }

    private static int Fill(string text, int start, int end, char[] chars, int[] offsets, bool chopped, ICollection<Repair>? repairs)
    {
        var length = 0;
        var firstWide = -1;
        var lastWide = -1;
        List<(char Opening, int At)>? brackets = null;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c is '*' && i + 1 < end && text[i + 1] == '*')
            {
                repairs?.Add(new(RepairKind.DroppedMarkup, new(i, i + 2)));
                i++;
                continue;
            }
            if (c is '<' && TagEnd(text, i, end) is > 0 and var tagEnd)
            {
                repairs?.Add(new(RepairKind.DroppedMarkup, new(i, tagEnd)));
                i = tagEnd - 1;
                continue;
            }
            if (c is '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD')
            {
                continue;
            }
            if (IsSpace(c))
            {
                var from = i;
                var lineBreak = false;
                while (i < end && IsSpace(text[i]))
                {
                    lineBreak |= text[i] is '\n' or '\r' or '\u2028' or '\f';
                    i++;
                }

                var before = length > 0 ? chars[length - 1] : '\0';
                var after = i < end ? text[i] : '\0';
                i--;
                var words = char.IsAsciiLetter(before) && char.IsAsciiLetter(after);
                var names = Cjk.IsIdeograph(before) && Cjk.IsIdeograph(after) && !lineBreak && !chopped;
                if (words || names)
                {
                    chars[length] = ' ';
                    offsets[length++] = from;
                }
                continue;
            }

            var unified = Unify(c, i > start ? text[i - 1] : '\0', i + 1 < end ? text[i + 1] : '\0');
            if (c is '(' or ')' or '（' or '）')
            {
                if (c is '(' or '（')
                {
                    (brackets ??= []).Add((c, i));
                }
                else if (brackets is { Count: > 0 })
                {
                    var (opening, at) = brackets[^1];
                    brackets.RemoveAt(brackets.Count - 1);
                    if (opening is '(' != c is ')')
                    {
                        repairs?.Add(new(RepairKind.UnifiedBracketPair, new(at, i + 1), $"{opening}…{c}"));
                    }
                }
            }
            if (unified != c)
            {
                firstWide = firstWide < 0 ? i : firstWide;
                lastWide = i;
            }

            chars[length] = unified;
            offsets[length++] = i;
        }
        if (firstWide >= 0)
        {
            repairs?.Add(new(RepairKind.UnifiedWidth, new(firstWide, lastWide + 1)));
        }

        return length;
    }

    /// <summary>One width for letters, digits and signs, the other for the punctuation of Chinese sentences.</summary>
    private static char Unify(char c, char before, char after) => c switch
    {
        >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' => (char)(c - 0xFEE0),
        '％' or '＋' or '－' or '／' or '．' or '＜' or '＞' or '＝' or '＆' or '＊' or '＃' or '＿' or '＠' => (char)(c - 0xFEE0),
        '(' => '（',
        ')' => '）',
        ',' when !(char.IsAsciiDigit(before) && char.IsAsciiDigit(after)) && !(char.IsAsciiLetter(before) && (char.IsAsciiLetter(after) || after == ' ')) => '，',
        ':' when !(IsAsciiWord(before) && (IsAsciiWord(after) || after == '/')) => '：',
        ';' when !(IsAsciiWord(before) && IsAsciiWord(after)) => '；',
        '!' when !char.IsAscii(before) => '！',
        '?' when !char.IsAscii(before) => '？',
        _ => c,
    };

    private static bool IsAsciiWord(char c) => char.IsAsciiLetterOrDigit(c);

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\u3000' or '\u00A0' || (c > '\u00A0' && char.IsWhiteSpace(c)) || c is '\f' or '\v' or '\u0085';

    /// <summary>Whether a narrow column parted every character from the next, so that no space means anything.</summary>
    private static bool IsChopped(ReadOnlySpan<char> text)
    {
        const int LongestCell = 400;
        if (text.Length > LongestCell)
        {
            return false;
        }

        var characters = 0;
        var gaps = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsSpace(text[i]))
            {
                // Digits and letters of one number count as one: a narrow column parts numbers, too, but not always.
                characters += i > 0 && char.IsAsciiLetterOrDigit(text[i]) && char.IsAsciiLetterOrDigit(text[i - 1]) ? 0 : 1;
            }
            else if (i > 0 && !IsSpace(text[i - 1]))
            {
                gaps++;
            }
        }

        return characters >= 5 && gaps * 10 >= (characters - 1) * 6;
    }

    private static int TagEnd(string text, int at, int end)
    {
        var span = text.AsSpan(at, Math.Min(end - at, LongestTag));
        var close = span.IndexOf('>');
        if (close < 2)
        {
            return 0;
        }

        var inner = span[1..close].TrimStart('/');
        var name = 0;
        while (name < inner.Length && char.IsAsciiLetterOrDigit(inner[name]))
        {
            name++;
        }

        return name > 0 && (name == inner.Length || inner[name] is ' ' or '/') && TagNames.Contains(inner[..name].ToString()) ? at + close + 1 : 0;
    }
}
