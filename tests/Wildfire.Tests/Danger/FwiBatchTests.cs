using Bihuan.Wildfire.Danger;
using CsCheck;
using Xunit;

namespace Bihuan.Wildfire.Tests.Danger;

/// <summary>Stations over days and grids: the lanes against the plain equations, and the door.</summary>
public sealed class FwiBatchTests
{
    private static readonly DateOnly First = new(2023, 10, 20);

    /// <summary>Every output within 1e-12 of the plain loop, except where a code is the small difference of large numbers (1e-12 absolute).</summary>
    [Theory]
    [InlineData(1, 40)]
    [InlineData(7, 40)]
    [InlineData(8, 40)]
    [InlineData(263, 200)]
    [InlineData(1031, 90)]
    public void Lanes_AgreeWithThePlainLoop(int stations, int days)
    {
        var weather = Weather(stations, days, 1);
        double[] latitudes = [.. Enumerable.Range(0, stations).Select(s => (s * 37 % 181) - 90d)];
        foreach (var scale in Enum.GetValues<FfmcScale>())
        {
            var lanes = FireWeather.Series(weather, latitudes, [FwiState.Start], new(scale)).Value();
            var plain = Copy(lanes);
            FireWeather.RunPlainly(weather, plain, [FwiState.Start]);
            Agree(plain, lanes, 1e-12);
        }
    }

    /// <summary>The edges of every range at once, where an exponential could overflow or a logarithm meet 0.</summary>
    [Fact]
    public void Lanes_AgreeAtTheEdges()
    {
        double[] ts = [-60, -2.8, -1.1, 0, 21.1, 60], hs = [0, 1e-9, 50, 99.9999, 100], ws = [0, 300], ps = [0, 0.5, 0.5000001, 1.5, 1.5000001, 2.8, 2.8000001, 2000];
        (double F, double D, double C)[] states = [(0, 0, 0), (101, 33, 0), (85, 65, 162.5), (99, 10_000, 10_000), (12, 0.3, 4)];
        var rows = (from t in ts from h in hs from w in ws from p in ps from s in states select (t, h, w, p, s)).ToArray();
        var weather = new FwiStationDays(rows.Length, First, [.. rows.Select(r => r.t)], [.. rows.Select(r => r.h)], [.. rows.Select(r => r.w)], [.. rows.Select(r => r.p)]);
        FwiState[] start = [.. rows.Select(r => new FwiState(r.s.F, r.s.D, r.s.C))];
        var lanes = FireWeather.Series(weather, [29.9], start).Value();
        var plain = Copy(lanes);
        FireWeather.RunPlainly(weather, plain, start);
        Agree(plain, lanes, 1e-12);
        Assert.All(lanes.Fwi, v => Assert.True(double.IsFinite(v) && v >= 0));
        Assert.All(lanes.Dsr, v => Assert.True(double.IsFinite(v) && v >= 0));
    }

    [Fact]
    public void LaneMath_IsRightToTheLastPlaces()
    {
        for (var x = -707d; x < 709; x += 0.37)
        {
            var found = LaneMath.Exp(System.Runtime.Intrinsics.Vector512.Create(x))[3];
            Tables.Close(Math.Exp(x), found, 5e-16, 0, $"exp {x}");
        }

        for (var x = 1e-290; x < 1e290; x *= 1.83)
        {
            var found = LaneMath.Log(System.Runtime.Intrinsics.Vector512.Create(x))[5];
            Tables.Close(Math.Log(x), found, 5e-16, 0, $"log {x}");
        }

        for (var x = 0.5; x < 2; x += 1 / 4096d)
        {
            var found = LaneMath.Log(System.Runtime.Intrinsics.Vector512.Create(x))[0];
            Tables.Close(Math.Log(x), found, 5e-16, 0, $"log {x}");
        }
    }

    /// <summary>A station's values depend neither on its place, nor on its neighbours, nor on the number of threads.</summary>
    [Fact]
    public void AStation_IsTheSameBitForBit_InAnyPlaceAndOnAnyNumberOfThreads()
    {
        const int Stations = 9001;
        var weather = Weather(Stations, 5, 2);
        var one = FireWeather.Series(weather, [29.9], [FwiState.Start]).Value();
        foreach (var threads in (int[])[2, 4, 8])
        {
            var many = FireWeather.Series(weather, [29.9], [FwiState.Start], new(Threads: threads)).Value();
            Assert.Equal(one.Dsr, many.Dsr);
            Assert.Equal(one.Dc, many.Dc);
        }

        foreach (var s in (int[])[0, 255, 256, 4095, 4096, Stations - 1])
        {
            double[] Column(double[] all) => [.. Enumerable.Range(0, 5).Select(d => all[weather.Index(s, d)])];
            var alone = FireWeather.Series(new(1, First, Column(weather.TemperatureCelsius), Column(weather.HumidityPercent), Column(weather.WindKmh), Column(weather.RainMm)), [29.9], [FwiState.Start]).Value();
            Assert.Equal(Column(one.Dsr), alone.Dsr);
            Assert.Equal(Column(one.Bui), alone.Bui);
        }
    }

    [Fact]
    public void AYearInTwoParts_IsTheYear()
    {
        var whole = FireWeather.Series(Weather(20, 60, 3), [29.9], [FwiState.Start]).Value();
        var w = Weather(20, 60, 3);
        FwiStationDays Part(int from, int days) => new(20, First.AddDays(from), w.TemperatureCelsius[(from * 20)..((from + days) * 20)], w.HumidityPercent[(from * 20)..((from + days) * 20)], w.WindKmh[(from * 20)..((from + days) * 20)], w.RainMm[(from * 20)..((from + days) * 20)]);
        var before = FireWeather.Series(Part(0, 23), [29.9], [FwiState.Start]).Value();
        var after = FireWeather.Series(Part(23, 37), [29.9], before.Last()).Value();
        Assert.Equal(whole.Fwi[(23 * 20)..], after.Fwi);
        var again = FireWeather.Series(Part(23, 37), [29.9], before.Last(), into: after).Value();
        Assert.Same(after.Fwi, again.Fwi);
        Assert.Equal(whole.Fwi[(23 * 20)..], again.Fwi);
    }

    [Fact]
    public void BadWeather_IsRefusedWithStationDayAndValue()
    {
        var weather = Weather(3, 4, 4);
        weather.HumidityPercent[weather.Index(2, 1)] = 100.5;
        weather.RainMm[weather.Index(0, 3)] = -0.2;
        weather.TemperatureCelsius[weather.Index(1, 2)] = double.NaN;
        weather.WindKmh[weather.Index(1, 0)] = double.PositiveInfinity;
        Assert.Equal(
            "FIRE-102 stations[1].days[2].temperatureCelsius; FIRE-101 stations[2].days[1].humidityPercent 100.5 0…100; FIRE-101 stations[1].days[0].windKmh Infinity 0…300; FIRE-101 stations[0].days[3].rainMm -0.2 0…2000",
            FireWeather.Series(weather, [29.9], [FwiState.Start]).WholeReasons());
    }

    [Fact]
    public void ALittleTooMuch_IsLimitedWhereTheOptionSaysSo_AndMarkedForTheRestOfTheSeries()
    {
        var weather = Weather(2, 5, 5);
        weather.HumidityPercent[weather.Index(1, 2)] = 103;
        weather.RainMm[weather.Index(1, 3)] = -0.1;
        var options = new FwiOptions(Wrong: WrongWeather.Limit);
        var series = FireWeather.Series(weather, [29.9], [FwiState.Start], options).Value();
        Assert.Equal([FwiMarks.None, FwiMarks.None, FwiMarks.Limited, FwiMarks.Limited | FwiMarks.Carried, FwiMarks.Carried], Enumerable.Range(0, 5).Select(d => series[1, d].Marks));
        Assert.All(Enumerable.Range(0, 5), d => Assert.Equal(FwiMarks.None, series[0, d].Marks));
        Assert.True(series.Last()[1].Estimated);
        Assert.False(series.Last()[0].Estimated);
        weather.HumidityPercent[weather.Index(1, 2)] = 100;
        weather.RainMm[weather.Index(1, 3)] = 0;
        Assert.Equal(FireWeather.Series(weather, [29.9], [FwiState.Start]).Value().Fwi, series.Fwi);

        weather.HumidityPercent[weather.Index(0, 0)] = 999;
        Assert.Equal("FIRE-101 stations[0].days[0].humidityPercent 999 0…100", FireWeather.Series(weather, [29.9], [FwiState.Start], options).WholeReasons());
    }

    [Fact]
    public void AMissingDay_IsFilledWhereTheOptionSaysSo()
    {
        var weather = Weather(3, 4, 6);
        foreach (var values in (double[][])[weather.TemperatureCelsius, weather.HumidityPercent, weather.WindKmh, weather.RainMm])
        {
            values[weather.Index(1, 2)] = double.NaN;
        }

        var mean = FireWeather.Series(weather, [29.9], [FwiState.Start], new(Missing: MissingWeather.MeanOfStations)).Value();
        var before = FireWeather.Series(weather, [29.9], [FwiState.Start], new(Missing: MissingWeather.DayBefore)).Value();
        Assert.Equal([FwiMarks.None, FwiMarks.None, FwiMarks.Filled, FwiMarks.Carried], Enumerable.Range(0, 4).Select(d => mean[1, d].Marks));
        FwiWeather At(int s, int d) => new(weather.TemperatureCelsius[weather.Index(s, d)], weather.HumidityPercent[weather.Index(s, d)], weather.WindKmh[weather.Index(s, d)], weather.RainMm[weather.Index(s, d)]);
        var (a, b) = (At(0, 2), At(2, 2));
        var expected = FireWeather.Day(new((a.TemperatureCelsius + b.TemperatureCelsius) / 2, (a.HumidityPercent + b.HumidityPercent) / 2, (a.WindKmh + b.WindKmh) / 2, (a.RainMm + b.RainMm) / 2), mean[1, 1].State, 29.9, 10).Value();
        Assert.Equal(expected.Fwi, mean[1, 2].Fwi, 1e-11);
        Assert.Equal(FireWeather.Day(At(1, 1) with { RainMm = 0 }, before[1, 1].State, 29.9, 10).Value().Fwi, before[1, 2].Fwi, 1e-11);

        weather.TemperatureCelsius.AsSpan(0, 3).Fill(double.NaN);
        Assert.StartsWith("FIRE-106 stations[0].days[0].temperatureCelsius; FIRE-106 stations[1]", FireWeather.Series(weather, [29.9], [FwiState.Start], new(Missing: MissingWeather.MeanOfStations)).WholeReasons());
        Assert.StartsWith("FIRE-106 stations[0].days[0].temperatureCelsius; FIRE-106 stations[1]", FireWeather.Series(weather, [29.9], [FwiState.Start], new(Missing: MissingWeather.DayBefore)).WholeReasons());
    }

    [Fact]
    public void ArraysThatDoNotFit_AreRefused()
    {
        var weather = Weather(3, 4, 7);
        Assert.Equal("FIRE-103 humidityPercent 11 12; FIRE-103 latitudes 2 3; FIRE-103 start 0 3; FIRE-101 latitudes[1] 91 -90…90", FireWeather.Series(weather with { HumidityPercent = new double[11] }, [1, 91], []).WholeReasons());
        Assert.StartsWith("FIRE-101 stations 0", FireWeather.Series(weather with { Stations = 0 }, [1], [FwiState.Start]).WholeReasons());
        Assert.StartsWith("FIRE-103 temperatureCelsius", FireWeather.Series(weather with { Stations = 5 }, [1], [FwiState.Start]).WholeReasons());
        Assert.Equal("FIRE-101 start[0].ffmc 102 0…101; FIRE-102 start[0].dmc; FIRE-101 start[0].dc -1 0…10000", FireWeather.Series(weather, [1], [new(102, double.NaN, -1)]).WholeReasons());
        Assert.Equal("FIRE-103 days 0 1…", FireWeather.Series(new(2, First, [], [], [], []), [1], [FwiState.Start]).WholeReasons());
        Assert.StartsWith("FIRE-103 first", FireWeather.Series(weather with { First = DateOnly.MaxValue }, [1], [FwiState.Start]).WholeReasons());
    }

    [Fact]
    public void AFileOfRubbish_DoesNotFillTheMemoryWithReasons()
    {
        var weather = Weather(100, 100, 8);
        weather.RainMm.AsSpan().Fill(-5);
        var reasons = FireWeather.Series(weather, [1], [FwiState.Start]).Match(_ => [], p => p);
        Assert.Equal(FireWeather.MostReasons + 1, reasons.Count);
        Assert.Equal(("FIRE-108", "9800"), (reasons[^1].Code, reasons[^1].Values[0]));
    }

    [Fact]
    public void AGrid_IsItsCellsOneByOne_AndBlankOutside()
    {
        var frame = new GridFrame(13, 7, 1000, 400_000, 3_300_000);
        var count = (int)frame.Count;
        var (first, second) = (Weather(count, 1, 9), Weather(count, 1, 10));
        FwiGridWeather Grid(FwiStationDays w) => new(frame, [.. w.TemperatureCelsius], [.. w.HumidityPercent], [.. w.WindKmh], [.. w.RainMm]);
        var inside = Enumerable.Range(0, count).Select(i => i % 5 != 0).ToArray();
        double[] rows = [.. Enumerable.Range(0, 7).Select(r => 30.3 - (0.1 * r))];
        var weather = Grid(first);
        weather.TemperatureCelsius[5] = double.NaN; // Outside.
        var one = FireWeather.Grid(weather, FwiGridState.From(frame, FwiState.Start, inside), new(2023, 11, 30), rows).Value();
        var two = FireWeather.Grid(Grid(second), one.State, new(2023, 12, 1), rows).Value();
        for (var i = 0; i < count; i++)
        {
            if (!inside[i])
            {
                Assert.True(double.IsNaN(two.Fwi[i]) && double.IsNaN(two.State.Dc[i]));
                continue;
            }

            FwiWeather At(FwiStationDays w) => new(w.TemperatureCelsius[i], w.HumidityPercent[i], w.WindKmh[i], w.RainMm[i]);
            var day = FireWeather.Day(At(second), FireWeather.Day(At(first), FwiState.Start, rows[i / 13], 11).Value().State, rows[i / 13], 12).Value();
            Tables.Close(day.Fwi, two.Fwi[i], 1e-12, 1e-12, "FWI");
            Tables.Close(day.Dsr, two.Dsr[i], 1e-12, 1e-12, "DSR");
            Tables.Close(day.Dc, two.State.Dc[i], 1e-12, 1e-12, "DC");
        }

        weather.HumidityPercent[(2 * 13) + 1] = 130; // Cell 1,2 is inside.
        Assert.Equal("FIRE-101 cell 1,2.humidityPercent 130 0…100", FireWeather.Grid(weather, FwiGridState.From(frame, FwiState.Start, inside), new(2023, 11, 30), rows).WholeReasons());
        weather.HumidityPercent[(2 * 13) + 1] = double.NaN;
        var filled = FireWeather.Grid(weather, FwiGridState.From(frame, FwiState.Start, inside), new(2023, 11, 30), rows, new(Missing: MissingWeather.MeanOfStations)).Value();
        Assert.Equal(FwiMarks.Filled, filled.State.Marks![(2 * 13) + 1]);
        var after = FireWeather.Grid(Grid(second), filled.State, new(2023, 12, 1), rows).Value();
        Assert.Equal([FwiMarks.Carried], after.State.Marks!.Where(m => m != FwiMarks.None));
        filled.State.Dmc[1] = -3;
        Assert.Equal("FIRE-101 cell 1,0.dmc -3 0…10000", FireWeather.Grid(Grid(second), filled.State, new(2023, 12, 1), rows).WholeReasons());
        filled.State.Dmc[1] = 3;
        Assert.Equal("FIRE-103 latitudes 2 7", FireWeather.Grid(Grid(second), filled.State, new(2023, 12, 1), [1, 2]).WholeReasons());
    }

    /// <summary>More rain never gives a drier day, a stronger wind never a slower fire, and codes stay in their ranges.</summary>
    [Fact]
    public void Days_BehaveAsTheyShould() =>
        Gen.Select(Gen.Double[-60, 60], Gen.Double[0, 100], Gen.Double[0, 300], Gen.Double[0, 100], Gen.Double[0, 101], Gen.Double[0, 500], Gen.Double[0, 1500], Gen.Int[1, 12]).Sample(
            (t, h, w, p, f, d, c, month) =>
            {
                var state = new FwiState(f, d, c);
                var day = FireWeather.Day(new(t, h, w, p), state, 29.9, month).Value();
                Assert.InRange(day.Ffmc, 0, 101);
                Assert.True(day is { Dmc: >= 0, Dc: >= 0, Isi: >= 0, Bui: >= 0, Fwi: >= 0, Dsr: >= 0 });
                Assert.True(day.Bui <= Math.Max(day.Dmc, day.Dc) + 1e-9);
                var wetter = FireWeather.Day(new(t, h, w, p + 5), state, 29.9, month).Value();
                Assert.True(wetter.Dc <= day.Dc + 1e-9);
                var windier = FwiEquations.Isi(day.Ffmc, w + 1, FfmcScale.Current.Factor());
                Assert.True(windier >= day.Isi);
                Assert.True(FwiEquations.Index(day.Isi * 1.1, day.Bui) >= day.Fwi);
            },
            iter: 2000);

    /// <summary>Rubbish of every kind: refused or computed, never thrown, never NaN.</summary>
    [Fact]
    public void DamagedWeather_NeitherThrowsNorGivesNaN()
    {
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0d, double.Epsilon, double.MaxValue, -1, 100, 100.0001, 101, 999.9, -999.9, 1e-300, 0.5, 1.5, 2.8, 60, 300, 2000];
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 4], Gen.Int[0, int.MaxValue], Gen.Int[0, 8]).Sample(
            (stations, days, seed, choice) =>
            {
                var random = new Random(seed);
                double[] Some(double low, double high) => [.. Enumerable.Range(0, stations * days).Select(_ => random.Next(12) == 0 ? odd[random.Next(odd.Length)] : low + (random.NextDouble() * (high - low)))];
                var weather = new FwiStationDays(random.Next(40) == 0 ? random.Next(-2, 12) : stations, First, Some(-30, 40), Some(0, 100), Some(0, 60), Some(0, 5));
                var start = new FwiState(random.Next(30) == 0 ? odd[random.Next(odd.Length)] : 85, 6, random.Next(30) == 0 ? odd[random.Next(odd.Length)] : 15);
                FireWeather.Series(weather, [29.9], [start], new(FfmcScale.Current, (MissingWeather)(choice % 3), (WrongWeather)(choice / 3 % 2))).Match(
                    series =>
                    {
                        Assert.All(series.Dsr, v => Assert.True(double.IsFinite(v)));
                        Assert.All(series.Dc, v => Assert.True(double.IsFinite(v)));
                        return 0;
                    },
                    problems =>
                    {
                        Assert.InRange(problems.Count, 1, FireWeather.MostReasons + 1);
                        return 0;
                    });
            },
            iter: 40_000);
    }

    [Fact]
    public void Classes_DivideAtTheirLimits()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6], new[] { 5.19, 5.2, 21.29, 21.3, 49.9, 50 }.Select(FwiClasses.Effis.Of));
        double[] record = [.. Enumerable.Range(0, 101).Select(i => (double)i), double.NaN];
        Assert.Equal([50, 80, 95.5], FwiClasses.FromRecord(record, [50, 80, 95.5]).Value().Limits);
        Assert.StartsWith("FIRE-103 record 3 30…; FIRE-101 percentiles[1]", FwiClasses.FromRecord([1, 2, 3], [80, 50]).WholeReasons());
    }

    [Fact]
    public void AfterWinter_RefusesADroughtWithoutEnd()
    {
        Assert.Equal("FIRE-104 carried", FireWeather.AfterWinter(300, 0, carried: 0).WholeReasons());
        Assert.Equal("FIRE-101 winterRainMm -1 0…20000", FireWeather.AfterWinter(300, -1).WholeReasons());
        Assert.True(FireWeather.AfterWinter(10_000, 0).Value().Dc <= 10_000);
    }

    internal static FwiStationDays Weather(int stations, int days, int seed)
    {
        var random = new Random(seed);
        double[] Some(Func<double> value) => [.. Enumerable.Range(0, stations * days).Select(_ => value())];
        return new(
            stations,
            First,
            Some(() => (random.NextDouble() * 50) - 12),
            Some(() => random.NextDouble() * 100),
            Some(() => random.NextDouble() * 60),
            Some(() => random.NextDouble() < 0.7 ? 0 : random.NextDouble() * random.NextDouble() * 60));
    }

    private static FwiSeries Copy(FwiSeries s) => s with { Ffmc = new double[s.Ffmc.Length], Dmc = new double[s.Ffmc.Length], Dc = new double[s.Ffmc.Length], Isi = new double[s.Ffmc.Length], Bui = new double[s.Ffmc.Length], Fwi = new double[s.Ffmc.Length], Dsr = new double[s.Ffmc.Length] };

    private static void Agree(FwiSeries plain, FwiSeries lanes, double relative)
    {
        foreach (var (name, expected, found) in (IEnumerable<(string, double[], double[])>)[("FFMC", plain.Ffmc, lanes.Ffmc), ("DMC", plain.Dmc, lanes.Dmc), ("DC", plain.Dc, lanes.Dc), ("ISI", plain.Isi, lanes.Isi), ("BUI", plain.Bui, lanes.Bui), ("FWI", plain.Fwi, lanes.Fwi), ("DSR", plain.Dsr, lanes.Dsr)])
        {
            for (var i = 0; i < expected.Length; i++)
            {
                Tables.Close(expected[i], found[i], relative, 1e-12, $"{name} {i % plain.Stations} {i / plain.Stations}");
            }
        }
    }
}
