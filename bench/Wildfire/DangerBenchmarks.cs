using BenchmarkDotNet.Attributes;
using Bihuan.Wildfire.Danger;

namespace Bihuan.Bench;

/// <summary>The Fire Weather Index of a thousand stations over a year. The goal: 12,000,000 station-days a second on one core, that is at most 83 ns each.</summary>
/// <remarks>Weather is drawn at random, with rain on three days in ten and no two stations alike: nearly every vector of stations has a wet one, which is the slowest case.</remarks>
[Config(typeof(WildfireSteady))]
[MemoryDiagnoser]
public class WildfireFwiBenchmarks
{
    private const int Stations = 1000;
    private const int Days = 365;
    private FwiStationDays _weather = null!;
    private FwiSeries _series = null!;

    /// <summary>Draws the weather once.</summary>
    [GlobalSetup]
    public void Load()
    {
        var random = new Random(6);
        double[] Some(Func<double> value) => [.. Enumerable.Range(0, Stations * Days).Select(_ => value())];
        _weather = new(
            Stations,
            new(2023, 1, 1),
            Some(() => (random.NextDouble() * 45) - 10),
            Some(() => random.NextDouble() * 100),
            Some(() => random.NextDouble() * 50),
            Some(() => random.NextDouble() < 0.3 ? random.NextDouble() * random.NextDouble() * 30 : 0));
        _series = Lanes(null);
    }

    /// <summary>One station after the other, equation after equation, with the framework's Exp, Log and Pow.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Stations * Days)]
    public void PlainLoop() => FireWeather.RunPlainly(_weather, _series, [FwiState.Start]);

    /// <summary>As published: checks of the weather, then eight stations at once, on one thread.</summary>
    [Benchmark(OperationsPerInvoke = Stations * Days)]
    public object StationsAtOnce() => Lanes(_series);

    /// <summary>The same into new arrays.</summary>
    [Benchmark(OperationsPerInvoke = Stations * Days)]
    public object StationsAtOnceIntoNewArrays() => Lanes(null);

    private FwiSeries Lanes(FwiSeries? into) => FireWeather.Series(_weather, [29.9], [FwiState.Start], into: into).Match(series => series, problems => throw new InvalidOperationException(problems[0].Code));
}
