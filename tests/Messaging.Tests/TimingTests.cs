using Bihuan.Kernel;
using Xunit;

namespace Bihuan.Messaging.Tests;

/// <summary>When a message goes out. Days of April 2022: the 2nd is a Saturday worked in exchange, the 3rd to 5th are days off for 清明, the 9th is a Saturday.</summary>
public class TimingTests
{
    public static TheoryData<string, string, bool, string> Moments => new()
    {
        // wishes            told                urgent  goes out
        { "usual",           "2022-04-01 08:29", false,  "2022-04-01 08:30" },
        { "usual",           "2022-04-01 08:30", false,  "2022-04-01 08:30" },
        { "usual",           "2022-04-01 08:31", false,  "2022-04-01 14:30" },
        { "usual",           "2022-04-01 14:31", false,  "2022-04-02 08:30" },
        { "usual",           "2022-04-02 14:31", false,  "2022-04-06 08:30" },
        { "usual",           "2022-04-08 15:00", false,  "2022-04-11 08:30" },
        { "usual",           "2022-04-01 23:00", true,   "2022-04-01 23:00" },
        { "usual",           "2022-04-03 03:00", true,   "2022-04-03 03:00" },
        { "no pass",         "2022-04-01 21:59", true,   "2022-04-01 21:59" },
        { "no pass",         "2022-04-01 22:00", true,   "2022-04-02 07:00" },
        { "no pass",         "2022-04-02 06:59", true,   "2022-04-02 07:00" },
        { "no pass",         "2022-04-02 07:00", true,   "2022-04-02 07:00" },
        { "no digest",       "2022-04-01 12:00", false,  "2022-04-01 12:00" },
        { "no digest",       "2022-04-01 22:00", false,  "2022-04-02 07:00" },
        { "no digest",       "2022-04-03 12:00", false,  "2022-04-03 12:00" },
        { "days off",        "2022-04-02 23:00", false,  "2022-04-06 07:00" },
        { "days off",        "2022-04-03 12:00", false,  "2022-04-06 07:00" },
        { "never quiet",     "2022-04-01 02:00", false,  "2022-04-01 02:00" },
        { "noon",            "2022-04-01 12:10", false,  "2022-04-01 13:00" },
        { "digest at night", "2022-04-01 12:00", false,  "2022-04-02 07:00" },
    };

    [Theory, MemberData(nameof(Moments))]
    public void AMessage_GoesOut_WhenItsReaderWants(string wishes, string told, bool urgent, string expected)
    {
        var wish = wishes switch
        {
            "usual" => new Wishes(QuietHours.Usual, Digest.Usual, UrgentPasses: true),
            "no pass" => new(QuietHours.Usual, Digest.Usual, UrgentPasses: false),
            "no digest" => new(QuietHours.Usual, Digest.None, UrgentPasses: true),
            "days off" => new(QuietHours.Usual with { DaysOff = true }, Digest.None, UrgentPasses: true),
            "never quiet" => new(new(new(7, 0), new(7, 0), DaysOff: false), Digest.None, UrgentPasses: true),
            "noon" => new(new(new(12, 0), new(13, 0), DaysOff: false), Digest.None, UrgentPasses: true),
            _ => new(QuietHours.Usual, new(IsOn: true, [new(23, 30)]), UrgentPasses: true),
        };
        Assert.Equal(At(expected), Timing.When(At(told), urgent, wish, day => Timing.IsWorkingDay(WorkingCalendar.Shipped, day)));
    }

    /// <summary>Nobody has told the program which days of 2090 are worked; messages go by the week.</summary>
    [Fact]
    public void WithoutANotice_DaysCountByTheWeek() =>
        Assert.Equal(At("2090-01-09 08:30"), Timing.When(At("2090-01-07 09:00"), urgent: false, new(QuietHours.Usual, Digest.Usual, UrgentPasses: true), day => Timing.IsWorkingDay(WorkingCalendar.Shipped, day)));

    [Fact]
    public void WithoutAnyWorkingDay_ItGoesAtOnce() =>
        Assert.Equal(At("2022-04-01 09:00"), Timing.When(At("2022-04-01 09:00"), urgent: false, new(QuietHours.Usual, Digest.Usual, UrgentPasses: true), _ => false));

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + " +08:00", System.Globalization.CultureInfo.InvariantCulture);
}
