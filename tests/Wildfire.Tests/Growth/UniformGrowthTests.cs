using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Growth;
using Xunit;

namespace Bihuan.Wildfire.Tests.Growth;

/// <summary>Uniform conditions, in which a fire from a point is the ellipse of sheet §5.1 and nothing else.</summary>
public sealed class UniformGrowthTests
{
    private const double Day = 1440;

    /// <summary>GR2, dead 3 %, live herb 30 %, live woody 60 %, 20-ft wind 10 mph: the case of issue 6.</summary>
    private static SurfaceFire Fire()
    {
        var model = FuelModels.Of(102)!;
        var wind = 10 * Conversions.FeetPerMinutePerMph * Conversions.MetresPerFoot * WindAdjustment.ToMidflame(WindHeight.TwentyFeet, WindAdjustment.Unsheltered(model.DepthMetres));
        return FuelBed.Of(model, FuelMoisture.Percent(3, 3, 3, 30, 60)).Spread(wind, 0, 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(17)]
    [InlineData(30)]
    [InlineData(45)]
    public void OneDay_IsTheEllipse_WhereverTheWindBlows(double heading)
    {
        var ellipse = Fire().Ellipse(heading);
        var frame = new GridFrame(1000, 1000, Growing.Cell);
        var (sine, cosine) = Math.SinCos(Conversions.Radians(heading));
        var back = ellipse.CentreRate * Day / Growing.Cell;
        var (column, row) = (500 - (int)Math.Round(back * sine), 500 + (int)Math.Round(back * cosine));
        var (east, north) = frame.Centre(column, row);
        var arrival = Growing.Run(new UniformField(frame, ellipse), Day, Growing.At(frame, column, row));

        Assert.InRange(ellipse.Area(Day) / 900, 363_830, 363_832); // The 363,831 cells.
        Assert.InRange(Growing.Overlap(arrival, (x, y) => ellipse.Minutes(x - east, y - north) <= Day), 0.9999, 1);
        Assert.InRange(Growing.Count(arrival) / (ellipse.Area(Day) / 900), 0.9995, 1.0005);
        double head = 0, tail = 0, worst = 0;
        for (var r = 0; r < frame.Rows; r++)
        {
            for (var c = 0; c < frame.Columns; c++)
            {
                if (float.IsFinite(arrival[c, r]))
                {
                    var (x, y) = (frame.Centre(c, r).East - east, frame.Centre(c, r).North - north);
                    var along = (x * sine) + (y * cosine);
                    (head, tail) = (Math.Max(head, along), Math.Min(tail, along));
                    worst = Math.Max(worst, Math.Abs(arrival[c, r] - ellipse.Minutes(x, y)));
                }
            }
        }

        Assert.InRange((head - tail) / (2 * ellipse.HalfLength * Day), 0.995, 1.005);
        Assert.InRange(worst, 0, 0.005); // Minutes in a day.
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 17)]
    [InlineData(3, 63)]
    [InlineData(5, 201)]
    [InlineData(8, 300)]
    public void LongEllipses_AreNoPolygons(double lengthToWidth, double heading)
    {
        const double End = 600;
        var ellipse = Growing.Ellipse(5, lengthToWidth, heading);
        var frame = new GridFrame(321, 321, Growing.Cell);
        var (east, north) = frame.Centre(160, 160);
        var arrival = Growing.Run(new UniformField(frame, ellipse), End, Growing.At(frame, 160, 160));
        Assert.InRange(Growing.Overlap(arrival, (x, y) => ellipse.Minutes(x - east, y - north) <= End), 0.998, 1);
    }

    /// <summary>Slope alone, and slope across the wind: the worked examples of sheet §7 set the second.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(11, 30)]
    [InlineData(9, 110)]
    public void SlopeAndWind_MakeTheEllipseOfTheirSum(double midflameKmh, double windFromUpslope)
    {
        const double End = 90, Slope = 14.036243467926479; // 25 %
        const double Upslope = 250;
        var frame = new GridFrame(201, 201, Growing.Cell);
        var moisture = FuelMoisture.Percent(5, 6, 7, 80, 90);
        var fire = FuelBed.Of(FuelModels.Of(2)!, moisture).Spread(midflameKmh * 1000 / 60, Conversions.Radians(windFromUpslope), 0.25);
        if (midflameKmh == 11)
        {
            Assert.Equal(24.19724, fire.HeadRate, 5);
        }

        var ellipse = fire.Ellipse(Upslope);
        Grid<float> Everywhere(double value)
        {
            var cells = new float[frame.Count];
            Array.Fill(cells, (float)value);
            return new(frame, cells);
        }

        var fuel = new short[frame.Count];
        Array.Fill(fuel, (short)2);
        var landscape = new Landscape(new(frame, fuel), Everywhere(Slope), Everywhere(Upslope - 180));
        var field = Growing.Done(LandscapeField.Of(landscape, Stretches.One, [new(moisture, midflameKmh, Upslope + windFromUpslope + 180, WindHeight.Midflame)]));
        var at = field.At(7, 7, 0);
        Assert.Equal(ellipse.HeadRate, at.HeadRate, 5); // The grid holds slopes as float.
        Assert.Equal(ellipse.HeadingDegrees, at.HeadingDegrees, 4);
        Assert.Equal(ellipse.Eccentricity, at.Eccentricity, 6);
        Assert.Equal(fire.HeatPerArea, field.HeatPerArea(7, 7, 0), 9);

        var (east, north) = frame.Centre(100, 100);
        var end = End * 24 / ellipse.HeadRate;
        var arrival = Growing.Run(field, end, Growing.At(frame, 100, 100));
        Assert.InRange(Growing.Overlap(arrival, (x, y) => x > frame.West && ellipse.Minutes(x - east, y - north) <= end), 0.995, 1);
    }

    /// <summary>
    /// A front keeps its normals when the wind turns, so that the burnt area after two winds is the sum (Minkowski) of the ellipses of both; its
    /// support in a direction is the sum of rate of front × time of each.
    /// </summary>
    [Theory]
    [InlineData(1.38, 90, 0.998)]
    [InlineData(2, 45, 0.995)]
    [InlineData(2, 120, 0.99)]
    public void WindThatTurnsAtSixHours_GivesTheSumOfBothEllipses(double lengthToWidth, double turn, double least)
    {
        var (first, second) = (Growing.Ellipse(7, lengthToWidth, 10), Growing.Ellipse(6, lengthToWidth, 10 + turn));
        var frame = new GridFrame(401, 401, Growing.Cell);
        var arrival = Growing.Run(new UniformField(frame, new(2, 360), [first, second]), 720, Growing.At(frame, 200, 200));
        var (east, north) = frame.Centre(200, 200);
        var normals = Enumerable.Range(0, 720).Select(i =>
        {
            var (sine, cosine) = Math.SinCos(Conversions.Radians(i / 2.0));
            return (X: sine, Y: cosine, Support: 360 * (first.RateOfFront(i / 2.0) + second.RateOfFront(i / 2.0)));
        }).ToArray();
        Assert.InRange(Growing.Overlap(arrival, (x, y) => Array.TrueForAll(normals, n => ((x - east) * n.X) + ((y - north) * n.Y) <= n.Support)), least, 1);
    }

    [Fact]
    public void HourlyWeather_GivesTheSumOfAllEllipses_AndAFrontThatStopsGoesOn()
    {
        var ellipses = Enumerable.Range(0, 12).Select(i => Growing.Ellipse(i is 4 or 5 ? 0 : 3 + (i % 4), 1.2 + (0.1 * i), i * 20)).ToArray();
        var frame = new GridFrame(401, 401, Growing.Cell);
        var arrival = Growing.Run(new UniformField(frame, new(12), ellipses), 720, Growing.At(frame, 200, 200));
        var (east, north) = frame.Centre(200, 200);
        var normals = Enumerable.Range(0, 720).Select(i =>
        {
            var (sine, cosine) = Math.SinCos(Conversions.Radians(i / 2.0));
            return (X: sine, Y: cosine, Support: 60 * ellipses.Sum(e => e.HeadRate > 0 ? e.RateOfFront(i / 2.0) : 0));
        }).ToArray();
        Assert.InRange(Growing.Overlap(arrival, (x, y) => Array.TrueForAll(normals, n => ((x - east) * n.X) + ((y - north) * n.Y) <= n.Support)), 0.985, 1);
        Assert.Equal("", string.Join(" ", arrival.Cells.Where(t => t is > 240.01f and < 359.99f)));
    }

    [Fact]
    public void TwiceTheRate_IsHalfTheTime()
    {
        var frame = new GridFrame(101, 101, Growing.Cell);
        var slow = Growing.Run(new UniformField(frame, Growing.Ellipse(4, 1.7, 33)), 200, Growing.At(frame, 50, 50));
        var fast = Growing.Run(new UniformField(frame, Growing.Ellipse(8, 1.7, 33)), 100, Growing.At(frame, 50, 50));
        Assert.True(Growing.Count(slow) > 300);
        Assert.All(slow.Cells.Zip(fast.Cells), pair => Assert.True(pair.First == 2 * pair.Second));
    }

    [Fact]
    public void TwoFires_GiveTheLesserTimeOfBoth()
    {
        var frame = new GridFrame(121, 81, Growing.Cell);
        var ellipse = Growing.Ellipse(6, 1.5, 70);
        var arrival = Growing.Run(new UniformField(frame, ellipse), 400, Growing.At(frame, 30, 40), Growing.At(frame, 80, 30, 45));
        var (a, b) = (frame.Centre(30, 40), frame.Centre(80, 30));
        for (var row = 0; row < frame.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var (x, y) = frame.Centre(column, row);
                var expected = Math.Min(ellipse.Minutes(x - a.East, y - a.North), 45 + ellipse.Minutes(x - b.East, y - b.North));
                if (expected < 399)
                {
                    Assert.InRange(arrival[column, row] - expected, -1.0, 1.0); // A cell takes 5; it is only where both fronts meet that it is not exact.
                }
            }
        }
    }

    [Fact]
    public void APoint_NeedNotBeTheMiddleOfACell()
    {
        var frame = new GridFrame(61, 61, Growing.Cell, 500_000, 3_300_000);
        var ellipse = Growing.Ellipse(6, 1.5, 70);
        var (east, north) = (500_000 + (30 * Growing.Cell) + 4.0, 3_300_000 - (28 * Growing.Cell) - 27.0);
        var arrival = Growing.Run(new UniformField(frame, ellipse), 120, new Ignition.Point(east, north));
        for (var row = 0; row < frame.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var expected = ellipse.Minutes(frame.Centre(column, row).East - east, frame.Centre(column, row).North - north);
                Assert.True(expected > 119.9 || Math.Abs(arrival[column, row] - expected) < 0.1, $"{column} {row} {expected} {arrival[column, row]}");
            }
        }
    }

    /// <summary>A fire that accelerates has gone R·(t − (1 − e^(−kt))/k) along any ray.</summary>
    [Fact]
    public void Acceleration_DelaysEachRayAlike()
    {
        const double K = 0.115;
        var frame = new GridFrame(101, 101, Growing.Cell);
        var ellipse = Growing.Ellipse(9, 1.6, 20);
        var result = Growing.Done(Growing.Grow(new UniformField(frame, ellipse, 5000), [Growing.At(frame, 50, 50, 10)], new(130) { Acceleration = new(K) }));
        var (east, north) = frame.Centre(50, 50);
        var seen = 0;
        for (var row = 0; row < frame.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var t = result.Arrival[column, row] - 10.0;
                if (double.IsFinite(t) && t > 0)
                {
                    seen++;
                    Assert.Equal(ellipse.Minutes(frame.Centre(column, row).East - east, frame.Centre(column, row).North - north), t - ((1 - Math.Exp(-K * t)) / K), 1.5e-2);
                }
            }
        }

        Assert.True(seen > 500);
        Assert.InRange(result.Intensity![50, 45], 0, 5000 * 9 / 60 * 0.95); // Not yet at full rate.
    }

    /// <summary>Intensity from the rate of the front along its own normal, at the head, at the back and on the flank.</summary>
    [Fact]
    public void IntensityFlameAndDirection_AreThoseOfTheFront()
    {
        var frame = new GridFrame(81, 81, Growing.Cell);
        var ellipse = Growing.Ellipse(6, 1.5, 90);
        var result = Growing.Done(Growing.Grow(new UniformField(frame, ellipse, 6000), [Growing.At(frame, 40, 40)], new(300)));
        Assert.Equal(6000 * ellipse.HeadRate / 60, result.Intensity![70, 40], 0.5);
        Assert.Equal(6000 * ellipse.BackRate / 60, result.Intensity![36, 40], 0.5);
        Assert.Equal(90, result.Direction![70, 40], 0.1);
        Assert.Equal(270, result.Direction![36, 40], 0.1);
        Assert.Equal(0.0775 * Math.Pow(600, 0.46), result.FlameLength![70, 40], 0.005);
        Assert.True(float.IsNaN(result.Direction[40, 40]));
        Assert.True(float.IsNaN(result.Intensity[0, 0]));

        // Where the ray leaves at right angles to the heading, the normal does not: tan of it is |sin ψ|/(cos ψ − e).
        var normal = 90 - Conversions.Degrees(Math.Atan2(1, -ellipse.Eccentricity));
        Assert.Equal(normal + 360, result.Direction[40, 25], 0.3);
        Assert.Equal(6000 * ellipse.RateOfFront(normal) / 60, result.Intensity[40, 25], 1);
    }
}
