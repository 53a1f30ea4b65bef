using Bihuan.Kernel;
using Bihuan.Platform;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>Lamps at their bounds, by the shipped rule and the real calendar. Days in Asia/Shanghai.</summary>
public class LampTests
{
    private static readonly SupervisionRule Rule = ShippedRules.Supervision[0];

    /// <summary>From the issue on Friday 1 April 2022 at 09:00.</summary>
    private static readonly DateTimeOffset Issued = DistrictDay.Start(new(2022, 4, 1)).AddHours(9);

    public static TheoryData<string, string, DateOnly, LampColour, string> Days => new()
    {
        // Qingming 3 to 5 April is off and Saturday 2 April worked for it: one working day after 1 April ends on 2 April.
        { "to be signed for until the end of Saturday 2 April", "issued", new(2022, 4, 2), LampColour.Grey, "lamp.toSign" },
        { "not signed for on 3 April", "issued", new(2022, 4, 3), LampColour.Blue, "lamp.unsigned" },

        // Due on Friday 13 May 2022. Labour Day is off until 4 May; Saturday 7 May is worked. Five working days before: 7, 9, 10, 11, 12 and 13 May
        // are six, so blue begins on 7 May with 9 to 13 May left; yellow on 10 May with 11 to 13 May left.
        { "six working days left", "signed", new(2022, 5, 6), LampColour.Green, "lamp.onPace" },
        { "five working days left", "signed", new(2022, 5, 7), LampColour.Blue, "lamp.dueSoon" },
        { "four working days left", "signed", new(2022, 5, 9), LampColour.Blue, "lamp.dueSoon" },
        { "three working days left", "signed", new(2022, 5, 10), LampColour.Yellow, "lamp.dueVerySoon" },
        { "the due day itself", "signed", new(2022, 5, 13), LampColour.Yellow, "lamp.dueVerySoon" },
        { "the day after", "signed", new(2022, 5, 14), LampColour.Red, "lamp.overdue" },
        { "handed in, the day after", "handedIn", new(2022, 5, 14), LampColour.Green, "lamp.handedIn" },
        { "returned once", "returned", new(2022, 5, 3), LampColour.Yellow, "lamp.returned" },
        { "returned twice", "returnedTwice", new(2022, 5, 3), LampColour.Red, "lamp.returned" },
    };

    [Theory, MemberData(nameof(Days))]
    public void TheLamp_TurnsOnItsDay(string place, string what, DateOnly day, LampColour colour, string code)
    {
        var facts = Facts(new(2022, 5, 13)) with { Progress = 100 };
        facts = what switch
        {
            "issued" => facts with { State = MatterState.Issued },
            "handedIn" => facts with { State = MatterState.HandedIn, AcceptBy = DistrictDay.End(new(2022, 5, 19)) },
            "returned" => facts with { State = MatterState.Returned, Returns = 1, LastReturned = DistrictDay.Start(new(2022, 5, 2)) },
            "returnedTwice" => facts with { State = MatterState.Returned, Returns = 2, LastReturned = DistrictDay.Start(new(2022, 5, 2)) },
            _ => facts,
        };
        var lamp = Lamps.At(Lamps.Turns(facts), DistrictDay.Start(day).AddHours(12));
        Assert.True((colour, code) == (lamp!.Colour, lamp.Code), $"{place}: {lamp}");
    }

    [Theory]
    // From 1 April to 30 June there are 91 days; a straight line plans 1/91 a day. 10 points are allowed.
    [InlineData(0, "2022-04-10")] // 10 days: 10.99 %
    [InlineData(50, "2022-05-25")] // 55 days: 60.4 %
    [InlineData(100, null)]
    public void ThePace_IsJudgedAgainstThePlan(int progress, string? firstDayBeyond)
    {
        var turn = Lamps.Turns(Facts(new(2022, 6, 30)) with { Progress = progress }).FirstOrDefault(t => t.Code == "lamp.behind");
        Assert.Equal(firstDayBeyond, turn is null ? null : DistrictDay.Of(turn.From.AddTicks(-1)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Milestones_BendThePlan()
    {
        Milestone[] milestones = [new("选址", new(2022, 4, 30), 10), new("主体完工", new(2022, 9, 30), 60)];
        decimal On(int month, int day) => Lamps.PlannedOn(new(2022, month, day), new(2022, 4, 1), new(2022, 12, 31), milestones);
        Assert.Equal([10m, 60m, 100m], [On(4, 30), On(9, 30), On(12, 31)]);
        Assert.Equal(10m * 15 / 30, On(4, 15));
        Assert.Equal(60m + (40m * 31 / 92), On(10, 31));
    }

    [Fact]
    public void Reports_AreMissedOnTheirDays_AndALateOneShowsUntilTheNext()
    {
        // Monthly at the month's end; 30 April 2022 is off, so the report is due on Thursday 5 May.
        var facts = Facts(new(2022, 12, 31), new(ReportRhythm.Monthly, 31)) with { Progress = 100 };
        Assert.Equal([new(2022, 5, 5), new(2022, 5, 31), new(2022, 6, 30)], facts.Schedule.Reports.Take(3));
        Assert.Equal(LampColour.Green, Colour(facts, new(2022, 5, 5)));
        Assert.Equal(LampColour.Yellow, Colour(facts, new(2022, 5, 6)));
        Assert.Equal(LampColour.Yellow, Colour(facts, new(2022, 5, 31)));
        Assert.Equal(LampColour.Red, Colour(facts, new(2022, 6, 1)));

        var late = facts with { ReportsFilled = 1, LastReportLate = true, LastReported = DistrictDay.Start(new(2022, 5, 9)) };
        Assert.Equal(LampColour.Yellow, Colour(late, new(2022, 5, 9)));
        Assert.Equal(LampColour.Green, Colour(late with { LastReportLate = false, ReportsFilled = 2 }, new(2022, 6, 1)));
    }

    [Theory]
    [InlineData(ReportRhythm.Weekly, 5, "2022-04-08,2022-04-15,2022-04-22,2022-04-29")]
    [InlineData(ReportRhythm.HalfMonthly, null, "2022-04-15,2022-05-05")]
    [InlineData(ReportRhythm.Quarterly, 20, "2022-06-20")]
    [InlineData(ReportRhythm.None, null, "")]
    public void ReportDays_FollowTheirRhythm_AndMoveToWorkingDays(ReportRhythm rhythm, int? day, string expected)
    {
        var days = Facts(new(2022, 7, 31), new(rhythm, day)).Schedule.Reports;
        Assert.Equal(expected, string.Join(',', days.Take(Math.Max(1, expected.Split(',').Length)).Select(d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void BeyondTheKnownCalendar_TheDueDayHolds_AndWhatNeedsWorkingDaysWaits()
    {
        var schedule = Facts(new(2031, 6, 30)).Schedule;
        Assert.Equal((DistrictDay.End(new(2031, 6, 30)), null, null), (schedule.DueAt, schedule.BlueFrom, schedule.YellowFrom));
        Assert.Equal(WorkingCalendar.Shipped.LoadedTo.AddDays(1), schedule.MissingFrom);
        Assert.Throws<CalendarNotLoadedException>(() => Scheduler.DueOf(new(null, new Term(5, TermUnit.WorkingDay), Event: new(2031, 1, 1)), Issued, WorkingCalendar.Shipped));
    }

    [Theory]
    // 2022-09-30 + 3 working days is 10 October; a calendar term that ends on a day off moves on.
    [InlineData("2022-09-30", 3, TermUnit.WorkingDay, "2022-10-10")]
    [InlineData("2022-09-30", 3, TermUnit.Day, "2022-10-08")]
    [InlineData("2022-09-30", 1, TermUnit.Month, "2022-10-31")]
    [InlineData("2022-01-28", 1, TermUnit.Week, "2022-02-07")]
    public void Terms_AreCountedAsTheLawCounts(string from, int count, TermUnit unit, string last)
    {
        var due = Scheduler.DueOf(new(null, new Term(count, unit), Event: DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture)), Issued, WorkingCalendar.Shipped);
        Assert.Equal(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture), due!.Value.Day);
    }

    [Fact]
    public void OutsideTheDaysItKnows_ARuleRefuses() =>
        Assert.Null(new SupervisionRules(ShippedRules.Supervision).On(null, new(2020, 12, 31)));

    [Fact]
    public void AKindsOwnRule_GoesBeforeTheGeneralOne_FromItsDay()
    {
        var kind = MatterKindId.From(Guid.CreateVersion7());
        var own = Rule with { From = new(2022, 5, 1), Kind = kind, Figures = Rule.Figures with { BehindPoints = 5 } };
        var rules = new SupervisionRules([.. ShippedRules.Supervision, own]);
        Assert.Equal((10, 5, 10), (rules.On(kind, new(2022, 4, 30))!.Figures.BehindPoints, rules.On(kind, new(2022, 5, 1))!.Figures.BehindPoints, rules.On(null, new(2022, 5, 1))!.Figures.BehindPoints));
    }

    private static LampColour Colour(LampFacts facts, DateOnly day) => Lamps.At(Lamps.Turns(facts), DistrictDay.Start(day).AddHours(12))!.Colour;

    private static LampFacts Facts(DateOnly due, ReportPlan? reports = null)
    {
        var terms = new MatterTerms { Title = "事项", Due = new(due), Reports = reports ?? new(ReportRhythm.None) };
        var schedule = Scheduler.Of(terms, Issued, (due, DistrictDay.End(due)), Rule, WorkingCalendar.Shipped);
        return new(MatterState.SignedFor, schedule, [], 0, 0, false, null, 0, null, null, null, null);
    }
}
