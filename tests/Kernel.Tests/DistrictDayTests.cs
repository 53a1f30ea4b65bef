using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Bihuan.Kernel.Tests;

public class DistrictDayTests
{
    public static TheoryData<string, string> Moments => new()
    {
        // UTC                        the district's date
        { "2022-03-31T15:59:59Z", "2022-03-31" },
        { "2022-03-31T16:00:00Z", "2022-04-01" },
        { "2022-04-01T01:00:00Z", "2022-04-01" },
        { "2022-12-31T16:00:00Z", "2023-01-01" },
    };

    [Theory, MemberData(nameof(Moments))]
    public void ADay_BeginsAtSixteenHoursUtc(string moment, string day)
    {
        var at = DateTimeOffset.Parse(moment);
        Assert.Equal(DateOnly.Parse(day), DistrictDay.Of(at));
        Assert.Equal(DateOnly.Parse(day), DistrictDay.Today(new FakeTimeProvider(at)));
    }

    [Fact]
    public void StartAndEnd_EncloseTheDay()
    {
        var day = new DateOnly(2022, 4, 1);
        Assert.Equal(new DateTimeOffset(2022, 3, 31, 16, 0, 0, TimeSpan.Zero), DistrictDay.Start(day));
        Assert.Equal(DistrictDay.Start(day.AddDays(1)), DistrictDay.End(day));
        Assert.Equal(day, DistrictDay.Of(DistrictDay.Start(day)));
        Assert.Equal(day, DistrictDay.Of(DistrictDay.End(day).AddTicks(-1)));
    }
}
