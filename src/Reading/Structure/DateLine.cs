namespace Bihuan.Reading.Structure;

/// <summary>A line that is a day and nothing else, as under a signature (成文日期).</summary>
internal static class DateLine
{
    /// <summary>Reads 2022年2月18日 or 二〇二二年二月十八日, in brackets or not.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        text = text.Trim(' ');
        if (text.Length > 2 && text[0] is '（' && text[^1] is '）')
        {
            text = text[1..^1];
        }
        if (text.Length is < 8 or > 18 || text[^1] is not '日' || text.IndexOf('年') is < 4)
        {
            return false;
        }

        var year = text.IndexOf('年');
        var month = text.IndexOf('月');
        return month > year && Number(text[..year]) is > 1900 and < 2200 and var y && Number(text[(year + 1)..month]) is > 0 and <= 12 and var m
            && Number(text[(month + 1)..^1]) is > 0 and var d && d <= DateTime.DaysInMonth(y, m) && (day = new(y, m, d)) != default;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        digits = digits.Trim(' ');
        if (int.TryParse(digits, out var value))
        {
            return value;
        }

        const string Chinese = "〇一二三四五六七八九";
        var year = 0;
        var positional = digits.Length == 4;
        var number = 0;
        var current = 0;
        foreach (var c in digits)
        {
            var digit = c is '零' or '○' or 'O' or 'Ｏ' or '0' ? 0 : Chinese.IndexOf(c, StringComparison.Ordinal);
            if (c is '十')
            {
                number += Math.Max(current, 1) * 10;
                current = 0;
                positional = false;
            }
            else if (digit < 0)
            {
                return -1;
            }
            else
            {
                current = digit;
                year = (year * 10) + digit;
            }
        }

        return positional ? year : number + current;
    }
}
