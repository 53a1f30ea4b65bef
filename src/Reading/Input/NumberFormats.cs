using System.Globalization;
using System.Text;

namespace Bihuan.Reading.Input;

/// <summary>Numbers as Word and CSS print them in lists. Source: ECMA-376 Part 1 §17.18.59 (ST_NumberFormat).</summary>
internal static class NumberFormats
{
    private const string Digits = "〇一二三四五六七八九";
    private const string LegalDigits = "零壹贰叁肆伍陆柒捌玖";
    private const string HeavenlyStems = "甲乙丙丁戊己庚辛壬癸";
    private const string EarthlyBranches = "子丑寅卯辰巳午未申酉戌亥";

    /// <summary>A number in the format named as in Office Open XML; decimal where the format is not known.</summary>
    public static string Print(string format, int n) => n < 0 ? Decimal(n) : format switch
    {
        "none" or "bullet" => "",
        "chineseCounting" or "chineseCountingThousand" or "japaneseCounting" or "taiwaneseCounting" or "taiwaneseCountingThousand" or "koreanCounting"
            => Counting(n, Digits, "十百千", "万", shortTen: true),
        "chineseLegalSimplified" or "ideographLegalTraditional" or "japaneseLegal" => Counting(n, LegalDigits, "拾佰仟", "万", shortTen: false),
        "ideographDigital" or "japaneseDigitalTenThousand" or "taiwaneseDigital" => Positional(n),
        "ideographTraditional" => Cyclic(n, HeavenlyStems),
        "ideographZodiac" => Cyclic(n, EarthlyBranches),
        "decimalZero" => n < 10 ? "0" + Decimal(n) : Decimal(n),
        "decimalFullWidth" or "decimalFullWidth2" => string.Concat(Decimal(n).Select(c => (char)(c - '0' + '０'))),
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" => Circled(n),
        "decimalEnclosedParen" => Enclosed(n, '⑴', 20, "({0})"),
        "decimalEnclosedFullstop" => Enclosed(n, '⒈', 20, "{0}."),
        "ideographEnclosedCircle" => Enclosed(n, '㊀', 10, "({0})"),
        "numberInDash" => $"- {Decimal(n)} -",
        "lowerLetter" => Letters(n, 'a'),
        "upperLetter" => Letters(n, 'A'),
        "lowerRoman" => Roman(n).ToLowerInvariant(),
        "upperRoman" => Roman(n),
        _ => Decimal(n),
    };

    private static string Decimal(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Cyclic(int n, string signs) => n == 0 ? "0" : signs[(n - 1) % signs.Length].ToString();

    private static string Positional(int n) => string.Concat(Decimal(n).Select(c => Digits[c - '0']));

    private static string Enclosed(int n, char first, int count, string otherwise) =>
        n >= 1 && n <= count ? ((char)(first + n - 1)).ToString() : string.Format(CultureInfo.InvariantCulture, otherwise, n);

    // ① to ⑳ at 2460, ㉑ to ㉟ at 3251, ㊱ to ㊿ at 32B1.
    private static string Circled(int n) => n switch
    {
        >= 1 and <= 20 => ((char)('①' + n - 1)).ToString(),
        >= 21 and <= 35 => ((char)('\u3251' + n - 21)).ToString(),
        >= 36 and <= 50 => ((char)('\u32B1' + n - 36)).ToString(),
        _ => $"({Decimal(n)})",
    };

    // a to z, then aa, bb, … as Word repeats them.
    private static string Letters(int n, char first) => n is < 1 or > 780 ? Decimal(n) : new((char)(first + ((n - 1) % 26)), ((n - 1) / 26) + 1);

    private static string Roman(int n)
    {
        if (n is < 1 or > 3999)
        {
            return Decimal(n);
        }

        ReadOnlySpan<(int Value, string Sign)> signs =
        [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ];
        var text = new StringBuilder();
        foreach (var (value, sign) in signs)
        {
            for (; n >= value; n -= value)
            {
                text.Append(sign);
            }
        }

        return text.ToString();
    }

    /// <summary>一百零三, 二十, 十二: tens below twenty without 一 where <paramref name="shortTen"/>.</summary>
    private static string Counting(int n, string digits, string units, string tenThousand, bool shortTen)
    {
        if (n is 0 or > 99_999_999)
        {
            return n == 0 ? digits[..1] : Decimal(n);
        }
        if (n >= 10_000)
        {
            var low = n % 10_000;
            return Counting(n / 10_000, digits, units, "", shortTen) + tenThousand
                + (low == 0 ? "" : (low < 1000 ? "零" : "") + Counting(low, digits, units, "", shortTen: false));
        }

        var text = new StringBuilder();
        var zero = false;
        for (var (place, scale) = (3, 1000); place >= 0; place--, scale /= 10)
        {
            var digit = n / scale % 10;
            if (digit == 0)
            {
                zero = text.Length > 0;
                continue;
            }
            if (zero)
            {
                text.Append('零');
                zero = false;
            }
            if (!(shortTen && place == 1 && digit == 1 && text.Length == 0))
            {
                text.Append(digits[digit]);
            }
            if (place > 0)
            {
                text.Append(units[place - 1]);
            }
        }

        return text.ToString();
    }
}
