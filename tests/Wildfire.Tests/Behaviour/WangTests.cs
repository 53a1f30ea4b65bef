using Bihuan.Wildfire.Behaviour;
using CsCheck;
using Xunit;

namespace Bihuan.Wildfire.Tests.Behaviour;

/// <summary>Wang's model against values computed elsewhere from the sheet, and what must hold of any model like it.</summary>
public sealed class WangTests
{
    private static readonly Dictionary<string, WangInitialRate> Variants = new()
    {
        ["a"] = WangInitialRate.Original,
        ["b"] = WangInitialRate.Rounded,
        ["c"] = WangInitialRate.WithoutHumidity,
        ["d"] = WangInitialRate.FuelMoisture,
    };

    private static readonly Gen<WangSpread> Spreads = Gen.Select(Gen.Double[0, 30], Gen.Double[0, 360], Gen.Double[0, 60], Gen.Double[0, 360], Gen.Bool)
        .Select((wind, from, slope, aspect, held) => Wang.Of("grass", new(25, 30, wind, from), slope, aspect, held ? WangOptions.Usual : WangOptions.Usual with { WindLimit = null, SlopeLimit = null }).Value());

    [Fact]
    public void Wang_GivesTheTable()
    {
        var rows = Tables.Read("Behaviour", "wang.csv").ToList();
        Assert.Equal(112, rows.Count);
        foreach (var row in rows)
        {
            var options = new WangOptions(Variants[row["variant"]], row["table"] == "1" ? WangFuelTable.Original : WangFuelTable.LandCover);
            options = row["held"] == "1" ? options : options with { WindLimit = null, SlopeLimit = null };
            var weather = new WangWeather(row.Number("T"), row.Number("h"), row.Number("V"), row.Number("windFrom"), row.Number("M"));

            var spread = Wang.Of(row["fuel"], weather, row.Number("slope"), row.Number("aspect"), options).Value();

            row.Holds("R0", spread.InitialRate, 1e-12);
            row.Holds("upslope", spread.Mao.Upslope, 1e-12);
            row.Holds("downslope", spread.Mao.Downslope, 1e-12);
            row.Holds("left", spread.Mao.Left, 1e-12);
            row.Holds("right", spread.Mao.Right, 1e-12);
            row.Holds("withWind", spread.Mao.WithWind, 1e-12);
            row.Holds("along", spread.RateAlong(row.Number("direction")), 1e-12);
            row.Holds("head", spread.WithAndAgainstWind.HeadRate, 1e-12);
            row.Holds("back", spread.WithAndAgainstWind.BackRate, 1e-12, row.Number("head") * 1e-15);
        }
    }

    /// <summary>The examples of the sheet, §7 and §6.</summary>
    [Fact]
    public void Wang_GivesTheExamples()
    {
        Assert.Equal(1.1718, Wang.InitialRate(WangInitialRate.Original, 22, 4, 30), 12);
        Assert.Equal(1.26, Wang.InitialRate(WangInitialRate.Rounded, 22, 4, 30), 12);
        Assert.Equal(4, Wang.WindForce(6));
        Assert.Equal(2.9148, Wang.WindFactor(6, 1), 4);
        Assert.Equal(1, Wang.WindFactor(6, 0));
        Assert.Equal(0.3431, Wang.WindFactor(6, -1), 4);
        Assert.Equal(2.8593, Wang.SlopeFactor(Math.Tan(Conversions.Radians(20)), null), 4);
        Assert.Equal(0.3497, Wang.SlopeFactor(-Math.Tan(Conversions.Radians(20)), null), 4);
        foreach (var (degrees, factor) in new[] { (5, 1.21), (10, 1.55), (15, 2.07), (20, 2.86), (25, 4.11), (30, 6.22), (35, 10.01) })
        {
            Assert.Equal(factor, Wang.SlopeFactor(Math.Tan(Conversions.Radians(degrees)), null), 2);
        }

        Assert.Equal(17.5, Wang.SlopeFactor(Math.Tan(Conversions.Radians(40)), null), 1);
        Assert.Equal(10, Wang.SlopeFactor(Math.Tan(Conversions.Radians(40)), 10));
        Assert.Equal(0.1, Wang.SlopeFactor(-Math.Tan(Conversions.Radians(40)), 10));
    }

    /// <summary>The limits of the Beaufort scale in m/s fall where the formula rounds.</summary>
    [Theory]
    [InlineData(0.2, 0)]
    [InlineData(1.5, 1)]
    [InlineData(3.3, 2)]
    [InlineData(3.4, 3)]
    [InlineData(5.4, 3)]
    [InlineData(5.5, 4)]
    [InlineData(7.9, 4)]
    [InlineData(8, 5)]
    [InlineData(10.7, 5)]
    [InlineData(13.8, 6)]
    [InlineData(17.1, 7)]
    [InlineData(17.2, 8)]
    public void WindForce_IsBeauforts(double windSpeed, int force) => Assert.Equal(force, Wang.WindForce(windSpeed));

    [Fact]
    public void MaosFive_AreRatesAlongTheirDirections() => Spreads.Sample(
        spread =>
        {
            var (mao, up) = (spread.Mao, spread.Upslope);
            return Near(mao.Upslope, spread.RateAlong(up)) && Near(mao.Downslope, spread.RateAlong(up + 180)) && Near(mao.Left, spread.RateAlong(up - 90))
                && Near(mao.Right, spread.RateAlong(up + 90)) && Near(mao.WithWind, spread.RateAlong(spread.WindTo));
        },
        iter: 2000);

    /// <summary>Turned wind and slope turn the rates; mirrored ones mirror them.</summary>
    [Fact]
    public void Rates_TurnAndMirror() => Gen.Select(Spreads, Gen.Double[0, 360], Gen.Double[0, 360]).Sample(
        (spread, turn, direction) =>
        {
            var turned = spread with { WindTo = spread.WindTo + turn, Upslope = spread.Upslope + turn };
            var mirrored = spread with { WindTo = -spread.WindTo, Upslope = -spread.Upslope };
            return Near(spread.RateAlong(direction), turned.RateAlong(direction + turn)) && Near(spread.RateAlong(direction), mirrored.RateAlong(-direction));
        },
        iter: 2000);

    /// <summary>Uphill, with the wind, in drier and warmer air a fire is not slower.</summary>
    [Fact]
    public void Rates_GrowWithWhatDrivesThem() => Gen.Select(Gen.Double[-40, 49], Gen.Double[1, 99], Gen.Double[0, 30], Gen.Double[0, 59], Gen.Enum<WangInitialRate>()).Sample(
        (temperature, humidity, wind, slope, variant) =>
        {
            WangSpread At(double t, double h, double v, double s) => Wang.Of("grass", new(t, h, v, 180, 10), s, 180, WangOptions.Usual with { InitialRate = variant }).Value();
            var here = At(temperature, humidity, wind, slope).RateAlong(0);
            return At(temperature + 1, humidity, wind, slope).RateAlong(0) >= here && At(temperature, humidity + 1, wind, slope).RateAlong(0) <= here
                && At(temperature, humidity, wind + 1, slope).RateAlong(0) >= here && At(temperature, humidity, wind, slope + 1).RateAlong(0) >= here
                && At(temperature, humidity, wind, slope + 1).RateAlong(180) <= At(temperature, humidity, wind, slope).RateAlong(180);
        },
        iter: 2000);

    [Fact]
    public void Sweep_IsFinite()
    {
        foreach (var options in new[] { WangOptions.Usual, WangOptions.Usual with { WindLimit = null, SlopeLimit = null } })
        {
            for (var slope = 0; slope <= 60; slope += 5)
            {
                for (var wind = 0; wind <= 60; wind += 6)
                {
                    for (var from = 0; from <= 360; from += 15)
                    {
                        var spread = Wang.Of("sedge", new(50, 0, wind, from), slope, 45, options).Value();
                        var ellipse = spread.WithAndAgainstWind;
                        Assert.True(double.IsFinite(spread.RateAlong(10)) && spread.RateAlong(10) >= 0);
                        Assert.True(ellipse.HeadRate >= ellipse.BackRate * (1 - 1e-9) && ellipse.Eccentricity is >= 0 and <= 1, ellipse.ToString());
                    }
                }
            }
        }
    }

    [Fact]
    public void EveryResult_NamesItsChoices()
    {
        var text = Wang.Of("pine", new(20, 40, 3, 90, 12), 10, 0, new(WangInitialRate.FuelMoisture, WangFuelTable.Original, WindLimit: null)).Value().ToString();
        Assert.Contains("王正非 1983", text);
        Assert.Contains("FuelMoisture", text);
        Assert.Contains("Wang table 1", text);
        Assert.Contains("wind limit none", text);
        Assert.Contains("slope limit 10", text);
    }

    [Fact]
    public void Tables_AreThoseOfTheSheet()
    {
        Assert.Equal([0.8, 1.2, 1.6, 1.8, 2.0, 1.0, 0.7, 0.4], WangFuelTable.Original.Fuels.Select(f => f.Factor));
        Assert.Equal([1.0, 1.3, 0.5, 1.0, 1.5, 1.8], WangFuelTable.LandCover.Fuels.Select(f => f.Factor));
        Assert.Equal(0.4, WangFuelTable.Original.Of("needle-leaf")!.Factor);
        Assert.Equal(1.8, WangFuelTable.LandCover.Of("needle-leaf")!.Factor);
    }

    [Fact]
    public void Door_SaysEveryReason()
    {
        var none = Wang.Of("oak", new(60, 0.3, -1, 400), 61, -5, WangOptions.Usual with { InitialRate = WangInitialRate.FuelMoisture, WindLimit = 90, SlopeLimit = 0.5 });
        Assert.Equal(
            "FIRE-201 temperature; FIRE-206 humidity; FIRE-201 windSpeed; FIRE-201 windFrom; FIRE-201 slope; FIRE-201 aspect; FIRE-201 fuelMoisture; FIRE-201 options.windLimit; FIRE-201 options.slopeLimit; FIRE-208 fuel",
            none.Reasons());
        Assert.Equal("FIRE-201 humidity", Wang.Of("grass", new(20, 101, 1, 0), 0, 0, WangOptions.Usual).Reasons());
        Assert.Equal("FIRE-201 fuels[0].factor; FIRE-207 fuels[1].code", WangFuelTable.Custom(new("ours", "", [new("a", "甲", "A", 0), new("a", "乙", "B", 1)])).Reasons());
        Assert.Equal("done", WangFuelTable.Custom(WangFuelTable.LandCover).Reasons());

        // The odd ends are no mistakes.
        Assert.Equal("done", Wang.Of("grass", new(20, 0, 0, 0), 0, double.NaN, WangOptions.Usual).Reasons());
        Assert.Equal(0, Wang.Of("grass", new(-40, 100, 0, 0), 0, double.NaN, WangOptions.Usual).Value().RateAlong(0));
    }

    private static bool Near(double expected, double found) => Math.Abs(expected - found) <= 1e-9 * Math.Abs(expected);
}
