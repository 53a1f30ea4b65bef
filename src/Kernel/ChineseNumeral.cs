using System.Globalization;
using System.Text;

namespace Bihuan.Kernel;

/// <summary>Numbers as Chinese documents print them (数字): 136, １３６, 1,360, 3.5万, 一百三十六, 二〇二二, 两, 半, 廿三, 叁拾柒, 三点五亿.</summary>
/// <remarks>
/// A run that is not surely one number is refused and not guessed: 三五 and 两三 (approximations), 十四五 (the name of a plan).
/// A trailing digit behind 百, 千, 万 or 亿 stands for the next lower place, as in speech: 一万五 is 15000, 一百五 is 150.
/// </remarks>
public static class ChineseNumeral
{
    /// <summary>Longest run that can be one number; a longer one is refused, which also bounds the work on hostile input.</summary>
    private const int LongestRun = 32;

    private const decimal Wan = 10_000m;
    private const decimal Yi = 100_000_000m;

    /// <summary>Reads the whole text, spaces around it left out, as one number.</summary>
    /// <param name="text">Such as 一百三十六, 3.5万, 半.</param>
    /// <param name="value">The number; 0 where it is none.</param>
    /// <returns>Whether all of it is one number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        text = text.Trim();
        var length = ReadPrefix(text, out value);
        if (length > 0 && length == text.Length)
        {
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>As <see cref="TryParse"/>, for whole numbers that fit an <see cref="int"/>.</summary>
    /// <param name="text">Such as 三十七.</param>
    /// <param name="value">The number; 0 where it is none.</param>
    /// <returns>Whether all of it is one whole number.</returns>
    public static bool TryParseInt(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (!TryParse(text, out var number) || number != decimal.Truncate(number) || number > int.MaxValue)
        {
            return false;
        }

        value = (int)number;
        return true;
    }

    /// <summary>Reads a share (百分比) in percent: 5%, ５％, 百分之五, 3‰, 千分之三, 万分之五.</summary>
    /// <param name="text">The whole text of the share.</param>
    /// <param name="percent">The share in percent, so that 千分之三 gives 0.3.</param>
    /// <returns>Whether all of it is one share.</returns>
    public static bool TryParsePercent(ReadOnlySpan<char> text, out decimal percent)
    {
        text = text.Trim();
        percent = 0;
        decimal factor;
        if (text.Length > 3 && text[1] == '分' && text[2] == '之' && text[0] is '百' or '千' or '万')
        {
            factor = text[0] switch { '百' => 1m, '千' => 0.1m, _ => 0.01m };
            text = text[3..];
        }
        else if (text.Length > 1 && text[^1] is '%' or '％' or '‰')
        {
            factor = text[^1] == '‰' ? 0.1m : 1m;
            text = text[..^1];
        }
        else
        {
            return false;
        }

        if (!TryParse(text, out var value))
        {
            return false;
        }

        percent = value * factor;
        return true;
    }

    /// <summary>Reads the number that the text begins with.</summary>
    /// <param name="text">Text from the number's first character on; more may follow.</param>
    /// <param name="value">The number; 0 where there is none.</param>
    /// <returns>How many characters the number takes; 0 where the text does not begin with one.</returns>
    public static int ReadPrefix(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        return text.Length == 0 ? 0 : IsArabicDigit(text[0]) ? ReadArabic(text, out value) : ReadHan(text, out value);
    }

    /// <summary>Whether a character is a digit 0 to 9, half- or full-width.</summary>
    /// <param name="c">The character.</param>
    public static bool IsArabicDigit(char c) => c is >= '0' and <= '9' or >= '０' and <= '９';

    /// <summary>Whether a character can stand in a number written in Chinese characters.</summary>
    /// <param name="c">The character.</param>
    public static bool IsHanNumeral(char c) => HanDigit(c) >= 0 || HanUnit(c) > 0 || c is '万' or '萬' or '亿' or '億' or '廿' or '卅' or '半';

    /// <summary>The value of a single digit, Arabic or Chinese (两 is 2, 〇 and 零 are 0); -1 for another character.</summary>
    /// <param name="c">The character.</param>
    public static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= '０' and <= '９' => c - '０',
        _ => HanDigit(c),
    };

    /// <summary>Prints a whole number in Chinese characters, as a clause label has it: 37 is 三十七, 10 is 十, 105 is 一百零五.</summary>
    /// <param name="number">From 0 to 9,999,999,999,999,999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or above what 万亿 can name.</exception>
    public static string Format(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9_999_999_999_999_999);
        if (number == 0)
        {
            return "零";
        }

        var text = new StringBuilder();
        AppendLarge(text, number);
        // 十二, not 一十二, at the very front only: 一百一十二 keeps its 一.
        return number is >= 10 and < 20 || text.ToString().StartsWith("一十", StringComparison.Ordinal) ? text.ToString(1, text.Length - 1) : text.ToString();
    }

    /// <summary>Prints digit by digit, as years are written: 2022 is 二〇二二.</summary>
    /// <param name="number">Not below 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public static string FormatDigits(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return string.Create(CultureInfo.InvariantCulture, $"{number}").Aggregate(new StringBuilder(), (text, c) => text.Append("〇一二三四五六七八九"[c - '0'])).ToString();
    }

    private static void AppendLarge(StringBuilder text, long number)
    {
        var yi = number / (long)Yi;
        var rest = number % (long)Yi;
        if (yi > 0)
        {
            AppendLarge(text, yi);
            text.Append('亿');
            if (rest is > 0 and < 10_000_000)
            {
                text.Append('零');
            }
        }

        var wan = rest / (long)Wan;
        var low = rest % (long)Wan;
        if (wan > 0)
        {
            AppendSection(text, (int)wan);
            text.Append('万');
            if (low is > 0 and < 1000)
            {
                text.Append('零');
            }
        }

        if (low > 0)
        {
            AppendSection(text, (int)low);
        }
    }

    private static void AppendSection(StringBuilder text, int section)
    {
        var begun = false;
        var zero = false;
        for (int place = 1000, index = 0; place > 0; place /= 10, index++)
        {
            var digit = section / place % 10;
            if (digit == 0)
            {
                zero = begun;
                continue;
            }

            if (zero)
            {
                text.Append('零');
            }

            text.Append("零一二三四五六七八九"[digit]);
            if (place > 1)
            {
                text.Append("千百十"[index]);
            }

            begun = true;
            zero = false;
        }
    }

    /// <summary>Digits with thousands separators and a decimal point, then a multiple such as 万 or 百万.</summary>
    private static int ReadArabic(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        Span<char> digits = stackalloc char[LongestRun];
        var count = 0;
        var at = 0;
        var group = -1;     // digits since the last thousands separator; -1 before the first
        var point = false;
        while (at < text.Length)
        {
            var c = text[at];
            if (IsArabicDigit(c))
            {
                if (count == digits.Length)
                {
                    return 0;
                }

                digits[count++] = (char)('0' + Digit(c));
                group += group >= 0 ? 1 : 0;
            }
            else if (!point && c is '.' or '．' && at + 1 < text.Length && IsArabicDigit(text[at + 1]) && group is -1 or 3 && count < digits.Length)
            {
                digits[count++] = '.';
                point = true;
                group = -1;
            }
            else if (!point && c is ',' or '，' && (group == 3 || (group == -1 && count is > 0 and <= 3)) && ThreeDigitsFollow(text[(at + 1)..]))
            {
                group = 0;
            }
            else
            {
                break;
            }

            at++;
        }

        if (!decimal.TryParse(digits[..count], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) || count > 20)
        {
            value = 0;
            return 0;
        }

        // 5百万, 3.5万, 1.2万亿. A bare 十, 百 or 千 behind digits (5千) is a multiple too.
        var multiple = 1m;
        if (at < text.Length && text[at] is '十' or '百' or '千')
        {
            multiple = HanUnit(text[at]);
            at++;
        }

        if (at < text.Length && text[at] is '万' or '萬')
        {
            multiple *= Wan;
            at++;
        }

        if (at < text.Length && text[at] is '亿' or '億')
        {
            multiple *= Yi;
            at++;
        }

        // 20 digits times 1000万亿 would overflow.
        if (multiple > 1 && value > 1_000_000_000_000m)
        {
            value = 0;
            return 0;
        }

        value *= multiple;
        return at;
    }

    private static bool ThreeDigitsFollow(ReadOnlySpan<char> text) =>
        text.Length >= 3 && IsArabicDigit(text[0]) && IsArabicDigit(text[1]) && IsArabicDigit(text[2]) && (text.Length == 3 || !IsArabicDigit(text[3]));

    private static int ReadHan(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        var end = 0;
        while (end < text.Length && end <= LongestRun && (IsHanNumeral(text[end]) || (text[end] == '点' && end > 0 && end + 1 < text.Length && HanDigit(text[end + 1]) >= 0)))
        {
            end++;
        }

        return end is > 0 and <= LongestRun && TryHan(text[..end], out value) ? end : 0;
    }

    private static bool TryHan(ReadOnlySpan<char> run, out decimal value)
    {
        value = 0.5m;
        if (run is "半" or "一半")
        {
            return true;
        }

        value = 0;
        var point = run.IndexOf('点');
        if (point >= 0)
        {
            return TryDecimal(run, point, out value);
        }

        return run.Length > 1 && AllDigits(run) ? TryDigits(run, out value) : TryPlaces(run, out value);
    }

    private static bool AllDigits(ReadOnlySpan<char> run)
    {
        foreach (var c in run)
        {
            if (HanDigit(c) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>二〇二二. Two digits without a zero (三五, 两三) are an approximation and no number.</summary>
    private static bool TryDigits(ReadOnlySpan<char> run, out decimal value)
    {
        value = 0;
        if (run.Length > 20 || run.Contains('两') || (run.Length == 2 && HanDigit(run[0]) > 0 && HanDigit(run[1]) > 0))
        {
            return false;
        }

        foreach (var c in run)
        {
            value = (value * 10) + HanDigit(c);
        }

        return true;
    }

    /// <summary>三点五, 十二点三六亿.</summary>
    private static bool TryDecimal(ReadOnlySpan<char> run, int point, out decimal value)
    {
        value = 0;
        if (!TryHan(run[..point], out var whole) || whole != decimal.Truncate(whole) || whole >= Wan)
        {
            return false;
        }

        var fraction = 0m;
        var place = 0.1m;
        var at = point + 1;
        for (; at < run.Length && HanDigit(run[at]) >= 0; at++, place /= 10)
        {
            fraction += HanDigit(run[at]) * place;
        }

        var multiple = run[at..] switch
        {
            "" => 1m,
            "百" or "佰" => 100m,
            "千" or "仟" => 1000m,
            "万" or "萬" => Wan,
            "亿" or "億" => Yi,
            "万亿" => Wan * Yi,
            _ => 0m,
        };
        if (multiple == 0 || at - point > 16)
        {
            return false;
        }

        value = (whole + fraction) * multiple;
        return true;
    }

    /// <summary>一百三十六, 廿三, 一万二千亿, 一万五.</summary>
    private static bool TryPlaces(ReadOnlySpan<char> run, out decimal value)
    {
        value = 0;
        var total = 0m;         // what 万 and 亿 have closed
        var section = 0m;       // below the next 万 or 亿
        var digit = -1;
        var lastPlace = 10_000; // the last 十百千 of this section; each must be lower than the one before
        var largest = decimal.MaxValue; // the last 万 or 亿; each must be lower, but 万亿 is one multiple
        var shorthand = 0m;     // the place a bare last digit stands for: 一万五
        var zero = false;
        for (var i = 0; i < run.Length; i++)
        {
            var c = run[i];
            if (HanDigit(c) is >= 0 and var d)
            {
                if (d == 0)
                {
                    if (digit >= 0 || zero)
                    {
                        return false;
                    }

                    zero = true;
                    shorthand = 0;
                    continue;
                }

                if (digit >= 0)
                {
                    return false;
                }

                digit = d;
                zero = false;
            }
            else if (c is '廿' or '卅')
            {
                if (digit >= 0 || lastPlace <= 10)
                {
                    return false;
                }

                section += c == '廿' ? 20 : 30;
                lastPlace = 10;
                shorthand = 1;
                zero = false;
            }
            else if (HanUnit(c) is > 0 and var place)
            {
                if (place >= lastPlace || (digit < 0 && (place != 10 || zero)))
                {
                    return false;
                }

                section += (digit < 0 ? 1 : digit) * place;
                digit = -1;
                lastPlace = place;
                shorthand = place / 10;
            }
            else if (c is '万' or '萬' or '亿' or '億')
            {
                var multiple = c is '万' or '萬' ? Wan : Yi;
                section += digit > 0 ? digit : 0;
                if (multiple == Wan && i + 1 < run.Length && run[i + 1] is '亿' or '億')
                {
                    multiple *= Yi;
                    i++;
                }

                // 一万二千亿: what stands before 亿 may itself hold 万.
                if (multiple == Yi && largest == Wan)
                {
                    section += total;
                    total = 0;
                    largest = decimal.MaxValue;
                }

                if (section == 0 || zero || multiple >= largest)
                {
                    return false;
                }

                total += section * multiple;
                section = 0;
                digit = -1;
                lastPlace = 10_000;
                largest = multiple;
                shorthand = multiple / 10;
            }
            else
            {
                return false;
            }
        }

        if (run.Length == 1 && zero)
        {
            return true;
        }

        if (zero)
        {
            return false;
        }

        value = total + section + (digit < 0 ? 0 : digit * (shorthand > 1 ? shorthand : 1));
        return true;
    }

    private static int HanDigit(char c) => c switch
    {
        '〇' or '零' or '○' or 'Ｏ' => 0,
        '一' or '壹' => 1,
        '二' or '贰' or '两' or '貳' => 2,
        '三' or '叁' or '參' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    private static int HanUnit(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        _ => 0,
    };
}
