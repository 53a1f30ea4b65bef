using System.Buffers;

namespace Bihuan.Kernel;

/// <summary>One pass over a text for <see cref="DeadlineReader"/>. Each character is looked at a bounded number of times.</summary>
/// <param name="text">The text.</param>
/// <param name="reference">The document's date.</param>
/// <param name="wholeText">Whether the text is a cell and no prose, in which 2022-10 is a month and 持续推进 a deadline.</param>
internal ref struct DeadlineScanner(ReadOnlySpan<char> text, DateOnly? reference, bool wholeText)
{
    /// <summary>How far before a term its event is looked for, in characters.</summary>
    private const int EventReach = 60;

    private static readonly SearchValues<char> Starts = SearchValues.Create(
        "0123456789０１２３４５６７８９〇零○一二两三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾半每按今本当同明次翌来后去上下年月第即立马长持常到至截自从");

    /// <summary>What can follow a number in a date or a term.</summary>
    private static readonly SearchValues<char> NumberFollowers = SearchValues.Create(
        "0123456789０１２３４５６７８９〇零○一二两三四五六七八九十廿卅年月日号季个半工自小分天周星至到-－–—~～‐−/／.．");

    /// <summary>What can follow a year and belong to its date.</summary>
    private static readonly SearchValues<char> WithinYearStarts = SearchValues.Create(
        "0123456789０１２３４５６７８９〇零○一二两三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾本当次上下年月第底末终内初中");

    private static readonly SearchValues<char> EventStops = SearchValues.Create("，,、。；;！!？?：:\n\t（(");

    private readonly ReadOnlySpan<char> _text = text;
    private readonly DateOnly? _reference = reference;
    private readonly bool _wholeText = wholeText;
    private readonly List<Item> _items = [];

    /// <summary>A finding with what a date behind it may carry on: 分别于2022年2月8日、5月8日之前.</summary>
    private readonly record struct Item(FoundDeadline Found, Point Point, bool Joined);

    /// <summary>The smallest part that is printed.</summary>
    private enum Part
    {
        Year,
        YearEnd,
        YearStart,
        YearMiddle,
        HalfYear,
        Quarter,
        Month,
        MonthEnd,
        FirstTen,
        MiddleTen,
        LastTen,
        Day,
    }

    /// <summary>A date as printed, not yet placed in a year.</summary>
    private record struct Point
    {
        public Part Part { get; set; }

        /// <summary>The printed year; 0 for none.</summary>
        public int Year { get; set; }

        /// <summary>次年 is 1; <see langword="null"/> where no such word is printed.</summary>
        public int? YearOffset { get; set; }

        /// <summary>From 1; the quarter of a quarter, the half of a half-year; 0 for none.</summary>
        public int Number { get; set; }

        /// <summary>Where a span is printed with one unit (4—6月), its first number; 0 for none.</summary>
        public int First { get; set; }

        /// <summary>0 for none.</summary>
        public int Month { get; set; }

        /// <summary>本月 is 0, 次月 is 1.</summary>
        public int? MonthOffset { get; set; }

        public int Day { get; set; }

        /// <summary>Whether a word such as 底 or 内 makes it an end.</summary>
        public bool By { get; set; }
    }

    private enum Outcome
    {
        /// <summary>Nothing of the kind stands here.</summary>
        None,

        /// <summary>It has the form of a date but is none: 2月30日.</summary>
        Impossible,

        /// <summary>It was read.</summary>
        Found,
    }

    /// <summary>Reads the text through.</summary>
    public List<FoundDeadline> Run()
    {
        var at = 0;
        while (at < _text.Length)
        {
            var skip = _text[at..].IndexOfAny(Starts);
            if (skip < 0)
            {
                break;
            }

            at += skip;
            var cursor = new Cursor(_text, at);
            at = ReadAt(ref cursor) ? Math.Max(cursor.At, at + 1) : AfterFailure(at);
        }

        return Finish();
    }

    /// <summary>分别于2月8日、5月8日之前: the 之前 holds for all that the list joins.</summary>
    private readonly List<FoundDeadline> Finish()
    {
        for (var i = _items.Count - 1; i > 0; i--)
        {
            if (_items[i].Joined && _items[i].Found.Role == DeadlineRole.By && _items[i - 1].Found.Role == DeadlineRole.Date)
            {
                _items[i - 1] = _items[i - 1] with { Found = _items[i - 1].Found with { Role = DeadlineRole.By } };
            }
        }

        return _items.ConvertAll(item => item.Found);
    }

    /// <summary>A number that is no date is passed over whole, so that 12022年 holds no 2022年 and the work stays linear.</summary>
    private readonly int AfterFailure(int at)
    {
        var c = _text[at];
        if (ChineseNumeral.IsArabicDigit(c))
        {
            while (at < _text.Length && (ChineseNumeral.IsArabicDigit(_text[at]) || (_text[at] is '.' or '．' && at + 1 < _text.Length && ChineseNumeral.IsArabicDigit(_text[at + 1]))))
            {
                at++;
            }

            return at;
        }

        if (c != '半' && ChineseNumeral.IsHanNumeral(c))
        {
            while (at < _text.Length && ChineseNumeral.IsHanNumeral(_text[at]))
            {
                at++;
            }

            return at;
        }

        return at + 1;
    }

    private readonly bool ReadAt(ref Cursor cursor)
    {
        var start = cursor.At;
        switch (_text[start])
        {
            case '每' or '按':
                return ReadRecurrence(ref cursor);
            case '立' or '马' or '即' when ReadImmediate(ref cursor):
                return true;
            case '长' or '持' or '常':
                return ReadContinuing(ref cursor);
            case '第' when cursor.Eat("第一时间"):
                Add(start, cursor.At, new Deadline("", null) { Immediate = true }, DeadlineRole.Immediate, default, joined: false);
                return true;
        }

        if (ChineseNumeral.Digit(cursor.Peek) >= 0 && !MayBegin(cursor))
        {
            return false;
        }

        var until = false;
        var since = false;
        if (cursor.Eat("截至") || cursor.Eat("截止到") || cursor.Eat("截止至") || cursor.Eat("截止") || cursor.Eat("到") || cursor.Eat("至"))
        {
            until = true;
        }
        else if (cursor.Eat("自") || cursor.Eat("从"))
        {
            since = true;
        }

        if ((until || since) && cursor.AtEnd)
        {
            return false;
        }

        if (since && cursor.Eat("即日起"))
        {
            return FinishFromToday(start, ref cursor);
        }

        var afterPrefix = cursor;
        switch (ReadDates(start, until, since, ref cursor))
        {
            case Outcome.Found:
            case Outcome.Impossible:
                return true;
        }

        // 到 and 自 before a term belong to other words (自签订之日起 is looked for backwards from the term).
        cursor = afterPrefix;
        return !until && !since && ReadTerm(ref cursor);
    }

    /// <summary>Most numbers, and most of what begins with 上 or 次, are no date: a look at what follows saves trying every form.</summary>
    private readonly bool MayBegin(Cursor cursor)
    {
        cursor.SkipSpaces();
        var start = cursor.At;
        if (ChineseNumeral.Digit(cursor.Peek) >= 0 || ChineseNumeral.IsHanNumeral(cursor.Peek))
        {
            cursor.At = AfterFailure(start);
            if (_text[start..cursor.At].IndexOfAny('.', '．') >= 0)
            {
                return true;
            }

            cursor.SkipSpaces();
            return NumberFollowers.Contains(cursor.Peek);
        }

        var first = cursor.Peek;
        cursor.At++;
        cursor.SkipSpaces();
        return first switch
        {
            '年' => cursor.IsAny("底末终内初中"),
            '月' => cursor.IsAny("底末"),
            '上' or '下' => cursor.IsAny("半年月一个"),
            '今' or '本' or '当' or '同' or '明' or '次' or '翌' or '来' or '后' or '去' => cursor.IsAny("年月"),
            '第' => ChineseNumeral.Digit(cursor.Peek) >= 0,
            _ => false,
        };
    }

    private readonly Outcome ReadDates(int start, bool until, bool since, ref Cursor cursor)
    {
        if (!MayBegin(cursor))
        {
            return Outcome.None;
        }

        var joined = !until && !since && JoinedToLast(start);
        var carried = joined ? _items[^1].Point : default;
        var yearSpan = ReadYearSpan(ref cursor, out var from, out var to);
        if (yearSpan != Outcome.None)
        {
            if (yearSpan == Outcome.Found)
            {
                ReadSuffix(ref cursor, ref to, out _, out _);
                var deadline = new Deadline("", new DateOnly(to.Year, 12, 31), DatePrecision.Year) { Start = new DateOnly(from.Year, 1, 1) };
                Add(start, cursor.At, deadline, DeadlineRole.Period, to, joined: false);
            }

            return yearSpan;
        }

        // 每年6月底、12月底前: the list goes on recurring.
        if (joined && _items[^1].Found.Deadline.Recurrence is { } recurrence)
        {
            return ReadMoreOfRecurrence(start, recurrence, ref cursor);
        }

        var outcome = ReadPoint(ref cursor, bareDay: carried.Day > 0, out var point);
        if (outcome == Outcome.None)
        {
            return outcome;
        }

        point = Carry(point, carried);
        var valid = outcome == Outcome.Found && TryResolve(point, out _);
        if (ReadPeriodEnd(ref cursor, point, out var last) is var ending && ending != Outcome.None)
        {
            if (valid && ending == Outcome.Found)
            {
                AddPeriod(start, ref cursor, point, last);
            }

            return valid ? ending : Outcome.Impossible;
        }

        ReadSuffix(ref cursor, ref point, out var ambiguous, out var sinceThen);
        if (!valid)
        {
            return Outcome.Impossible;
        }

        AddDate(start, ref cursor, point, until, sinceThen, ambiguous, joined);
        return Outcome.Found;
    }

    private readonly void AddDate(int start, ref Cursor cursor, Point point, bool until, bool sinceThen, bool ambiguous, bool joined)
    {
        TryResolve(point, out var resolved);
        var deadline = new Deadline("", resolved.To, resolved.Precision)
        {
            Start = point.By || until || resolved.Precision == DatePrecision.Day && point.First == 0 ? null : resolved.From,
            YearInferred = point.Year == 0 && resolved.To is not null,
            Doubt = ambiguous ? $"“{_text[start..cursor.At]}”可指该期间之初，也可指其末，此处按期末计。" : null,
        };
        if (sinceThen)
        {
            deadline = deadline with { Date = null, Start = resolved.From };
            Add(start, cursor.At, deadline, DeadlineRole.Start, point, joined);
            return;
        }

        var role = until || point.By ? DeadlineRole.By : point.First > 0 ? DeadlineRole.Period : DeadlineRole.Date;
        Add(start, cursor.At, deadline, role, point, joined);
    }

    private readonly void AddPeriod(int start, ref Cursor cursor, Point first, Point last)
    {
        ReadSuffix(ref cursor, ref last, out _, out _);
        // 11月至3月 runs into the next year; so the printed year, too, is that of the end alone.
        var endPrinted = last.Year > 0;
        if (first.Year == 0 && first.YearOffset is null && endPrinted)
        {
            first.Year = last.Year;
        }

        TryResolve(first, out var from);
        TryResolve(last, out var to);
        if (!endPrinted && last.YearOffset is null or 0 && from.From is { } begin && to.To is { } end && end < begin)
        {
            last.YearOffset = (last.YearOffset ?? 0) + 1;
            TryResolve(last, out to);
        }

        if (to.To < from.From)
        {
            return; // It runs backwards: no period.
        }

        var deadline = new Deadline("", to.To, to.Precision) { Start = from.From, YearInferred = last.Year == 0 && to.To is not null };
        Add(start, cursor.At, deadline, DeadlineRole.Period, last, joined: false);
    }

    private readonly bool FinishFromToday(int start, ref Cursor cursor)
    {
        var point = new Point();
        if (_reference is { } day)
        {
            point = new Point { Part = Part.Day, Year = day.Year, Month = day.Month, Day = day.Day };
        }

        var ending = ReadPeriodEnd(ref cursor, default, out var last);
        if (ending == Outcome.Found)
        {
            ReadSuffix(ref cursor, ref last, out _, out _);
            if (TryResolve(last, out var to) && to.To < _reference && last.Year == 0 && last.YearOffset is null or 0)
            {
                last.YearOffset = 1; // 即日起至3月31日, printed in November.
                _ = TryResolve(last, out to);
            }

            if (to.To is null || _reference is null || to.To >= _reference)
            {
                var deadline = new Deadline("", to.To, to.Precision) { Start = _reference, YearInferred = last.Year == 0 && to.To is not null };
                Add(start, cursor.At, deadline, DeadlineRole.Period, last, joined: false);
            }

            return true;
        }

        if (ending == Outcome.None)
        {
            Add(start, cursor.At, new Deadline("", null) { Start = _reference }, DeadlineRole.Start, point, joined: false);
        }

        return true;
    }

    private readonly bool ReadImmediate(ref Cursor cursor)
    {
        var start = cursor.At;
        if (cursor.Eat("即日起"))
        {
            return FinishFromToday(start, ref cursor);
        }

        if (!(cursor.Eat("立即") || cursor.Eat("立刻") || cursor.Eat("马上") || cursor.Eat("即刻") || cursor.Eat("即时")))
        {
            return false;
        }

        Add(start, cursor.At, new Deadline("", null) { Immediate = true }, DeadlineRole.Immediate, default, joined: false);
        return true;
    }

    /// <summary>长期, 持续推进: a deadline only where it stands alone between punctuation; 长期困扰 and 持续推进改革 are prose.</summary>
    private readonly bool ReadContinuing(ref Cursor cursor)
    {
        var start = cursor.At;
        var read = cursor.Eat("长期坚持") || cursor.Eat("长期推进") || cursor.Eat("长期实施") || cursor.Eat("长期开展") || cursor.Eat("长期执行") || cursor.Eat("长期")
            || cursor.Eat("持续推进") || cursor.Eat("持续实施") || cursor.Eat("持续开展") || cursor.Eat("持续") || cursor.Eat("常态化推进") || cursor.Eat("常态化开展") || cursor.Eat("常态化");
        if (!read || !IsEdge(start - 1) || !IsEdge(cursor.At))
        {
            return false;
        }

        Add(start, cursor.At, new Deadline("", null, Continuing: true), DeadlineRole.Continuing, default, joined: false);
        return true;
    }

    private readonly bool IsEdge(int at) =>
        at < 0 || at >= _text.Length || char.IsWhiteSpace(_text[at]) || (char.IsPunctuation(_text[at]) && _text[at] is not ('“' or '”' or '《' or '》'));

    /// <summary>2021—2025年, 2021年至2025年.</summary>
    private static Outcome ReadYearSpan(ref Cursor cursor, out Point from, out Point to)
    {
        from = default;
        to = default;
        var probe = cursor;
        if (!TryYear(ref probe, out var first))
        {
            return Outcome.None;
        }

        probe.Eat("年");
        if (!probe.EatSpan() || !TryYear(ref probe, out var last) || !probe.Eat("年"))
        {
            return Outcome.None;
        }

        // 2021年至2025年6月 is read as a period of two dates.
        var ahead = probe;
        if (ahead.Number(out var month, out _) && month is >= 1 and <= 12 && ahead.Eat("月"))
        {
            return Outcome.None;
        }

        probe.Eat("度");
        cursor = probe;
        from = new Point { Part = Part.Year, Year = first };
        to = new Point { Part = Part.Year, Year = last };
        return first <= last ? Outcome.Found : Outcome.Impossible;
    }

    private readonly Outcome ReadPeriodEnd(ref Cursor cursor, Point first, out Point last)
    {
        last = default;
        var probe = cursor;
        probe.EatWeekdayAndTime();
        probe.Eat("起");
        if (!probe.EatSpan())
        {
            return Outcome.None;
        }

        var outcome = ReadPoint(ref probe, bareDay: first.Day > 0, out last);
        if (outcome == Outcome.None)
        {
            return Outcome.None;
        }

        cursor = probe;
        last = Carry(last, first);
        return outcome == Outcome.Found && TryResolve(last, out _) ? Outcome.Found : Outcome.Impossible;
    }

    /// <summary>What a date leaves out, the date before it in the same list or period says.</summary>
    private static Point Carry(Point point, Point from)
    {
        if (point.Year == 0 && point.YearOffset is { } offset && from.Year > 0)
        {
            // 2022年11月至次年3月.
            return point with { Year = from.Year + offset, YearOffset = null };
        }

        if (point.Year == 0 && point.YearOffset is null)
        {
            point.Year = from.Year;
            point.YearOffset = from.YearOffset;
        }

        if (point.Part == Part.Day && point.Month == 0 && point.MonthOffset is null)
        {
            point.Month = from.Month;
            point.MonthOffset = from.MonthOffset;
        }

        return point;
    }

    /// <summary>Whether a list joins what begins here to the last finding: only 、 or 和 between them.</summary>
    private readonly bool JoinedToLast(int start)
    {
        if (_items.Count == 0)
        {
            return false;
        }

        var between = _text[_items[^1].Found.End..start].Trim();
        return between is "、" or "，" or "," or "和" or "及" or "与" or "或";
    }

    private readonly record struct Resolved(DateOnly? From, DateOnly? To, DatePrecision Precision);

    /// <summary>Places a point in its year.</summary>
    /// <returns>Whether the day exists. Where no year is known, 29 February does.</returns>
    private readonly bool TryResolve(Point point, out Resolved resolved)
    {
        var year = point.Year > 0 ? point.Year : _reference is { } day ? day.Year + (point.YearOffset ?? 0) : 0;
        var month = point.Month;
        if (point.MonthOffset is { } offset)
        {
            month = (_reference?.Month ?? 1) + offset;
            if (month > 12)
            {
                month -= 12;
                year += year > 0 ? 1 : 0;
            }
        }

        var precision = point.Part switch
        {
            Part.Day => DatePrecision.Day,
            Part.FirstTen or Part.MiddleTen or Part.LastTen => DatePrecision.TenDays,
            Part.Month or Part.MonthEnd or Part.YearStart or Part.YearMiddle => DatePrecision.Month,
            Part.Quarter => DatePrecision.Quarter,
            Part.HalfYear => DatePrecision.HalfYear,
            _ => DatePrecision.Year,
        };
        var known = year > 0 && (point.MonthOffset is null || _reference is not null);
        var y = known ? year : 2000; // A leap year, so that every day that can exist does.
        var (fromMonth, fromDay, toMonth, toDay) = point.Part switch
        {
            Part.Day => (month, point.First > 0 ? point.First : point.Day, month, point.Day),
            Part.FirstTen => (month, 1, month, 10),
            Part.MiddleTen => (month, 11, month, 20),
            Part.LastTen => (month, 21, month, LastDay(y, month)),
            Part.Month or Part.MonthEnd => (point.First > 0 ? point.First : month, 1, month, LastDay(y, month)),
            Part.YearStart => (1, 1, 1, 31),
            Part.YearMiddle => (6, 1, 6, 30),
            Part.Quarter => (((point.First > 0 ? point.First : point.Number) * 3) - 2, 1, point.Number * 3, LastDay(y, point.Number * 3)),
            Part.HalfYear => (point.Number == 1 ? 1 : 7, 1, point.Number == 1 ? 6 : 12, point.Number == 1 ? 30 : 31),
            _ => (1, 1, 12, 31),
        };
        resolved = new Resolved(null, null, precision);
        if (!Exists(y, fromMonth, fromDay) || !Exists(y, toMonth, toDay) || fromMonth > toMonth || (fromMonth == toMonth && fromDay > toDay))
        {
            return false;
        }

        if (known)
        {
            resolved = new Resolved(new DateOnly(y, fromMonth, fromDay), new DateOnly(y, toMonth, toDay), precision);
        }

        return true;
    }

    private static int LastDay(int year, int month) => month is >= 1 and <= 12 ? DateTime.DaysInMonth(year, month) : 0;

    private static bool Exists(int year, int month, int day) => year is >= 1 and <= 9999 && day >= 1 && day <= LastDay(year, month);

    /// <summary>Reads one date, without 前 and the like behind it.</summary>
    private readonly Outcome ReadPoint(ref Cursor cursor, bool bareDay, out Point point)
    {
        point = default;
        var probe = cursor;
        var hasYear = ReadYear(ref probe, ref point, out var numeric);
        if (numeric != Outcome.None)
        {
            cursor = probe;
            return numeric;
        }

        var outcome = ReadWithinYear(ref probe, hasYear, ref point);
        if (outcome == Outcome.None && bareDay && !hasYear && probe.Number(out var day, out _) && (probe.Eat("日") || probe.Eat("号")))
        {
            point.Part = Part.Day;
            point.Day = day;
            outcome = day is >= 1 and <= 31 ? Outcome.Found : Outcome.Impossible;
        }

        if (outcome == Outcome.None && hasYear)
        {
            point.Part = Part.Year;
            outcome = Outcome.Found;
        }

        if (outcome != Outcome.None)
        {
            cursor = probe;
        }

        return outcome;
    }

    /// <summary>2022年, 二〇二二年度, 次年; or a numeric date such as 2022-9-30 as a whole.</summary>
    private readonly bool ReadYear(ref Cursor cursor, ref Point point, out Outcome numeric)
    {
        numeric = Outcome.None;
        var probe = cursor;
        if (TryYear(ref probe, out var year))
        {
            numeric = ReadNumericDate(ref probe, year, ref point);
            if (numeric != Outcome.None)
            {
                cursor = probe;
                return true;
            }

            if (!probe.Eat("年"))
            {
                return false;
            }

            point.Year = year;
        }
        else if (RelativeYear(ref probe) is { } offset)
        {
            point.YearOffset = offset;
        }
        else
        {
            return false;
        }

        if (!probe.Eat("度内"))
        {
            probe.Eat("度");
        }
        else
        {
            point.By = true;
        }

        cursor = probe;
        return true;
    }

    private static int? RelativeYear(ref Cursor cursor)
    {
        var next = cursor;
        next.SkipSpaces();
        if (!next.IsAny("今本当同明次翌来下后去上"))
        {
            return null;
        }

        if (cursor.Eat("今年") || cursor.Eat("本年") || cursor.Eat("当年") || cursor.Eat("同年"))
        {
            return 0;
        }

        if (cursor.Eat("明年") || cursor.Eat("次年") || cursor.Eat("翌年") || cursor.Eat("来年") || cursor.Eat("下一年") || cursor.Eat("下年"))
        {
            return 1;
        }

        return cursor.Eat("后年") ? 2 : cursor.Eat("去年") || cursor.Eat("上年") || cursor.Eat("上一年") ? -1 : null;
    }

    /// <summary>Four digits from 1900 to 2199, Arabic or Chinese, also parted by a space as a PDF prints them (20 22).</summary>
    private static bool TryYear(ref Cursor cursor, out int year)
    {
        year = 0;
        var probe = cursor;
        if (!probe.Digits(out year, out var count))
        {
            return false;
        }

        if (count == 2 && year is 19 or 20 or 21 && probe.AtSpace)
        {
            var rest = probe;
            rest.SkipSpaces();
            if (rest.Digits(out var low, out var more) && more == 2 && rest.Is('年'))
            {
                year = (year * 100) + low;
                count = 4;
                probe = rest;
            }
        }

        if (count != 4 || year is < 1900 or > 2199)
        {
            return false;
        }

        cursor = probe;
        return true;
    }

    /// <summary>2022-9-30, 2022/9/30, 2022.9.30; in a cell also 2022-9.</summary>
    private readonly Outcome ReadNumericDate(ref Cursor cursor, int year, ref Point point)
    {
        var probe = cursor;
        var separator = probe.DateSeparator();
        if (separator == '\0' || !probe.Digits(out var month, out var monthDigits) || monthDigits > 2)
        {
            return Outcome.None;
        }

        var afterMonth = probe;
        if (probe.DateSeparator() == separator && probe.Digits(out var day, out var dayDigits))
        {
            // 2022.9.30.1 numbers a section.
            var more = probe;
            if (dayDigits > 2 || (more.DateSeparator() == separator && more.Digits(out _, out _)))
            {
                return Outcome.None;
            }

            probe.Eat("日");
            probe.EatWeekdayAndTime();
            cursor = probe;
            point = point with { Part = Part.Day, Year = year, Month = month, Day = day };
            return Exists(year, month, day) ? Outcome.Found : Outcome.Impossible;
        }

        if (!_wholeText || month is < 1 or > 12 || afterMonth.Is('年'))
        {
            return Outcome.None;
        }

        afterMonth.Eat("月");
        cursor = afterMonth;
        point = point with { Part = Part.Month, Year = year, Month = month };
        return Outcome.Found;
    }

    /// <summary>What stands behind the year, or alone where no year is printed: 底, 上半年, 第三季度, 10月, 10月底, 3月中旬, 2月15日, 本月底.</summary>
    private static Outcome ReadWithinYear(ref Cursor cursor, bool hasYear, ref Point point)
    {
        var start = cursor;
        var first = cursor;
        first.SkipSpaces();
        if (!WithinYearStarts.Contains(first.Peek))
        {
            return Outcome.None;
        }

        if (cursor.Eat("上半年") || cursor.Eat("下半年"))
        {
            point.Part = Part.HalfYear;
            point.Number = cursor.Text[cursor.At - 3] == '上' ? 1 : 2;
            point.By = EatEnd(ref cursor);
            return Outcome.Found;
        }

        if (EatYearEnd(ref cursor, hasYear, ref point))
        {
            return Outcome.Found;
        }

        if (ReadQuarter(ref cursor, ref point) is var quarter && quarter != Outcome.None)
        {
            return quarter;
        }

        cursor = start;
        if (cursor.Eat("本月") || cursor.Eat("当月") || cursor.Eat("次月") || cursor.Eat("下月") || cursor.Eat("下个月"))
        {
            point.MonthOffset = start.Starts("本月") || start.Starts("当月") ? 0 : 1;
            return ReadWithinMonth(ref cursor, ref point);
        }

        if (!hasYear && (cursor.Starts("月底") || cursor.Starts("月末")))
        {
            cursor.At++;
            point.MonthOffset = 0;
            return ReadWithinMonth(ref cursor, ref point);
        }

        if (!cursor.Number(out var month, out var span) || !cursor.Eat("月"))
        {
            cursor = start;
            return Outcome.None;
        }

        cursor.Eat("份");
        point.Month = month;
        point.First = span;
        var outcome = ReadWithinMonth(ref cursor, ref point);
        return month is >= 1 and <= 12 && span <= month ? outcome : Outcome.Impossible;
    }

    /// <summary>年底, 年内, 年末前 without a year; 底, 年底, 内 behind one.</summary>
    private static bool EatYearEnd(ref Cursor cursor, bool hasYear, ref Point point)
    {
        var probe = cursor;
        if (!probe.Eat("年") && !hasYear)
        {
            return false;
        }

        probe.SkipSpaces();
        var word = probe.Peek;
        probe.At++;
        Part? part = word switch
        {
            '底' when !probe.IsAny("数线部层盘色座子稿蕴") => Part.YearEnd,
            '末' => Part.YearEnd,
            '终' when probe.IsAny("前、，,。；;") => Part.YearEnd,
            '内' when !probe.IsAny(NotWithin) => Part.Year,
            '初' when !probe.IsAny("步级心中期始衷") => Part.YearStart,
            '中' when probe.AtEnd || probe.IsAny("前，,、。；;）)") => Part.YearMiddle,
            _ => null,
        };
        if (part is not { } found)
        {
            return false;
        }

        point.Part = found;
        point.By |= word is '底' or '末' or '终' or '内';
        cursor = probe;
        return true;
    }

    /// <summary>What 内 begins when it is no bound: 内部, 内容, 内控.</summary>
    private const string NotWithin = "部容外涵蒙销需贸河控设科";

    private static Outcome ReadQuarter(ref Cursor cursor, ref Point point)
    {
        var probe = cursor;
        probe.Eat("第");
        if (!probe.Number(out var quarter, out var first) || !probe.Eat("季度"))
        {
            return Outcome.None;
        }

        point.Part = Part.Quarter;
        point.Number = quarter;
        point.First = first;
        point.By |= EatEnd(ref probe);
        cursor = probe;
        return quarter is >= 1 and <= 4 && first <= quarter ? Outcome.Found : Outcome.Impossible;
    }

    private static bool EatEnd(ref Cursor cursor)
    {
        if (cursor.Eat("末"))
        {
            return true;
        }

        var probe = cursor;
        if (probe.Eat("底") && !probe.IsAny("数线部"))
        {
            cursor = probe;
            return true;
        }

        return false;
    }

    private static Outcome ReadWithinMonth(ref Cursor cursor, ref Point point)
    {
        point.Part = Part.Month;
        var probe = cursor;
        if (probe.Number(out var day, out var first) && ((probe.Eat("日") && !probe.IsAny("常")) || (probe.Eat("号") && !probe.IsAny("楼线文院门库令"))))
        {
            point.Part = Part.Day;
            point.Day = day;
            point.First = first;
            probe.EatWeekdayAndTime();
            cursor = probe;
            return day is >= 1 and <= 31 ? Outcome.Found : Outcome.Impossible;
        }

        probe = cursor;
        if (probe.Eat("上旬") || probe.Eat("中旬") || probe.Eat("下旬"))
        {
            point.Part = probe.Text[probe.At - 2] switch { '上' => Part.FirstTen, '中' => Part.MiddleTen, _ => Part.LastTen };
            cursor = probe;
            return Outcome.Found;
        }

        probe.SkipSpaces();
        var word = probe.Peek;
        probe.At++;
        Part? part = word switch
        {
            '底' when !probe.IsAny("数线部") => Part.MonthEnd,
            '末' => Part.MonthEnd,
            '初' when !probe.IsAny("步级一二三四五六七八九十") => Part.FirstTen,
            _ => null,
        };
        if (part is { } found)
        {
            point.Part = found;
            point.By |= found == Part.MonthEnd;
            cursor = probe;
        }

        return Outcome.Found;
    }

    /// <summary>前, 止, 内 behind a date make it an end; 起 makes it a beginning.</summary>
    private static void ReadSuffix(ref Cursor cursor, ref Point point, out bool ambiguous, out bool begins)
    {
        ambiguous = false;
        begins = false;
        var probe = cursor;
        if (probe.Eat("下班前") || probe.Eat("之前") || probe.Eat("以前") || (probe.Eat("前") && !probe.IsAny("期往后夕来述款列置景沿瞻端线")))
        {
            ambiguous = !point.By && point.Part is Part.Year or Part.Month or Part.Quarter or Part.HalfYear;
            point.By = true;
            cursor = probe;
            return;
        }

        probe = cursor;
        if (probe.Eat("为止") || probe.Eat("止") || probe.Eat("以内") || probe.Eat("之内") || (probe.Eat("内") && !probe.IsAny(NotWithin)))
        {
            point.By = true;
            cursor = probe;
            return;
        }

        probe = cursor;
        if (probe.Eat("起") && !probe.IsAny("草步诉重飞伏义源"))
        {
            begins = true;
            cursor = probe;
        }
    }

    /// <summary>三个工作日内, 24小时内, 半年内, with the event it runs from where one stands before it.</summary>
    private readonly bool ReadTerm(ref Cursor cursor)
    {
        var start = cursor.At;
        if (!TryTerm(ref cursor, out var term, out var bounded))
        {
            return false;
        }

        var (event_, from) = FindEvent(start);
        if (!bounded && event_ is null && term.Unit != TermUnit.WorkingDay)
        {
            return false;
        }

        // 提前5个工作日 counts backwards and is no term.
        if (!bounded && start > 0 && _text[start - 1] is '前')
        {
            return false;
        }

        while (_items.Count > 0 && _items[^1].Found.Index >= from)
        {
            _items.RemoveAt(_items.Count - 1);
        }

        from = _items.Count > 0 ? Math.Max(from, _items[^1].Found.End) : from;
        Add(from, cursor.At, new Deadline("", null, Term: term with { From = event_ }), DeadlineRole.Term, default, joined: false);
        return true;
    }

    /// <summary>A count and its unit, with 内 behind it or not.</summary>
    private static bool TryTerm(ref Cursor cursor, out Term term, out bool bounded)
    {
        term = new Term(0, TermUnit.Day);
        bounded = false;
        var probe = cursor;
        if (!probe.Decimal(out var count) || count is <= 0 or >= 10_000)
        {
            return false;
        }

        var counted = probe.Eat("个");
        if (counted && probe.Eat("半"))
        {
            count += 0.5m;
        }

        TermUnit unit;
        var factor = 1m;
        if (probe.Eat("工作日"))
        {
            unit = TermUnit.WorkingDay;
        }
        else if (probe.Eat("自然日") || probe.Eat("日历日") || probe.Eat("日历天") || (!counted && (probe.Eat("日") || probe.Eat("天"))))
        {
            unit = TermUnit.Day;
        }
        else if (probe.Eat("小时"))
        {
            unit = TermUnit.Hour;
        }
        else if (probe.Eat("分钟"))
        {
            unit = TermUnit.Minute;
        }
        else if (probe.Eat("星期") || probe.Eat("周年"))
        {
            unit = probe.Text[probe.At - 1] == '年' ? TermUnit.Year : TermUnit.Week;
        }
        else if (probe.Eat("周"))
        {
            unit = TermUnit.Week;
        }
        else if (counted && probe.Eat("季度"))
        {
            unit = TermUnit.Month;
            factor = 3;
        }
        else if (counted && (probe.Eat("月") || probe.Eat("年度")))
        {
            unit = probe.Text[probe.At - 1] == '月' ? TermUnit.Month : TermUnit.Year;
        }
        else if (probe.Eat("年"))
        {
            unit = TermUnit.Year;
            if (probe.Eat("半"))
            {
                count += 0.5m;
            }
        }
        else
        {
            return false;
        }

        // Half a year is six months: months can be counted on a calendar.
        if (unit == TermUnit.Year && count != decimal.Truncate(count))
        {
            unit = TermUnit.Month;
            factor = 12;
        }

        term = new Term(count * factor, unit);
        var end = probe;
        if (end.Eat("之内") || end.Eat("以内") || (end.Eat("内") && !end.IsAny(NotWithin)))
        {
            bounded = true;
            probe = end;
        }

        cursor = probe;
        return true;
    }

    /// <summary>Looks back from a term for its event: 自建立租赁关系之日起, 收到报告后.</summary>
    /// <returns>The event as printed without 自 and 起, and where the whole expression begins.</returns>
    private readonly (string? Event, int From) FindEvent(int start)
    {
        var end = start;
        while (end > 0 && _text[end - 1] is ' ' or '，' or ',' or '的' or '　')
        {
            end--;
        }

        var since = end > 0 && _text[end - 1] == '起';
        if (!since && (end == 0 || _text[end - 1] != '后'))
        {
            return (null, start);
        }

        var last = since ? end - 1 : end;
        var floor = Math.Max(0, end - EventReach);
        for (var i = last - 1; i >= floor; i--)
        {
            var c = _text[i];
            if (EventStops.Contains(c))
            {
                return i + 1 < last ? (_text[(i + 1)..last].Trim().ToString(), start) : (null, start);
            }

            var next = i + 1 < _text.Length ? _text[i + 1] : '\0';
            var opens = (c == '自' && !"然行己身主动愿治查纠来".Contains(next, StringComparison.Ordinal)) || (c == '从' && !"事业而".Contains(next, StringComparison.Ordinal));
            if (opens && i + 1 < last)
            {
                return (_text[(i + 1)..last].Trim().ToString(), i);
            }

            if (!since && c is '在' or '于' && i + 1 < last)
            {
                return (_text[(i + 1)..last].Trim().ToString(), start);
            }
        }

        return floor == 0 && last > 0 ? (_text[..last].Trim().ToString(), start) : (null, start);
    }

    /// <summary>每月25日前, 每季度末, 按月, 每年12月底前, 每两周, 每季度结束后10日内.</summary>
    private readonly bool ReadRecurrence(ref Cursor cursor)
    {
        var start = cursor.At;
        var by = cursor.Eat("按");
        if (!by)
        {
            cursor.Eat("每");
        }

        var interval = 1;
        if (!by)
        {
            cursor.Eat("隔");
            if (cursor.Number(out var every, out var span) && span == 0 && every is >= 1 and <= 100)
            {
                interval = every;
            }
        }

        cursor.Eat("个");
        if (!TryPeriod(ref cursor, by, out var unit))
        {
            return false;
        }

        var recurrence = new Recurrence(unit) { Interval = interval };
        if (!by && interval == 1)
        {
            recurrence = ReadWithinPeriod(ref cursor, recurrence, out var point);
            Term? term = null;
            var probe = cursor;
            if ((probe.Eat("结束后") || probe.Eat("终了后") || probe.Eat("届满后") || probe.Eat("后")) && TryTerm(ref probe, out var after, out var bounded) && bounded)
            {
                term = after with { From = _text[start..cursor.At].ToString() + "结束后" };
                cursor = probe;
            }

            Add(start, cursor.At, new Deadline("", null, Recurrence: recurrence, Term: term), DeadlineRole.Recurring, point, joined: false);
            return true;
        }

        Add(start, cursor.At, new Deadline("", null, Recurrence: recurrence), DeadlineRole.Recurring, default, joined: false);
        return true;
    }

    private static bool TryPeriod(ref Cursor cursor, bool by, out RecurrenceUnit unit)
    {
        unit = RecurrenceUnit.Day;
        var probe = cursor;
        if (probe.Eat("半个月") || probe.Eat("半月"))
        {
            unit = RecurrenceUnit.HalfMonth;
        }
        else if (probe.Eat("半年"))
        {
            unit = RecurrenceUnit.HalfYear;
        }
        else if (probe.Eat("季度") || (probe.Eat("季") && !probe.IsAny("节")))
        {
            unit = RecurrenceUnit.Quarter;
        }
        else if (probe.Eat("月度") || probe.Eat("月份") || probe.Eat("月"))
        {
            unit = RecurrenceUnit.Month;
        }
        else if (probe.Eat("星期") || probe.Eat("礼拜") || (probe.Eat("周") && !probe.IsAny("边岁期")))
        {
            unit = RecurrenceUnit.Week;
        }
        else if (probe.Eat("年度") || (probe.Eat("年") && !probe.IsAny("龄级份轻")))
        {
            unit = RecurrenceUnit.Year;
        }
        else if (by || !(probe.Eat("日") || probe.Eat("天") || probe.Eat("工作日")))
        {
            return false;
        }

        cursor = probe;
        return true;
    }

    /// <summary>The day or month printed behind the period.</summary>
    private static Recurrence ReadWithinPeriod(ref Cursor cursor, Recurrence recurrence, out Point point)
    {
        point = default;
        var probe = cursor;
        switch (recurrence.Unit)
        {
            case RecurrenceUnit.Week:
                probe.SkipSpaces();
                var weekday = "一二三四五六日天".IndexOf(probe.Peek, StringComparison.Ordinal);
                probe.At++;
                if (weekday >= 0 && !probe.IsAny("次个期报回份场篇轮例"))
                {
                    cursor = probe;
                    recurrence = recurrence with { DayOfPeriod = Math.Min(weekday, 6) + 1 };
                }

                break;

            case RecurrenceUnit.Month:
                probe.Eat("的");
                if (ReadDay(ref probe, ref point))
                {
                    cursor = probe;
                    recurrence = recurrence with { DayOfPeriod = point.Day };
                }
                else if (probe.Eat("月底") || probe.Eat("月末") || EatEnd(ref probe))
                {
                    cursor = probe;
                    recurrence = recurrence with { AtEnd = true };
                }

                break;

            case RecurrenceUnit.Quarter:
                recurrence = ReadWithinQuarter(ref cursor, recurrence, ref point);
                break;

            case RecurrenceUnit.HalfYear:
                if (EatEnd(ref cursor))
                {
                    recurrence = recurrence with { AtEnd = true };
                }

                break;

            case RecurrenceUnit.Year:
                probe.Eat("的");
                if (ReadWithinYear(ref probe, hasYear: true, ref point) == Outcome.Found)
                {
                    // 每年11月至次年4月: the season's end is what is due.
                    var end = probe;
                    if (end.EatSpan())
                    {
                        _ = RelativeYear(ref end);
                        var last = default(Point);
                        if (ReadWithinYear(ref end, hasYear: true, ref last) == Outcome.Found)
                        {
                            probe = end;
                            point = last;
                        }
                    }

                    cursor = probe;
                    recurrence = InYear(recurrence, point);
                }

                break;
        }

        var suffix = cursor;
        if (suffix.Eat("之前") || suffix.Eat("以前") || (suffix.Eat("前") && !suffix.IsAny("期往后来述款列")))
        {
            cursor = suffix;
        }

        return recurrence;
    }

    private static Recurrence InYear(Recurrence recurrence, Point point) => point.Part switch
    {
        Part.Day => recurrence with { MonthOfPeriod = point.Month, DayOfPeriod = point.Day },
        Part.FirstTen => recurrence with { MonthOfPeriod = point.Month, DayOfPeriod = 10 },
        Part.MiddleTen => recurrence with { MonthOfPeriod = point.Month, DayOfPeriod = 20 },
        Part.Month or Part.MonthEnd or Part.LastTen => recurrence with { MonthOfPeriod = point.Month, AtEnd = true },
        Part.Quarter => recurrence with { MonthOfPeriod = point.Number * 3, AtEnd = true },
        Part.HalfYear => recurrence with { MonthOfPeriod = point.Number * 6, AtEnd = true },
        Part.YearStart => recurrence with { MonthOfPeriod = 1, AtEnd = true },
        Part.YearMiddle => recurrence with { MonthOfPeriod = 6, AtEnd = true },
        _ => recurrence with { AtEnd = point.By },
    };

    private static Recurrence ReadWithinQuarter(ref Cursor cursor, Recurrence recurrence, ref Point point)
    {
        var probe = cursor;
        probe.Eat("的");
        int? month = null;
        if (probe.Eat("首月") || probe.Eat("第一个月") || probe.Eat("第1个月"))
        {
            month = 1;
        }
        else if (probe.Eat("第二个月") || probe.Eat("第2个月"))
        {
            month = 2;
        }
        else if (probe.Eat("末月") || probe.Eat("最后一个月") || probe.Eat("第三个月") || probe.Eat("第3个月"))
        {
            month = 3;
        }

        if (month is not null)
        {
            recurrence = recurrence with { MonthOfPeriod = month };
            recurrence = ReadDay(ref probe, ref point) ? recurrence with { DayOfPeriod = point.Day } : recurrence with { AtEnd = EatEnd(ref probe) };
            cursor = probe;
            return recurrence;
        }

        return EatEnd(ref cursor) ? recurrence with { AtEnd = true } : recurrence;
    }

    private static bool ReadDay(ref Cursor cursor, ref Point point)
    {
        var probe = cursor;
        if (!probe.Number(out var day, out _) || !(probe.Eat("日") || probe.Eat("号")) || day is < 1 or > 31)
        {
            return false;
        }

        point.Part = Part.Day;
        point.Day = day;
        cursor = probe;
        return true;
    }

    private readonly Outcome ReadMoreOfRecurrence(int start, Recurrence recurrence, ref Cursor cursor)
    {
        var probe = cursor;
        var point = default(Point);
        var read = recurrence.Unit switch
        {
            RecurrenceUnit.Month when recurrence.DayOfPeriod is not null && ReadDay(ref probe, ref point) => recurrence with { DayOfPeriod = point.Day },
            RecurrenceUnit.Year when recurrence.MonthOfPeriod is not null && ReadWithinYear(ref probe, hasYear: false, ref point) == Outcome.Found => InYear(new Recurrence(RecurrenceUnit.Year), point),
            _ => null,
        };
        if (read is null)
        {
            probe = cursor;
            var outcome = ReadPoint(ref probe, bareDay: false, out point);
            if (outcome != Outcome.Found || !TryResolve(point, out _))
            {
                cursor = outcome == Outcome.None ? cursor : probe;
                return outcome == Outcome.Found ? Outcome.Impossible : outcome;
            }

            ReadSuffix(ref probe, ref point, out var ambiguous, out var begins);
            cursor = probe;
            AddDate(start, ref cursor, point, until: false, begins, ambiguous, joined: false);
            return Outcome.Found;
        }

        ReadSuffix(ref probe, ref point, out _, out _);
        cursor = probe;
        Add(start, cursor.At, new Deadline("", null, Recurrence: read), DeadlineRole.Recurring, point, joined: true);
        return Outcome.Found;
    }

    private readonly void Add(int start, int end, Deadline deadline, DeadlineRole role, Point point, bool joined)
    {
        var found = new FoundDeadline(start, end - start, deadline with { Printed = _text[start..end].ToString() }, role);
        _items.Add(new Item(found, point, joined));
    }
}
