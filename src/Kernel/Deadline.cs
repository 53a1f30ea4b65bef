namespace Bihuan.Kernel;

/// <summary>How exactly a printed date is known.</summary>
public enum DatePrecision
{
    /// <summary>To the day: 2月15日前.</summary>
    Day,

    /// <summary>To the month: 2022年10月. <see cref="Deadline.Date"/> is then the month's last day.</summary>
    Month,

    /// <summary>To the quarter: 第三季度. <see cref="Deadline.Date"/> is then the quarter's last day.</summary>
    Quarter,

    /// <summary>To the year: 2022年底. <see cref="Deadline.Date"/> is then 31 December.</summary>
    Year,

    /// <summary>To about ten days: 3月中旬, 10月初. <see cref="Deadline.Date"/> is then the 10th, the 20th or the month's last day.</summary>
    TenDays,

    /// <summary>To the half-year: 上半年. <see cref="Deadline.Date"/> is then 30 June or 31 December.</summary>
    HalfYear,
}

/// <summary>How often something falls due (每周, 每半月, 每月, 每季度, 每半年, 每年).</summary>
public enum RecurrenceUnit
{
    /// <summary>每日.</summary>
    Day,

    /// <summary>每周.</summary>
    Week,

    /// <summary>每半月.</summary>
    HalfMonth,

    /// <summary>每月.</summary>
    Month,

    /// <summary>每季度.</summary>
    Quarter,

    /// <summary>每半年.</summary>
    HalfYear,

    /// <summary>每年.</summary>
    Year,
}

/// <summary>A duty that comes back: every <paramref name="Unit"/>, on <paramref name="DayOfPeriod"/> where a day is printed.</summary>
/// <param name="Unit">The period.</param>
/// <param name="DayOfPeriod">每月25日前 gives 25, 每周五 gives 5 (Monday is 1), 每年12月25日前 gives 25 beside <see cref="MonthOfPeriod"/> 12;
/// <see langword="null"/> where no day is printed.</param>
public sealed record Recurrence(RecurrenceUnit Unit, int? DayOfPeriod = null)
{
    /// <summary>每年12月底前 gives 12, 每季度首月10日前 gives 1; <see langword="null"/> where no month is printed.</summary>
    public int? MonthOfPeriod { get; init; }

    /// <summary>Due at the end of the period, or of <see cref="MonthOfPeriod"/> where one is printed: 每月底, 每季度末, 每年12月底前.</summary>
    public bool AtEnd { get; init; }

    /// <summary>Every so many periods: 每两周 gives 2, 每三年 gives 3.</summary>
    public int Interval { get; init; } = 1;
}

/// <summary>A term that runs from an event: 自…之日起三个工作日内, 五年内.</summary>
/// <param name="Count">How many.</param>
/// <param name="Unit">Of what.</param>
/// <param name="From">The event as printed, such as 建立租赁关系之日; <see langword="null"/> where none is printed.</param>
public sealed record Term(decimal Count, TermUnit Unit, string? From = null);

/// <summary>What a <see cref="Term"/> is counted in.</summary>
public enum TermUnit
{
    /// <summary>小时.</summary>
    Hour,

    /// <summary>日、天: calendar days.</summary>
    Day,

    /// <summary>工作日: working days of the State Council's calendar.</summary>
    WorkingDay,

    /// <summary>周.</summary>
    Week,

    /// <summary>月.</summary>
    Month,

    /// <summary>年.</summary>
    Year,

    /// <summary>分钟.</summary>
    Minute,
}

/// <summary>When something is due, as printed and as understood (期限). All days are days in Asia/Shanghai.</summary>
/// <param name="Printed">The words of the source, such as 2022年底.</param>
/// <param name="Date">The last day, where the words name one; <see langword="null"/> for a recurring or relative deadline, and for 长期.</param>
/// <param name="Precision">How exactly <paramref name="Date"/> is printed.</param>
/// <param name="Recurrence">Where it comes back.</param>
/// <param name="Term">Where it runs from an event.</param>
/// <param name="Continuing">Whether the work goes on after the date or has no end: 持续推进, 长期.</param>
public sealed record Deadline(
    string Printed,
    DateOnly? Date,
    DatePrecision Precision = DatePrecision.Day,
    Recurrence? Recurrence = null,
    Term? Term = null,
    bool Continuing = false)
{
    /// <summary>The first day of a period (即日起至4月30日, 2022年1月至3月, 第三季度); <see langword="null"/> where only an end is printed.
    /// With no <see cref="Date"/> it is the day from which something holds (自2022年4月10日起).</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Whether it is due at once, with no day printed: 立即, 第一时间.</summary>
    public bool Immediate { get; init; }

    /// <summary>Whether the year is not printed with the date (2月15日前, 年底前, 次年3月) and was taken from the document's date.</summary>
    public bool YearInferred { get; init; }

    /// <summary>Why the words can be read in another way, one sentence in Chinese; <see langword="null"/> where they cannot.</summary>
    public string? Doubt { get; init; }
}
