using System.Text;
using Bihuan.TestKit;
using CsCheck;
using Xunit;

namespace Bihuan.Kernel.Tests;

public class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Shipped;

    [Fact]
    public void EveryTestVectorOfTheFacts_Holds()
    {
        var vectors = Shared.Facts("holidays.json").GetProperty("testVectors").EnumerateArray().ToList();
        Assert.NotEmpty(vectors);
        foreach (var vector in vectors)
        {
            var start = DateOnly.Parse(vector.GetProperty("start").GetString()!);
            var days = vector.GetProperty("workingDays").GetInt32();
            var due = vector.GetProperty("due").GetString()!;
            if (due == "calendar-not-loaded")
            {
                Assert.Throws<CalendarNotLoadedException>(() => Calendar.LastDay(start, days));
            }
            else
            {
                Assert.Equal($"{start:O}+{days}={due}", $"{start:O}+{days}={Calendar.LastDay(start, days):O}");
            }
        }
    }

    [Fact]
    public void EveryDayOffAndMakeUpDayOfTheFacts_IsTheCalendars()
    {
        var facts = Shared.Facts("holidays.json");
        var off = facts.GetProperty("daysOff").EnumerateArray().Select(d => DateOnly.Parse(d.GetString()!)).ToHashSet();
        var makeUp = facts.GetProperty("makeUpWorkDays").EnumerateArray().Select(d => DateOnly.Parse(d.GetString()!)).ToHashSet();
        Assert.Equal((DateOnly.Parse(facts.GetProperty("coveredFrom").GetString()!), DateOnly.Parse(facts.GetProperty("coveredTo").GetString()!)), (Calendar.LoadedFrom, Calendar.LoadedTo));
        for (var day = Calendar.LoadedFrom; day <= Calendar.LoadedTo; day = day.AddDays(1))
        {
            var expected = makeUp.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.Contains(day));
            Assert.True(expected == Calendar.IsWorkingDay(day), $"{day:O}");
        }
    }

    [Theory]
    [InlineData("2020-12-31")]
    [InlineData("2027-01-01")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void ADayOutsideTheNotices_IsAnError(string day)
    {
        var error = Assert.Throws<CalendarNotLoadedException>(() => Calendar.IsWorkingDay(DateOnly.Parse(day)));
        Assert.Equal(DateOnly.Parse(day), error.Day);
        Assert.Contains("2021年1月1日至2026年12月31日", error.Message, StringComparison.Ordinal);
        Assert.Throws<CalendarNotLoadedException>(() => Calendar.NextWorkingDay(DateOnly.Parse(day) > Calendar.LoadedTo ? DateOnly.Parse(day) : DateOnly.MinValue));
    }

    [Theory]
    [InlineData("2021-01-01", false)]
    [InlineData("2026-12-31", true)]
    [InlineData("2022-01-29", true)]     // Saturday, worked
    [InlineData("2022-01-31", false)]    // Monday, off
    [InlineData("2022-12-31", false)]
    [InlineData("2024-02-09", true)]     // only encouraged leave
    public void TheEdgesAndOddDays_AreRight(string day, bool works) => Assert.Equal(works, Calendar.IsWorkingDay(DateOnly.Parse(day)));

    [Fact]
    public void ATermOfNoDays_EndsOnTheDayItself() => Assert.Equal(new DateOnly(2022, 10, 1), Calendar.LastDay(new(2022, 10, 1), 0));

    [Fact]
    public void ANegativeTerm_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.LastDay(new(2022, 10, 1), -1));

    [Fact]
    public void CountingBackwards_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.CountBetween(new(2022, 10, 2), new(2022, 10, 1)));

    [Fact]
    public void TheNextWorkingDay_IsAfterTheHoliday() => Assert.Equal(new DateOnly(2022, 10, 8), Calendar.NextWorkingDay(new(2022, 9, 30)));

    [Fact]
    public void EveryYear_NamesItsNotice()
    {
        Assert.Equal("国办发明电〔2021〕11号", Calendar.NoticeOf(2022).Notice);
        Assert.Throws<CalendarNotLoadedException>(() => Calendar.NoticeOf(2027));
    }

    [Fact]
    public void LastDayOfNDays_IsAWorkingDayWithNDaysCounted() =>
        Gen.Select(Gen.Int[0, 1800], Gen.Int[1, 60]).Sample((offset, days) =>
        {
            var from = Calendar.LoadedFrom.AddDays(offset);
            var last = Calendar.LastDay(from, days);
            return Calendar.IsWorkingDay(last) && Calendar.CountBetween(from, last) == days && Calendar.CountBetween(from, last.AddDays(-1)) == days - 1;
        });

    public static TheoryData<string, string> BadFiles => new()
    {
        { "no JSON", "{" },
        { "nothing", "{}" },
        { "a year missing", """{"coveredFrom":"2022-01-01","coveredTo":"2023-12-31","years":[{"year":2022,"notice":null,"issued":"2021-10-25","checkedAgainst":[],"holidays":[],"workingDays":260}]}""" },
        { "a wrong count", """{"coveredFrom":"2022-01-01","coveredTo":"2022-12-31","years":[{"year":2022,"notice":null,"issued":"2021-10-25","checkedAgainst":[],"holidays":[],"workingDays":261}]}""" },
        { "a make-up day on a Monday", """{"coveredFrom":"2022-01-01","coveredTo":"2022-12-31","years":[{"year":2022,"notice":null,"issued":"2021-10-25","checkedAgainst":[],"holidays":[{"name":"甲","from":"2022-05-03","to":"2022-05-03","makeUpWorkDays":["2022-05-09"]}],"workingDays":259}]}""" },
        { "a holiday that ends before it begins", """{"coveredFrom":"2022-01-01","coveredTo":"2022-12-31","years":[{"year":2022,"notice":null,"issued":"2021-10-25","checkedAgainst":[],"holidays":[{"name":"甲","from":"2022-05-03","to":"2022-05-02","makeUpWorkDays":[]}],"workingDays":260}]}""" },
    };

    [Theory, MemberData(nameof(BadFiles))]
    public void AFileThatContradictsItself_IsRefused(string what, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        Assert.True(Record.Exception(() => WorkingCalendar.Load(stream)) is InvalidDataException, what);
    }
}
