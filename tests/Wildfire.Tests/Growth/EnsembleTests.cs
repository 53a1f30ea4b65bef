using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Growth;
using CsCheck;
using NetTopologySuite.Geometries;
using Xunit;

namespace Bihuan.Wildfire.Tests.Growth;

/// <summary>Isochrones, ensembles and the factor that fits a computation to what was seen.</summary>
public sealed class EnsembleTests
{
    private static readonly FuelMoisture Dry = FuelMoisture.Percent(5, 6, 7, 60, 90);

    private static Landscape Ground(int columns = 90, int rows = 80)
    {
        var frame = new GridFrame(columns, rows, Growing.Cell, 400_000, 3_300_000);
        var chance = new Random(3);
        short[] fuels = [102, 102, 121, 183, 98, 1];
        var patches = Enumerable.Range(0, 400).Select(_ => fuels[chance.Next(fuels.Length)]).ToArray();
        var fuel = new short[frame.Count];
        var (slope, aspect) = (new float[frame.Count], new float[frame.Count]);
        for (var i = 0; i < fuel.Length; i++)
        {
            var (c, r) = (i % columns, i / columns);
            fuel[i] = patches[(c / 9) + (20 * (r / 9))];
            slope[i] = (float)(10 + (10 * Math.Sin(c / 7.0)));
            aspect[i] = (float)(180 + (170 * Math.Sin(r / 11.0)));
        }

        return new(new(frame, fuel), new(frame, slope), new(frame, aspect));
    }

    private static Ignition.Point Start(Landscape ground)
    {
        var cell = Array.FindIndex(ground.Fuel.Cells, 40 * ground.Fuel.Frame.Columns, f => f == 102);
        return Growing.At(ground.Fuel.Frame, cell % ground.Fuel.Frame.Columns, cell / ground.Fuel.Frame.Columns);
    }

    private static Result<EnsembleResult> Run(EnsembleOptions options, IProgress<int>? progress = null, IReadOnlyList<EnsembleTarget>? targets = null, GrowthOptions? growth = null)
    {
        var ground = Ground();
        GrowthWeather[] weather = [.. Enumerable.Range(0, 4).Select(i => new GrowthWeather(Dry, 15 + (4 * i), 200 + (20 * i)))];
        return Ensemble.Run(ground, new(4, 40), weather, [Start(ground)], growth ?? new(200), options, targets, progress, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Threads_ChangeNothing()
    {
        var options = new EnsembleOptions(24, 11)
        {
            IgnitionMetres = 60,
            IgnitionMinutes = 5,
            Rate = 0.2,
            Minutes = [60, 120, 200],
            Models = [new("A", 2, CuredHerbTransfer.BehavePlus, WindLimit.None), new("B", 1, CuredHerbTransfer.ScottBurgan, WindLimit.Rothermel1972)],
        };
        EnsembleTarget[] targets = [new("village", new Envelope(400_600, 400_900, 3_298_900, 3_299_200) is var e ? GeometryFactory.Default.ToGeometry(e) : null!), new("tower", GeometryFactory.Default.CreatePoint(new Coordinate(401_500, 3_299_000)))];
        var growth = new GrowthOptions(200) { Spotting = new(0.01) { LeastIntensity = 100 } };
        var one = Growing.Done(Run(options with { Threads = 1 }, null, targets, growth));
        Assert.Contains(one.Probability[2].Cells, p => p is > 0.1f and < 0.9f);
        Assert.Equal(2, one.Members.Select(m => m.Model).Distinct().Count());
        foreach (var threads in new[] { 2, 4, 8 })
        {
            var many = Growing.Done(Run(options with { Threads = threads }, null, targets, growth));
            Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(one.Probability[i].Cells, many.Probability[i].Cells));
            Assert.All(Enumerable.Range(0, 2), i => Assert.Equal(one.Targets[i].Arrivals, many.Targets[i].Arrivals));
            Assert.Equal(one.BurntCells, many.BurntCells);
        }

        var other = Growing.Done(Run(options with { Seed = 12 }, null, targets, growth));
        Assert.NotEqual(one.Probability[2].Cells, other.Probability[2].Cells);

        // What is told of a target is what its arrivals say, and a cell's probability grows with time.
        Assert.All(one.Targets, t => Assert.Equal(t.Arrivals.Count(a => a <= 120), t.Chances[1].Reached));
        Assert.All(one.Probability[0].Cells.Zip(one.Probability[2].Cells), p => Assert.True(p.First <= p.Second));
        Assert.Equal(Math.Sqrt(0.25 * 0.75 / 24), one.SamplingError(0.25), 12);
    }

    [Fact]
    public void WithoutVariation_EachMemberIsTheSingleRun_AndProgressCountsThem()
    {
        var ground = Ground();
        GrowthWeather[] weather = [.. Enumerable.Range(0, 4).Select(i => new GrowthWeather(Dry, 15 + (4 * i), 200 + (20 * i)))];
        var single = Growing.Run(Growing.Done(LandscapeField.Of(ground, new(4, 40), weather)), 200, Start(ground));
        var seen = new Counter();
        var options = new EnsembleOptions(5, 1) { WindSpeed = 0, WindDirection = 0, DeadMoisture = 0, LiveMoisture = 0 };
        var result = Growing.Done(Run(options, seen));
        Assert.True(Growing.Count(single) > 300);
        Assert.Equal(single.Cells.Select(t => float.IsFinite(t) ? 1f : 0f), result.Probability[0].Cells);
        Assert.Equal(5L * Growing.Count(single), result.BurntCells);
        Assert.Equal([1, 2, 3, 4, 5], seen.Seen);
    }

    private sealed class Counter : IProgress<int>
    {
        public List<int> Seen { get; } = [];

        public void Report(int value) => Seen.Add(value);
    }

    /// <summary>Means and deviations of what is drawn, against the distributions stated.</summary>
    [Fact]
    public void Draws_FollowTheirDistributions()
    {
        var options = new EnsembleOptions(20_000, 4) { IgnitionMetres = 50, Models = [new("A", 3, default, default), new("B", 1, default, default)] };
        var draws = Enumerable.Range(0, options.Members).Select(i => Ensemble.Draw(options, i)).ToArray();
        void Normal(Func<EnsembleMember, double> value, double deviation)
        {
            var mean = draws.Average(value);
            Assert.InRange(mean, -4 * deviation / Math.Sqrt(draws.Length), 4 * deviation / Math.Sqrt(draws.Length));
            Assert.InRange(Math.Sqrt(draws.Average(d => Math.Pow(value(d) - mean, 2))) / deviation, 0.97, 1.03);
        }

        Normal(d => Math.Log(d.WindFactor), 0.2);
        Normal(d => d.WindTurn, 15);
        Normal(d => Math.Log(d.DeadFactor), 0.15);
        Normal(d => Math.Log(d.LiveFactor), 0.1);
        Normal(d => d.East, 50);
        Normal(d => d.North, 50);
        Assert.InRange(draws.Average(d => Math.Log(d.WindFactor) * d.WindTurn), -0.1, 0.1);
        Assert.All(draws, d => Assert.Equal(1, d.RateFactor));
        Assert.InRange(draws.Count(d => d.Model == 1) / (double)draws.Length, 0.235, 0.265);
    }

    /// <summary>Wilson 1927; values from the formula by hand: 8 of 10, none of 20.</summary>
    [Fact]
    public void TheIntervalOfATarget_IsWilsons()
    {
        var most = Ensemble.Wilson(60, 8, 10);
        Assert.Equal(0.490162, most.Low, 5);
        Assert.Equal(0.943318, most.High, 5);
        var none = Ensemble.Wilson(60, 0, 20);
        Assert.Equal(0, none.Low);
        Assert.Equal(0.1611252, none.High, 6);
    }

    [Fact]
    public void AnEnsemble_CanBeCalledOff_AndRefusesWhatItCannotDo()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var ground = Ground();
        Assert.Throws<OperationCanceledException>(() => Ensemble.Run(ground, Stretches.One, [new(Dry, 10, 0)], [Start(ground)], new(60), new(5, 1), cancellation: source.Token));
        Assert.Equal(
            ["FIRE-201 ensemble.members", "FIRE-201 ensemble.windDirection", "FIRE-201 ensemble.minutes", "FIRE-315 targets"],
            Growing.Codes(Run(new(0, 1) { WindDirection = double.NaN, Minutes = [300] }, null, [new("far", GeometryFactory.Default.CreatePoint(new Coordinate(0, 0)))])));
    }

    [Fact]
    public void Isochrones_AreCleanPolygons_OfTheAreaThatBurnt()
    {
        var ground = Ground();
        var arrival = Growing.Run(Growing.Done(LandscapeField.Of(ground, Stretches.One, [new(Dry, 25, 215)])), 300, Start(ground));
        var lines = Isochrones.Of(arrival, [0, 5, 20, 60, 120, 200, 300]);
        Assert.Contains(lines, l => l.Area.Geometries.Cast<Polygon>().Any(p => p.NumInteriorRings > 0));
        Check(arrival, lines);
        for (var i = 1; i < lines.Count; i++)
        {
            Assert.True(lines[i - 1].Cells <= lines[i].Cells);
        }

        using var json = JsonDocument.Parse(Isochrones.ToGeoJson(lines, (x, y) => (x / 100_000, y / 100_000)));
        var features = json.RootElement.GetProperty("features");
        Assert.Equal(lines.Count, features.GetArrayLength());
        Assert.Equal(60, features[3].GetProperty("properties").GetProperty("minutes").GetDouble());
        var first = features[3].GetProperty("geometry").GetProperty("coordinates")[0][0][0];
        Assert.InRange(first[0].GetDouble(), 4.0, 4.03);
        Assert.Equal("MultiPolygon", features[3].GetProperty("geometry").GetProperty("type").GetString());
    }

    private static void Check(Grid<float> arrival, IReadOnlyList<Isochrone> lines) =>
        Assert.All(lines, line =>
        {
            var burnt = arrival.Cells.Count(t => t <= (float)line.Minutes) * arrival.Frame.CellSize * arrival.Frame.CellSize;
            Assert.True(line.Area.IsValid, $"{line.Minutes}");
            Assert.InRange(line.Area.Area, burnt * 0.995, burnt * 1.005);
            Assert.All(line.Area.Geometries.Cast<Polygon>(), p => Assert.True(((LinearRing)p.ExteriorRing).IsCCW && p.InteriorRings.All(h => !((LinearRing)h).IsCCW)));
        });

    /// <summary>Arrival times of no sense at all still give clean polygons.</summary>
    [Fact]
    public void Isochrones_OfAnyTimes_AreClean() =>
        Gen.Int[1, 1_000_000].Sample(
            seed =>
            {
                var chance = new Random(seed);
                var frame = new GridFrame(chance.Next(1, 14), chance.Next(1, 14), 30);
                var cells = new float[frame.Count];
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = chance.Next(4) == 0 ? float.PositiveInfinity : chance.Next(2) == 0 ? chance.Next(5) : 5 * chance.NextSingle();
                }

                Check(new(frame, cells), Isochrones.Of(new(frame, cells), [1, 2.5, 5]));
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void TheFactorFromAPerimeter_IsTheOneTheFireHad()
    {
        var frame = new GridFrame(161, 161, Growing.Cell);
        var start = Growing.At(frame, 80, 80);
        Result<GrowthResult> Compute(double factor, double end) =>
            Growing.Grow(new UniformField(frame, new(3), [Growing.Ellipse(3 * factor, 1.4, 50), Growing.Ellipse(6 * factor, 1.8, 80), Growing.Ellipse(4 * factor, 1.5, 100)]), [start], new(end) { Outputs = GrowthOutputs.Arrival });

        var seen = Isochrones.Of(Growing.Done(Compute(1.6, 200)).Arrival, 180).Area;
        var fit = Growing.Done(Adjustment.Fit(factor => Compute(factor, 400), seen, 180));
        Assert.InRange(fit.Factor, 1.57, 1.63);
        Assert.True(fit.Low < 1.6 && fit.High > 1.57 && fit.Deviation < 0.05, $"{fit}");
        Assert.Equal(0, fit.Unused);

        // Steady weather needs one look.
        var steady = new UniformField(frame, Growing.Ellipse(5, 1.4, 50));
        var outline = Isochrones.Of(Growing.Run(new UniformField(frame, Growing.Ellipse(4, 1.4, 50)), 150, start), 150).Area;
        Assert.InRange(Growing.Done(Adjustment.FromPerimeter(Growing.Run(steady, 300, start), outline, 150)).Factor, 0.79, 0.81);
    }

    /// <summary>Logarithms 0, ln 2, ln 4: middle ln 2, deviation ln 2, interval ± 4.30265·ln 2/√3.</summary>
    [Fact]
    public void TheFactorFromRates_HasItsInterval()
    {
        var fit = Growing.Done(Adjustment.FromRates([(3, 3), (4, 2), (8, 2)]));
        Assert.Equal(2, fit.Factor, 12);
        Assert.Equal(Math.Log(2), fit.Deviation, 12);
        Assert.Equal(2 * Math.Exp(-4.30265272975 * Math.Log(2) / Math.Sqrt(3)), fit.Low, 9);
        Assert.Equal(2.2009851601, Adjustment.Student(11), 3);
        Assert.Equal(Math.Log(fit.High / fit.Low), 2 * Adjustment.Student(2) * fit.StandardError, 12);
        Assert.True(double.IsNaN(Growing.Done(Adjustment.FromRates([(3, 2)])).Low));
        Assert.Equal(["FIRE-201 rates[0].seen"], Growing.Codes(Adjustment.FromRates([(0, 2)])));
    }
}
