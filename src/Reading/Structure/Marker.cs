using Bihuan.Kernel;

namespace Bihuan.Reading.Structure;

/// <summary>The number that a paragraph begins with.</summary>
/// <param name="Style">How it is written.</param>
/// <param name="Label">In normal form: 三, （四）, 2, (2), ②, 3.2.3, 第十八条.</param>
/// <param name="Ordinal">As a number; the last component of a decimal number.</param>
/// <param name="Length">How many characters of the normalised paragraph it takes, punctuation and space behind it included.</param>
internal readonly record struct Marker(NumberingStyle Style, string Label, int Ordinal, int Length)
{
    /// <summary>Reads the marker at the start of normalised text.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Marker marker)
    {
        marker = default;
        if (text.IsEmpty)
        {
            return false;
        }

        return text[0] switch
        {
            '第' => TryOrdinal(text, out marker),
            '（' => TryBracketed(text, out marker),
            >= '①' and <= '⑳' => Simple(NumberingStyle.Circled, text[0].ToString(), text[0] - '①' + 1, 1, text, out marker),
            >= '㈠' and <= '㈩' => Simple(NumberingStyle.ChineseBracketed, $"（{ChineseNumeral.Format(text[0] - '㈠' + 1)}）", text[0] - '㈠' + 1, 1, text, out marker),
            >= '⑴' and <= '⒇' => Simple(NumberingStyle.ArabicBracketed, $"({text[0] - '⑴' + 1})", text[0] - '⑴' + 1, 1, text, out marker),
            >= '⒈' and <= '⒛' => Simple(NumberingStyle.Arabic, $"{text[0] - '⒈' + 1}", text[0] - '⒈' + 1, 1, text, out marker),
            >= '0' and <= '9' => TryArabic(text, out marker),
            var c when Cjk(c) => TryChinese(text, out marker),
            _ => false,
        };

        static bool Cjk(char c) => Text.Cjk.NumeralChars.Contains(c);
    }

    /// <summary>Whether normalised text begins with any marker.</summary>
    public static bool Starts(ReadOnlySpan<char> text) => TryParse(text, out _);

    /// <summary>第三章, 第二节, 第十八条.</summary>
    private static bool TryOrdinal(ReadOnlySpan<char> text, out Marker marker)
    {
        marker = default;
        var end = 1;
        while (end < text.Length && end <= 7 && (Text.Cjk.NumeralChars.Contains(text[end]) || char.IsAsciiDigit(text[end])))
        {
            end++;
        }
        if (end == 1 || end >= text.Length || !ChineseNumeral.TryParseInt(text[1..end], out var ordinal))
        {
            return false;
        }

        var style = text[end] switch
        {
            '编' or '章' => NumberingStyle.Chapter,
            '节' => NumberingStyle.Section,
            '条' => NumberingStyle.Article,
            _ => NumberingStyle.None,
        };
        var next = end + 1 < text.Length ? text[end + 1] : ' ';
        // 第十八条规定的… is a sentence about the article; 第十八条 攻关项目… is the article.
        var heads = next is ' ' or '：' or '、' || (style is not NumberingStyle.Article && text.Length - end <= 24);
        if (style == NumberingStyle.None || !heads)
        {
            return false;
        }

        return Simple(style, text[..(end + 1)].ToString(), ordinal, end + 1, text, out marker);
    }

    /// <summary>（四） and （4）.</summary>
    private static bool TryBracketed(ReadOnlySpan<char> text, out Marker marker)
    {
        marker = default;
        var close = text[..Math.Min(text.Length, 8)].IndexOf('）');
        if (close < 2)
        {
            return false;
        }

        var inner = text[1..close];
        if (inner.Length <= 3 && !inner.ContainsAnyExceptInRange('0', '9'))
        {
            var number = int.Parse(inner, provider: null);
            return Simple(NumberingStyle.ArabicBracketed, $"({number})", number, close + 1, text, out marker);
        }
        if (!inner.ContainsAnyExcept(Text.Cjk.NumeralChars) && ChineseNumeral.TryParseInt(inner, out var ordinal))
        {
            return Simple(NumberingStyle.ChineseBracketed, $"（{inner}）", ordinal, close + 1, text, out marker);
        }

        return false;
    }

    /// <summary>2. 2、 2） and 3.2.3.</summary>
    private static bool TryArabic(ReadOnlySpan<char> text, out Marker marker)
    {
        marker = default;
        Span<Range> parts = stackalloc Range[6];
        var count = 0;
        var at = 0;
        while (count < parts.Length)
        {
            var from = at;
            while (at < text.Length && at - from < 4 && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
            if (at == from)
            {
                break;
            }

            parts[count++] = from..at;
            if (at + 1 < text.Length && text[at] is '.' && char.IsAsciiDigit(text[at + 1]))
            {
                at++;
                continue;
            }

            break;
        }

        // 1. 2021年…: the space behind the point is gone in normalised text.
        if (count == 2 && text[parts[1]].Length == 4 && text[parts[1]][0] is '1' or '2' && at < text.Length && text[at] is '年' or '-' or '—')
        {
            var number = text[parts[0]];
            return Simple(NumberingStyle.Arabic, number.ToString(), int.Parse(number, provider: null), number.Length + 1, text, out marker);
        }

        // 1. 5月底前…: the same.
        if (count == 2 && at + 1 < text.Length && text[at] is '月' && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is '底' or '前' or '中' or '上' or '下' or '末' or '份' or '初' or '至'))
        {
            var number = text[parts[0]];
            return Simple(NumberingStyle.Arabic, number.ToString(), int.Parse(number, provider: null), number.Length + 1, text, out marker);
        }

        var last = text[parts[count - 1]];
        var next = at < text.Length ? text[at] : '\0';
        if (last.Length > 3 || text[parts[0]].Length > 3 || !int.TryParse(last, out var ordinal))
        {
            return false;
        }
        if (count == 1)
        {
            return next switch
            {
                '.' or '、' when at + 1 >= text.Length || !char.IsAsciiDigit(text[at + 1]) => Simple(NumberingStyle.Arabic, last.TrimStart('0').ToString(), ordinal, at + 1, text, out marker),
                '）' => Simple(NumberingStyle.ArabicBracketed, $"({ordinal})", ordinal, at + 1, text, out marker),
                _ => false,
            };
        }

        // 3.2.3 heads a clause; 7.5% and 2.77万家 are figures, 2022.2.18 is a day.
        var heads = next is '、' or ' ' || (Text.Cjk.IsIdeograph(next) && text[parts[0]].Length <= 2);
        if (!heads || (count == 2 && IsMeasured(text[at..])))
        {
            return false;
        }

        return Simple(NumberingStyle.Decimal, text[..at].ToString(), ordinal, next is '、' ? at + 1 : at, text, out marker);
    }

    /// <summary>一、.</summary>
    private static bool TryChinese(ReadOnlySpan<char> text, out Marker marker)
    {
        marker = default;
        var end = 0;
        while (end < text.Length && end < 6 && Text.Cjk.NumeralChars.Contains(text[end]))
        {
            end++;
        }

        return end < text.Length && text[end] is '、' or '．' or '.' && ChineseNumeral.TryParseInt(text[..end], out var ordinal)
            && Simple(NumberingStyle.Chinese, text[..end].ToString(), ordinal, end + 1, text, out marker);
    }

    private static bool Simple(NumberingStyle style, string label, int ordinal, int length, ReadOnlySpan<char> text, out Marker marker)
    {
        while (length < text.Length && text[length] is ' ')
        {
            length++;
        }

        marker = new(style, label, ordinal, length);
        return ordinal is > 0 and < 1000;
    }

    /// <summary>Whether a figure with a decimal point goes on as a quantity.</summary>
    private static bool IsMeasured(ReadOnlySpan<char> rest) =>
        rest[0] is '万' or '亿' or '千' or '百' or '个' or '家' or '人' or '亩' or '米' or '元' or '吨' or '倍' or '户' or '版'
        || (rest.Length > 1 && rest[..2] is "公里" or "公顷" or "公斤" or "小时" or "平方" or "立方" or "左右" or "以上" or "以下" or "以内" or "级以" or "级地" or "天内" or "年以" or "年内" or "个百" or "亿元" or "度的");
}
