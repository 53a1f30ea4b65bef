using System.Collections.Concurrent;
using Bihuan.Kernel;
using Bihuan.Wildfire.Behaviour;
using NetTopologySuite.Geometries;

namespace Bihuan.Wildfire.Growth;

/// <summary>One reading of the fire behaviour model, drawn by its weight.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Weight">Share of the members, relative to the other variants.</param>
/// <param name="Transfer">How herbs cure.</param>
/// <param name="Limit">Whether the effective wind is limited.</param>
public sealed record ModelVariant(string Name, double Weight, CuredHerbTransfer Transfer, WindLimit Limit);

/// <summary>What is varied from member to member, and by how much. A deviation of 0 leaves a value as it is.</summary>
/// <remarks>Distributions are proposals of ours, stated with every result: factors are log-normal with median 1, turns, places and times normal.</remarks>
/// <param name="Members">How many runs, 1 to 100,000.</param>
/// <param name="Seed">Same seed, same result, on any number of threads.</param>
public sealed record EnsembleOptions(int Members, long Seed)
{
    /// <summary>Deviation of the logarithm of the factor on the wind speed.</summary>
    public double WindSpeed { get; init; } = 0.2;

    /// <summary>Deviation of the turn of the wind, degrees.</summary>
    public double WindDirection { get; init; } = 15;

    /// <summary>Deviation of the logarithm of the factor on dead fuel moisture.</summary>
    public double DeadMoisture { get; init; } = 0.15;

    /// <summary>Deviation of the logarithm of the factor on live fuel moisture.</summary>
    public double LiveMoisture { get; init; } = 0.1;

    /// <summary>Deviation of the place of ignition to the east and to the north, m.</summary>
    public double IgnitionMetres { get; init; }

    /// <summary>Deviation of the time of ignition, min; none starts before 0.</summary>
    public double IgnitionMinutes { get; init; }

    /// <summary>Deviation of the logarithm of the factor on the rate of spread: what the model itself misses.</summary>
    public double Rate { get; init; }

    /// <summary>Readings of the model to draw from; none for that of the landscape.</summary>
    public IReadOnlyList<ModelVariant> Models { get; init; } = [];

    /// <summary>Times for which the probability of arrival is counted, min; none for the end only.</summary>
    public IReadOnlyList<double> Minutes { get; init; } = [];

    /// <summary>Threads; 0 for as many as there are processors. The result is the same.</summary>
    public int Threads { get; init; }
}

/// <summary>What was drawn for a member.</summary>
/// <param name="Number">From 0.</param>
/// <param name="WindFactor">On the wind speed.</param>
/// <param name="WindTurn">Added to the wind's direction, degrees.</param>
/// <param name="DeadFactor">On dead fuel moisture.</param>
/// <param name="LiveFactor">On live fuel moisture.</param>
/// <param name="East">Added to the place of ignition, m.</param>
/// <param name="North">Added to the place of ignition, m.</param>
/// <param name="Minutes">Added to the time of ignition.</param>
/// <param name="RateFactor">On the rate of spread.</param>
/// <param name="Model">Number of the variant, −1 for that of the landscape.</param>
public readonly record struct EnsembleMember(int Number, double WindFactor, double WindTurn, double DeadFactor, double LiveFactor, double East, double North, double Minutes, double RateFactor, int Model);

/// <summary>A place worth knowing about: a village, a line, a tower.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Place">Point, line or polygon in the reference system of the frame.</param>
public sealed record EnsembleTarget(string Name, Geometry Place);

/// <summary>How likely the fire comes to a target by a time.</summary>
/// <param name="Minutes">The time.</param>
/// <param name="Reached">Members that reach it by then.</param>
/// <param name="Probability">Their share.</param>
/// <param name="Low">Lower end of the 95 % interval of Wilson 1927.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct TargetChance(double Minutes, int Reached, double Probability, double Low, double High);

/// <summary>A target with its chances.</summary>
/// <param name="Name">The target.</param>
/// <param name="Chances">One for each time.</param>
/// <param name="Arrivals">Minutes at which each member reaches it, infinite where it does not.</param>
public sealed record TargetResult(string Name, IReadOnlyList<TargetChance> Chances, IReadOnlyList<float> Arrivals);

/// <summary>How likely the fire comes where, over the members of an ensemble. For reference: the share of runs of a model, no chance of the real fire.</summary>
/// <param name="Options">What was varied, and the seed.</param>
/// <param name="Minutes">The times.</param>
/// <param name="Probability">For each time the share of members that burn a cell by then.</param>
/// <param name="Targets">The targets.</param>
/// <param name="Members">What was drawn.</param>
/// <param name="MembersWithoutFire">Members whose ignition fell where nothing burns.</param>
/// <param name="BurntCells">Cells burnt by all members together.</param>
public sealed record EnsembleResult(
    EnsembleOptions Options,
    IReadOnlyList<double> Minutes,
    IReadOnlyList<Grid<float>> Probability,
    IReadOnlyList<TargetResult> Targets,
    IReadOnlyList<EnsembleMember> Members,
    int MembersWithoutFire,
    long BurntCells)
{
    /// <summary>Sampling error of a share of the members √(p(1 − p)/n) (sheet §5.3).</summary>
    /// <param name="probability">The share.</param>
    public double SamplingError(double probability) => Math.Sqrt(probability * (1 - probability) / Members.Count);
}

/// <summary>Many runs over what is not known exactly.</summary>
public static class Ensemble
{
    /// <summary>Most members of an ensemble.</summary>
    public const int MostMembers = 100_000;

    /// <summary>Most times at once.</summary>
    public const int MostTimes = 24;

    /// <summary>Work memory and counts of an ensemble may take this much, bytes; so many threads are used as fit.</summary>
    public const long MostMemory = 2L << 30;

    /// <summary>Runs the members.</summary>
    /// <param name="landscape">Ground and fuel.</param>
    /// <param name="stretches">When the weather changes.</param>
    /// <param name="weather">One for each stretch.</param>
    /// <param name="ignitions">Where the fire starts.</param>
    /// <param name="growth">Until when, against which lines.</param>
    /// <param name="options">What is varied.</param>
    /// <param name="targets">Places to watch.</param>
    /// <param name="progress">Told the number of members done, from any thread.</param>
    /// <param name="cancellation">Ends the computation with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The shares, or every reason why there are none.</returns>
    public static Result<EnsembleResult> Run(
        Landscape landscape,
        Stretches stretches,
        IReadOnlyList<GrowthWeather> weather,
        IReadOnlyList<Ignition> ignitions,
        GrowthOptions growth,
        EnsembleOptions options,
        IReadOnlyList<EnsembleTarget>? targets = null,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentNullException.ThrowIfNull(ignitions);
        ArgumentNullException.ThrowIfNull(growth);
        ArgumentNullException.ThrowIfNull(options);
        var frame = landscape.Fuel.Frame;
        var problems = LandscapeField.Of(landscape, stretches, weather).Match(_ => [], refused => refused.ToList());
        problems.AddRange(FireGrowth.Check(frame, ignitions, growth));
        problems.AddRange(Check(options, growth));
        var places = (targets ?? []).Select(t => (t.Name, Cells: Cells(frame, t.Place))).ToArray();
        problems.AddRange(places.Where(p => p.Cells.Length == 0).Select(p => Problem.Coded("FIRE-315", "targets", p.Name)));
        if (problems.Count > 0)
        {
            return problems;
        }

        var times = options.Minutes.Count > 0 ? options.Minutes.Order().ToArray() : [growth.EndMinutes];
        var members = Enumerable.Range(0, options.Members).Select(i => Draw(options, i)).ToArray();
        var variants = options.Models.Select(m => landscape with { Transfer = m.Transfer, Limit = m.Limit }).ToArray();
        var (slopes, present) = (landscape.Slopes(), landscape.Present());
        var counts = times.Select(_ => new int[frame.Count]).ToArray();
        var arrivals = places.Select(_ => new float[options.Members]).ToArray();
        var (done, without, burnt) = (0, 0, 0L);
        var fronts = new ConcurrentBag<FireFront>();
        var adding = new Lock();
        Parallel.For(
            0,
            options.Members,
            new ParallelOptions { MaxDegreeOfParallelism = Threads(frame, times.Length, options.Threads), CancellationToken = cancellation },
            () => fronts.TryTake(out var front) ? front : new FireFront(frame),
            (i, _, front) =>
            {
                var member = members[i];
                var ground = member.Model < 0 ? landscape : variants[member.Model];
                var field = LandscapeField.Unchecked(ground, slopes, present, stretches, [.. weather.Select(w => Vary(w, member))], member.RateFactor);
                var lit = ignitions.Select(ignition => Vary(ignition, member)).Where(ignition => FireGrowth.Lights(field, ignition)).ToArray();
                FireGrowth.March(front, field, lit, growth.Spotting is { } spotting ? growth with { Spotting = spotting with { Seed = unchecked((spotting.Seed * 1_000_003) + i) } } : growth, cancellation);
                for (var j = 0; j < places.Length; j++)
                {
                    var least = double.PositiveInfinity;
                    foreach (var (column, row) in places[j].Cells)
                    {
                        least = Math.Min(least, front.Arrival(column, row));
                    }

                    arrivals[j][i] = (float)least;
                }

                lock (adding)
                {
                    without += lit.Length == 0 ? 1 : 0;
                    burnt += front.CountArrivals(times, counts);
                    progress?.Report(++done);
                }

                return front;
            },
            fronts.Add);

        return new EnsembleResult(
            options,
            times,
            [.. counts.Select(count => new Grid<float>(frame, Array.ConvertAll(count, c => (float)c / options.Members)))],
            [.. places.Select((p, j) => new TargetResult(p.Name, [.. times.Select(t => Wilson(t, arrivals[j].Count(a => a <= (float)t), options.Members))], arrivals[j]))],
            members,
            without,
            burnt);
    }

    /// <summary>Share of successes with its 95 % interval (Wilson 1927).</summary>
    /// <param name="minutes">The time it is told of.</param>
    /// <param name="reached">Successes.</param>
    /// <param name="members">Trials.</param>
    internal static TargetChance Wilson(double minutes, int reached, int members)
    {
        const double Z = 1.959963984540054;
        double p = (double)reached / members, n = members;
        var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n))) / (1 + (Z * Z / n));
        return new(minutes, reached, p, reached == 0 ? 0 : middle - half, reached == members ? 1 : middle + half);
    }

    internal static EnsembleMember Draw(EnsembleOptions options, int number)
    {
        var chance = new Chance(options.Seed, number);
        double Factor(double deviation, int count) => Math.Exp(deviation * chance.Normal(count));
        var model = -1;
        var left = chance.Uniform(1000) * options.Models.Sum(m => m.Weight);
        for (var i = 0; i < options.Models.Count && left >= 0; i++)
        {
            model = i;
            left -= options.Models[i].Weight;
        }

        return new(
            number,
            Factor(options.WindSpeed, 0),
            options.WindDirection * chance.Normal(1),
            Factor(options.DeadMoisture, 2),
            Factor(options.LiveMoisture, 3),
            options.IgnitionMetres * chance.Normal(4),
            options.IgnitionMetres * chance.Normal(5),
            options.IgnitionMinutes * chance.Normal(6),
            Factor(options.Rate, 7),
            model);
    }

    private static GrowthWeather Vary(GrowthWeather weather, EnsembleMember member)
    {
        var m = weather.Moisture;
        double Dead(double value) => Math.Min(FuelMoisture.MostDead, value * member.DeadFactor);
        double Live(double value) => Math.Min(FuelMoisture.MostLive, value * member.LiveFactor);
        return weather with
        {
            WindKmh = weather.WindKmh * member.WindFactor,
            WindFrom = weather.WindFrom + member.WindTurn,
            Moisture = new(Dead(m.OneHour), Dead(m.TenHour), Dead(m.HundredHour), Live(m.Herb), Live(m.Woody)),
        };
    }

    private static Ignition Vary(Ignition ignition, EnsembleMember member) => ignition switch
    {
        Ignition.Point point => point with { East = point.East + member.East, North = point.North + member.North, Minutes = Math.Max(0, point.Minutes + member.Minutes) },
        _ => ignition with { Minutes = Math.Max(0, ignition.Minutes + member.Minutes) },
    };

    private static (int Column, int Row)[] Cells(GridFrame frame, Geometry place)
    {
        var cells = new HashSet<(int Column, int Row)>();
        for (var i = 0; i < place.NumGeometries; i++)
        {
            var part = place.GetGeometryN(i);
            (double East, double North)[] path = [.. (part is Polygon polygon ? polygon.ExteriorRing : part).Coordinates.Select(c => (c.X, c.Y))];
            cells.UnionWith(Outlines.Touched(frame, path.Length == 1 ? [path[0], path[0]] : path));
            if (part is Polygon filled)
            {
                var inside = Outlines.Inside(frame.Columns, frame.Rows, Outlines.Rings(frame, filled));
                for (var cell = 0; cell < inside.Length; cell++)
                {
                    if (inside[cell])
                    {
                        cells.Add((cell % frame.Columns, cell / frame.Columns));
                    }
                }
            }
        }

        return [.. cells.OrderBy(c => c.Row).ThenBy(c => c.Column)];
    }

    private static int Threads(GridFrame frame, int times, int wanted)
    {
        var counts = frame.Count * 4 * times;
        var fit = (MostMemory - counts) / Math.Max(1, frame.Count * FireFront.BytesPerCell);
        return (int)Math.Clamp(Math.Min(wanted > 0 ? wanted : Environment.ProcessorCount, fit), 1, 256);
    }

    private static List<Problem> Check(EnsembleOptions options, GrowthOptions growth)
    {
        var problems = new List<Problem>();
        Range.Check(problems, "ensemble.members", options.Members, 1, MostMembers);
        Range.Check(problems, "ensemble.windSpeed", options.WindSpeed, 0, 2);
        Range.Check(problems, "ensemble.windDirection", options.WindDirection, 0, 180);
        Range.Check(problems, "ensemble.deadMoisture", options.DeadMoisture, 0, 2);
        Range.Check(problems, "ensemble.liveMoisture", options.LiveMoisture, 0, 2);
        Range.Check(problems, "ensemble.ignitionMetres", options.IgnitionMetres, 0, 1e5);
        Range.Check(problems, "ensemble.ignitionMinutes", options.IgnitionMinutes, 0, GrowthOptions.MostMinutes);
        Range.Check(problems, "ensemble.rate", options.Rate, 0, 2);
        Range.Check(problems, "ensemble.threads", options.Threads, 0, 256);
        Range.Check(problems, "ensemble.times", options.Minutes.Count, 0, MostTimes);
        foreach (var minutes in options.Minutes)
        {
            Range.Check(problems, "ensemble.minutes", minutes, 0, growth.EndMinutes);
        }

        foreach (var model in options.Models)
        {
            Range.Check(problems, $"ensemble.models.{model.Name}", model.Weight, 1e-9, 1e9);
        }

        return problems;
    }
}
