namespace Bihuan.Kernel;

/// <summary>A place in a text from which <see cref="DeadlineScanner"/> reads on. A failed step leaves it where it was; copying it marks a place to return to.</summary>
/// <param name="text">The text.</param>
/// <param name="at">The index to read from.</param>
internal ref struct Cursor(ReadOnlySpan<char> text, int at)
{
    /// <summary>Blanks between the parts of a date (2022 年 10 月); more part two dates.</summary>
    private const int MostSpaces = 3;

    /// <summary>The whole text.</summary>
    public readonly ReadOnlySpan<char> Text { get; } = text;

    /// <summary>The index of the next character.</summary>
    public int At { get; set; } = at;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool AtEnd => At >= Text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public readonly char Peek => At < Text.Length ? Text[At] : '\0';

    /// <summary>Whether the next character is a blank.</summary>
    public readonly bool AtSpace => Peek is ' ' or '\u3000' or '\u00A0';

    /// <summary>Passes over a few blanks.</summary>
    public void SkipSpaces()
    {
        for (var i = 0; i < MostSpaces && AtSpace; i++)
        {
            At++;
        }
    }

    /// <summary>Reads a word, blanks before it passed over.</summary>
    public bool Eat(string word)
    {
        var start = At;
        SkipSpaces();
        if (At <= Text.Length && Text[At..].StartsWith(word, StringComparison.Ordinal))
        {
            At += word.Length;
            return true;
        }

        At = start;
        return false;
    }

    /// <summary>Whether the word comes next.</summary>
    public readonly bool Starts(string word)
    {
        var probe = this;
        return probe.Eat(word);
    }

    /// <summary>Whether this character comes next, blanks before it passed over.</summary>
    public readonly bool Is(char c)
    {
        var probe = this;
        probe.SkipSpaces();
        return probe.Peek == c;
    }

    /// <summary>Whether one of these characters comes next at once.</summary>
    public readonly bool IsAny(string characters) => !AtEnd && characters.Contains(Peek, StringComparison.Ordinal);

    /// <summary>Reads 至, 到 or a dash.</summary>
    public bool EatSpan()
    {
        var start = At;
        SkipSpaces();
        switch (Peek)
        {
            case '至' or '到' or '-' or '－' or '–' or '~' or '～' or '‐' or '−':
                At++;
                return true;
            case '—':
                At += At + 1 < Text.Length && Text[At + 1] == '—' ? 2 : 1;
                return true;
            default:
                At = start;
                return false;
        }
    }

    /// <summary>Reads the mark inside a numeric date, half-width for full-width; NUL where none comes next.</summary>
    public char DateSeparator()
    {
        var mark = Peek switch
        {
            '-' or '－' => '-',
            '/' or '／' => '/',
            '.' or '．' => '.',
            _ => '\0',
        };
        At += mark == '\0' ? 0 : 1;
        return mark;
    }

    /// <summary>Reads a run of at most nine digits, Arabic or Chinese.</summary>
    public bool Digits(out int value, out int count)
    {
        value = 0;
        count = 0;
        var start = At;
        SkipSpaces();
        while (!AtEnd && ChineseNumeral.Digit(Peek) is >= 0 and var digit)
        {
            if (++count > 9)
            {
                At = start;
                return false;
            }

            value = (value * 10) + digit;
            At++;
        }

        if (count == 0)
        {
            At = start;
        }

        return count > 0;
    }

    /// <summary>Reads a number as <see cref="ChineseNumeral"/> does.</summary>
    public bool Decimal(out decimal value)
    {
        var start = At;
        SkipSpaces();
        value = 0;
        var length = AtEnd ? 0 : ChineseNumeral.ReadPrefix(Text[At..], out value);
        At = length > 0 ? At + length : start;
        return length > 0;
    }

    /// <summary>Reads a whole number below 1000, or two of them as 4—6.</summary>
    /// <param name="value">The number; of two, the second.</param>
    /// <param name="first">Of two, the first; 0 where there is one.</param>
    public bool Number(out int value, out int first)
    {
        value = 0;
        first = 0;
        var probe = this;
        if (!probe.Small(out value))
        {
            return false;
        }

        var more = probe;
        if (more.EatSpan() && more.Small(out var second))
        {
            first = value;
            value = second;
            probe = more;
        }

        this = probe;
        return true;
    }

    /// <summary>Reads what may stand between a day and 前: （周五）, 下午5时, 17:30.</summary>
    public void EatWeekdayAndTime()
    {
        var probe = this;
        var open = probe.Eat("（") || probe.Eat("(");
        if ((probe.Eat("星期") || probe.Eat("周")) && probe.IsAny("一二三四五六日天"))
        {
            probe.At++;
            if (!open || probe.Eat("）") || probe.Eat(")"))
            {
                this = probe;
            }
        }

        probe = this;
        _ = probe.Eat("上午") || probe.Eat("下午") || probe.Eat("中午") || probe.Eat("晚上") || probe.Eat("晚");
        if (!probe.Small(out var hour) || hour > 24)
        {
            return;
        }

        if (probe.Eat("时") || probe.Eat("点"))
        {
            var minutes = probe;
            if (minutes.Small(out var minute) && minute < 60 && minutes.Eat("分"))
            {
                probe = minutes;
            }

            this = probe;
        }
        else if (probe.Peek is ':' or '：')
        {
            probe.At++;
            if (probe.Small(out _))
            {
                var seconds = probe;
                seconds.At++;
                if (probe.Peek is ':' or '：' && seconds.Small(out _))
                {
                    probe = seconds;
                }

                this = probe;
            }
        }
    }

    private bool Small(out int value)
    {
        var probe = this;
        value = 0;
        if (!probe.Decimal(out var number) || number != decimal.Truncate(number) || number >= 1000)
        {
            return false;
        }

        value = (int)number;
        this = probe;
        return true;
    }
}
