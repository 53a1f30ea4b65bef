using Bihuan.Wildfire.Behaviour;
using Xunit;

namespace Bihuan.Wildfire.Tests.Behaviour;

/// <summary>Rothermel's model against values computed elsewhere from the sheet with 50 digits: every model, moistures D1–D4, L1–L4, at and above extinction, wind to 108 km/h, slope to 60°.</summary>
public sealed class RothermelTableTests
{
    [Fact]
    public void Rothermel_GivesTheTable()
    {
        var rows = Tables.Read("Behaviour", "rothermel.csv").ToList();
        Assert.Equal(530, rows.Count);
        foreach (var row in rows)
        {
            var moisture = FuelMoisture.Percent(row.Number("m1"), row.Number("m10"), row.Number("m100"), row.Number("herb"), row.Number("woody"));
            var bed = FuelBed.Of(FuelModels.Of((int)row.Number("model"))!, moisture, row["transfer"] == "A" ? CuredHerbTransfer.BehavePlus : CuredHerbTransfer.ScottBurgan);
            var fire = bed.Spread(row.Number("windKmh") * 1000 / 60, Conversions.Radians(row.Number("windTo")), Math.Tan(Conversions.Radians(row.Number("slopeDegrees"))), row["limit"] == "1" ? WindLimit.Rothermel1972 : WindLimit.None);
            var ellipse = fire.Ellipse(0);

            row.Holds("R0", bed.RateNoWindNoSlope, 1e-12);
            row.Holds("IR", bed.ReactionIntensity, 1e-12);
            row.Holds("R", fire.HeadRate, 1e-12);
            row.Holds("I", fire.FirelineIntensity, 1e-12);
            row.Holds("flame", fire.FlameLength, 1e-12);
            if (row.Number("R") == 0)
            {
                continue; // Nothing spreads: there is no direction and no shape.
            }

            row.Holds("HA", fire.HeatPerArea, 1e-12);
            Assert.Equal(0, Math.IEEERemainder(Conversions.Degrees(fire.HeadingFromUpslope) - row.Number("heading"), 360), 11);
            row.Holds("Ue", fire.EffectiveWind, 1e-12);
            row.Holds("lambda", fire.LengthToWidth, 1e-12);
            row.Holds("e", fire.Eccentricity, 1e-12, 1e-14);
            row.Holds("back", fire.BackRate, 1e-12);
            row.Holds("flank", fire.FlankRate, 1e-12);
            row.Holds("along", ellipse.RateAlong(ellipse.HeadingDegrees + row.Number("psi")), 1e-12);
            row.Holds("front", ellipse.RateOfFront(ellipse.HeadingDegrees + row.Number("psi")), 1e-12);
            Assert.Equal(fire.FirelineIntensity * row.Number("front") / fire.HeadRate, fire.FirelineIntensityAt(row.Number("front")), fire.FirelineIntensity * 1e-12);
        }
    }

    /// <summary>One equation at a time, in the units of its paper.</summary>
    [Fact]
    public void EachEquationAlone()
    {
        var rows = Tables.Read("Behaviour", "equations.csv").ToList();
        Assert.True(rows.Count > 200);
        foreach (var row in rows)
        {
            var (x, y, z) = (row.Number("x"), row.Number("y"), row.Number("z"));
            double found = row["equation"] switch
            {
                "OptimumPacking" => Rothermel.OptimumPacking(x),
                "MaximumReactionVelocity" => Rothermel.MaximumReactionVelocity(x),
                "ReactionVelocity" => Rothermel.ReactionVelocity(x, y),
                "PropagatingFlux" => Rothermel.PropagatingFlux(x, y),
                "EffectiveHeating" => Rothermel.EffectiveHeating(x),
                "WindC" => Rothermel.WindC(x),
                "WindB" => Rothermel.WindB(x),
                "WindE" => Rothermel.WindE(x),
                "Residence" => Rothermel.Residence(x),
                "SlopeFactor" => Rothermel.SlopeFactor(x),
                "HeatOfPreignition" => Rothermel.HeatOfPreignition(x),
                "MoistureDamping" => Rothermel.MoistureDamping(x, y),
                "LiveExtinction" => Rothermel.LiveExtinction(x, y, z),
                "FlameLength" => Rothermel.FlameLength(x),
                "CuredShareA" => Rothermel.CuredShare(x, CuredHerbTransfer.BehavePlus),
                "CuredShareB" => Rothermel.CuredShare(x, CuredHerbTransfer.ScottBurgan),
                "LengthToWidthLessOne" => Rothermel.LengthToWidthLessOne(x),
                "Eccentricity" => Rothermel.Eccentricity(x),
                "Unsheltered" => WindAdjustment.Unsheltered(x),
                "ShelteredOver0.3048" => WindAdjustment.Factor(0.3048, new(x, y, z)),
                "WangA" => Wang.InitialRate(WangInitialRate.Original, x, (int)y, z),
                "WangB" => Wang.InitialRate(WangInitialRate.Rounded, x, (int)y, z),
                "WangC" => Wang.InitialRate(WangInitialRate.WithoutHumidity, x, (int)y, z),
                "WangD" => Wang.InitialRateByMoisture(x),
                "WangForce" => Wang.WindForce(x),
                "WangWind" => Wang.WindFactor(x, y),
                "WangSlope" => Wang.SlopeFactor(x, null),
                "WangSlopeHeld" => Wang.SlopeFactor(x, 10),
                var other => throw new InvalidOperationException(other),
            };
            row.Holds("value", found, 1e-13, 1e-15);
        }
    }

    /// <summary>On a limit, as printed or after a way through 1/m, and just below it.</summary>
    [Fact]
    public void SizeClasses_BeginAtTheirLimits()
    {
        foreach (var (limit, size) in new[] { (1200, 0), (192, 1), (96, 2), (48, 3), (16, 4) })
        {
            Assert.Equal((size, size, size, size + 1), (Rothermel.SizeClass(limit), Rothermel.SizeClass(limit / 0.3048 * 0.3048), Rothermel.SizeClass(limit * (1 - 3e-16)), Rothermel.SizeClass(limit - 0.01)));
        }

        Assert.Equal((2, 4, 0), (Rothermel.SizeClass(Rothermel.SigmaTenHour), Rothermel.SizeClass(Rothermel.SigmaHundredHour), Rothermel.SizeClass(3500)));
    }

    [Fact]
    public void MineralDamping_IsThatOfTheSheet() => Assert.Equal(0.41740, Rothermel.MineralDamping, 5);

    [Theory]
    [InlineData(WindHeight.Midflame, 1)]
    [InlineData(WindHeight.TwentyFeet, 0.4)]
    [InlineData(WindHeight.TenMetres, 0.4 / 1.15)]
    public void Wind_IsBroughtToMidflame(WindHeight height, double expected) => Assert.Equal(expected, WindAdjustment.ToMidflame(height, 0.4), 15);

    /// <summary>The door with directions on the map: west wind on a slope that faces south is a wind at right angles to upslope.</summary>
    [Fact]
    public void Door_TurnsDirectionsRight()
    {
        var (model, moisture) = (FuelModels.Of("GR2")!, FuelMoisture.Scenario(1, 2));
        var found = SurfaceSpread.Of(model, moisture, 8, 270, 20, 180, new()).Value();
        var factor = WindAdjustment.Unsheltered(model.DepthMetres) / 1.15;
        var expected = FuelBed.Of(model, moisture).Spread(8 * factor * 60, Math.PI / 2, Math.Tan(20 * Math.PI / 180));

        Assert.Equal(factor, found.WindFactor, 15);
        Assert.Equal(8 * factor, found.MidflameWind, 14);
        Assert.Equal(expected.HeadRate, found.Ellipse.HeadRate, expected.HeadRate * 1e-14);
        Assert.Equal(Conversions.Degrees(expected.HeadingFromUpslope), found.Ellipse.HeadingDegrees, 10);
        Assert.InRange(found.Ellipse.HeadingDegrees, 0, 90); // Between the slope to the north and the wind to the east.

        // On level ground the wind alone leads, whatever the aspect says.
        Assert.Equal(90, SurfaceSpread.Of(model, moisture, 8, 270, 0, double.NaN, new()).Value().Ellipse.HeadingDegrees, 10);
        Assert.Contains("GR2", found.Fire.ToString());
        Assert.Contains("BehavePlus", found.Fire.ToString());
        Assert.Contains("TenMetres", found.Options.ToString());
        Assert.Contains("in the open", found.ToString());

        var under = SurfaceSpread.Of(model, moisture, 8, 270, 20, 180, new(), new(0.6, 12, 0.6)).Value();
        Assert.True(under.Sheltered && under.WindFactor < found.WindFactor / 2);
        Assert.Contains("under trees", under.ToString());
    }

    [Fact]
    public void Door_SaysEveryReason()
    {
        var refused = SurfaceSpread.Of(FuelModels.Of(1)!, new(6, -0.1, double.NaN, 0.6, 0.9), -1, 361, 86, 400, new(), new(1.5, -2, 2));
        Assert.Equal(
            "FIRE-201 moisture.oneHour; FIRE-201 moisture.tenHour; FIRE-201 moisture.hundredHour; FIRE-201 windSpeed; FIRE-201 windFrom; FIRE-201 slope; FIRE-201 aspect; FIRE-201 canopy.cover; FIRE-201 canopy.height; FIRE-201 canopy.crownRatio",
            refused.Reasons());
    }
}
