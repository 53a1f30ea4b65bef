using Bihuan.Wildfire.Behaviour;
using CsCheck;
using Xunit;

namespace Bihuan.Wildfire.Tests.Behaviour;

/// <summary>What must hold of a surface fire whatever its figures.</summary>
public sealed class SurfaceFireTests
{
    private static readonly Gen<FuelMoisture> Moistures = Gen.Select(Gen.Double[0, 0.4], Gen.Double[0, 0.4], Gen.Double[0, 0.4], Gen.Double[0.2, 1.6], Gen.Double[0.3, 2])
        .Select((one, ten, hundred, herb, woody) => new FuelMoisture(one, ten, hundred, herb, woody));

    private static readonly Gen<FuelBed> Beds = Gen.Select(Gen.Int[0, FuelModels.All.Count - 1].Select(i => FuelModels.All[i]), Moistures, Gen.Enum<CuredHerbTransfer>()).Select(FuelBed.Of).Where(bed => bed.RateNoWindNoSlope > 0);

    /// <summary>Every model at every moisture round extinction, every wind to 30 m/s from all around, every slope to 60°: finite, in range, never below the rate without wind and slope.</summary>
    [Fact]
    public void Sweep_IsFinite()
    {
        double[] winds = [0, 1e-12, 0.01, 1, 5, 15, 30];
        double[] shares = [0, 0.5, 0.999, 1, 1.001, 2];
        foreach (var model in FuelModels.All)
        {
            foreach (var share in shares)
            {
                foreach (var live in new[] { 0, 0.3, 1.2, 4 })
                {
                    var dead = model.ExtinctionFraction * share;
                    var bed = FuelBed.Of(model, new(dead, dead, dead, live, live));
                    Assert.True(bed.RateNoWindNoSlope >= 0 && double.IsFinite(bed.RateNoWindNoSlope));
                    Assert.True(share < 1 || live < bed.LiveExtinction || bed.RateNoWindNoSlope == 0, $"{model.Code} burns at extinction");
                    for (var i = 0; i < winds.Length * 9 * 5; i++)
                    {
                        var limit = i % 2 == 0 ? WindLimit.None : WindLimit.Rothermel1972;
                        var fire = bed.Spread(winds[i % winds.Length] * 60, i / winds.Length % 9 * Math.PI / 4, Math.Tan(Conversions.Radians(i / winds.Length / 9 * 15)), limit);
                        var sound = double.IsFinite(fire.HeadRate) && double.IsFinite(fire.EffectiveWind) && double.IsFinite(fire.FlameLength) && double.IsFinite(fire.HeadingFromUpslope)
                            && fire.HeadRate >= bed.RateNoWindNoSlope && fire.LengthToWidth is >= 1 and <= 8 && fire.Eccentricity is >= 0 and < 1
                            && fire.BackRate <= fire.HeadRate && fire.FlankRate <= fire.HeadRate && fire.Spreads == (bed.RateNoWindNoSlope > 0);
                        Assert.True(sound, sound ? "" : $"{model.Code} {share} {live} {fire}");
                    }
                }
            }
        }
    }

    /// <summary>At the moisture of extinction, in a fire's own figures: nothing spreads and nothing is divided by it.</summary>
    [Fact]
    public void Extinction_LeavesNoFire()
    {
        var fire = FuelBed.Of(FuelModels.Of(8)!, new(0.3, 0.3, 0.3, 1, 1)).Spread(300, 1, 0.5);
        Assert.False(fire.Spreads);
        Assert.Equal((0d, 0d, 0d, 0d, 0d, 0d), (fire.HeadRate, fire.BackRate, fire.FlankRate, fire.FlameLength, fire.Eccentricity, fire.EffectiveWind));
        Assert.Equal(double.PositiveInfinity, fire.Ellipse(0).Minutes(30, 0));
        Assert.Equal(0, fire.Ellipse(0).RateOfFront(50));
        Assert.Equal(0, fire.Ellipse(0).Perimeter(60));
    }

    /// <summary>A wind mirrored about upslope mirrors the fire.</summary>
    [Fact]
    public void Fire_Mirrors() => Gen.Select(Beds, Gen.Double[0, 1800], Gen.Double[0, Math.PI], Gen.Double[0, 1.7]).Sample(
        (bed, wind, angle, slope) =>
        {
            var (right, left) = (bed.Spread(wind, angle, slope), bed.Spread(wind, -angle, slope));
            return right.HeadRate == left.HeadRate && right.HeadingFromUpslope == -left.HeadingFromUpslope && right.LengthToWidth == left.LengthToWidth;
        },
        iter: 2000);

    /// <summary>Wind and slope turned on the map turn the fire, and leave its rate.</summary>
    [Fact]
    public void Fire_Turns() => Gen.Select(Beds, Gen.Double[0, 30], Gen.Double[0, 180], Gen.Double[0, 60], Gen.Double[0, 180], Gen.Double[0, 180]).Sample(
        (bed, wind, from, slope, aspect, turn) =>
        {
            var (_, one) = SurfaceSpread.At(bed, wind, from, slope, aspect, WindLimit.None);
            var (_, two) = SurfaceSpread.At(bed, wind, from + turn, slope, aspect + turn, WindLimit.None);
            return Math.Abs(one.HeadRate - two.HeadRate) <= 1e-9 * one.HeadRate && Math.Abs(one.Eccentricity - two.Eccentricity) < 1e-9
                && (one.Eccentricity < 1e-6 || Math.Abs(Math.IEEERemainder(two.HeadingDegrees - one.HeadingDegrees - turn, 360)) < 1e-5);
        },
        iter: 2000);

    /// <summary>More wind up the slope, more slope under the wind and drier fuel do not slow a fire.</summary>
    [Fact]
    public void Fire_GrowsWithWhatDrivesIt() => Gen.Select(Beds, Gen.Double[0, 1800], Gen.Double[0, 1.7], Gen.Double[0, 60]).Sample(
        (bed, wind, slope, more) =>
        {
            var rate = bed.Spread(wind, 0, slope).HeadRate * (1 - 1e-12);
            var m = bed.Moisture;
            var drier = FuelBed.Of(bed.Model, m with { OneHour = m.OneHour * 0.9, TenHour = m.TenHour * 0.9, HundredHour = m.HundredHour * 0.9 }, bed.Transfer);
            return bed.Spread(wind + more, 0, slope).HeadRate >= rate && bed.Spread(wind, 0, slope + (more / 100)).HeadRate >= rate && drier.Spread(wind, 0, slope).HeadRate >= rate
                && bed.Spread(wind, 0, slope, WindLimit.Rothermel1972).HeadRate * (1 - 2e-12) <= rate;
        },
        iter: 2000);

    /// <summary>The effective wind alone drives the fire as fast as wind and slope together.</summary>
    [Fact]
    public void EffectiveWind_DrivesAsFast() => Gen.Select(Beds, Gen.Double[0, 1800], Gen.Double[0, 6.3], Gen.Double[0, 1.7], Gen.Enum<WindLimit>()).Sample(
        (bed, wind, angle, slope, limit) =>
        {
            var fire = bed.Spread(wind, angle, slope, limit);
            return Math.Abs(bed.Spread(fire.EffectiveWind, 0, 0).HeadRate - fire.HeadRate) <= 1e-9 * fire.HeadRate;
        },
        iter: 2000);

    /// <summary>Head, back and flanks of the ellipse; rays and fronts fit each other; the time to a point is its distance over the rate along its ray.</summary>
    [Fact]
    public void Ellipse_HangsTogether() => Gen.Select(Gen.Double[0.01, 300], Gen.Double[0, 360], Gen.Double[0, 0.9921], Gen.Double[0, 360]).Sample(
        (rate, heading, eccentricity, direction) =>
        {
            var ellipse = new SpreadEllipse(rate, heading, eccentricity);
            var radians = Conversions.Radians(direction);
            var near = (double a, double b) => Math.Abs(a - b) <= 1e-9 * rate;
            return near(ellipse.RateAlong(heading), rate) && near(ellipse.RateAlong(heading + 180), ellipse.BackRate)
                && near(ellipse.RateOfFront(heading), rate) && near(ellipse.RateOfFront(heading + 180), ellipse.BackRate) && near(ellipse.RateOfFront(heading + 90), ellipse.FlankRate)
                && near(ellipse.HalfLength - ellipse.CentreRate, ellipse.BackRate) && Math.Abs((ellipse.LengthToWidth * ellipse.FlankRate / ellipse.HalfLength) - 1) < 1e-9
                && ellipse.RateOfFront(direction) >= ellipse.RateAlong(direction) - (1e-9 * rate)
                && Math.Abs((ellipse.Minutes(1000 * Math.Sin(radians), 1000 * Math.Cos(radians)) * ellipse.RateAlong(direction) / 1000) - 1) < 1e-9;
        },
        iter: 500);

    /// <summary>The front along a normal is the farthest that any ray carries in that direction (the ellipse's support function), so both formulas describe one curve.</summary>
    [Fact]
    public void Front_IsTheEnvelopeOfRays()
    {
        var ellipse = new SpreadEllipse(12, 40, 0.9);
        for (var normal = 0; normal < 360; normal += 7)
        {
            var farthest = Enumerable.Range(0, 36_000).Max(i => ellipse.RateAlong(i / 100.0) * Math.Cos(Conversions.Radians((i / 100.0) - normal)));
            Assert.Equal(farthest, ellipse.RateOfFront(normal), 5);
        }
    }

    /// <summary>Area, length, width and perimeter of the ellipse after an hour.</summary>
    [Fact]
    public void Ellipse_GrowsWithTime()
    {
        var ellipse = SpreadEllipse.FromHeadAndBack(20, 2, -90);
        Assert.Equal(270, ellipse.HeadingDegrees);
        Assert.Equal(2, ellipse.BackRate, 12);
        Assert.Equal(Math.PI * 11 * 60 * ellipse.FlankRate * 60, ellipse.Area(60), 6);
        double perimeter = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var (s1, c1) = Math.SinCos(i * Math.PI / 50_000);
            var (s2, c2) = Math.SinCos((i + 1) * Math.PI / 50_000);
            perimeter += 60 * Math.Sqrt(Math.Pow(11 * (c2 - c1), 2) + Math.Pow(ellipse.FlankRate * (s2 - s1), 2));
        }

        Assert.Equal(perimeter, ellipse.Perimeter(60), perimeter * 2e-3); // The formula of the sheet is itself an approximation.
        Assert.Equal(default, SpreadEllipse.FromHeadAndBack(0, 0, 0));
    }
}
