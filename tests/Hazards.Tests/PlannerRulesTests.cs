using Bihuan.Enterprises;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>The pure parts of planner and analysis: the way, the points, and what has come again.</summary>
public class PlannerRulesTests
{
    [Fact]
    public void TheWay_IsHardlyLongerThanTheShortest_AndVisitsEachOnce()
    {
        var random = new Random(11);
        for (var round = 0; round < 40; round++)
        {
            GeoPoint[] places = [.. Enumerable.Range(0, 7).Select(_ => new GeoPoint(121.5m + (random.Next(400_000) / 1_000_000m), 29.7m + (random.Next(300_000) / 1_000_000m)))];
            var start = new GeoPoint(121.5m, 29.7m);
            var way = Route.Through(places, start);
            Assert.Equal(Enumerable.Range(0, 7), way.Order());
            Assert.True(Length(way) <= 1.25 * Orders([.. Enumerable.Range(0, 7)]).Min(Length));

            double Length(IReadOnlyList<int> order) => order.Select((p, i) => (i == 0 ? start : places[order[i - 1]]).MetresTo(places[p])).Sum();
        }

        Assert.Equal([0], Route.Through([new(121, 29)]));
        Assert.Empty(Route.Through([], new(121, 29)));
    }

    [Fact]
    public void APlaceWhereTheNearestIsAWrongTurn_IsPutRight()
    {
        // Going to the nearest first would leave the one behind for a long way back.
        GeoPoint[] places = [new(121.010m, 29.9m), new(120.988m, 29.9m), new(121.030m, 29.9m), new(121.060m, 29.9m)];
        Assert.Equal([1, 0, 2, 3], Route.Through(places, new(121.000m, 29.9m)));
    }

    [Fact]
    public void Points_SumUpFromTheirReasons_AndStopAtTheirMost()
    {
        var rule = InspectionRisk.For(new(2022, 4, 1)).Match(r => r, _ => throw new InvalidOperationException());
        var f = rule.Figures;
        Assert.StartsWith("P", rule.Source, StringComparison.Ordinal);
        var today = new DateOnly(2022, 4, 1).DayNumber;
        var input = new RiskInput("hotel", IsCrowded: true, OpenMajor: 9, OpenGeneral: 2, Overdue: 1, Returned: 0, Repeats: 1, NextOn: today - 65);
        var reasons = InspectionRisk.Reasons(f, input, today).ToDictionary(r => r.Key, r => r.Points);
        Assert.Equal(f.MajorMost, reasons["planner.why.major"]);
        Assert.Equal(2 * f.GeneralPoints, reasons["planner.why.general"]);
        Assert.Equal(f.DuePoints + (2 * f.PointsPerMonthPastDue), reasons["planner.why.due"]);
        Assert.DoesNotContain("planner.why.returned", reasons.Keys);
        Assert.Equal(reasons.Values.Sum(), InspectionRisk.Points(f, input, today));
        Assert.Empty(InspectionRisk.Reasons(f, new("office", false, 0, 0, 0, 0, 0, today + 1), today));
        Assert.Equal(["HAZ-510"], InspectionRisk.For(new(2020, 12, 31)).Match(_ => [], p => p.Select(x => x.Code)));
    }

    [Theory]
    [InlineData("100-130 131-0", "1")]
    [InlineData("100-130 130-0", "1")]
    [InlineData("100-130 129-0", "")]
    [InlineData("100-130 495-0", "1")]
    [InlineData("100-130 496-0", "")]
    [InlineData("100-100", "")]
    [InlineData("100-100 100-0", "1")]
    [InlineData("100-0 200-0", "")]
    [InlineData("100-130 140-150 160-0", "2 1")]
    public void AgainIsWhatIsFound_WithinAYearAfterALikeOneWasCancelled(string hazards, string repeated)
    {
        var likes = hazards.Split(' ').Select((h, i) => h.Split('-') is var d ? new Repeats.Like(new(new Guid(i, 0, 0, new byte[8])), int.Parse(d[0]), int.Parse(d[1])) : default).ToList();
        Assert.Equal(repeated, string.Join(' ', Repeats.Of(likes, 12).Select(l => likes.IndexOf(l))));
    }

    private static IEnumerable<IReadOnlyList<int>> Orders(IReadOnlyList<int> of) =>
        of.Count <= 1 ? [of] : of.SelectMany(first => Orders([.. of.Where(x => x != first)]).Select(rest => (IReadOnlyList<int>)[first, .. rest]));
}
