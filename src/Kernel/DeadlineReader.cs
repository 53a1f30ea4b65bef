namespace Bihuan.Kernel;

/// <summary>What an expression of time says, apart from its day.</summary>
public enum DeadlineRole
{
    /// <summary>A day, month, quarter or year is only named: 2022年2月18日. Alone in a deadline's cell it is the deadline; in a sentence it may be any date.</summary>
    Date,

    /// <summary>By a day: 2月15日前, 2022年底, 到2025年, 年内, 截至3月31日.</summary>
    By,

    /// <summary>From a day to a day: 2022年1月至3月, 即日起至4月30日.</summary>
    Period,

    /// <summary>From a day on: 自2022年4月10日起, 即日起.</summary>
    Start,

    /// <summary>It comes back: 每季度, 每月25日前.</summary>
    Recurring,

    /// <summary>It runs from an event: 三个工作日内.</summary>
    Term,

    /// <summary>It has no end: 长期, 持续推进.</summary>
    Continuing,

    /// <summary>At once: 立即, 第一时间.</summary>
    Immediate,
}

/// <summary>A deadline or date found in a text.</summary>
/// <param name="Index">Where it begins, in UTF-16 code units of the text.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Deadline">What it says.</param>
/// <param name="Role">How it is meant.</param>
public readonly record struct FoundDeadline(int Index, int Length, Deadline Deadline, DeadlineRole Role)
{
    /// <summary>The index behind its last character.</summary>
    public int End => Index + Length;
}

/// <summary>Reads Chinese dates and deadlines (日期、期限) out of text.</summary>
/// <remarks>
/// 前, 底前, 内 and 至 take the named day, month or year in: 2月15日前 is met on 15 February. A month, quarter or year stands for its
/// last day. What names no year takes the reference date's year; without a reference date it has no <see cref="Deadline.Date"/>.
/// A day that does not exist (2月30日) is no date, and no part of it is one. Half- and full-width digits, and spaces between the
/// parts of a date, are read alike. The work is linear in the text's length, and no text is refused with an exception.
/// </remarks>
public static class DeadlineReader
{
    /// <summary>Reads a text that is nothing but a deadline, such as a cell of a table: 2022年10月, 2022-9-30, 长期, 在2021年7月完成基础上，持续推进.</summary>
    /// <param name="text">The cell's text.</param>
    /// <param name="reference">The document's date.</param>
    /// <param name="deadline">The deadline, <see cref="Deadline.Printed"/> being the whole trimmed text; meaningless where the answer is no.</param>
    /// <returns>Whether all of the text is a deadline. Words such as 完成 and 力争 beside it are allowed.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, DateOnly? reference, out Deadline deadline)
    {
        var trimmed = text.Trim();
        deadline = new Deadline(trimmed.ToString(), Date: null);
        // A cell that is longer than this is prose.
        if (trimmed.Length is 0 or > 120)
        {
            return false;
        }

        var scanner = new DeadlineScanner(trimmed, reference, wholeText: true);
        var found = scanner.Run();
        if (found.Count == 0 || !OnlyFillers(trimmed, found))
        {
            return false;
        }

        // A dated part speaks before a recurring one, a term or 持续推进 beside it; of several dates the last one ends the work.
        var main = found[0];
        var dates = 0;
        foreach (var one in found)
        {
            if (one.Role is DeadlineRole.Date or DeadlineRole.By or DeadlineRole.Period)
            {
                dates++;
                main = dates == 1 || one.Deadline.Date is null || one.Deadline.Date >= main.Deadline.Date ? one : main;
            }
            else if (dates == 0 && main.Role is DeadlineRole.Continuing or DeadlineRole.Immediate or DeadlineRole.Start)
            {
                main = one;
            }
        }

        deadline = main.Deadline with
        {
            Printed = trimmed.ToString(),
            Continuing = found.Any(f => f.Deadline.Continuing),
            Immediate = found.Any(f => f.Deadline.Immediate),
            Doubt = dates > 1 ? "此处印有几个日期，期限取最后一个。" : main.Deadline.Doubt,
        };
        return true;
    }

    /// <summary>Finds every date and deadline in a text, in order, none overlapping another.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="reference">The document's date.</param>
    /// <returns>What was found. <see cref="DeadlineRole.Date"/> and bare years are dates that need not be deadlines; the caller knows its sentence.</returns>
    public static IReadOnlyList<FoundDeadline> Scan(string text, DateOnly? reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new DeadlineScanner(text, reference, wholeText: false).Run();
    }

    private static readonly string[] Fillers =
    [
        "完成时限", "完成时间", "办结时限", "整改期限", "整改时限", "基础上", "力争", "争取", "预计", "计划", "确保", "全面", "基本", "完成", "办结", "整改", "到位",
        "时限", "期限", "时间", "截止", "并", "在", "于", "到", "至", "底", "前", "应", "须", "需", "的", "、", "，", ",", "。", "；", ";", "：", ":", "（", "）", "(", ")", "和", "及", "【", "】", "〔", "〕",
    ];

    private static bool OnlyFillers(ReadOnlySpan<char> text, List<FoundDeadline> found)
    {
        var at = 0;
        var next = 0;
        while (at < text.Length)
        {
            if (next < found.Count && at == found[next].Index)
            {
                at = found[next++].End;
                continue;
            }

            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var length = 0;
            foreach (var filler in Fillers)
            {
                if (text[at..].StartsWith(filler, StringComparison.Ordinal))
                {
                    length = filler.Length;
                    break;
                }
            }

            // A filler must not run into what was found.
            if (length == 0 || (next < found.Count && at + length > found[next].Index))
            {
                return false;
            }

            at += length;
        }

        return true;
    }
}
