using System.Globalization;
using System.Runtime.InteropServices;
using Bihuan.Kernel;

namespace Bihuan.Reading.Commitments.Quantities;

/// <summary>A figure as it stands in a text: cue, number or range, unit, cue. Positions are UTF-16 indices into that text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Figure
{
    /// <summary>Where the words of comparison before the number begin; <see cref="Start"/> where there are none.</summary>
    public required int CueStart { get; init; }

    /// <summary>Where the number begins.</summary>
    public required int Start { get; init; }

    /// <summary>Behind unit and words of comparison.</summary>
    public required int End { get; init; }

    /// <summary>The figure, in the unit.</summary>
    public required decimal Value { get; init; }

    /// <summary>The upper figure of a range.</summary>
    public decimal? Upper { get; init; }

    /// <summary>As printed, with its multiple; empty where none is printed.</summary>
    public required string Unit { get; init; }

    /// <summary>The kind of unit.</summary>
    public required UnitClass Class { get; init; }

    /// <summary>The words before it.</summary>
    public required Cue Before { get; init; }

    /// <summary>The words before those: 达到 in 达到不低于.</summary>
    public required Cue Outer { get; init; }

    /// <summary>The words behind it, or 余 and 多 within it.</summary>
    public required Cue After { get; init; }

    /// <summary>Whether it is written in Chinese characters and is a small or round number that need not be meant as a figure: 三张, 百家.</summary>
    public required bool Casual { get; init; }

    /// <summary>Whether any word of comparison stands at it.</summary>
    public bool Compared => Before is not (Cue.None or Cue.Is or Cue.BareTo) || After != Cue.None || Upper is not null;

    /// <summary>How it is meant.</summary>
    public Comparator Comparator => ComparatorCues.Combine(Before, Outer, After);
}

/// <summary>A number with nothing around it.</summary>
/// <param name="End">Behind it.</param>
/// <param name="Value">Its value, without a final 万 or 亿, which belongs to the unit.</param>
/// <param name="Han">Whether it is written in Chinese characters.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Numeral(int End, decimal Value, bool Han)
{
    private const int LongestDigits = 18;
    private const int LongestHan = 16;

    /// <summary>Whether a character can begin a number.</summary>
    public static bool CanBegin(char c) => char.IsAsciiDigit(c) || IsHan(c);

    /// <summary>Whether a character is a Chinese numeral.</summary>
    public static bool IsHan(char c) => c is '一' or '二' or '两' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '百' or '千' or '万' or '亿' or '半' or '〇' or '零';

    /// <summary>Reads the number at <paramref name="start"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="numeral">The number; where there is none, its <see cref="End"/> is still behind the run of digits to leave out.</param>
    /// <returns>Whether the run is a number: not a date, a telephone number, a heading number such as 3.2.1.</returns>
    public static bool TryRead(string text, int start, out Numeral numeral) =>
        char.IsAsciiDigit(text[start]) ? TryReadDigits(text, start, out numeral) : TryReadHan(text, start, out numeral);

    private static bool TryReadDigits(string text, int start, out Numeral numeral)
    {
        var at = start;
        var points = 0;
        var grouped = false;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c))
            {
                at++;
            }
            else if (c is '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                points++;
                at++;
            }
            else if (c is ',' or '，' && points == 0 && at - start <= (grouped ? LongestDigits : 3) && IsGroup(text, at + 1))
            {
                grouped = true;
                at += 4;
            }
            else
            {
                break;
            }
        }

        numeral = new(at, 0, Han: false);
        var length = at - start;
        // 0574 opens a telephone or serial number, 3.2.1 a heading or a day.
        if (length > LongestDigits || points > 1 || (length > 1 && text[start] == '0' && text[start + 1] != '.'))
        {
            return false;
        }

        Span<char> plain = stackalloc char[LongestDigits];
        var count = 0;
        foreach (var c in text.AsSpan(start, length))
        {
            if (c is not (',' or '，'))
            {
                plain[count++] = c;
            }
        }

        if (!decimal.TryParse(plain[..count], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        numeral = new(at, value, Han: false);
        return true;
    }

    private static bool IsGroup(string text, int start)
    {
        for (var i = start; i < start + 3; i++)
        {
            if (i >= text.Length || !char.IsAsciiDigit(text[i]))
            {
                return false;
            }
        }

        // A full-width comma between 300 and 2000 parts two figures.
        return start + 3 >= text.Length || !char.IsAsciiDigit(text[start + 3]);
    }

    private static bool TryReadHan(string text, int start, out Numeral numeral)
    {
        var at = start;
        while (at < text.Length && (IsHan(text[at]) || (text[at] == '点' && at > start && at + 1 < text.Length && IsHan(text[at + 1]))))
        {
            at++;
        }

        numeral = new(at, 0, Han: true);
        // 零部件: no quantity begins with nought.
        if (at - start > LongestHan || text[start] is '零' or '〇')
        {
            return false;
        }

        // 三万家 is 3 of 万家, like 3万家; a bare 万 or 亿 is a word.
        var end = at;
        while (end > start && text[end - 1] is '万' or '亿')
        {
            end--;
        }
        if (end == start || !ChineseNumeral.TryParse(text.AsSpan(start, end - start), out var value))
        {
            return false;
        }

        numeral = new(end, value, Han: true);
        return true;
    }
}
