using BenchmarkDotNet.Attributes;
using Bihuan.Wildfire;
using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Growth;

namespace Bihuan.Bench;

/// <summary>Growth on the uniform case of issue 6, against a plain search over eight neighbours, which is quick to write and wrong in shape.</summary>
[Config(typeof(WildfireSteady))]
[MemoryDiagnoser]
public class WildfireGrowthBenchmarks
{
    private static readonly GridFrame Frame = new(1000, 1000, 30);

    internal static SpreadEllipse Ellipse(double heading)
    {
        var model = FuelModels.Of(102)!;
        var wind = 10 * Conversions.FeetPerMinutePerMph * Conversions.MetresPerFoot * WindAdjustment.ToMidflame(WindHeight.TwentyFeet, WindAdjustment.Unsheltered(model.DepthMetres));
        return FuelBed.Of(model, FuelMoisture.Percent(3, 3, 3, 30, 60)).Spread(wind, 0, 0).Ellipse(heading);
    }

    /// <summary>Direction of the wind.</summary>
    [Params(0, 17)]
    public int Heading { get; set; }

    private (int Column, int Row) Start
    {
        get
        {
            var (sine, cosine) = Math.SinCos(Conversions.Radians(Heading));
            var back = Ellipse(Heading).CentreRate * 1440 / 30;
            return (500 - (int)Math.Round(back * sine), 500 + (int)Math.Round(back * cosine));
        }
    }

    /// <summary>The library, its work memory included.</summary>
    [Benchmark]
    public long Growth()
    {
        var (east, north) = Frame.Centre(Start.Column, Start.Row);
        return BurntPerSecond.Note(typeof(WildfireGrowthBenchmarks), nameof(Growth), Heading,
            FireGrowth.Run(new UniformField(Frame, Ellipse(Heading)), [new Ignition.Point(east, north)], new(1440) { Outputs = GrowthOutputs.Arrival }).Match(r => r.BurntCells, _ => -1));
    }

    /// <summary>Dijkstra's search over eight neighbours with the queue of the framework.</summary>
    [Benchmark(Baseline = true)]
    public long EightNeighbours()
    {
        var ellipse = Ellipse(Heading);
        var times = new double[Frame.Count];
        Array.Fill(times, double.PositiveInfinity);
        var queue = new PriorityQueue<int, double>();
        var start = Frame.Index(Start.Column, Start.Row);
        times[start] = 0;
        queue.Enqueue(start, 0);
        var burnt = 0L;
        while (queue.TryDequeue(out var cell, out var t) && t <= 1440)
        {
            if (t > times[cell])
            {
                continue;
            }

            burnt++;
            var (column, row) = (cell % 1000, cell / 1000);
            for (var i = 0; i < 9; i++)
            {
                var (dx, dy) = ((i % 3) - 1, (i / 3) - 1);
                if (i == 4 || column + dx is < 0 or > 999 || row + dy is < 0 or > 999)
                {
                    continue;
                }

                var next = Frame.Index(column + dx, row + dy);
                var arrives = t + ellipse.Minutes(dx * 30, -dy * 30);
                if (arrives < times[next])
                {
                    times[next] = arrives;
                    queue.Enqueue(next, arrives);
                }
            }
        }

        return BurntPerSecond.Note(typeof(WildfireGrowthBenchmarks), nameof(EightNeighbours), Heading, burnt);
    }
}

/// <summary>Growth over 4,000 × 4,000 cells: the time is to grow as the burnt cells do.</summary>
[Config(typeof(WildfireSteady))]
public class WildfireGrowthLargeBenchmarks
{
    private static readonly GridFrame Frame = new(4000, 4000, 30);

    /// <summary>Hours of fire: four times the cells for twice the time.</summary>
    [Params(12, 24, 48, 96)]
    public int Hours { get; set; }

    /// <summary>Cells burnt.</summary>
    [Benchmark]
    public long Growth()
    {
        var (east, north) = Frame.Centre(2000, 3100);
        return BurntPerSecond.Note(typeof(WildfireGrowthLargeBenchmarks), nameof(Growth), Hours,
            FireGrowth.Run(new UniformField(Frame, WildfireGrowthBenchmarks.Ellipse(0)), [new Ignition.Point(east, north)], new(Hours * 60) { Outputs = GrowthOutputs.Arrival }).Match(r => r.BurntCells, _ => -1));
    }
}

/// <summary>200 members over 508 × 610 cells of mixed fuel and slope, in steady and in hourly weather.</summary>
[Config(typeof(WildfireSteady))]
[MemoryDiagnoser]
public class WildfireEnsembleBenchmarks
{
    private static readonly GridFrame Frame = new(508, 610, 30);
    private readonly Landscape _landscape = Ground();

    internal static Landscape Ground()
    {
        short[] fuels = [102, 104, 122, 165, 183, 186, 8, 10];
        var fuel = new short[Frame.Count];
        var (slope, aspect) = (new float[Frame.Count], new float[Frame.Count]);
        for (var i = 0; i < fuel.Length; i++)
        {
            var (c, r) = (i % Frame.Columns, i / Frame.Columns);
            fuel[i] = fuels[(int)(8 * Math.Abs(Math.Sin((c / 23 * 12.9898) + (r / 17 * 78.233)) * 43758.5453 % 1)) & 7];
            slope[i] = (float)(15 + (14 * Math.Sin(c / 37.0) * Math.Cos(r / 29.0)));
            aspect[i] = (float)(180 + (179 * Math.Sin((c + r) / 53.0)));
        }

        return new(new(Frame, fuel), new(Frame, slope), new(Frame, aspect));
    }

    internal static EnsembleResult Run(Landscape landscape, int members, int threads, int hours)
    {
        GrowthWeather[] weather = [.. Enumerable.Range(0, hours).Select(i => new GrowthWeather(FuelMoisture.Percent(4 + (i % 3), 5, 6, 50, 80), 20 + i, 200 + (5 * i)))];
        var (east, north) = Frame.Centre(254, 305);
        return Ensemble.Run(landscape, new(hours), weather, [new Ignition.Point(east, north)], new(720), new(members, 1) { IgnitionMetres = 100, Threads = threads, Minutes = [180, 360, 720] })
            .Match(r => r, p => throw new InvalidOperationException(string.Join("; ", p)));
    }

    /// <summary>Hours with weather of their own; 1 for weather that does not change.</summary>
    [Params(1, 12)]
    public int Hours { get; set; }

    /// <summary>Cells burnt.</summary>
    [Benchmark]
    public long Ensemble200() => BurntPerSecond.Note(typeof(WildfireEnsembleBenchmarks), nameof(Ensemble200), Hours, Run(_landscape, 200, 2, Hours).BurntCells);
}
