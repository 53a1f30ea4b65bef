using Bihuan.Wildfire.Danger;
using Xunit;

namespace Bihuan.Wildfire.Tests.Danger;

/// <summary>The equations against values computed in 40 digits from the sheet, against its worked example, and against the series printed in 1985.</summary>
public sealed class FwiEquationsTests
{
    private const double Relative = 1e-11;

    /// <summary>Codes near 0 are differences of large numbers.</summary>
    private const double Absolute = 1e-12;

    private static readonly string[] Names = ["ffmc", "dmc", "dc", "isi", "bui", "fwi", "dsr"];

    [Fact]
    public void EveryDay_IsThatOfTheSheet()
    {
        var rows = Tables.Read("Danger", "fwi-days.csv");
        Assert.True(rows.Count > 1000);
        foreach (var row in rows)
        {
            var state = new FwiState(row.Number("f0"), row.Number("d0"), row.Number("c0"));
            var day = FireWeather.Day(Weather(row), state, row.Number("latitude"), (int)row.Number("month"), Enum.Parse<FfmcScale>(row["scale"])).Value();
            Check(row, day);
        }
    }

    /// <summary>One after the other, an error would grow.</summary>
    [Fact]
    public void ASeries_IsThatOfTheSheet()
    {
        foreach (var station in Tables.Read("Danger", "fwi-series.csv").GroupBy(r => r["station"]))
        {
            var state = FwiState.Start;
            foreach (var row in station)
            {
                var day = FireWeather.Day(Weather(row), state, row.Number("latitude"), (int)row.Number("month"), Enum.Parse<FfmcScale>(row["scale"])).Value();
                Check(row, day);
                state = day.State;
            }
        }
    }

    /// <summary>Each code from the codes before it in the table, so that an error in one shows in one.</summary>
    [Fact]
    public void EveryEquation_HoldsAlone()
    {
        foreach (var row in Tables.Read("Danger", "fwi-days.csv"))
        {
            var κ = Enum.Parse<FfmcScale>(row["scale"]).Factor();
            var (t, h, w, p) = Weather(row);
            var month = (int)row.Number("month");
            Tables.Close(row.Number("ffmc"), FwiEquations.Ffmc(t, h, w, p, row.Number("f0"), κ), Relative, Absolute, "FFMC");
            Tables.Close(row.Number("dmc"), FwiEquations.Dmc(t, h, p, row.Number("d0"), DayLength.OfDuff(row.Number("latitude"), month)), Relative, Absolute, "DMC");
            Tables.Close(row.Number("dc"), FwiEquations.Dc(t, p, row.Number("c0"), DayLength.OfDrought(row.Number("latitude"), month)), Relative, Absolute, "DC");
            Tables.Close(row.Number("isi"), FwiEquations.Isi(row.Number("ffmc"), w, κ), Relative, Absolute, "ISI");
            Tables.Close(row.Number("bui"), FwiEquations.Bui(row.Number("dmc"), row.Number("dc")), Relative, Absolute, "BUI");
            Tables.Close(row.Number("fwi"), FwiEquations.Index(row.Number("isi"), row.Number("bui")), Relative, Absolute, "FWI");
            Tables.Close(row.Number("dsr"), FwiEquations.Dsr(row.Number("fwi")), Relative, Absolute, "DSR");
        }
    }

    [Fact]
    public void EveryHour_IsThatOfTheSheet()
    {
        foreach (var row in Tables.Read("Danger", "fwi-hours.csv"))
        {
            var (t, h, w, p) = Weather(row);
            Tables.Close(row.Number("after"), FwiEquations.HourlyFfmc(t, h, w, p, row.Number("before"), row.Number("hours"), Enum.Parse<FfmcScale>(row["scale"]).Factor()), Relative, Absolute, "hourly FFMC");
        }

        var series = Tables.Read("Danger", "fwi-hours.csv").TakeWhile(r => r["before"] != "71.5").ToList();
        var codes = FireWeather.HourlyFfmc([.. series.Select(Weather)], 85).Value();
        Assert.Equal(72, codes.Length);
        Assert.All(codes.Zip(series), pair => Tables.Close(pair.Second.Number("after"), pair.First, Relative, Absolute, "hourly FFMC in series"));
    }

    [Fact]
    public void AfterWinter_IsThatOfTheSheet() =>
        Assert.All(
            Tables.Read("Danger", "fwi-winter.csv"),
            row => Tables.Close(row.Number("dc"), FireWeather.AfterWinter(row.Number("autumn"), row.Number("rain"), row.Number("a"), row.Number("b")).Value().Dc, Relative, 0, "DC"));

    /// <summary>Section 7 of the sheet, to the digits it prints.</summary>
    [Theory]
    [InlineData(18.5, 35, 20, 0, 85, 6, 15, "88.9685 7.9545 18.0340 10.1212 7.9087 9.2317 1.3903")]
    [InlineData(12, 88, 10, 6.2, 88.96852, 7.95448, 18.034, "41.2928 4.2874 11.9948 0.0728 4.5283 0.0300 0.0001")]
    [InlineData(15, 50, 15, 0, 41.29279, 4.28736, 11.99478, "70.5923 5.5224 14.3988 1.3574 5.6385 0.6158 0.0115")]
    public void WorkedExample(double t, double h, double w, double p, double f, double d, double c, string expected)
    {
        var day = FireWeather.Day(new(t, h, w, p), new(f, d, c), 29.9, 11).Value();
        Assert.All(expected.Split(' ').Zip(Values(day)), pair => Assert.Equal(double.Parse(pair.First), pair.Second, 0.0001));
    }

    /// <summary>The paper's own series, in its own scale: what it prints to a tenth is what we get.</summary>
    [Fact]
    public void PrintedSeriesOf1985_IsMetWithinItsRounding()
    {
        var rows = Tables.Read("Danger", "printed-1985.csv");
        Assert.Equal(49, rows.Count);
        var state = FwiState.Start;
        foreach (var row in rows)
        {
            var day = FireWeather.Day(Weather(row), state, 46, (int)row.Number("month"), FfmcScale.Printed1985).Value();
            Assert.All(Names.Zip(Values(day)).Take(6), pair => Tables.Close(row.Number(pair.First), pair.Second, 0, 0.05, $"{row["month"]}-{row["day"]} {pair.First}"));
            state = day.State;
        }
    }

    /// <summary>The latitudes at which the tables jump, each side.</summary>
    [Theory]
    [InlineData(30.001, 7.0, -1.6)]
    [InlineData(30, 8.1, -1.6)]
    [InlineData(29.9, 8.1, -1.6)]
    [InlineData(20.001, 8.1, -1.6)]
    [InlineData(20, 8.1, 1.4)]
    [InlineData(10.001, 8.1, 1.4)]
    [InlineData(10, 9, 1.4)]
    [InlineData(-9.999, 9, 1.4)]
    [InlineData(-10, 9.9, 1.4)]
    [InlineData(-19.999, 9.9, 1.4)]
    [InlineData(-20, 9.9, 3.8)]
    [InlineData(-29.999, 9.9, 3.8)]
    [InlineData(-30, 11.2, 3.8)]
    public void DayLength_JumpsWhereTheTablesSay(double latitude, double duff, double drought)
    {
        Assert.Equal(duff, DayLength.OfDuff(latitude, 11));
        Assert.Equal(drought, DayLength.OfDrought(latitude, 11));
    }

    [Fact]
    public void Scales_AreNamedAndInverse()
    {
        Assert.Equal(147.277228, FfmcScale.Current.Factor(), 6);
        Assert.Equal(147.2, FfmcScale.Printed1985.Factor());
        Assert.Equal(250, FwiEquations.Moisture(0, FfmcScale.Current.Factor()), 12);
        Assert.All(Enum.GetValues<FfmcScale>(), s => Assert.Equal(Certainty.Verified, s.Source().Certainty));
        for (var code = 0d; code <= 101; code += 0.37)
        {
            Tables.Close(code, FwiEquations.FineFuelCode(FwiEquations.Moisture(code, FfmcScale.Current.Factor()), FfmcScale.Current.Factor()), 0, 1e-12, "scale there and back");
        }
    }

    private static FwiWeather Weather(Row row) => new(row.Number("t"), row.Number("h"), row.Number("w"), row.Number("p"));

    private static double[] Values(FwiDay day) => [day.Ffmc, day.Dmc, day.Dc, day.Isi, day.Bui, day.Fwi, day.Dsr];

    private static void Check(Row row, FwiDay day) =>
        Assert.All(Names.Zip(Values(day)), pair => Tables.Close(row.Number(pair.First), pair.Second, Relative, Absolute, $"{pair.First} of {row}"));
}
