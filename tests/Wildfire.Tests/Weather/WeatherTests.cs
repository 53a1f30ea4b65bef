using Bihuan.Wildfire.Weather;
using CsCheck;
using Xunit;

namespace Bihuan.Wildfire.Tests.Weather;

/// <summary>Hourly weather, its curve through the day, dead fuel in it, and stations over a grid.</summary>
public sealed class WeatherTests
{
    private static readonly HourlyWeather Mild = new(20, 45, 10, 270);

    private static readonly Gen<double> Any = Gen.OneOf(Gen.Double[-70, 130], Gen.Double, Gen.Const(double.NaN), Gen.Const(0d), Gen.Const(100d), Gen.Const(360d));

    private static readonly Gen<HourlyWeather> Fair =
        Gen.Select(Gen.Double[-30, 45], Gen.Double[0, 100], Gen.Double[0, 100], Gen.Double[0, 360], Gen.OneOf(Gen.Const(0d), Gen.Double[0, 20])).Select((t, h, w, from, rain) => new HourlyWeather(t, h, w, from, rain));

    private static readonly WeatherStation[] Four =
    [
        new("A", 500_900, 3_299_000, 120, new(18.5, 42, 12, 350)),
        new("B", 505_200, 3_297_400, 640, new(14.2, 61, 20, 20, 1.5)),
        new("C", 503_100, 3_295_100, 80, new(20.1, 38, 6, 200, 0.2)),
        new("D", 512_000, 3_310_000, 30, new(21, 33, 30, 90, 4)),
    ];

    [Fact]
    public void Equilibria_AreThoseOfTheirPapers() =>
        Assert.All(Tables.Read("Weather", "equilibrium.csv"), row =>
        {
            Tables.Close(row.Number("simard"), DeadFuelMoisture.Simard(row.Number("t"), row.Number("h")), 1e-12, 1e-15, "Simard");
            var (dry, wet) = DeadFuelMoisture.Equilibria(row.Number("t"), row.Number("h"), EquilibriumMethod.VanWagnerPickett1985);
            Tables.Close(row.Number("dry"), dry, 1e-12, 1e-15, "drying");
            Tables.Close(row.Number("wet"), wet, 1e-12, 1e-15, "wetting");
        });

    [Fact]
    public void DeadFuel_FollowsTheWeatherByItsTimeLag()
    {
        foreach (var series in Tables.Read("Weather", "dead-fuel.csv").GroupBy(r => (r["equilibrium"], r["rainmethod"])))
        {
            var method = new DeadFuelMethod(Enum.Parse<EquilibriumMethod>(series.Key.Item1), Enum.Parse<RainWetting>(series.Key.Item2));
            var weather = WeatherHours.Of([.. series.Select(r => new HourlyWeather(r.Number("t"), r.Number("h"), 10, 0, r.Number("rain")))], 0).Value();
            var found = DeadFuelMoisture.Hours(weather, new(0.08, 0.10, 0.12), method).Value();
            Assert.False(found.StartEstimated);
            Assert.Equal(3, found.Method.Sources.Count);
            foreach (var (row, hour) in series.Zip(found.Hours))
            {
                Tables.Close(row.Number("one"), hour.OneHour, 1e-12, 0, $"1 h, hour {row["hour"]}");
                Tables.Close(row.Number("ten"), hour.TenHour, 1e-12, 0, $"10 h, hour {row["hour"]}");
                Tables.Close(row.Number("hundred"), hour.HundredHour, 1e-12, 0, $"100 h, hour {row["hour"]}");
            }
        }
    }

    /// <summary>Two half steps make a step, fuel stays between where it was and where it goes, and finer fuel goes further.</summary>
    [Fact]
    public void DeadFuel_BehavesAsItShould() =>
        Gen.Select(Fair, Gen.Double[0, 2.5], Gen.Int[0, 3]).Sample(
            (hour, m, choice) =>
            {
                var method = new DeadFuelMethod((EquilibriumMethod)(choice & 1), (RainWetting)(choice >> 1));
                var one = DeadFuelMoisture.Step(m, 10, hour, method);
                var half = hour with { RainMm = hour.RainMm / 2 };
                Tables.Close(one, DeadFuelMoisture.Step(DeadFuelMoisture.Step(m, 10, half, method, 0.5), 10, half, method, 0.5), 1e-9, 1e-12, "two halves");
                Assert.InRange(one, 0, 2.5);
                var fine = DeadFuelMoisture.Step(m, 1, hour, method);
                Assert.True(Math.Abs(fine - m) >= Math.Abs(one - m) - 1e-12);
            },
            iter: 2000);

    [Fact]
    public void DeadFuel_StartsAtTheAirsOwn_AndSaysSo()
    {
        var weather = WeatherHours.Of([Mild, Mild], 8).Value();
        var found = DeadFuelMoisture.Hours(weather).Value();
        Assert.True(found.StartEstimated);
        Assert.Equal(DeadFuelMoisture.Simard(20, 45), found.Hours[1].HundredHour, 1e-15);
        Assert.Equal("FIRE-101 start.oneHour 30 0…3", DeadFuelMoisture.Hours(weather, new(30, 0.1, 0.1)).WholeReasons());
    }

    [Fact]
    public void TheCurveThroughTheDay_IsWave()
    {
        DailyExtremes[] days = [new(4, 17, 30, 95, 11, 300, 4.8), new(6, 21.5, 22, 88, 9, 10), new(9, 15, 55, 100, 20, 180)];
        var found = DiurnalCurve.Hours(days, 5.5).Value();
        Assert.Equal(72, found.Hours.Count);
        Assert.All(Tables.Read("Weather", "diurnal.csv").Zip(found.Hours), pair =>
        {
            Tables.Close(pair.First.Number("t"), pair.Second.TemperatureCelsius, 1e-12, 1e-12, "temperature");
            Tables.Close(pair.First.Number("h"), pair.Second.HumidityPercent, 1e-12, 1e-12, "humidity");
            Assert.True(pair.Second.Estimated);
        });
        Assert.Equal(0.2, found.Hours[0].RainMm, 1e-15);
        Assert.Equal(
            "FIRE-151 days[0].minimumCelsius 18 17; FIRE-151 days[0].minimumHumidityPercent 96 95",
            DiurnalCurve.Hours([days[0] with { MinimumCelsius = 18, MinimumHumidityPercent = 96 }]).WholeReasons());
        Assert.Equal("FIRE-103 days 0 1…3666", DiurnalCurve.Hours([]).WholeReasons());
    }

    [Fact]
    public void Hours_AreThoseInWhichAMomentLies()
    {
        var hours = WeatherHours.Of([.. Enumerable.Range(0, 5).Select(i => Mild with { WindKmh = i })], 22).Value();
        Assert.Equal([0, 0, 0, 1, 4, 4], new[] { -5, 0, 59.99, 60, 299, 1e9 }.Select(m => hours.At(m).WindKmh));
        Assert.Equal((90, 10 / 3.6), (Mild.WindToDegrees, Mild.WindMetresPerSecond));
    }

    [Fact]
    public void AGap_IsRefused_OrFilledAndMarked()
    {
        var none = new HourlyWeather(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        HourlyWeather[] hours = [new(10, 80, 10, 350), none, none with { TemperatureCelsius = 14 }, new(16, 50, 10, 20)];
        Assert.StartsWith("FIRE-102 hours[1].temperatureCelsius; FIRE-102 hours[1].humidityPercent", WeatherHours.Of(hours, 0).WholeReasons());
        Assert.Equal("FIRE-106 hours[1…2]", WeatherHours.Of(hours, 0, 1).WholeReasons().Split("; ")[0]);
        var filled = WeatherHours.Of(hours, 0, 2).Value().Hours;
        Assert.Equal([false, true, true, false], filled.Select(h => h.Estimated));
        Assert.Equal((12, 70, 0), (filled[1].TemperatureCelsius, filled[1].HumidityPercent, filled[1].RainMm));
        Assert.Equal(14, filled[2].TemperatureCelsius);
        Assert.Equal((350, 20), (hours[0].WindFromDegrees, hours[3].WindFromDegrees));
        Assert.InRange(filled[1].WindFromDegrees, 359, 360); // By the shorter way over north, not by way of 185.
        Assert.InRange(filled[2].WindFromDegrees, 9, 11);
        Assert.InRange(filled[1].WindKmh, 9.6, 10);
        Assert.StartsWith("FIRE-106 hours[0…0]", WeatherHours.Of([none, Mild], 0, 5).WholeReasons());
        Assert.StartsWith("FIRE-103 hours 0", WeatherHours.Of([], 0).WholeReasons());
        Assert.Equal("FIRE-101 firstHour 24 0…23; FIRE-101 hours[0].windFromDegrees 361 0…360", WeatherHours.Of([Mild with { WindFromDegrees = 361 }], 24).WholeReasons());
    }

    [Fact]
    public void Stations_OverAGrid_AreInverseDistance()
    {
        var frame = new GridFrame(5, 4, 1500, 500_000, 3_300_000, 4549);
        double[] heights = [.. Enumerable.Range(0, 20).Select(i => 100d + (37 * (i % 5)) + (211 * (i / 5)))];
        foreach (var table in Tables.Read("Weather", "stations.csv").GroupBy(r => (r["power"], r["most"], r["wind"], r["humidity"])))
        {
            var method = new InterpolationMethod(table.First().Number("power"), (int)table.First().Number("most"), Wind: Enum.Parse<WindMean>(table.Key.Item3), Humidity: Enum.Parse<HumidityMean>(table.Key.Item4));
            var grid = StationGrid.Interpolate(frame, Four, method, heights).Value();
            Assert.True(grid.How.ElevationUsed);
            Assert.Equal(method, grid.How.Method);
            foreach (var row in table)
            {
                var cell = grid[(int)row.Number("column"), (int)row.Number("row")];
                Tables.Close(row.Number("t"), cell.TemperatureCelsius, 1e-11, 0, "temperature");
                Tables.Close(row.Number("h"), cell.HumidityPercent, 1e-11, 0, "humidity");
                Tables.Close(row.Number("w"), cell.WindKmh, 1e-11, 0, "wind");
                Tables.Close(row.Number("from"), cell.WindFromDegrees, 1e-10, 0, "wind from");
                Tables.Close(row.Number("rain"), cell.RainMm, 1e-11, 1e-15, "rain");
                Assert.True(cell.Estimated);
            }
        }
    }

    [Fact]
    public void Stations_StandForThemselves_AndWindsAgainstEachOtherCancelOut()
    {
        var frame = new GridFrame(3, 1, 100, 0, 100);
        WeatherStation[] two = [new("west", 50, 50, 0, Mild with { WindFromDegrees = 90 }), new("east", 250, 50, 100, Mild with { WindFromDegrees = 270, TemperatureCelsius = 10 })];
        var grid = StationGrid.Interpolate(frame, two).Value();
        Assert.Equal((20, 10, 90), (grid[0, 0].TemperatureCelsius, grid[0, 0].WindKmh, Math.Round(grid[0, 0].WindFromDegrees, 9)));
        Assert.Equal(15, grid[1, 0].TemperatureCelsius, 1e-12);
        Assert.Equal(0, grid[1, 0].WindKmh, 1e-9);
        Assert.False(grid.How.ElevationUsed);
        Assert.Equal(10, StationGrid.Interpolate(frame, two, new(Wind: WindMean.MeanSpeed)).Value()[1, 0].WindKmh, 1e-9);
        var near = StationGrid.Interpolate(frame, two, new(RadiusMetres: 60)).Value();
        Assert.Equal((1, 100), (near.How.CellsWithout, near.How.FarthestMetres));
        Assert.True(double.IsNaN(near[1, 0].WindKmh));
        var warm = StationGrid.Interpolate(frame, two[..1], elevationMetres: [0, 1000, double.NaN]).Value();
        Assert.Equal((20, 13.5), (warm[0, 0].TemperatureCelsius, warm[1, 0].TemperatureCelsius));
        Assert.True(double.IsNaN(warm[2, 0].TemperatureCelsius));
        Assert.Equal(["west"], StationGrid.Interpolate(frame, [two[0] with { Weather = Mild with { Estimated = true } }, two[1]]).Value().How.Estimated);
    }

    [Fact]
    public void Stations_ThatCannotBe_AreRefused()
    {
        var frame = new GridFrame(2, 1, 100);
        Assert.Equal("FIRE-103 stations 0 1…", StationGrid.Interpolate(frame, []).WholeReasons());
        Assert.Equal("FIRE-153 frame 4490", StationGrid.Interpolate(frame with { Epsg = 4490 }, Four).WholeReasons());
        Assert.Equal("FIRE-101 power 9 0.5…6; FIRE-103 elevationMetres 3 2", StationGrid.Interpolate(frame, Four, new(9), new double[3]).WholeReasons());
        Assert.Equal("FIRE-101 stations[1].humidityPercent 101 0…100; FIRE-152 stations[1] 0", StationGrid.Interpolate(frame, [Four[0], Four[0] with { Weather = Mild with { HumidityPercent = 101 } }]).WholeReasons());
        Assert.StartsWith("FIRE-103 frame", StationGrid.Interpolate(new GridFrame(100_000, 100_000, 1), Four).WholeReasons());
    }

    /// <summary>Interpolated values lie between those of the stations, the same on any number of threads and turned with the grid.</summary>
    [Fact]
    public void Stations_NeverGiveMoreThanTheyHave() =>
        Gen.Select(Fair.Array[1, 6], Gen.Int[0, int.MaxValue]).Sample(
            (hours, seed) =>
            {
                var random = new Random(seed);
                WeatherStation[] stations = [.. hours.Select((h, i) => new WeatherStation($"{i}", random.NextDouble() * 900, random.NextDouble() * 600, 0, h))];
                var grid = StationGrid.Interpolate(new(9, 6, 100, 0, 600), stations).Value();
                var again = StationGrid.Interpolate(new(9, 6, 100, 0, 600), stations, threads: 4).Value();
                Assert.Equal(grid.WindFromDegrees, again.WindFromDegrees);
                Assert.All(grid.TemperatureCelsius, v => Assert.InRange(v, hours.Min(h => h.TemperatureCelsius) - 1e-9, hours.Max(h => h.TemperatureCelsius) + 1e-9));
                Assert.All(grid.RainMm, v => Assert.InRange(v, hours.Min(h => h.RainMm) - 1e-9, hours.Max(h => h.RainMm) + 1e-9));
                Assert.All(grid.WindKmh, v => Assert.InRange(v, 0, hours.Max(h => h.WindKmh) + 1e-9));
                Assert.All(grid.WindFromDegrees, v => Assert.InRange(v, 0, double.BitDecrement(360)));
                var mirrored = StationGrid.Interpolate(new(9, 6, 100, 0, 600), [.. stations.Select(s => s with { East = 900 - s.East })]).Value();
                Assert.Equal(grid[2, 3].TemperatureCelsius, mirrored[6, 3].TemperatureCelsius, 1e-9);
            },
            iter: 400);

    /// <summary>Rubbish of every kind: refused, or computed without a NaN.</summary>
    [Fact]
    public void DamagedWeather_NeitherThrowsNorGivesNaN() =>
        Gen.Select(Gen.Select(Any, Any, Any, Any, Any).Select((a, b, c, d, e) => new HourlyWeather(a, b, c, d, e)), Fair, Gen.Int[0, 30]).Sample(
            (bad, fair, n) =>
            {
                HourlyWeather[] hours = [fair, fair, (n % 3 == 0) ? fair : bad, fair with { WindFromDegrees = n }];
                _ = WeatherHours.Of(hours, n, n % 5).Match(
                    series => DeadFuelMoisture.Hours(series, method: new((EquilibriumMethod)(n & 1))).Match(found => found.Hours.Count(h => double.IsFinite(h.OneHour + h.TenHour + h.HundredHour)) == 4, _ => false) ? 0 : throw new InvalidOperationException("NaN"),
                    problems => problems.Count);
                _ = DiurnalCurve.Hours([new(bad.TemperatureCelsius, bad.HumidityPercent, bad.WindKmh, fair.HumidityPercent, fair.WindKmh, fair.WindFromDegrees, bad.RainMm)], n, fair.WindKmh).Match(
                    series => series.Hours.All(h => double.IsFinite(h.TemperatureCelsius + h.HumidityPercent)) ? 0 : throw new InvalidOperationException("NaN"),
                    problems => problems.Count);
                _ = StationGrid.Interpolate(new(n % 4, 2, 100), [new("a", bad.RainMm, 5, bad.TemperatureCelsius, fair), new("b", 7, 5, 3, n % 2 == 0 ? bad : fair)], new(n / 4d)).Match(
                    grid => grid.WindKmh.All(double.IsFinite) && grid.HumidityPercent.All(double.IsFinite) ? 0 : throw new InvalidOperationException("NaN"),
                    problems => problems.Count);
            },
            iter: 40_000);
}
