using Bihuan.TestKit;
using CsCheck;
using Xunit;

namespace Bihuan.Kernel.Tests;

public class DeadlineReaderTests
{
    private static readonly DateOnly Reference = new(2022, 3, 10);

    /// <summary>Printed words, last day, precision, first day of a period.</summary>
    public static TheoryData<string, string?, DatePrecision, string?> Dates => new()
    {
        { "2022年2月18日", "2022-02-18", DatePrecision.Day, null },
        { "２０２２年２月１８日", "2022-02-18", DatePrecision.Day, null },
        { "2022 年 2 月 18 日", "2022-02-18", DatePrecision.Day, null },
        { "2022-9-30", "2022-09-30", DatePrecision.Day, null },
        { "2022-09-30", "2022-09-30", DatePrecision.Day, null },
        { "2022/9/30", "2022-09-30", DatePrecision.Day, null },
        { "2022.9.30", "2022-09-30", DatePrecision.Day, null },
        { "2022-09-30 17:30:00", "2022-09-30", DatePrecision.Day, null },
        { "2022-10", "2022-10-31", DatePrecision.Month, "2022-10-01" },
        { "2022.10", "2022-10-31", DatePrecision.Month, "2022-10-01" },
        { "二〇二二年二月十八日", "2022-02-18", DatePrecision.Day, null },
        { "二○二二年十二月三十一日", "2022-12-31", DatePrecision.Day, null },
        { "二零二二年十月", "2022-10-31", DatePrecision.Month, "2022-10-01" },
        { "2月15日前", "2022-02-15", DatePrecision.Day, null },
        { "2月15日（周二）前", "2022-02-15", DatePrecision.Day, null },
        { "2月15日下午5时前", "2022-02-15", DatePrecision.Day, null },
        { "2月15日17:30前", "2022-02-15", DatePrecision.Day, null },
        { "5月8日之前", "2022-05-08", DatePrecision.Day, null },
        { "5月8号以前", "2022-05-08", DatePrecision.Day, null },
        { "截至5月31日止", "2022-05-31", DatePrecision.Day, null },
        { "2022年底", "2022-12-31", DatePrecision.Year, null },
        { "2022年年底", "2022-12-31", DatePrecision.Year, null },
        { "2022 年底前", "2022-12-31", DatePrecision.Year, null },
        { "年底前", "2022-12-31", DatePrecision.Year, null },
        { "今年年底", "2022-12-31", DatePrecision.Year, null },
        { "今年底前", "2022-12-31", DatePrecision.Year, null },
        { "年内", "2022-12-31", DatePrecision.Year, null },
        { "2022年内", "2022-12-31", DatePrecision.Year, null },
        { "本年度内", "2022-12-31", DatePrecision.Year, null },
        { "2022年", "2022-12-31", DatePrecision.Year, "2022-01-01" },
        { "2022年10月", "2022-10-31", DatePrecision.Month, "2022-10-01" },
        { "20 22 年 10 月", "2022-10-31", DatePrecision.Month, "2022-10-01" },
        { "10月底", "2022-10-31", DatePrecision.Month, null },
        { "10月底前", "2022-10-31", DatePrecision.Month, null },
        { "2022年2月底前", "2022-02-28", DatePrecision.Month, null },
        { "2024年2月底前", "2024-02-29", DatePrecision.Month, null },
        { "月底前", "2022-03-31", DatePrecision.Month, null },
        { "本月底前", "2022-03-31", DatePrecision.Month, null },
        { "下月5日前", "2022-04-05", DatePrecision.Day, null },
        { "3月上旬", "2022-03-10", DatePrecision.TenDays, "2022-03-01" },
        { "3月中旬", "2022-03-20", DatePrecision.TenDays, "2022-03-11" },
        { "3月下旬", "2022-03-31", DatePrecision.TenDays, "2022-03-21" },
        { "10月初", "2022-10-10", DatePrecision.TenDays, "2022-10-01" },
        { "第三季度", "2022-09-30", DatePrecision.Quarter, "2022-07-01" },
        { "一季度末", "2022-03-31", DatePrecision.Quarter, null },
        { "2022年第4季度", "2022-12-31", DatePrecision.Quarter, "2022-10-01" },
        { "二季度前", "2022-06-30", DatePrecision.Quarter, null },
        { "上半年", "2022-06-30", DatePrecision.HalfYear, "2022-01-01" },
        { "2022年上半年", "2022-06-30", DatePrecision.HalfYear, "2022-01-01" },
        { "2023年下半年", "2023-12-31", DatePrecision.HalfYear, "2023-07-01" },
        { "次年", "2023-12-31", DatePrecision.Year, "2023-01-01" },
        { "次年3月底前", "2023-03-31", DatePrecision.Month, null },
        { "明年6月15日前", "2023-06-15", DatePrecision.Day, null },
        { "到2025年", "2025-12-31", DatePrecision.Year, null },
        { "到2022年底", "2022-12-31", DatePrecision.Year, null },
        { "至2025年底", "2025-12-31", DatePrecision.Year, null },
        { "2023年12月", "2023-12-31", DatePrecision.Month, "2023-12-01" },
        { "2022年4月至10月", "2022-10-31", DatePrecision.Month, "2022-04-01" },
        { "2022年4—10月", "2022-10-31", DatePrecision.Month, "2022-04-01" },
        { "2022年11月至次年3月", "2023-03-31", DatePrecision.Month, "2022-11-01" },
        { "11月至3月", "2023-03-31", DatePrecision.Month, "2022-11-01" },
        { "2022年3月1日至3月20日", "2022-03-20", DatePrecision.Day, "2022-03-01" },
        { "3月15日至20日", "2022-03-20", DatePrecision.Day, "2022-03-15" },
        { "3月15-20日", "2022-03-20", DatePrecision.Day, "2022-03-15" },
        { "2022.3.1-2022.4.1", "2022-04-01", DatePrecision.Day, "2022-03-01" },
        { "2022年3月28日起至2022年4月10日止", "2022-04-10", DatePrecision.Day, "2022-03-28" },
        { "2021—2025年", "2025-12-31", DatePrecision.Year, "2021-01-01" },
        { "2021年至2025年6月", "2025-06-30", DatePrecision.Month, "2021-01-01" },
        { "即日起至4月30日", "2022-04-30", DatePrecision.Day, "2022-03-10" },
        { "即日起至2月10日", "2023-02-10", DatePrecision.Day, "2022-03-10" },
        { "自即日起至2022年12月", "2022-12-31", DatePrecision.Month, "2022-03-10" },
        { "自2022年4月10日起", null, DatePrecision.Day, "2022-04-10" },
        { "在2021年7月完成基础上，持续推进", "2021-07-31", DatePrecision.Month, "2021-07-01" },
        { "2022年10月底前完成整改", "2022-10-31", DatePrecision.Month, null },
    };

    [Theory, MemberData(nameof(Dates))]
    public void ADate_IsReadWithItsLastDay(string printed, string? date, DatePrecision precision, string? start)
    {
        Assert.True(DeadlineReader.TryParse(printed, Reference, out var deadline), $"{printed} was not read.");
        Assert.Equal((date, precision, start), (Iso(deadline.Date), deadline.Precision, Iso(deadline.Start)));
        Assert.Equal(printed, deadline.Printed);
    }

    public static TheoryData<string, Recurrence> Recurrences => new()
    {
        { "每日", new Recurrence(RecurrenceUnit.Day) },
        { "每周", new Recurrence(RecurrenceUnit.Week) },
        { "每周五前", new Recurrence(RecurrenceUnit.Week, 5) },
        { "每两周", new Recurrence(RecurrenceUnit.Week) { Interval = 2 } },
        { "每半月", new Recurrence(RecurrenceUnit.HalfMonth) },
        { "每月", new Recurrence(RecurrenceUnit.Month) },
        { "按月", new Recurrence(RecurrenceUnit.Month) },
        { "每月25日前", new Recurrence(RecurrenceUnit.Month, 25) },
        { "每月 25 日前", new Recurrence(RecurrenceUnit.Month, 25) },
        { "每月底", new Recurrence(RecurrenceUnit.Month) { AtEnd = true } },
        { "每月月底前", new Recurrence(RecurrenceUnit.Month) { AtEnd = true } },
        { "每季度", new Recurrence(RecurrenceUnit.Quarter) },
        { "每个季度", new Recurrence(RecurrenceUnit.Quarter) },
        { "每季度末", new Recurrence(RecurrenceUnit.Quarter) { AtEnd = true } },
        { "每季度首月10日前", new Recurrence(RecurrenceUnit.Quarter, 10) { MonthOfPeriod = 1 } },
        { "每季度末月20日前", new Recurrence(RecurrenceUnit.Quarter, 20) { MonthOfPeriod = 3 } },
        { "每半年", new Recurrence(RecurrenceUnit.HalfYear) },
        { "每年", new Recurrence(RecurrenceUnit.Year) },
        { "每年年底前", new Recurrence(RecurrenceUnit.Year) { AtEnd = true } },
        { "每年底", new Recurrence(RecurrenceUnit.Year) { AtEnd = true } },
        { "每年12月底前", new Recurrence(RecurrenceUnit.Year) { MonthOfPeriod = 12, AtEnd = true } },
        { "每年12月25日前", new Recurrence(RecurrenceUnit.Year, 25) { MonthOfPeriod = 12 } },
        { "每年第一季度", new Recurrence(RecurrenceUnit.Year) { MonthOfPeriod = 3, AtEnd = true } },
        { "每三年", new Recurrence(RecurrenceUnit.Year) { Interval = 3 } },
    };

    [Theory, MemberData(nameof(Recurrences))]
    public void WhatComesBack_HasItsPeriodAndDay(string printed, Recurrence expected)
    {
        Assert.True(DeadlineReader.TryParse(printed, Reference, out var deadline), $"{printed} was not read.");
        Assert.Equal(expected, deadline.Recurrence);
        Assert.Null(deadline.Date);
    }

    public static TheoryData<string, decimal, TermUnit, string?> Terms => new()
    {
        { "三个工作日内", 3, TermUnit.WorkingDay, null },
        { "5个工作日", 5, TermUnit.WorkingDay, null },
        { "15 个工作日内", 15, TermUnit.WorkingDay, null },
        { "自办妥登记之日起3个工作日内", 3, TermUnit.WorkingDay, "办妥登记之日" },
        { "自办妥登记之日起，3个工作日内", 3, TermUnit.WorkingDay, "办妥登记之日" },
        { "从2022年3月1日起三个月内", 3, TermUnit.Month, "2022年3月1日" },
        { "24小时内", 24, TermUnit.Hour, null },
        { "0.5小时以内", 0.5m, TermUnit.Hour, null },
        { "半小时内", 0.5m, TermUnit.Hour, null },
        { "30分钟之内", 30, TermUnit.Minute, null },
        { "五年内", 5, TermUnit.Year, null },
        { "三个月内", 3, TermUnit.Month, null },
        { "半年内", 6, TermUnit.Month, null },
        { "一年半内", 18, TermUnit.Month, null },
        { "两个季度内", 6, TermUnit.Month, null },
        { "30日内", 30, TermUnit.Day, null },
        { "两周内", 2, TermUnit.Week, null },
    };

    [Theory, MemberData(nameof(Terms))]
    public void ATerm_HasItsCountAndEvent(string printed, decimal count, TermUnit unit, string? from)
    {
        Assert.True(DeadlineReader.TryParse(printed, Reference, out var deadline), $"{printed} was not read.");
        Assert.Equal(new Term(count, unit, from), deadline.Term);
        Assert.Null(deadline.Date);
    }

    [Theory]
    [InlineData("长期")]
    [InlineData("持续推进")]
    [InlineData("长期坚持")]
    public void WorkWithoutEnd_IsContinuing(string printed)
    {
        Assert.True(DeadlineReader.TryParse(printed, Reference, out var deadline));
        Assert.True(deadline.Continuing);
        Assert.Null(deadline.Date);
    }

    [Theory]
    [InlineData("立即")]
    [InlineData("第一时间")]
    public void AtOnce_HasNoDate(string printed)
    {
        Assert.True(DeadlineReader.TryParse(printed, Reference, out var deadline));
        Assert.True(deadline.Immediate);
        Assert.Null(deadline.Date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("2月30日")]
    [InlineData("2022年2月29日")]
    [InlineData("2022年2月30日前")]
    [InlineData("2022-2-30")]
    [InlineData("2022年13月")]
    [InlineData("13月5日")]
    [InlineData("4月31日")]
    [InlineData("第五季度")]
    [InlineData("12022年")]
    [InlineData("1500年")]
    [InlineData("2025—2021年")]
    [InlineData("五年行动")]
    [InlineData("张家村")]
    [InlineData("3.2.3")]
    [InlineData("三五年内")]
    public void WhatIsNoDeadline_IsRefused(string printed) =>
        Assert.False(DeadlineReader.TryParse(printed, Reference, out _));

    /// <summary>Each find as <c>words|role|last day</c>.</summary>
    public static TheoryData<string, string[]> Sentences => new()
    {
        { "各镇须于3月5日前、6月5日前两次上报。", ["3月5日前|By|2022-03-05", "6月5日前|By|2022-06-05"] },
        { "并分别于2023年1月8日、4月8日、7月8日之前送交。", ["2023年1月8日|By|2023-01-08", "4月8日|By|2023-04-08", "7月8日之前|By|2023-07-08"] },
        { "每年6月底、12月底前各报一次", ["每年6月底|Recurring|", "12月底前|Recurring|"] },
        { "每月10日、25日前报送", ["每月10日|Recurring|", "25日前|Recurring|"] },
        { "应在收到举报后5个工作日内答复", ["5个工作日内|Term|"] },
        { "自合同签订之日起三个工作日内备案", ["自合同签订之日起三个工作日内|Term|"] },
        { "要长期坚持下去，持续推进改革", [] },
        { "第一时间上报，24小时内续报", ["第一时间|Immediate|", "24小时内|Term|"] },
        { "见3.2.3.1和2022.9.30.1两节", [] },
        { "2月30日前完成，4月30日前验收", ["4月30日前|By|2022-04-30"] },
        { "摸清2022年底数", ["2022年|Date|2022-12-31"] },
        { "2022年内部审计", ["2022年|Date|2022-12-31"] },
        { "到 2025 年，建成三座泵站", ["到 2025 年|By|2025-12-31"] },
        { "自然村2022年起草方案", ["2022年|Date|2022-12-31"] },
        { "提前5个工作日告知", [] },
        { "值班电话86110000，5月1日起执行", ["5月1日起|Start|"] },
        { "每户补助，每季节调整，每人一份", [] },
    };

    [Theory, MemberData(nameof(Sentences))]
    public void Scan_FindsEachInItsPlace(string text, string[] expected)
    {
        var found = DeadlineReader.Scan(text, Reference);
        Assert.Equal(expected, found.Select(f => $"{text.Substring(f.Index, f.Length)}|{f.Role}|{Iso(f.Deadline.Date)}"));
        Assert.All(found, f => Assert.Equal(text.Substring(f.Index, f.Length), f.Deadline.Printed));
    }

    [Fact]
    public void WithoutAReferenceDate_WhatNamesNoYearHasNoDate()
    {
        Assert.True(DeadlineReader.TryParse("2月29日前", reference: null, out var deadline));
        Assert.Null(deadline.Date);
        Assert.False(DeadlineReader.TryParse("2月30日前", reference: null, out _));
        Assert.True(DeadlineReader.TryParse("2022年2月28日前", reference: null, out var printed));
        Assert.Equal(new DateOnly(2022, 2, 28), printed.Date);
    }

    [Theory]
    [InlineData("2月15日前", true)]
    [InlineData("年底前", true)]
    [InlineData("次年3月", true)]
    [InlineData("2022年2月15日前", false)]
    public void AYearThatIsNotPrinted_IsMarkedAsInferred(string printed, bool inferred)
    {
        Assert.True(DeadlineReader.TryParse(printed, Reference, out var deadline));
        Assert.Equal(inferred, deadline.YearInferred);
    }

    [Theory]
    [InlineData("10月前", true)]
    [InlineData("10月底前", false)]
    [InlineData("2025年前", true)]
    [InlineData("2月15日前", false)]
    [InlineData("3月5日，8月5日", true)]
    public void WordsWithTwoMeanings_AreDoubted(string printed, bool doubted)
    {
        Assert.True(DeadlineReader.TryParse(printed, Reference, out var deadline));
        Assert.Equal(doubted, deadline.Doubt is not null);
    }

    [Theory]
    [InlineData("应在收到举报后5个工作日内答复", "收到举报后")]
    [InlineData("各单位，签收之日起十日内反馈", "签收之日")]
    [InlineData("自自然人登记之日起十日内反馈", "自然人登记之日")]
    [InlineData("每季度结束后10日内报送", "每季度结束后")]
    public void ATermInASentence_KnowsItsEvent(string text, string from) =>
        Assert.Equal(from, Assert.Single(DeadlineReader.Scan(text, Reference)).Deadline.Term!.From);

    [Fact]
    public void ATermThatRunsFromADate_TakesTheDateIn()
    {
        var found = Assert.Single(DeadlineReader.Scan("政策自2022年3月1日起三个月内有效", Reference));
        Assert.Equal("自2022年3月1日起三个月内", found.Deadline.Printed);
    }

    [Fact]
    public void AnyDay_IsReadFromASentence() =>
        Gen.Int[0, 70_000].Select(offset => new DateOnly(1900, 1, 1).AddDays(offset)).Sample(day =>
        {
            var text = $"各村应于{ChineseDate.Format(day)}前上报。";
            return DeadlineReader.Scan(text, null) is [{ Role: DeadlineRole.By } found] && found.Deadline.Date == day && found.End == text.Length - 3;
        });

    [Fact]
    public void AnyText_IsScannedInOrderWithoutAnException()
    {
        string[] words = ["2022", "年", "12", "月", "31", "日", "底", "前", "内", "至", "到", "自", "之日起", "起", "每", "季度", "半", "个", "工作日", "小时", "三", "十", "二〇二二", "-", "/", ".", " ", "　", "，", "、", "后", "第", "上半年", "次", "今", "即日起", "长期", "持续推进", "：", "（周五）", "下午5时", "9999999999", "\n", "\0", "\uD800"];
        Gen.Select(Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[0, 30], Gen.Int[0, 3_000_000].Select(d => (DateOnly?)DateOnly.FromDayNumber(d))).Sample((parts, reference) =>
        {
            var text = string.Concat(parts);
            var at = 0;
            foreach (var found in DeadlineReader.Scan(text, reference))
            {
                Assert.True(found.Index >= at && found.Length > 0 && found.End <= text.Length, text);
                Assert.Equal(text.Substring(found.Index, found.Length), found.Deadline.Printed);
                Assert.True(found.Deadline.Start is not { } start || found.Deadline.Date is not { } end || start <= end, $"{text}: {found}");
                at = found.End;
            }

            _ = DeadlineReader.TryParse(text, reference, out _);
        }, iter: 100_000);
    }

    /// <summary>What a scanner could be slow on: linear work takes a second in a debug build on a busy machine, quadratic work many minutes.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("一")]
    [InlineData("2022年")]
    [InlineData("自")]
    [InlineData("至")]
    [InlineData("3日内")]
    [InlineData("起3个工作日内")]
    [InlineData("每年")]
    [InlineData("1月、")]
    [InlineData("2022-")]
    [InlineData("年底")]
    public void HostileText_IsScannedInLinearTime(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 400_000 / unit.Length));
        var took = Effort.Of(() => DeadlineReader.Scan(text, Reference));
        Assert.True(took < TimeSpan.FromSeconds(60), $"{unit}: {took}");
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd");
}
