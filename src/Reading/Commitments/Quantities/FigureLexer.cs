namespace Bihuan.Reading.Commitments.Quantities;

/// <summary>Reads the figure at a place of a text, and leaves out numbers that are names: road and document numbers, dates, voltages,
/// ordinals, telephone numbers. Looks at a bounded stretch on either side.</summary>
internal static class FigureLexer
{
    /// <summary>Reads the figure whose number begins at <paramref name="start"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where its first digit stands.</param>
    /// <param name="floor">Words of comparison do not begin before this.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="next">Where to go on looking, whether or not there is one.</param>
    public static bool TryRead(string text, int start, int floor, out Figure figure, out int next)
    {
        figure = default;
        var percent = ReadPercentOf(text, start);
        var read = Numeral.TryRead(text, start + percent, out var first);
        next = Math.Max(first.End, start + 1);
        if (!read || (percent == 0 && IsPartOfName(text, start, first)))
        {
            return false;
        }

        var at = first.End;
        var more = ReadMore(text, ref at);
        string unit;
        UnitClass unitClass;
        if (percent > 0)
        {
            (unit, unitClass) = ("%", UnitClass.Share);
        }
        else
        {
            (unit, unitClass) = ReadUnit(text, ref at, ref more);
        }

        decimal? upper = null;
        if (TryReadUpper(text, at, floor, start, first, unit, out var second, out var secondEnd, out var secondUnit, out var secondClass))
        {
            if (percent > 0 && secondUnit.Length == 0)
            {
                (secondUnit, secondClass) = (unit, unitClass);
            }

            upper = second;
            (at, unit, unitClass) = (secondEnd, secondUnit, secondClass);
        }

        var after = more ? Cue.MoreThan : Cue.None;
        if (ComparatorCues.ReadAfter(Window(text, at), out var afterCue) is > 0 and var afterLength)
        {
            at += afterLength;
            after = more ? after : afterCue;
        }

        // 500元以上2000元以下: two ends of one range.
        if (after == Cue.AtLeast && upper is null && TryReadUpperBound(text, at, unit, out var bound, out var boundEnd))
        {
            upper = bound;
            at = boundEnd;
        }

        var cueStart = ComparatorCues.ReadBefore(text, floor, start, out var before);
        var outer = Cue.None;
        for (var chain = 0; chain < 2 && cueStart > floor; chain++)
        {
            var earlier = ComparatorCues.ReadBefore(text, floor, cueStart, out var earlierCue);
            // 突破到 and the like are rare; only what reaches a level is looked for before another comparison.
            if (earlier == cueStart || earlierCue is not (Cue.To or Cue.BareTo or Cue.Is or Cue.KeptAt) || before == Cue.None)
            {
                break;
            }

            if (before is Cue.Is)
            {
                before = earlierCue;
            }
            else
            {
                outer = earlierCue;
            }

            cueStart = earlier;
        }

        next = Math.Max(next, at);
        figure = new()
        {
            CueStart = cueStart,
            Start = start,
            End = at,
            Value = first.Value,
            Upper = upper,
            Unit = unit,
            Class = unitClass,
            Before = before,
            Outer = outer,
            After = after,
            Casual = first.Han && percent == 0 && upper is null && (first.Value < 10 || first.End - start == 1),
        };
        return IsFigure(text, floor, figure, first, more);
    }

    /// <summary>Reads a calendar date or year at <paramref name="start"/>: 2025年, 2022年2月15日, 2021-2025年, 4月30日.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where a digit stands.</param>
    /// <param name="year">The year, the last one of a range; <see langword="null"/> where none is printed.</param>
    /// <returns>Its length; 0 where there is none.</returns>
    public static int ReadDate(string text, int start, out int? year)
    {
        year = null;
        if (!Numeral.TryRead(text, start, out var number))
        {
            return 0;
        }

        var at = number.End;
        if (IsYear(number.Value) && at - start == 4)
        {
            if (CharAt(text, at) is '年' && CharAt(text, at + 1) is '-' or '－' or '—' or '–' or '~' or '～' or '至' or '到')
            {
                at++;
            }
            if (CharAt(text, at) is '-' or '－' or '—' or '–' or '~' or '～' or '至' or '到'
                && SkipDashes(text, at) is var to && to < text.Length && char.IsAsciiDigit(text[to])
                && Numeral.TryRead(text, to, out var second) && IsYear(second.Value) && second.End - to == 4)
            {
                number = second;
                at = second.End;
            }
            else if (CharAt(text, at - 1) is '年')
            {
                at--;
            }
            if (CharAt(text, at) is not '年')
            {
                return 0;
            }

            year = (int)number.Value;
            at++;
            if (at < text.Length && Numeral.CanBegin(text[at]) && Numeral.TryRead(text, at, out var month) && month.Value <= 12 && CharAt(text, month.End) is '月')
            {
                return ReadDay(text, month.End + 1) - start;
            }

            return at - start;
        }

        return number.Value is >= 1 and <= 12 && CharAt(text, at) is '月' ? ReadDay(text, at + 1) - start : 0;
    }

    /// <summary>Whether a figure begins here or within the next words of comparison: what parts an enumeration of figures.</summary>
    public static bool IsNear(string text, int at, int end)
    {
        if (at >= end)
        {
            return false;
        }
        if (char.IsAsciiDigit(text[at]))
        {
            return true;
        }
        if (Numeral.IsHan(text[at]))
        {
            return Numeral.TryRead(text, at, out var numeral) && numeral.End < text.Length && UnitTable.ReadPlain(Window(text, numeral.End), out _) > 0;
        }

        for (var i = at + 1; i < Math.Min(end, at + 5); i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                return ComparatorCues.ReadBefore(text, at, i, out _) == at;
            }
        }

        return false;
    }

    private static bool IsFigure(string text, int floor, in Figure figure, Numeral first, bool more)
    {
        var before = CharAt(text, figure.Start - 1);
        var next = CharAt(text, figure.End);
        if (figure.Unit.Length == 0)
        {
            // 容积率不低于1.5: a bare number counts only behind a word of comparison and at the end of its phrase.
            return !first.Han && figure.Before is not (Cue.None or Cue.Is or Cue.BareTo) && (next is '\0' || IsPhraseEnd(next)) && !IsYear(figure.Value);
        }
        if (figure.Class == UnitClass.Time && IsTerm(text, floor, figure, next))
        {
            return false;
        }
        if (figure.Class == UnitClass.Set)
        {
            return first.Value is >= 2 and <= 10 && IsIdeograph(next) && before is not ('第' or '之');
        }
        if (figure.Unit is "成" && (first.Value is < 1 or > 10 || !(IsPhraseEnd(next) || figure.Compared || next == '的')))
        {
            return false;
        }
        if (figure.Unit is "番" && before != '翻')
        {
            return false;
        }
        if (first.Han && !figure.Compared && !UnitTable.IsCountedInWords(figure.Unit))
        {
            return false;
        }
        // 一个 is an article, 百家 a manner of speaking, unless compared.
        if (first.Han && !figure.Compared && (first.Value == 1 || (first.End - figure.Start == 1 && first.Value >= 100)) && figure.Unit is not ("番" or "倍" or "成"))
        {
            return false;
        }
        // 五年行动, 超百亿企业: a multiple with nothing behind it is no unit in Chinese characters.
        if (first.Han && figure.Class == UnitClass.None && !more)
        {
            return false;
        }

        // 15分钟生活圈, 24小时值守.
        return !(figure.Class == UnitClass.Time && !figure.Compared && (IsCircle(text, figure.End) || (first.Value == 24 && figure.Unit is "小时")));
    }

    /// <summary>Whether a stretch of time says when, not how much: 三个工作日内, 五年来, 3天前.</summary>
    private static bool IsTerm(string text, int floor, in Figure figure, char next)
    {
        if (figure.Before == Cue.About && CharAt(text, figure.Start - 1) == '近')
        {
            // 近五年来 is a span of time, 近5家 a number.
            return true;
        }

        var measured = figure.Before is not (Cue.None or Cue.Is) || IsAfterMeasureOfTime(text, floor, figure.CueStart);
        if (measured)
        {
            return false;
        }

        var unit = figure.Unit;
        if (unit is "年" or "周年" or "学年")
        {
            // 实施周期为3年 lasts; 调整为五年目标 is a name.
            return !((figure.Before == Cue.Is && !IsIdeograph(next)) || figure.After is Cue.AtLeast or Cue.About || next == '期');
        }
        if (unit is "日" && figure.After == Cue.None)
        {
            // 15日 is a day of the month unless something lasts that long.
            return !EndsWithAny(text, floor, figure.CueStart, "公示", "公告", "公布", "为期", "持续", "期限");
        }

        return figure.After == Cue.AtMost || next is '前' or '后' or '之' || EndsWithAny(text, floor, figure.CueStart, "提前", "每", "每隔");
    }

    private static bool IsAfterMeasureOfTime(string text, int floor, int end) =>
        EndsWithAny(text, floor, end, "时间", "时限", "周期", "期限", "时长", "间隔", "工期", "审批", "办理", "办结", "开办", "为期", "用时", "耗时", "年限", "任期", "有效期");

    private static bool EndsWithAny(string text, int floor, int end, params ReadOnlySpan<string> words)
    {
        // 最多“3天”: what opens a quotation does not part the words.
        while (end > floor && text[end - 1] is '“' or '‘' or '在')
        {
            end--;
        }
        foreach (var word in words)
        {
            if (end - word.Length >= floor && text.AsSpan(end - word.Length, word.Length).SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCircle(string text, int at)
    {
        for (var i = at; i < Math.Min(text.Length, at + 12); i++)
        {
            if (text[i] == '圈')
            {
                return true;
            }
            if (IsPhraseEnd(text[i]) && text[i] != '”')
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsPartOfName(string text, int start, Numeral number)
    {
        var before = CharAt(text, start - 1);
        if (before is '第' or '〔' or '[' or '_' or '#' or '№' or '/' or '.' or '@' || (before is '-' or '－' && char.IsAsciiLetterOrDigit(CharAt(text, start - 2))))
        {
            return true;
        }
        if (number.Han)
        {
            // 四、五类危桥, 二、三级医院: ordinals in a row.
            if (before is '、' && number.End - start == 1 && Numeral.IsHan(CharAt(text, start - 2)) && CharAt(text, number.End) is '类' or '级' or '等' or '期' or '档')
            {
                return true;
            }

            // 统一, 唯一, 之一, 周一, 十四五.
            return before is '统' or '唯' or '同' or '之' or '专' or '其' or '归' or '逐' or '星' or '期' or '周' or '单' or '均' || Numeral.IsHan(CharAt(text, number.End)) && CharAt(text, number.End) is not ('万' or '亿' or '余');
        }

        var after = CharAt(text, number.End);
        if (char.IsAsciiLetter(before))
        {
            // PM2.5, M0, GB25506; but GDP7.5% is a figure.
            return !(char.IsAsciiLetter(CharAt(text, start - 2)) && char.IsAsciiLetter(CharAt(text, start - 3)) && after is '%');
        }
        if (after is ':' or '：' && char.IsAsciiDigit(CharAt(text, number.End + 1)))
        {
            return true;
        }
        if (after is '/' && char.IsAsciiDigit(CharAt(text, number.End + 1)))
        {
            return true;
        }

        // 488号1幢, 3幢2层: an address.
        return before is '号' or '幢' or '栋' or '弄' or '路' or '座' && after is '幢' or '栋' or '层' or '座' or '间' or '号';
    }

    /// <summary>百分之 before a number.</summary>
    private static int ReadPercentOf(string text, int start) =>
        text[start] == '百' && text.AsSpan(start).StartsWith("百分之", StringComparison.Ordinal) && start + 3 < text.Length && Numeral.CanBegin(text[start + 3]) ? 3 : 0;

    private static (string Unit, UnitClass Class) ReadUnit(string text, ref int at, ref bool more)
    {
        var start = at;
        var length = UnitTable.ReadPlain(Window(text, at), out var unitClass);
        var multiple = 0;
        string unit;
        if (length == 0)
        {
            multiple = UnitTable.ReadMultiple(Window(text, at));
            var plainStart = at + multiple;
            if (multiple > 0)
            {
                more |= ReadMore(text, ref plainStart);
            }

            length = UnitTable.ReadPlain(Window(text, plainStart), out unitClass);
            if (length == 0)
            {
                at = plainStart;
                return (text.Substring(start, multiple), UnitClass.None);
            }

            unit = string.Concat(text.AsSpan(start, multiple), text.AsSpan(plainStart, length));
            at = plainStart + length;
        }
        else
        {
            unit = text.Substring(at, length);
            at += length;
        }

        var denominator = UnitTable.ReadDenominator(Window(text, at));
        if (denominator > 0)
        {
            unit += text.Substring(at, denominator);
            at += denominator;
        }
        if (unitClass == UnitClass.Time && CharAt(text, at) is '多' or '余')
        {
            // 3年多, 两个月余.
            more = true;
            at++;
        }

        return (unit, unitClass);
    }

    private static bool ReadMore(string text, ref int at)
    {
        if (CharAt(text, at) is '余' or '多' or '来' && at + 1 < text.Length
            && (UnitTable.ReadPlain(Window(text, at + 1), out _) > 0 || UnitTable.ReadMultiple(Window(text, at + 1)) > 0))
        {
            var more = text[at] != '来';
            at++;
            return more;
        }

        return false;
    }

    private static bool TryReadUpper(string text, int at, int floor, int start, Numeral first, string unit, out decimal value, out int end, out string upperUnit, out UnitClass upperClass)
    {
        value = 0;
        end = at;
        upperUnit = "";
        upperClass = UnitClass.None;
        var separator = CharAt(text, at);
        if (separator is not ('-' or '－' or '—' or '–' or '~' or '～' or '〜' or '至' or '到')
            || (separator is '至' or '到' && start > floor && text[start - 1] is '从' or '由'))
        {
            return false;
        }

        var to = SkipDashes(text, at);
        if (to >= text.Length || !Numeral.CanBegin(text[to]) || !Numeral.TryRead(text, to, out var second) || second.Han != first.Han || second.Value <= first.Value)
        {
            return false;
        }

        end = second.End;
        var more = false;
        (upperUnit, upperClass) = ReadUnit(text, ref end, ref more);
        if (upperUnit.Length == 0 || (unit.Length > 0 && !upperUnit.Equals(unit, StringComparison.Ordinal) && !upperUnit.StartsWith(unit, StringComparison.Ordinal)))
        {
            return false;
        }

        value = second.Value;
        return true;
    }

    private static bool TryReadUpperBound(string text, int at, string unit, out decimal value, out int end)
    {
        value = 0;
        end = at;
        if (at >= text.Length || !Numeral.CanBegin(text[at]) || !Numeral.TryRead(text, at, out var second))
        {
            return false;
        }

        var more = false;
        var unitEnd = second.End;
        var (upperUnit, _) = ReadUnit(text, ref unitEnd, ref more);
        if (!upperUnit.Equals(unit, StringComparison.Ordinal) || ComparatorCues.ReadAfter(Window(text, unitEnd), out var cue) is var length && (length == 0 || cue != Cue.AtMost))
        {
            return false;
        }

        value = second.Value;
        end = unitEnd + length;
        return true;
    }

    private static int SkipDashes(string text, int at) =>
        at + 1 < text.Length && text[at] == text[at + 1] && text[at] is '—' or '-' or '–' ? at + 2 : at + 1;

    private static int ReadDay(string text, int at)
    {
        if (at < text.Length && Numeral.CanBegin(text[at]) && Numeral.TryRead(text, at, out var day) && day.Value <= 31 && CharAt(text, day.End) is '日' or '号')
        {
            return day.End + 1;
        }

        return at;
    }

    private static ReadOnlySpan<char> Window(string text, int at) => text.AsSpan(Math.Min(at, text.Length), Math.Min(16, Math.Max(0, text.Length - at)));

    private static bool IsYear(decimal value) => value is >= 1900 and <= 2199 && value == decimal.Truncate(value);

    private static bool IsPhraseEnd(char c) => c is '，' or '。' or '；' or '、' or '）' or '\n' or '：' or '！' or '”' or '】' or '〕' or ',' or ';';

    private static bool IsIdeograph(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static char CharAt(string text, int at) => (uint)at < (uint)text.Length ? text[at] : '\0';
}
